"""Any choice that a page offers is drawn: whatever a reader can pick, alone and together.

Parameters and their choices are read from the pages: a new one is tried without a line here.
``FUZZ_EXAMPLES`` tries more of them.
"""

import os
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.store.store import Store, shared_store
from dashboard.views.params import (
    BoolParam,
    ChoiceListParam,
    ChoiceParam,
    CountryListParam,
    CountryParam,
    DayParam,
    PageParam,
    Param,
    YearRangeParam,
)
from dashboard.views.registry import VIEWS
from tests.fuzz.test_addresses import MODULES
from tests.pages.opening import html, open_page

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "15"))
DAYS = st.dates(date(1995, 1, 1), date(2030, 12, 31)).map(date.isoformat)


def values(param: Param[Any], store: Store) -> st.SearchStrategy[str]:
    """Texts of an address that the parameter takes."""
    iso3 = st.sampled_from([c.iso3 for c in store.countries])
    match param:
        case ChoiceListParam():
            some = st.lists(st.sampled_from(param.choices), min_size=1, max_size=5, unique=True)
            return some.map(",".join)
        case ChoiceParam():
            return st.sampled_from(param.choices)
        case CountryListParam():
            return st.lists(iso3, min_size=1, max_size=4, unique=True).map(",".join)
        case CountryParam():
            return iso3
        case YearRangeParam():
            years = st.integers(param.first, param.last)
            return st.tuples(years, years).map(lambda pair: f"{min(pair)}-{max(pair)}")
        case BoolParam():
            return st.just("1")
        case PageParam():
            return st.integers(1, 40).map(str)
        case DayParam():
            return DAYS
    return DAYS if param.name == "since" else st.sampled_from(["an", "cyber", "1", "2"])


@pytest.mark.parametrize("page", VIEWS)
def test_any_choice_is_drawn(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = shared_store()
    params = {param.name: values(param, store) for param in VIEWS[page].spec(store).params}
    query = st.fixed_dictionaries({}, optional=params)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=EXAMPLES <= 15,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(query)
    def check(query: dict[str, str]) -> None:
        text = html(open_page(monkeypatch, store, MODULES[page], query))
        assert "This view could not be drawn" not in text
        assert "could not be" not in text or "Part of this link" in text

    check()
