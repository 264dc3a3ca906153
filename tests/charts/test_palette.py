"""The colours are measured, not believed: contrast (WCAG 2.2) and colour-vision separation."""

from itertools import combinations, pairwise

import pytest

from dashboard.charts import tokens
from dashboard.charts.colour import VISIONS, ciede2000, contrast, difference, readable_on, seen_as
from dashboard.core.vocabulary import CsirtPresence, Empty, MembershipStatus, Status

TEXT = 4.5
MARK = 3.0
CATEGORY_FLOOR = 9.5
RAMP_FLOOR = 7.5
RAMP_EMPTY_FLOOR = 6.0
SERIES_FLOOR = 11.5
PAPER_FLOOR = 5.5
MODES = (False, True)
NOT_FILLED = {"not_applicable"}


def apart(one: str, other: str) -> float:
    """The smallest CIEDE2000 difference over normal vision and three colour-vision deficiencies."""
    return min(difference(seen_as(one, v), seen_as(other, v)) for v in VISIONS)


def fills(family, dark):
    return {key: tone.on(dark) for key, tone in family.items() if key not in NOT_FILLED}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_colour_difference_matches_published_pairs(one, other, expected):
    assert ciede2000(one, other) == pytest.approx(expected, abs=1e-4)


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1)


def test_greys_stay_grey_for_every_reader():
    for vision in VISIONS:
        assert difference(seen_as("#808080", vision), "#808080") < 1.5


@pytest.mark.parametrize("dark", MODES)
@pytest.mark.parametrize("text", ["ink", "ink_soft", "accent"])
@pytest.mark.parametrize("ground", ["paper", "panel"])
def test_text_reaches_aa_on_every_ground(dark, text, ground):
    mode = tokens.theme(dark)
    assert contrast(getattr(mode, text), getattr(mode, ground)) >= TEXT


@pytest.mark.parametrize("dark", MODES)
def test_outlines_hatching_and_series_stand_out_from_the_paper(dark):
    mode = tokens.theme(dark)
    assert contrast(mode.outline, mode.paper) >= MARK
    assert contrast(mode.outline, mode.panel) >= MARK
    assert contrast(mode.hatch, mode.paper) >= MARK
    assert contrast(mode.hatch, mode.unknown) >= 2
    for tone in tokens.SERIES:
        assert contrast(tone.on(dark), mode.paper) >= MARK


@pytest.mark.parametrize("dark", MODES)
@pytest.mark.parametrize("family", list(tokens.FAMILIES))
def test_categories_differ_for_every_reader(dark, family):
    colours = fills(tokens.FAMILIES[family], dark)
    for (a, one), (b, other) in combinations(colours.items(), 2):
        assert apart(one, other) >= CATEGORY_FLOOR, f"{a} and {b}"


@pytest.mark.parametrize("dark", MODES)
def test_treaty_steps_fade_evenly_from_strong_to_weak(dark):
    steps = [Status.IN_FORCE, Status.RATIFIED, Status.SIGNED, Status.INVITED, Status.NOT_PARTY]
    paper = tokens.PAPER.on(dark)
    strengths = [contrast(tokens.STATUS[step].on(dark), paper) for step in steps]
    assert strengths == sorted(strengths, reverse=True)
    assert all(a / b >= 1.15 for a, b in pairwise(strengths))
    assert strengths[0] >= 7
    assert strengths[1] >= MARK


@pytest.mark.parametrize("dark", MODES)
@pytest.mark.parametrize("family", list(tokens.RAMPS))
def test_ramps_rise_and_neighbours_differ(dark, family):
    colours = [tone.on(dark) for tone in tokens.RAMPS[family]]
    strengths = [contrast(colour, tokens.PAPER.on(dark)) for colour in colours]
    assert strengths == sorted(strengths)
    assert min(apart(a, b) for a, b in pairwise(colours)) >= RAMP_FLOOR


@pytest.mark.parametrize("dark", MODES)
@pytest.mark.parametrize("family", list(tokens.RAMPS))
def test_no_class_of_a_ramp_looks_like_an_empty_one(dark, family):
    for tone in tokens.RAMPS[family]:
        for empty in (tokens.SAND, tokens.UNKNOWN):
            assert apart(tone.on(dark), empty.on(dark)) >= RAMP_EMPTY_FLOOR


@pytest.mark.parametrize("dark", MODES)
def test_compared_countries_differ_for_every_reader(dark):
    for one, other in combinations([tone.on(dark) for tone in tokens.SERIES], 2):
        assert apart(one, other) >= SERIES_FLOOR
    assert len(set(tokens.SYMBOLS)) == len(tokens.SERIES)


@pytest.mark.parametrize("dark", MODES)
def test_known_absence_is_not_the_background(dark):
    assert apart(tokens.SAND.on(dark), tokens.PAPER.on(dark)) >= PAPER_FLOOR
    assert apart(tokens.UNKNOWN.on(dark), tokens.SAND.on(dark)) >= CATEGORY_FLOOR


def test_every_word_of_the_vocabulary_has_a_colour():
    assert set(tokens.STATUS) == set(Status)
    assert set(tokens.MEMBERSHIP) == set(MembershipStatus)
    assert set(tokens.CSIRT) == set(CsirtPresence)
    assert set(tokens.EMPTY) == set(Empty)
    assert tokens.PATTERNS[Empty.NO_DATA] == tokens.PATTERNS[Status.UNKNOWN] == "hatch"
    assert tokens.PATTERNS[Empty.NOT_APPLICABLE] == "outline"


def test_text_inside_a_mark_takes_the_colour_that_can_be_read():
    assert readable_on("#015D5B") == "#FFFFFF"
    assert readable_on("#F1EBD8") == "#1B2733"
    for dark in MODES:
        for colour in fills(tokens.STATUS, dark).values():
            assert contrast(readable_on(colour), colour) >= 3.8


def test_css_variables_carry_the_same_values():
    light = tokens.LIGHT.css_variables()
    assert light["--ink"] == "#1B2733"
    assert light["--ink-soft"] == tokens.INK_SOFT.light
    assert tokens.DARK.css_variables()["--paper"] == "#10171E"
