"""Briefs: what they say, how long they are, and that the same brief is the same file."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pypdfium2
import pytest

from dashboard.analysis.pair import pair_channels
from dashboard.analysis.standing import standing
from dashboard.analysis.treaties import country_treaties
from dashboard.core.errors import UserError
from dashboard.core.vocabulary import Status
from dashboard.export.brief import Brief, Cell, Fact, Sources, Table, grouped, names, ranges, short
from dashboard.export.brief_country import country_brief
from dashboard.export.brief_pair import pair_brief
from dashboard.export.brief_pdf import brief_of, brief_pdf, draw, printed
from dashboard.export.brief_typeset import typeset
from dashboard.store.store import Store, open_store, shared_store

DAY = date(2026, 11, 24)
EARLY = date(2001, 1, 1)


@cache
def pages(countries: tuple[str, ...], on: date) -> tuple[str, ...]:
    """The text of every page, each run of space one space."""
    return text_of(brief_pdf(shared_store(), countries, on))


def text_of(pdf: bytes) -> tuple[str, ...]:
    document = pypdfium2.PdfDocument(pdf)
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return tuple(" ".join(text.replace("\xa0", " ").split()) for text in found)


@pytest.mark.parametrize("on", [DAY, EARLY, date(2060, 1, 1)])
@pytest.mark.parametrize(
    "countries",
    [
        *[(iso3,) for iso3 in ("FRA", "USA", "TUV", "TWN", "GRL", "XKX", "VAT", "CIV", "PSE")],
        *[("FRA", "BRA"), ("PRK", "KOR"), ("USA", "GBR"), ("TUV", "NRU"), ("COD", "COG")],
    ],
    ids="-".join,
)
def test_one_or_two_pages_with_numbered_sources(countries: tuple[str, ...], on: date) -> None:
    found = pages(countries, on)
    whole = " ".join(found)
    store = shared_store()
    assert len(found) <= 2
    assert all(store.countries[iso3].name in whole for iso3 in countries)
    assert f"data version {store.data_version}" in whole
    assert f"Status on {on.day} {on:%B %Y}" in whole
    assert "imply no opinion on the legal status" in whole
    assert "What is not known" in whole
    brief = make(store, countries, on)
    listed = whole.partition("Numbers as in the text")[2]
    for number, line in enumerate(brief.sources, 1):
        assert f" {number} {line.name[:1].upper()}{line.name[1:20]}" in listed, line.name


def make(store: Store, countries: tuple[str, ...], on: date) -> Brief:
    first, *rest = countries
    return pair_brief(store, first, rest[0], on) if rest else country_brief(store, first, on)


def test_country_has_its_treaties_and_numbers(store: Store) -> None:
    whole = " ".join(pages(("FRA",), DAY))
    frame = country_treaties(store, "FRA", DAY)
    for row in frame[frame["status"].ne(Status.NOT_APPLICABLE)].to_dict("records"):
        assert str(row["short_name"]) in whole
        assert str(row["text"]) in whole
    assert "8 cyber treaties in force of 11 open to it" in whole
    assert "Not open to it, so no gap: Arab Convention" in whole
    ranked = standing(store, "FRA", DAY.year)
    ranked = ranked[ranked["position"].notna() & ranked["obstacle"].notna()]
    high = int(ranked["position"].ge(75).sum())
    assert f"{len(ranked) - high} other ranked indicators with a value; no score" in whole


def test_pair_has_every_channel_that_counts(store: Store) -> None:
    whole = " ".join(pages(("FRA", "BRA"), DAY))
    channels = pair_channels(store, "FRA", "BRA", DAY)
    counted = channels[channels["counts"].astype(bool) & channels["status"].eq("in_force")]
    assert f"{len(counted)} channels in force" in whole
    for row in counted.to_dict("records"):
        assert str(row["name"]) in whole
    assert "Signed or ratified by both since 25 October 2025" in whole
    assert "More of an obstacle than between 87 % of pairs" in whole
    assert "Non-commercial use only: source" in whole


def test_every_number_in_the_text_stands_in_the_list(store: Store) -> None:
    for countries in (("KEN",), ("KEN", "IND")):
        brief = make(store, countries, DAY)
        cited = {n for t in brief.tables for row in t.rows for cell in row for n in cell.sources}
        for picture in brief.pictures:
            cited |= {int(n) for n in re.findall(r"\b\d+\b", picture.credit.partition(" and ")[0])}
        assert cited == set(range(1, len(brief.sources) + 1))


def test_without_noncommercial_sources_none_is_named() -> None:
    store = open_store(noncommercial=False)
    brief = pair_brief(store, "FRA", "BRA", DAY)
    assert not brief.noncommercial
    whole = " ".join(text_of(typeset(brief, draw)))
    assert "Non-commercial" not in whole
    assert "France and Brazil share a cybercrime treaty in force" in whole


def test_the_same_brief_is_the_same_bytes(store: Store) -> None:
    assert brief_pdf(store, ["TUV"], DAY) == brief_pdf(store, ["TUV"], DAY)
    assert brief_pdf(store, ["TUV"], DAY) != brief_pdf(store, ["TUV"], EARLY)


def test_the_address_can_name_a_host(store: Store) -> None:
    whole = " ".join(text_of(printed(brief_of(store, ["TUV"], DAY), "https://cyber.example.org")))
    address = "https://cyber.example.org/country?c=TUV&on=2026-11-24"
    assert address in whole.replace(" ", "")


HOSTILE = (
    '#panic("no") $x$ `code` *bold* _it_ <label> @ref [content] // comment \\ = Heading',
    '#import "@preview/x:1.0.0": * #read("/etc/passwd") #eval("1")',
    "</text><script>alert(1)</script>&amp;\x00\x07",
    "Ελλάδα Україна العربية हिन्दी 中国 日本 한국 ไทย 🇫🇷 a\u0301 \u202e rtl",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_markup(store: Store, text: str) -> None:
    brief = country_brief(store, "TUV", DAY)
    evil = Table(text, (text,), (1.0,), ((Cell(text, text, (1,)),),), text, text)
    pictures = tuple(
        replace(p, chart=p.chart.with_title(text, text), credit=text) for p in brief.pictures
    )
    line = replace(brief.sources[0], name=text, licence=text, url="javascript:alert(1)")
    made = replace(
        brief,
        title=text,
        finding=text,
        summary=text,
        address=text,
        facts=(Fact(text, text, text),),
        pictures=pictures,
        tables=(evil, evil),
        notes=(text,),
        sources=(line,),
    )
    found = " ".join(text_of(typeset(made, draw)))
    if text.isascii() and text.isprintable():
        assert " ".join(text.split()).replace(" ", "") in found.replace(" ", "")


def test_what_does_not_fit_is_set_smaller_and_then_refused(store: Store) -> None:
    brief = country_brief(store, "TUV", DAY)
    long = Table("Long", ("A", "B"), (0.5, 0.5), ((Cell("a"), Cell("b")),) * 30)
    assert len(text_of(typeset(replace(brief, tables=(*brief.tables, long)), draw))) == 2
    endless = replace(long, rows=long.rows * 40)
    with pytest.raises(UserError, match="does not fit on 2 pages"):
        typeset(replace(brief, tables=(endless,)), draw)


@pytest.mark.parametrize(("a", "b"), [("FRA", "FRA"), ("FRA", "GUF"), ("FRA", "XXX")])
def test_what_is_no_pair_is_refused(store: Store, a: str, b: str) -> None:
    with pytest.raises(UserError):
        brief_pdf(store, [a, b], DAY)


def test_the_map_is_of_the_first_country(store: Store) -> None:
    chart = pair_brief(store, "FRA", "TUV", DAY).pictures[-1].chart
    keys = chart.data.set_index("iso3")["key"]
    assert (chart.kind, keys["BRA"], keys["TUV"]) == ("map", "narrow", "none")
    svg = draw(chart).decode()
    assert 'id="BRA"' in svg
    assert 'id="TUV"' in svg


def test_numbers_grow_with_first_mention(store: Store) -> None:
    cited = Sources(store)
    assert cited.cite("COE185;UNTC18_12", "2026-01-01") == (1, 2)
    assert cited.cite("NLTD189") == (3,)
    assert cited.cite("UNTC18_12;COE185") == (1, 2)
    assert cited.cite(None) == cited.cite("") == ()
    assert [line.source_id for line in cited.lines()] == ["COE185", "UNTC18_12", "NLTD189"]


def test_small_words() -> None:
    assert names(["A", "B", "C"], 2) == "A, B and 1 more"
    assert names(["A", "B"], 2) == "A, B"
    assert short("word " * 60, 20) == "word word word …"
    assert ranges((1, 2, 3, 5, 6, 9)) == "1–3,5,6,9"
    rows = grouped([(Cell("a"), Cell("1")), (Cell("a"), Cell("2")), (Cell("b"), Cell("3"))])
    assert [row[0].text for row in rows] == ["a", "", "b"]
