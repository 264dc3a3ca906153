"""The list beside the map: everybody in it, known ones first, largest on top, words of the map."""

from datetime import date

import pytest

from dashboard.analysis.layers import LayerOptions, build_layer
from dashboard.charts.map_list import list_payload, listed
from dashboard.charts.map_screen import screen
from dashboard.core.vocabulary import EntityKind
from dashboard.store.boundaries import world_order
from dashboard.store.store import Store
from tests.payloads import numbers, words_of

TODAY = date(2026, 11, 24)
LAYERS = ("CETS185", "csirt", "NATO", "incidents:vcdb", "gci_overall", "treaties_in_force")


@pytest.mark.parametrize("layer_id", LAYERS)
def test_every_state_is_listed_once_and_the_known_stand_first(store: Store, layer_id: str) -> None:
    layer = build_layer(store, layer_id, TODAY, LayerOptions())
    everybody = frozenset(layer.frame["iso3"])
    given = list_payload(layer, everybody)
    order = (*world_order(), *(iso3 for iso3, _, _ in given["others"]))
    found = [order[place] for place in numbers(given["rows"])]
    states = {c.iso3 for c in store.countries if c.entity_kind is not EntityKind.TERRITORY}
    assert states <= set(found) <= everybody
    assert len(found) == len(set(found))
    empty = layer.frame.set_index("iso3")["empty"]
    known, unknown = found[: given["known"]], found[given["known"] :]
    assert empty[known].isna().all()
    assert empty[unknown].notna().all()
    if layer.kind == "number":
        assert len(given["values"]) == given["known"]
        assert given["values"] == sorted(given["values"], reverse=True)
    else:
        assert given["values"] == []
        ranks = [
            list(layer.categories).index(key)
            for key in layer.frame.set_index("iso3")["category"][known]
        ]
        assert ranks == sorted(ranks)


def test_a_country_without_an_outline_brings_its_own_name_and_words(store: Store) -> None:
    layer = build_layer(store, "population", TODAY, LayerOptions())
    words = layer.frame.set_index("iso3")["text"]
    others = {iso3: (name, text) for iso3, name, text in list_payload(layer, words.index)["others"]}
    assert others["GIB"] == ("Gibraltar", words["GIB"])
    assert set(others).isdisjoint(world_order())


def test_words_of_the_list_are_those_of_the_map(store: Store) -> None:
    layer = build_layer(store, "gci_overall", TODAY, LayerOptions())
    made = screen(store, layer, LayerOptions(), today=TODAY, members=frozenset(layer.frame["iso3"]))
    words = layer.frame.set_index("iso3")["text"]
    order = world_order()
    for place in numbers(made.payload["list"]["rows"]):
        if place < len(order):
            assert words_of(made.payload, order[place]) == words[order[place]]


def test_nobody_is_an_empty_list(store: Store) -> None:
    layer = build_layer(store, "CETS185", TODAY, LayerOptions())
    assert listed(layer, frozenset()).empty
    assert list_payload(layer, frozenset()) == {
        "rows": "",
        "known": 0,
        "values": [],
        "others": [],
    }
