"""The parts of the guide: items with their figures, questions for a class, the glossary."""

from dashboard.analysis.guide import PARTS as PART_OF
from dashboard.analysis.guide import class_questions, items_of
from dashboard.charts.adoption import adoption_figure
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.figure import figure
from dashboard.ui.guide_cards import card_html, question_html
from dashboard.ui.guide_glossary import glossary_part
from dashboard.ui.markup import draw_html, section_html
from dashboard.ui.state import View
from dashboard.ui.style import dark
from dashboard.views.guide import GLOSSARY, GUIDE, QUESTIONS, SECTIONS
from dashboard.views.url import MY, ON, site_wide


def draw_part(store: Store, view: View, part: str) -> None:
    """Draw one part of the page, by its id."""
    if part == GLOSSARY:
        glossary_part(store, view)
    elif part == QUESTIONS:
        draw_html(
            cached_figure(("guide-questions", *_key(store, view)), lambda: _asked(store, view))
        )
    else:
        _section(store, view, next(name for name, own in PART_OF.items() if own == part))


def _section(store: Store, view: View, name: str) -> None:
    """A heading, the figure that opens it, the nine items, and the figures that close it."""
    about = SECTIONS[name]
    draw_html(section_html(about.title, about.text, anchor=PART_OF[name]))
    _figure(store, view, about.lead)
    draw_html(cached_figure(("guide", name, *_key(store, view)), lambda: _cards(store, view, name)))
    for more in about.more:
        _figure(store, view, more)


def _cards(store: Store, view: View, section: str) -> str:
    on, mine, query = view[ON], view[MY], site_wide(view.state)
    cards = (card_html(store, item, on, mine, query) for item in items_of(store, section))
    return f'<div class="guide-cards">{"".join(cards)}</div>'


def _asked(store: Store, view: View) -> str:
    on, mine, query = view[ON], view[MY], site_wide(view.state)
    asked = enumerate(class_questions(store), 1)
    rows = "".join(question_html(store, place, q, on, mine, query) for place, q in asked)
    heading = section_html(
        "Ten questions for a class",
        "Each can be answered with one view of this dashboard. The answers are those of the day"
        " chosen above.",
        anchor=QUESTIONS,
    )
    return f'{heading}<ol class="questions">{rows}</ol>'


def _figure(store: Store, view: View, name: str) -> None:
    key = ("guide-figure", name, store.data_version, view[ON], view[MY])
    made = cached_figure(key, lambda: GUIDE.figure(store, view.state, name))
    drawn = None
    if "more" in made.chart.encodings:  # states known without a date, as a band above their curve
        more = made.chart.data.groupby("name")["undated"].first()
        undated = {str(treaty): int(count) for treaty, count in more.items()}
        drawn = cached_figure(
            (*key, dark()), lambda: adoption_figure(made.chart, undated, dark=dark())
        )
    figure(made.chart, made.caption, key=name, draw=drawn, data=made.data, level=3)


def _key(store: Store, view: View) -> tuple[object, ...]:
    return store.data_version, view[ON], view[MY], tuple(site_wide(view.state).items())
