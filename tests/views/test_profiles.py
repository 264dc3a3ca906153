"""Figures of the views /country and /compare: whole by their example, honest on odd addresses."""

from collections.abc import Mapping
from datetime import date

import pytest

from dashboard.charts.panels import PANELS
from dashboard.charts.plotly_render import render
from dashboard.core.errors import UserError
from dashboard.export.still.kinds import kind_of
from dashboard.store.store import Store
from dashboard.views.compare import COMPARE
from dashboard.views.country import COUNTRY
from dashboard.views.figure import ViewEntry
from dashboard.views.params import Context
from dashboard.views.url import State, read, write

TODAY = date(2026, 11, 24)
BOTH = (COUNTRY, COMPARE)


def state_of(store: Store, view: ViewEntry, query: Mapping[str, str]) -> State:
    return read(query, view.spec(store), Context(store.countries, TODAY))[0]


@pytest.mark.parametrize(("view", "name"), [(v, name) for v in BOTH for name in v.figures])
def test_the_example_has_something_to_show(store: Store, view: ViewEntry, name: str) -> None:
    made = view.figure(store, state_of(store, view, view.example), name)
    assert made.figure_id == name
    assert not made.chart.empty
    assert made.chart.alt
    assert made.caption.lines
    assert set(made.chart.sources) <= set(store.sources)
    assert render(made.chart)["data"]
    assert len(made.chart.table())


@pytest.mark.parametrize("on", ["2001-01-01", "2026-11-24", "2090-01-01"])
@pytest.mark.parametrize("iso3", ["TUV", "XKX", "TWN", "VAT", "GRL", "PRI", "ABW"])
def test_odd_entries_have_every_figure(store: Store, iso3: str, on: str) -> None:
    for name in COUNTRY.figures:
        made = COUNTRY.figure(store, state_of(store, COUNTRY, {"c": iso3, "on": on}), name)
        assert "nan" not in made.chart.title
        render(made.chart)


@pytest.mark.parametrize("view", BOTH, ids=lambda view: view.path)
def test_without_a_country_every_figure_says_so(store: Store, view: ViewEntry) -> None:
    for name in view.figures:
        with pytest.raises(UserError):
            view.figure(store, state_of(store, view, {}), name)


def test_addresses_come_back(store: Store) -> None:
    query = {"c": "FRA,BRA", "group": "org:EU", "order": "topic", "i": "wgi_cc", "t": "UNTOC"}
    assert write(state_of(store, COMPARE, query)) == query


def test_panels_share_one_scale(store: Store) -> None:
    state = state_of(store, COMPARE, {"c": "FRA,BRA,KEN", "i": "wgi_cc", "o": "1"})
    chart = COMPARE.figure(store, state, "series").chart
    assert chart.variant == PANELS
    layout = render(chart)["layout"]
    ranges = {tuple(layout[f"yaxis{n}"]["range"]) for n in ("", "2", "3")}
    spans = {tuple(layout[f"xaxis{n}"]["range"]) for n in ("", "2", "3")}
    assert len(ranges) == len(spans) == 1
    strong = [trace for trace in render(chart)["data"] if trace.get("name")]
    assert [trace["name"] for trace in strong] == ["France", "Brazil", "Kenya"]
    kenya = chart.data[chart.data["name"] == "Kenya"]["value"].tolist()
    assert strong[2]["y"] == kenya


def test_every_figure_can_be_drawn_as_a_file(store: Store) -> None:
    for view in BOTH:
        for name in view.figures:
            made = view.figure(store, state_of(store, view, view.example), name)
            assert kind_of(made.chart).height(made.chart, 960) > 0, name


def test_treaties_stand_on_one_axis_country_by_country(store: Store) -> None:
    state = state_of(store, COMPARE, {"c": "FRA,BRA,KEN", "t": "CETS185,UNCC2024"})
    rows = COMPARE.figure(store, state, "treaties").chart.data
    labels = list(dict.fromkeys(rows["label"]))
    assert labels[:3] == [f"{name} · Budapest Convention" for name in ("France", "Brazil", "Kenya")]


def test_memberships_before_the_axis_begin_at_its_edge(store: Store) -> None:
    state = state_of(store, COUNTRY, {"c": "FRA"})
    chart = COUNTRY.figure(store, state, "membership-timeline").chart
    itu = chart.data[chart.data["organisation_id"] == "ITU"].iloc[0]
    assert (itu["start"], itu["sure_from"]) == ("1865", "1985-01-01")
    assert any("before 1 January 1985" in note for note in chart.notes)
