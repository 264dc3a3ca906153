"""/treaties, full, empty and broken."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.charts.colour import contrast
from dashboard.charts.tokens import STATUS
from dashboard.core.errors import UserError
from dashboard.store.store import Store, shared_store
from dashboard.ui import treaties_figures
from dashboard.ui.matrix import Cell, Head, ink_on, matrix_html
from dashboard.ui.treaties_matrix import FILLED, matrix_block
from dashboard.views.treaties_matrix import status_matrix


@pytest.fixture(scope="module")
def store() -> Store:
    return shared_store()


def page(**query: str) -> AppTest:
    def script() -> None:
        from dashboard.pages import treaties
        from dashboard.ui.notices import guarded

        guarded(treaties.render)()

    app = AppTest.from_function(script, default_timeout=90)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def html(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def test_full_page_shows_every_section_with_its_sources() -> None:
    text = html(page(on="2026-04-25", part="all"))
    assert text.count("<h1") == 1
    assert "The Budapest Convention is in force for 81 states" in text
    assert "Dated deposits: Budapest Convention 81" in text
    assert "199 countries under 4 treaties" in text
    assert "Half of the states needed more than" in text
    assert "changes of status between 25 April 2025 and 25 April 2026" in text
    assert "37 parties to the Budapest Convention made reservations" in text
    assert "published totals equal our count" in text
    assert text.count('class="source-line"') >= 6
    assert 'href="/map?on=2026-04-25&amp;layer=CETS185"' in text
    assert 'href="/country?on=2026-04-25&amp;c=FRA"' in text


def test_one_treaty_shows_its_three_steps_and_no_step_control() -> None:
    app = page(t="CETS108", on="2026-04-25")
    text = html(app)
    assert "Convention 108: in force 40" in text
    assert "In force 15 states" in text
    assert 'aria-label="Step"' not in text
    assert 'aria-label="Step"' in html(page(on="2026-04-25"))


def test_filters_reach_every_part() -> None:
    text = html(page(region="Africa", on="2026-04-25", t="CETS185,AU_MALABO", part="all"))
    assert "54 countries under 2 treaties" in text
    assert "countries in Africa" in text
    assert ">France</a>" not in text.split("published totals")[0]


def test_groups_by_organisation_and_all_treaties() -> None:
    app = page(group="organisation", all="1", org="EU,ASEAN", on="2026-04-25", part="countries")
    text = html(app)
    assert "EU · 27" in text
    assert "under 20 treaties" in text


def test_empty_filter_says_so() -> None:
    text = html(page(region="Oceania", org="EU", part="all"))
    assert "No country passes the filter" in text
    assert "No dated change in this period" in text


def test_before_every_treaty_nothing_is_in_force() -> None:
    text = html(page(t="CETS185", on="1999-01-01"))
    assert "None of these treaties is in force" in text
    assert "opens on 12 May 2022" in html(page(t="CETS224", on="2001-01-01"))
    assert "Nothing fits this choice" in text


def test_treaties_without_letters_or_totals_say_so() -> None:
    assert "No source read lists what states" in html(page(t="EU_NIS2", part="reservations"))
    assert "No source read prints a total" in html(page(t="EU_NIS2", part="totals"))


def test_bad_parameters_give_notices_and_defaults() -> None:
    text = html(page(t="NOPE", since="yesterday", step="walked"))
    assert "“NOPE” is not a treaty known here" in text
    assert "“walked” is not a step known here" in text
    assert "“yesterday” is not a day" in text
    assert "Budapest Convention" in text


def test_more_than_six_treaties_are_cut_with_a_notice(store: Store) -> None:
    ids = ",".join(store.table("treaties")["treaty_id"])
    assert "At most 6 treaties fit here" in html(page(t=ids))


def test_broken_table_is_named(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    def broken(*_: object) -> None:
        raise UserError("The table treaty_status breaks its contract", where="treaty_status")

    monkeypatch.setattr(treaties_figures, "treaty_figures", broken)
    text = html(page(on="2011-01-01"))
    assert "The table treaty_status breaks its contract" in text


def test_the_whole_matrix_stays_light(store: Store) -> None:
    ids = tuple(store.table("treaties")["treaty_id"])
    made = status_matrix(store, ids, date(2026, 11, 24), None, "region", ())
    block = matrix_block(store, ids, made, {})
    assert len(block.html.encode()) < 250_000
    assert block.html.count("<td") == 199 * 20


def test_matrix_escapes_and_has_heads() -> None:
    text = matrix_html(
        {"": [Head("a", "<b>")]},
        [Head("x", "X", "/map?layer=x")],
        lambda row, column: Cell(f"{row}{column}", href='/pair?a="'),
        caption="A & B",
    )
    assert "&lt;b&gt;" in text
    assert "A &amp; B" in text
    assert 'href="/pair?a=&quot;"' in text
    assert text.count('scope="col"') == 2


@pytest.mark.parametrize("status", [s for s in STATUS if s not in FILLED])
def test_words_on_status_colours_can_be_read(status: str) -> None:
    for fill in STATUS[status]:
        assert contrast(fill, ink_on(fill)) >= 4.5


def test_a_title_does_not_compare_days_that_no_list_covers() -> None:
    assert "is in force for 81 states, by a list of 25 April 2026" in html(page(on="2090-01-01"))
    assert "as on" not in html(page(on="2026-11-25", since="2026-11-24"))


def test_a_treaty_that_needs_no_number_of_deposits_stands_beside_one_that_does(
    store: Store,
) -> None:
    needs = store.table("treaties").set_index("treaty_id")["parties_needed"]
    app = page(t=f"{needs[needs.isna()].index[0]},UNCC2024")
    assert not app.exception
    assert "not in force: 40 deposits needed" in html(app)
