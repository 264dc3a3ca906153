"""/compare on the shipped data: full, too few, odd entries, broken parameters, far days."""

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest


def page(**query: str) -> AppTest:
    def script() -> None:
        from dashboard.pages.compare import render

        render()

    app = AppTest.from_function(script, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, [e.value for e in app.exception]
    return app


def html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def text(app: AppTest) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html(app))))


def rows(app: AppTest) -> list[str]:
    return re.findall(r'<tr class="(differs|same)">', html(app))


def test_france_brazil_and_kenya() -> None:
    app = page(c="FRA,BRA,KEN", on="2026-11-24")
    words = text(app)
    assert "France, Brazil and Kenya differ in" in words
    assert "All 3 share 11 treaties and efforts" in words
    assert "In force since 1 March 2023" in words
    assert "Only Kenya" in words
    assert len(app.get("plotly_chart")) == 2
    assert {"differs", "same"} == set(rows(app))


def test_the_table_is_one_that_can_be_read_aloud() -> None:
    shown = html(page(c="FRA,BRA"))
    assert 'role="region" tabindex="0"' in shown
    assert '<th scope="rowgroup" colspan="3">' in shown
    assert shown.count('<th scope="col">') >= 3
    assert 'role="img" aria-label="differs: ">≠</span>' in shown


def test_only_rows_that_differ() -> None:
    app = page(c="FRA,BRA,KEN", diff="1")
    assert set(rows(app)) == {"differs"}
    app.toggle[0].set_value(False).run()
    assert "diff" not in app.query_params
    assert "same" in rows(app)


def test_obstacle_and_treaty_come_from_the_link() -> None:
    app = page(c="FRA,BRA", o="5", t="UNTOC")
    words = text(app)
    assert "Resource constraints: where France and Brazil stand" in words
    assert "(Palermo): who took which step when" in words


def test_too_few_countries_get_suggestions() -> None:
    app = page()
    assert "How do countries differ?" in text(app)
    app.button(key="take-FRA-BRA-KEN").click().run()
    assert app.query_params["c"] == "FRA,BRA,KEN"
    assert "differ in" in text(app)


def test_one_country_is_compared_with_mine_or_a_peer() -> None:
    app = page(c="KEN", my="FRA")
    assert "Compare Kenya with whom?" in text(app)
    assert app.button(key="take-KEN-FRA").label == "Kenya and France"


def test_the_same_country_twice_is_dropped_with_a_notice() -> None:
    words = text(page(c="FRA,France,BRA"))
    assert "France is named twice, so it is shown once" in words
    assert "France and Brazil differ in" in words
    assert "Compare France with whom?" in text(page(c="FRA,FRA"))


def test_more_than_six_are_cut_with_a_notice() -> None:
    words = text(page(c="FRA,BRA,KEN,IND,USA,CHN,NAM"))
    assert "At most 6 countries fit here, so Namibia was left out" in words


def test_a_broken_code_is_named_and_the_rest_is_compared() -> None:
    words = text(page(c="XXQ,FRA,BRA", o="12", t="nope"))
    assert "No country is called “XXQ”" in words
    assert "“12” is not a numbered obstacle known here" in words
    assert "“nope” is not a treaty known here" in words
    assert "France and Brazil differ in" in words


@pytest.mark.parametrize("codes", ["TUV,NA", "XKX,TWN,ABW", "VAT,PRK,TUV,NA,ABW,XKX"])
@pytest.mark.parametrize("on", ["2001-01-01", "2026-11-24", "2090-01-01"])
def test_small_and_odd_entries_and_far_days(codes: str, on: str) -> None:
    app = page(c=codes, on=on)
    words = text(app)
    assert "dimensions" in words
    assert "nan" not in re.findall(r"\b\w+\b", words)
    assert "<NA>" not in words
    assert rows(app)


def test_sources_and_downloads() -> None:
    app = page(c="FRA,BRA")
    assert html(app).count('class="source-line"') == 5
    assert [menu.proto.popover.label for menu in app.get("popover")][-1] == "Take it with you"
