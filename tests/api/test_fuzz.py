"""Schemathesis against the OpenAPI document: no fault of ours, and no answer that is not in it."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.applications import Starlette

from dashboard.api.app import root_routes
from dashboard.api.examples import EXAMPLES

COUNTRIES = ("FRA", "br", "Namibia", "XKX", "HKG", "Tuvalu", "Korea")
LAYERS = ("CETS185", "NATO", "csirt", "incidents:vcdb", "gci_overall", "reach:FRA", "csirt_teams")
LIKELY = {
    **dict.fromkeys(("iso3", "a", "b", "country", "reference"), COUNTRIES),
    "layer_id": LAYERS,
}


@pytest.fixture(scope="module")
def schema():
    app = Starlette(routes=root_routes())
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


def made_likely(case):
    """Most texts are no country, layer or cursor, most days lie far outside: two in three of them
    become one, are left out or move to our years, chosen by the text itself."""
    for values in (case.path_parameters or {}, case.query or {}):
        for name in {*values}:
            text = values[name]
            number = sum(map(ord, text)) if isinstance(text, str) else 0
            if number % 3 == 0:
                continue
            if name in LIKELY:
                values[name] = LIKELY[name][number % len(LIKELY[name])]
            elif name == "cursor":
                del values[name]
            elif name in ("on", "since"):
                values[name] = f"20{number % 27:02}{text[-6:]}".replace("02-29", "02-28")
    return case


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("path", EXAMPLES)
def test_every_answer_is_in_the_document(schema, path, mode):
    """What a schema cannot say (a country by any of its names, a cursor) may be refused."""
    answered = set()

    @given(case=schema[path]["GET"].as_strategy(generation_mode=mode))
    @settings(
        max_examples=15,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case):
        if mode is GenerationMode.POSITIVE:
            case = made_likely(case)
        response = case.call()
        answered.add(response.status_code)
        case.validate_response(response, excluded_checks=[positive_data_acceptance])

    ask()
    assert answered <= {200, 400, 404, 422}
    assert mode is GenerationMode.NEGATIVE or 200 in answered
