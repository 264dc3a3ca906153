"""The address codec: what is written comes back, and nothing typed by a stranger breaks it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.countries import CountryRegistry
from dashboard.core.dates import FIRST_DAY, LAST_DAY
from dashboard.views.params import (
    BoolParam,
    ChoiceListParam,
    ChoiceParam,
    Context,
    CountryListParam,
    TextParam,
    YearRangeParam,
)
from dashboard.views.url import MY, ON, Spec, link, read, site_wide, write

TODAY = date(2026, 11, 24)
C = CountryListParam("c", limit=3)
LAYER = ChoiceParam(
    "layer",
    ("CETS185", "csirt", "incidents:eurepoc"),
    "CETS185",
    kind="layer",
    also=lambda text: (
        text.upper().replace("REACH:", "reach:") if text.lower().startswith("reach:") else None
    ),
)
REGION = ChoiceListParam("region", ("Africa", "Asia", "Latin America, Caribbean"))
YEARS = YearRangeParam("years", 2000, 2026)
ALL = BoolParam("all")
QUERY = TextParam("q")
SPEC = Spec((ON, C, MY, LAYER, REGION, YEARS, ALL, QUERY))
CODES = ["FRA", "BRA", "NAM", "KOR", "COD", "COG", "CIV"]


@pytest.fixture(scope="session")
def context(registry: CountryRegistry) -> Context:
    return Context(registry, TODAY)


def test_an_empty_address_is_all_defaults_and_writes_nothing(context: Context) -> None:
    state, notices = read({}, SPEC, context)
    assert state[ON] == TODAY
    assert state[C] == ()
    assert state[LAYER] == "CETS185"
    assert state[YEARS] == (2000, 2026)
    assert notices == ()
    assert write(state) == {}


def test_a_full_address_comes_back_in_fixed_order(context: Context) -> None:
    query = {
        "q": "ransom",
        "all": "1",
        "years": "2014-2020",
        "region": "Asia,Latin America, Caribbean",
        "layer": "incidents:eurepoc",
        "my": "NAM",
        "c": "FRA,BRA",
        "on": "2015-03-01",
    }
    state, notices = read(query, SPEC, context)
    assert notices == ()
    assert state[REGION] == ("Asia", "Latin America, Caribbean")
    assert write(state) == query
    assert list(write(state)) == list(SPEC.names)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("FRA", ("FRA",)),
        ("fr,br", ("FRA", "BRA")),
        ("NA", ("NAM",)),
        ("Ivory Coast,cote d'ivoire", ("CIV",)),
        ("Korea, Republic of", ("KOR",)),
        (" FRA ,, BRA ,", ("FRA", "BRA")),
        ("", ()),
    ],
)
def test_countries_are_understood_and_written_as_iso3(
    context: Context, text: str, codes: tuple[str, ...]
) -> None:
    state, notices = read({"c": text}, SPEC, context)
    assert state[C] == codes
    assert notices == ()


def test_one_bad_country_is_reported_and_the_others_stay(context: Context) -> None:
    state, notices = read({"c": "FRA,Atlantis,the two Congos,BRA"}, SPEC, context)
    assert state[C] == ("FRA", "BRA")
    assert [n.given for n in notices] == ["Atlantis", "the two Congos"]
    assert "DR Congo (COD)" in notices[1].sentence()
    assert {n.where for n in notices} == {"c"}


def test_too_many_countries_names_those_left_out(context: Context) -> None:
    state, notices = read({"c": "FRA,BRA,NAM,KOR"}, SPEC, context)
    assert state[C] == ("FRA", "BRA", "NAM")
    assert "South Korea" in notices[0].sentence()


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"on": "2026-13-01"}, "YYYY-MM-DD"),
        ({"on": "yesterday"}, "is not a day"),
        ({"on": "0001-01-01"}, "outside the years"),
        ({"layer": "CETS999"}, "CETS185"),
        ({"region": "Atlantis"}, "Africa"),
        ({"years": "2020-2014"}, "2000 to 2026"),
        ({"years": "1066"}, "2000 to 2026"),
        ({"all": "perhaps"}, "Allowed: 1, 0"),
        ({"q": "x" * 200}, "80 characters"),
        ({"my": "Atlantis"}, "Atlantis"),
    ],
)
def test_a_bad_value_is_reported_and_replaced(
    context: Context, query: dict[str, str], says: str
) -> None:
    state, notices = read(query, SPEC, context)
    assert len(notices) == 1
    assert says in notices[0].sentence()
    assert notices[0].where == next(iter(query))
    if "q" not in query:
        assert write(state) == {}


def test_repeated_parameters(context: Context) -> None:
    state, notices = read({"c": ["FRA", "BRA"], "on": ["2001-01-01", "2002-02-02"]}, SPEC, context)
    assert state[C] == ("FRA", "BRA")
    assert state[ON] == date(2002, 2, 2)
    assert [n.where for n in notices] == ["on"]


def test_unknown_parameters_are_named_but_those_of_others_pass(context: Context) -> None:
    query = {"layr": "csirt", "utm_source": "x", "embed": "true", "lang": "en"}
    state, notices = read(query, SPEC, context)
    assert len(notices) == 1
    assert "“layr”" in notices[0].sentence()
    assert write(state) == {"lang": "en"}


def test_site_wide_parameters_of_other_pages_are_carried(context: Context) -> None:
    state, notices = read({"org": "NATO", "on": "2020-01-01"}, Spec((MY,)), context)
    assert notices == ()
    assert write(state) == {"on": "2020-01-01", "org": "NATO"}
    assert site_wide(state) == {"on": "2020-01-01", "org": "NATO"}


def test_ids_outside_the_list_can_be_admitted_by_rule(context: Context) -> None:
    state, notices = read({"layer": "REACH:fra"}, SPEC, context)
    assert (state[LAYER], notices) == ("reach:FRA", ())


def test_hostile_text_is_text(context: Context) -> None:
    state, notices = read({"q": "<script>\x00alert(1)\r\n</script>"}, SPEC, context)
    assert state[QUERY] == "<script>alert(1)</script>"
    assert notices == ()
    long, notices = read({"c": "A" * 100_000}, SPEC, context)
    assert long[C] == ()
    assert all(len(n.sentence()) < 400 for n in notices)


def test_what_turns_the_direction_of_a_sentence_is_dropped(context: Context) -> None:
    state, notices = read({"q": "\u202eevil \u2066x\u2069", "region": "\u202eNorth"}, SPEC, context)
    assert state[QUERY] == "evil x"
    assert notices[0].sentence().startswith("“North” is not ")


def test_links_are_readable() -> None:
    assert link("pair", {"a": "FRA", "layer": "incidents:x", "c": "A,B", "q": "a b&c"}) == (
        "/pair?a=FRA&layer=incidents:x&c=A,B&q=a%20b%26c"
    )
    assert link("/", {}) == "/"


def test_a_spec_refuses_two_parameters_of_one_name() -> None:
    with pytest.raises(ValueError, match="twice"):
        Spec((ON, ON))


@given(
    day=st.dates(FIRST_DAY, LAST_DAY),
    codes=st.lists(st.sampled_from(CODES), max_size=3, unique=True),
    mine=st.none() | st.sampled_from(CODES),
    layer=st.sampled_from(LAYER.choices),
    regions=st.sets(st.sampled_from(REGION.choices)),
    years=st.tuples(st.integers(2000, 2026), st.integers(2000, 2026)).map(sorted),
    everything=st.booleans(),
    text=st.text(max_size=80),
)
def test_round_trip(
    context: Context,
    day: date,
    codes: list[str],
    mine: str | None,
    layer: str,
    regions: set[str],
    years: list[int],
    everything: bool,
    text: str,
) -> None:
    state, _ = read({"q": text}, SPEC, context)
    state = (
        state.replace(ON, day)
        .replace(C, tuple(codes))
        .replace(MY, mine)
        .replace(LAYER, layer)
        .replace(REGION, tuple(r for r in REGION.choices if r in regions))
        .replace(YEARS, (years[0], years[1]))
        .replace(ALL, everything)
    )
    again, notices = read(write(state), SPEC, context)
    assert again.values == state.values
    assert notices == ()
    assert write(again) == write(state)


@given(
    st.dictionaries(
        st.sampled_from([*SPEC.names, "other", "utm_x"]) | st.text(max_size=12),
        st.text(max_size=60) | st.lists(st.text(max_size=20), max_size=3),
        max_size=8,
    )
)
def test_no_address_raises_and_what_is_read_is_stable(
    context: Context, query: dict[str, str | list[str]]
) -> None:
    state, notices = read(query, SPEC, context)
    for notice in notices:
        assert notice.sentence()
    again, _ = read(write(state), SPEC, context)
    assert again.values == state.values
