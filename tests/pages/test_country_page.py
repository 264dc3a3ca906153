"""/country on the shipped data: full, empty, small and odd entries, broken parameters, far days."""

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

ODD = ("TUV", "XKX", "ABW", "TWN", "NA", "VAT", "PRK")


def page(**query: str) -> AppTest:
    def script() -> None:
        from dashboard.pages.country import render

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


def test_france_in_full() -> None:
    app = page(c="FRA", on="2026-11-24")
    words = text(app)
    assert "France FRA" in words
    assert "In force since 1 May 2006" in words
    assert "Signed on 25 October 2025" in words
    assert "Treaties: 8 in force, 3 signed or ratified" in words
    assert "Norms and standards 23" in words
    assert "CERT/CSIRT: CERT-FR" in words
    assert "https://www.cert.ssi.gouv.fr" in words
    assert "54 are listed" in words
    assert "30 of 198" in words
    assert "What is not known about France" in words
    assert len(app.get("plotly_chart")) == 1


def test_incidents_stand_apart_with_their_bias() -> None:
    words = text(page(c="FRA"))
    assert "never added up" in words
    assert "25 incidents" in words
    assert "As suspected origin, as coded by VCDB" in words
    assert words.count("Counts of reports, not of what happened") == 3


def test_every_block_has_its_sources_and_a_file() -> None:
    app = page(c="FRA")
    assert html(app).count('class="source-line"') >= 14
    assert len(app.get("download_button")) >= 6
    labels = [button.proto.label for button in app.get("download_button")]
    assert any("non-commercial use only" in label for label in labels)


def test_links_lead_to_map_comparison_and_api() -> None:
    shown = unescape(html(page(c="FRA", on="2020-05-01", my="BRA")))
    assert '"/api/v1/countries/FRA?on=2020-05-01"' in shown
    assert '"/map?on=2020-05-01&my=BRA&c=FRA&layer=reach:FRA"' in shown
    assert '"/compare?on=2020-05-01&my=BRA&c=FRA,BRA"' in shown


def test_without_a_country_it_asks_for_one() -> None:
    app = page()
    assert "What is known about a country?" in text(app)
    app.button(key="start-KEN").click().run()
    assert app.query_params["c"] == "KEN"
    assert "Kenya KEN" in text(app)


def test_my_country_stands_in() -> None:
    words = text(page(my="BRA"))
    assert "Brazil BRA" in words
    assert "This is your country" in words


@pytest.mark.parametrize("code", ODD)
@pytest.mark.parametrize("on", ["2001-01-01", "2026-11-24", "2090-01-01"])
def test_small_and_odd_entries_are_told_in_words(code: str, on: str) -> None:
    words = text(page(c=code, on=on))
    assert "Organisations and efforts" in words
    assert "nan" not in re.findall(r"\b\w+\b", words)
    assert "<NA>" not in words


def test_namibia_is_not_a_missing_value() -> None:
    words = text(page(c="NA"))
    assert "Namibia NAM" in words
    assert "In force since 8 June 2023" in words


def test_territories_and_others_carry_no_statement_on_status() -> None:
    aruba = text(page(c="ABW"))
    assert "Cyber treaties are recorded for states" in aruba
    assert "no statement on its status" in aruba
    assert "Treaties: not applicable" in aruba
    assert "What most of its peers have" not in aruba
    kosovo = text(page(c="XKX"))
    assert "Not a UN member" in kosovo
    assert "no statement on its status" in kosovo


def test_functions_that_nothing_serves_are_shown_as_gaps() -> None:
    assert "Nothing on record" in text(page(c="XKX"))


def test_regime_measures_are_shown_only_as_a_distance() -> None:
    alone = text(page(c="FRA"))
    assert "Choose “my country” to see" in alone
    assert "apart from Brazil" in text(page(c="FRA", my="BRA"))


def test_an_early_day_shows_what_was_known_to_hold_then() -> None:
    words = text(page(c="FRA", on="2001-01-01"))
    assert "In force since 1 October 1985" in words
    assert "In force since 1 May 2006" not in words
    assert "No data" in words


def test_a_far_day_says_that_the_last_known_state_is_shown() -> None:
    assert "This day has not come" in text(page(c="FRA", on="2090-01-01"))


def test_a_broken_code_gives_a_notice_and_asks_again() -> None:
    words = text(page(c="XXQ"))
    assert "No country is called “XXQ”" in words
    assert "What is known about a country?" in words
