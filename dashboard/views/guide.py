"""/guide as data: its parameters, its parts and its figures."""

from dataclasses import dataclass

from dashboard.analysis.guide import PARTS as PART_OF
from dashboard.store.store import Store
from dashboard.views import guide_figures
from dashboard.views.figure import ViewEntry, standing
from dashboard.views.params import ChoiceParam, TextParam
from dashboard.views.parts import Parts
from dashboard.views.url import MY, ON, Spec


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the guide made of items: heading, one sentence, the figure it opens with, and
    those that close it."""

    title: str
    text: str
    lead: str
    more: tuple[str, ...] = ()


SECTIONS = {
    "reason": Section(
        "Why cybersecurity is global",
        "Nine reasons why no state can look after itself alone.",
        "online",
    ),
    "cooperation": Section("Forms of cooperation", "Nine things that states do together.", "forms"),
    "effort": Section(
        "Who cooperates",
        "The efforts of this dashboard in nine groups, each with its members on the day.",
        "groups",
    ),
    "obstacle": Section(
        "Obstacles",
        "Nine things that stand in the way, and what the figures can show of each.",
        "measured",
        ("covered",),
    ),
    "practice": Section(
        "Best practices",
        "Nine pieces of advice on which those who cooperate largely agree.",
        "adoption",
    ),
}
"""The parts made of items, by the section of the table that holds them."""
QUESTIONS, GLOSSARY = "questions", "glossary"
PARTS = Parts(
    {PART_OF[name]: section.title for name, section in SECTIONS.items()}
    | {QUESTIONS: "Questions for a class", GLOSSARY: "Glossary"}
)
QUERY = TextParam("q")
LETTER = ChoiceParam("letter", tuple("0abcdefghijklmnopqrstuvwxyz"), "", kind="letter")
"""Which entries of the glossary are shown; none means an index of its words."""
SPEC = Spec((PARTS.param, LETTER, QUERY, ON, MY))


def spec(_: Store) -> Spec:
    """The parameters: part, letter and search of the glossary, day, the reader's country."""
    return SPEC


GUIDE = ViewEntry(
    path="guide",
    title="Guide",
    spec=spec,
    figures={
        "online": guide_figures.online,
        "forms": guide_figures.forms,
        "groups": guide_figures.groups,
        "measured": guide_figures.measured,
        "covered": guide_figures.covered,
        "adoption": guide_figures.adoption,
    },
    example={"on": "2026-11-24"},
    stands=standing(
        **{PART_OF[name]: (section.lead, *section.more) for name, section in SECTIONS.items()}
    ),
)
