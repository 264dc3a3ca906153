"""The figures of the guide say what the analysis says, on any day and with any setting."""

from datetime import date

import pytest

from dashboard.analysis.effort_members import functions_served
from dashboard.analysis.indicators import indicators
from dashboard.analysis.treaties import parties_on
from dashboard.store.store import Store, open_store
from dashboard.views.guide import GUIDE
from dashboard.views.url import Context, State, read

ON = date(2026, 11, 24)


@pytest.fixture(scope="module")
def full() -> Store:
    return open_store(noncommercial=True)


def state(store: Store, **query: str) -> State:
    found, notices = read(query, GUIDE.spec(store), Context(store.countries, ON))
    assert notices == ()
    return found


def values(store: Store, name: str, **query: str) -> dict[str, float]:
    chart = GUIDE.figure(store, state(store, **query), name).chart
    role = chart.encodings.get("y" if chart.kind == "bar" else "series", "name")
    amount = chart.encodings["x" if chart.kind == "bar" else "y"]
    return {
        str(k): float(v) for k, v in chart.data.groupby(role, sort=False)[amount].last().items()
    }


def test_forms_are_those_of_the_page_of_efforts(full: Store) -> None:
    served = functions_served(full, ON).set_index("function")["efforts"]
    drawn = values(full, "forms", on="2026-11-24")
    assert drawn["Norms and standards"] == served["norms and standards"] == 37
    assert len(drawn) == 9
    mine = values(full, "forms", on="2026-11-24", my="KEN")
    assert mine["Research and development"] == 0


def test_groups_and_obstacles_have_nine_bars(full: Store) -> None:
    assert values(full, "groups", on="2026-11-24")["Alliances"] == 42
    drawn = values(full, "measured")
    assert len(drawn) == 9
    assert drawn["7 Attribution challenges"] == len(indicators(full, 7))


def test_curves_end_with_the_parties_of_the_day(full: Store) -> None:
    states = {c.iso3 for c in full.countries.un_members}
    assert values(full, "adoption", on="2026-11-24")["Budapest Convention"] == len(
        parties_on(full, "CETS185", ON) & states
    )
    early = values(full, "adoption", on="2010-12-31")
    assert early["Budapest Convention"] == 30


def test_shares_are_between_0_and_100_and_ordered(full: Store) -> None:
    chart = GUIDE.figure(full, state(full, on="2026-11-24"), "covered").chart
    wide = chart.data.pivot_table(index="year", columns="name", values="value")
    assert wide.min().min() >= 0
    assert wide.max().max() <= 100
    assert (wide["Any legal basis"] >= wide["Cybercrime treaty"]).all()
    people = GUIDE.figure(full, state(full, on="2026-11-24"), "online").chart.data["value"]
    assert people.is_monotonic_increasing


@pytest.mark.parametrize("noncommercial", [True, False])
@pytest.mark.parametrize("day", ["1990-01-01", "2001-01-01", "2090-01-01"])
@pytest.mark.parametrize("name", list(GUIDE.figures))
def test_any_day_gives_a_figure_with_a_title(name: str, day: str, noncommercial: bool) -> None:
    store = open_store(noncommercial=noncommercial)
    made = GUIDE.figure(store, state(store, on=day), name)
    assert made.chart.title
    assert made.figure_id == name
    if not noncommercial:
        assert not made.caption.noncommercial
