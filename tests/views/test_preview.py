"""What a link says before it is opened: only what the view understood, in words."""

import pytest

from dashboard.store.store import Store
from dashboard.views.figure import ViewEntry
from dashboard.views.preview import preview
from tests.views.examples import MAP, PAIR, TODAY, TOPIC


def title(store: Store, view: ViewEntry, **params: str) -> str:
    return preview(store, view, {k: [v] for k, v in params.items()}, TODAY).title


@pytest.mark.parametrize(
    ("view", "params", "words"),
    [
        (PAIR, {"a": "fr", "b": "Brazil", "on": "2024-06-30"}, "France and Brazil on 30 June 2024"),
        (PAIR, {"a": "FRA"}, "France"),
        (PAIR, {"a": "FRA", "b": "BRA", "on": "2026-11-24"}, "France and Brazil"),
        (PAIR, {}, ""),
        (PAIR, {"my": "KEN"}, ""),
        (PAIR, {"on": "2024-06-30"}, ""),
        (MAP, {"layer": "NATO"}, "NATO"),
        (MAP, {"layer": "reach:KEN", "on": "2001-01-01"}, "Reach of Kenya on 1 January 2001"),
        (MAP, {"layer": "incidents:eurepoc"}, "European Repository of Cyber Incidents"),
        (MAP, {"c": "CIV"}, "Budapest Convention: Côte d'Ivoire"),
        (TOPIC, {"t": "CETS185,AU_MALABO"}, "Malabo Convention and Budapest Convention"),
        (TOPIC, {"o": "3", "c": "FRA,KEN"}, "Jurisdictional issues: France and Kenya"),
        (TOPIC, {"c": "FRA,KEN,BRA,IND,USA,JPN"}, "France, Kenya, Brazil, India and 2 more"),
    ],
)
def test_the_title_names_what_the_view_is_about(
    store: Store, view: ViewEntry, params: dict[str, str], words: str
) -> None:
    assert title(store, view, **params) == words


@pytest.mark.parametrize(
    "evil", ['"><script>alert(1)</script>', "'; DROP", "\x00\x1b[2J", "é" * 5000]
)
def test_nothing_of_a_hostile_value_comes_back(store: Store, evil: str) -> None:
    params = {name: [evil] for name in ("a", "b", "on", "c", "my", "figure", evil)}
    found = preview(store, PAIR, params, TODAY)
    assert (found.title, found.query, found.figure) == ("", {}, "")


def test_the_query_is_canonical_and_the_figure_known(store: Store) -> None:
    params = {"b": ["BR"], "a": ["fra"], "utm_source": ["x"], "figure": ["teams"], "my": ["KEN"]}
    found = preview(store, PAIR, params, TODAY)
    assert list(found.query.items()) == [("a", "FRA"), ("b", "BRA"), ("my", "KEN")]
    assert found.figure == "teams"
