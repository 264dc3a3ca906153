"""/data, full, empty and broken. Full uses the shipped data; the others a package of two tables."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.store.store import Store, open_store, shared_store
from dashboard.ui import cache
from dashboard.ui.paging import PER_PAGE

SOURCE = """\
source_id: register
title: A register of things <b>
publisher: Bureau of Tests
page_url: https://example.org/register
data_url: null
licence: CC BY 4.0
licence_id: {licence_id}
noncommercial: {noncommercial}
share_alike: false
as_of: '2026-01-02'
accessed: '2026-11-23'
authority: official
how_obtained: public_page
obtained_from: null
topics: [countries]
expected_rows: null
notes: null
"""
COUNTRIES = """\
iso3,iso2,m49,name,official_name,entity_kind,un_region,un_subregion,wb_region,wb_income_group,\
population,population_year,source_id,as_of
FRA,FR,250,France,French Republic,un_member,Europe,Western Europe,,,68000000,2025,register,2026
NAM,NA,516,Namibia,Republic of Namibia,un_member,Africa,Southern Africa,,,,,register,2026
"""
TEXT = ("iso2", "m49", "name", "official_name")
GROUPS = ("un_region", "un_subregion", "wb_region", "wb_income_group")
COUNTRIES_CONTRACT = (
    "table: countries\npath: reference/countries.csv\ntitle: Countries\n"
    "description: Two countries.\nkey: [iso3]\nsource_rule: row\nfields:\n"
    "- {name: iso3, type: string, required: true, description: Code.}\n"
    + "".join(f"- {{name: {name}, type: string, description: Text.}}\n" for name in TEXT)
    + "- {name: entity_kind, type: string, required: true, allowed: [un_member], description: K.}\n"
    + "".join(f"- {{name: {name}, type: string, description: Text.}}\n" for name in GROUPS)
    + "- {name: population, type: integer, description: People.}\n"
    "- {name: population_year, type: year, description: Year.}\n"
    "- {name: source_id, type: source, required: true, description: Source.}\n"
    "- {name: as_of, type: date, required: true, description: As of.}\n"
)
NAMES_CONTRACT = """\
table: country_names
path: reference/country_names.csv
title: Other names
description: Other names of countries.
key: [alias]
source_rule: none
source_rule_why: A vocabulary for tests.
fields:
- {name: alias, type: string, required: true, description: Name.}
- {name: iso3, type: iso3, description: Country.}
- {name: ambiguous, type: boolean, required: true, description: Fits several.}
- {name: candidates, type: list, references: countries.iso3, description: Countries it fits.}
"""
NOTES_CONTRACT = """\
table: notes
path: tables/notes.csv
title: Notes on countries
description: One note a country.
key: [iso3]
source_rule: row
fields:
- {name: iso3, type: iso3, required: true, description: Country.}
- {name: mood, type: string, allowed: [calm], description: Mood.}
- {name: source_id, type: source, required: true, description: Source.}
- {name: as_of, type: date, required: true, description: As of.}
"""


def small_package(folder: Path, *, mood: str = "calm", noncommercial: bool = False) -> Path:
    """A sound package of three tables, unless ``mood`` is one its contract does not allow."""
    for name in ("sources", "contracts", "reference", "tables"):
        (folder / name).mkdir(parents=True)
    licence = "CC-BY-NC-4.0" if noncommercial else "CC-BY-4.0"
    source = SOURCE.format(licence_id=licence, noncommercial=str(noncommercial).lower())
    files = {
        "sources/register.yml": source,
        "contracts/countries.yml": COUNTRIES_CONTRACT,
        "contracts/country_names.yml": NAMES_CONTRACT,
        "contracts/notes.yml": NOTES_CONTRACT,
        "reference/countries.csv": COUNTRIES,
        "reference/country_names.csv": "alias,iso3,ambiguous,candidates\nGaul,FRA,0,\n",
        "tables/notes.csv": f"iso3,mood,source_id,as_of\nFRA,{mood},register,2026\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def page(monkeypatch: pytest.MonkeyPatch, store: Store, **query: str) -> AppTest:
    def script() -> None:
        from dashboard.pages import data
        from dashboard.ui.notices import guarded

        guarded(data.render)()

    monkeypatch.setattr(cache, "shared_store", lambda: store)
    app = AppTest.from_function(script, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def html(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def test_full_lists_the_shipped_sources_and_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    store = shared_store()
    app = page(monkeypatch, store)
    assert f"{len(store.sources)} sources, 1 to 10 shown" in html(app)
    assert html(app).count('<th scope="row">') == PER_PAGE
    last = -(-len(store.sources) // PER_PAGE)
    assert f"{len(store.sources)} shown" in html(page(monkeypatch, store, page=str(last)))
    app = page(monkeypatch, store, part="tables")
    assert set(app.selectbox[0].options) == {store.contract(t).title for t in store.tables()}
    assert "How complete each of" in html(page(monkeypatch, store, part="coverage"))


def test_topic_and_search_come_from_the_link(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store = open_store(small_package(tmp_path / "data"))
    app = page(monkeypatch, store, topic="countries", q="bureau TESTS")
    assert "1 source<" in html(app)
    assert "A register of things &lt;b&gt;" in html(app)
    assert ">3</td>" in html(app)
    assert app.selectbox[0].value == "countries"


def test_choosing_a_table_writes_the_link(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    store = open_store(small_package(tmp_path / "data"))
    app = page(monkeypatch, store, part="tables")
    app.selectbox[0].select("notes").run()
    assert app.query_params["table"] == "notes"
    assert "One note a country. 1 row." in html(app)


def test_empty_search_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    app = page(monkeypatch, open_store(small_package(tmp_path / "data")), q="nothing like it")
    assert "No source holds all these words." in html(app)
    assert "0 of 1 sources" in html(app)


def test_noncommercial_rows_are_marked_before_the_download(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = small_package(tmp_path / "data", noncommercial=True)
    kept = open_store(folder)
    if kept.problems:
        pytest.fail(str(kept.problems))
    app = page(monkeypatch, kept, table="countries", part="all")
    labels = [button.proto.label for button in app.get("download_button")]
    assert any("non-commercial use only" in label for label in labels)
    assert "Non-commercial use only" in html(app)


def test_a_broken_table_is_named_and_the_rest_stays(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store = open_store(small_package(tmp_path / "data", mood="furious"))
    app = page(monkeypatch, store, table="notes", part="all")
    assert "The data need mending" in html(app)
    assert "furious" in html(app)
    assert "A register of things" in html(app)


def test_a_bad_parameter_gives_a_notice_and_the_default(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store = open_store(small_package(tmp_path / "data"))
    app = page(monkeypatch, store, topic="weather", table="nope", on="31.12.")
    assert "“weather” is not a topic known here" in html(app)
    assert "“nope” is not a table known here" in html(app)
    assert app.selectbox[0].value == "all"
