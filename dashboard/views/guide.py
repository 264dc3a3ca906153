"""/guide as data: its parameters and its figures."""

from dashboard.store.store import Store
from dashboard.views import guide_figures
from dashboard.views.figure import ViewEntry
from dashboard.views.params import TextParam
from dashboard.views.url import MY, ON, Spec

QUERY = TextParam("q")
SPEC = Spec((QUERY, ON, MY))

PARTS = {
    "reason": (
        "reasons",
        "Why cybersecurity is global",
        "Nine reasons why no state can look after itself alone.",
        ("online",),
    ),
    "cooperation": (
        "cooperation",
        "Forms of cooperation",
        "Nine things that states do together.",
        ("forms",),
    ),
    "effort": (
        "efforts",
        "Who cooperates",
        "The efforts of this dashboard in nine groups, each with its members on the day.",
        ("groups",),
    ),
    "obstacle": (
        "obstacles",
        "Obstacles",
        "Nine things that stand in the way, and what the figures can show of each.",
        ("measured", "covered"),
    ),
    "practice": (
        "practices",
        "Best practices",
        "Nine pieces of advice on which those who cooperate largely agree.",
        ("adoption",),
    ),
}
"""Parts in their order: anchor, title, one sentence, and the figures of the part."""


def spec(_: Store) -> Spec:
    """The parameters: a search of the glossary, the day, the reader's country."""
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
)
