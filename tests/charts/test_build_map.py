"""Every registry entry lands in exactly one class; empty is never 0."""

import pytest

from dashboard.charts import tokens
from dashboard.charts.build_map import build_map, layer_scale, whole_legend
from dashboard.core.errors import UnknownIdError

STATUS_ROWS = [
    ("AAA", "Alphaland", None, "in_force", None, "in force since 1 July 2006"),
    ("BBB", "Betaland", None, "in_force", None, "in force since 2010"),
    ("CCC", "Gammaland", None, "signed", None, "signed 2001"),
    ("DDD", "Deltaland", None, None, "not_party", "not a party as of 2026-04-25"),
    ("EEE", "Epsilonland", None, None, "no_data", "no data"),
]
LABELS = {"in_force": "In force", "ratified": "Ratified", "signed": "Signed"}
NUMBER_ROWS = [
    ("AAA", "Alphaland", 0.0, None, None, "0 teams"),
    ("BBB", "Betaland", 3.0, None, None, "3 teams"),
    ("CCC", "Gammaland", 12.0, None, None, "12 teams"),
    ("DDD", "Deltaland", None, None, "none", "none reported"),
    ("EEE", "Epsilonland", None, None, "no_data", "no data"),
]
NUMBERS = {"kind": "number", "palette": "count", "scale": "count", "measure": "Teams"}


def test_category_map_counts_every_entry_once(layer):
    chart = build_map(layer(STATUS_ROWS, categories=LABELS))
    assert list(chart.data["key"]) == ["in_force", "in_force", "signed", "not_party", "no_data"]
    shown = [(entry.key, entry.label, entry.count) for entry in chart.legend]
    assert shown == [
        ("in_force", "In force", 2),
        ("signed", "Signed", 1),
        ("not_party", "Not a party", 1),
        ("no_data", "No data", 1),
        ("not_applicable", "Not applicable", 0),
    ]
    assert sum(entry.count for entry in chart.legend) == len(STATUS_ROWS)
    assert chart.legend[0].color == tokens.STATUS["in_force"].light
    assert [entry.pattern for entry in chart.legend[-2:]] == ["hatch", "outline"]


def test_all_classes_stay_when_time_plays(layer):
    legend = whole_legend(layer(STATUS_ROWS, categories=LABELS))
    assert [(e.key, e.count) for e in legend[:3]] == [
        ("in_force", 2),
        ("ratified", 0),
        ("signed", 1),
    ]


def test_unknown_as_a_category_is_no_data(layer):
    rows = [("AAA", "Alphaland", None, "unknown", None, ""), *STATUS_ROWS[1:]]
    chart = build_map(layer(rows, categories={**LABELS, "unknown": "No data"}))
    assert chart.data["key"][0] == "no_data"
    assert [e.key for e in chart.legend].count("no_data") == 1


def test_numbers_keep_zero_none_and_no_data_apart(layer):
    chart = build_map(layer(NUMBER_ROWS, **NUMBERS))
    assert chart.scale.labels == ("0", "3", "12")
    assert list(chart.data["key"]) == ["b0", "b1", "b2", "none", "no_data"]
    assert chart.data["value"].isna().sum() == 2
    assert [e.label for e in chart.legend] == [
        *("0", "3", "12"),
        *("None", "No data", "Not applicable"),
    ]


def test_one_scale_can_serve_many_dates(layer):
    later = layer([("AAA", "Alphaland", 40.0, None, None, "")], **NUMBERS)
    now = layer(NUMBER_ROWS, **NUMBERS)
    scale = layer_scale(now, [later.frame])
    assert scale.domain == (0, 40)
    assert build_map(later, scale=scale).data["key"][0] == f"b{len(scale.breaks) - 1}"


def test_a_category_outside_the_list_is_an_error(layer):
    rows = [("AAA", "Alphaland", None, "observer", None, "")]
    with pytest.raises(UnknownIdError, match="AAA has the category “observer”"):
        build_map(layer(rows, categories=LABELS))


@pytest.mark.parametrize("settings", [{"categories": LABELS}, NUMBERS])
def test_a_row_without_value_or_reason_is_an_error(layer, settings):
    with pytest.raises(UnknownIdError, match="no reason why not"):
        build_map(layer([("AAA", "Alphaland", None, None, None, "")], **settings))


def test_words_come_from_the_rows(layer):
    chart = build_map(layer(STATUS_ROWS, categories=LABELS))
    assert chart.sources == ("coe",)
    assert chart.as_of == "2026-04-25"
    assert chart.subtitle == "Status, on 24 November 2026"
    assert chart.alt == (
        "World map. A convention: Status, on 24 November 2026. Countries and territories by class: "
        "In force 2, Signed 1, Not a party 1, No data 1."
    )
    assert "Highest: Gammaland (12), Betaland (3)" in build_map(layer(NUMBER_ROWS, **NUMBERS)).alt


def test_table_twin_leaves_missing_cells_empty(layer):
    table = build_map(layer(NUMBER_ROWS, **NUMBERS)).table()
    assert list(table["Teams"]) == ["0", "3", "12", "", ""]
    assert list(table["In words"])[-1] == "no data"


def test_licence_marks_follow_the_sources(layer, source):
    chart = build_map(layer(STATUS_ROWS, categories=LABELS))
    assert chart.with_licence({"coe": source("coe", noncommercial=True)}).noncommercial
    assert not chart.with_licence({"coe": source("coe")}).noncommercial


def test_verbs_return_new_charts(layer):
    chart = build_map(layer(STATUS_ROWS, categories=LABELS, notes=("one",)))
    changed = chart.with_title("New").with_notes("one", "two").with_height(200)
    assert (changed.title, changed.notes, changed.height) == ("New", ("one", "two"), 200)
    assert (chart.title, chart.notes, chart.height) == ("A convention", ("one",), 560)
    assert changed.subtitle == chart.subtitle


def test_an_empty_kind_takes_the_layers_own_word(layer):
    rows = [
        ("AAA", "Alphaland", None, "member", None, "member"),
        ("BBB", "Betaland", None, "not_member", "none", "not a member"),
    ]
    labels = {"member": "Member", "not_member": "Not a member"}
    chart = build_map(layer(rows, categories=labels, palette="membership"))
    assert [(e.key, e.label, e.count) for e in chart.legend[:2]] == [
        ("member", "Member", 1),
        ("none", "Not a member", 1),
    ]
    incidents = build_map(layer(NUMBER_ROWS, **NUMBERS, family="incidents"))
    assert "None reported" in [e.label for e in incidents.legend]


def test_categories_of_an_indicator_fade_from_strong_to_weak(layer):
    rows = [("AAA", "Alphaland", 0.0, "0", None, "none"), ("BBB", "B", 1.0, "1", None, "law")]
    chart = build_map(layer(rows, categories={"0": "None", "1": "Law"}, palette="obstacles"))
    ramp = tokens.RAMPS["obstacles"]
    assert [e.color for e in chart.legend[:2]] == [ramp[-1].light, ramp[0].light]


def test_measures_over_years_need_no_date(layer):
    yearly = {**NUMBERS, "measure": "Teams, 2024", "unit": "teams"}
    assert build_map(layer(NUMBER_ROWS, **yearly, family="context")).subtitle == (
        "Teams, 2024 (teams)"
    )
    dated = build_map(layer(STATUS_ROWS, categories=LABELS, measure="Status (Cairo 2010)"))
    assert dated.subtitle == "Status (Cairo 2010), on 24 November 2026"


def test_the_dark_end_goes_to_low_numbers_where_low_is_the_obstacle(layer):
    plain = build_map(layer(NUMBER_ROWS, **NUMBERS))
    turned = build_map(layer(NUMBER_ROWS, **NUMBERS, dark_is_low=True))
    colours = [e.color for e in plain.legend if e.key.startswith("b")]
    assert len(set(colours)) == 3
    assert [e.color for e in turned.legend if e.key.startswith("b")] == colours[::-1]
