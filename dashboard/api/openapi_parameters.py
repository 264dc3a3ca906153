"""Parameters of the OpenAPI document: plain schemas, the ids they take, an example of each."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from dashboard.api.closed_lists import CLOSED, OPEN
from dashboard.api.examples import EXAMPLES
from dashboard.store.store import Store

_LAST = ("format", "limit", "cursor")
_ANY = {"country": "BRA", "reference": "FRA", "from": 2015, "to": 2020, "limit": 100}
"""Examples of parameters that the example of a route leaves out."""


def described_parameters(
    path: str, parameters: list[dict[str, Any]], schemas: Mapping[str, Any], store: Store
) -> list[dict[str, Any]]:
    """The parameters of one route: those of paging last, everything about each in its schema.

    ``schemas`` are the components of the document, to which some refer.
    """
    given = example_values(path)
    for parameter in parameters:
        parameter["schema"] = _schema(parameter["schema"], schemas, store)
        name = parameter["name"]
        if name in given:
            parameter["example"] = _typed(given[name], parameter["schema"])
        elif name in _ANY and parameter["in"] == "query":
            parameter["example"] = _ANY[name]
    return sorted(parameters, key=_rank)


def _rank(parameter: Mapping[str, Any]) -> tuple[bool, bool, int]:
    """What is needed first, what is for paging last."""
    name = parameter["name"]
    place = _LAST.index(name) if name in _LAST else -1
    return parameter["in"] != "path", not parameter.get("required"), place


def example_values(path: str) -> dict[str, str]:
    """What each parameter is in the example of a route: 'countries/FRA?on=…' → iso3 FRA, on …"""
    address = urlsplit(EXAMPLES.get(path, ""))
    pattern, given = path.strip("/").split("/"), address.path.split("/")
    values = {
        part.strip("{}"): unquote(value)
        for part, value in zip(pattern, given, strict=False)
        if part.startswith("{")
    }
    return {**values, **{name: cells[0] for name, cells in parse_qs(address.query).items()}}


def _schema(schema: Mapping[str, Any], schemas: Mapping[str, Any], store: Store) -> dict[str, Any]:
    """Without titles and null (a parameter left out is no null), with the ids it takes."""
    found = dict(schema)
    for option in (*found.pop("anyOf", ()), {"$ref": found.pop("$ref", "")}):
        if "$ref" in option:
            named = schemas.get(option["$ref"].rpartition("/")[2], {})
            found.update({k: v for k, v in named.items() if k != "description"})
        elif option.get("type") != "null":
            found.update(option)
    found.pop("title", None)
    closed, suggested = found.pop("x-ids", None), found.pop("x-examples", None)
    if closed:
        found["enum"] = list(CLOSED[closed](store))
    if suggested:
        found["examples"] = list(OPEN[suggested](store))
    return found


def _typed(text: str, schema: Mapping[str, Any]) -> Any:
    if schema.get("type") == "integer":
        return int(text)
    return text == "true" if schema.get("type") == "boolean" else text
