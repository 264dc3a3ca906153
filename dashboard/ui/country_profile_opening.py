"""The opening paragraph of a profile: each clause with a number that leads to its sources."""

from html import escape

from dashboard.analysis.country_opening import Clause, Opening
from dashboard.charts.cite import Caption, caption
from dashboard.charts.format import plural
from dashboard.store.store import Store
from dashboard.ui.markup import anchor_html

_NAMED = 3


def opening_html(store: Store, opening: Opening) -> str:
    """The paragraph, its numbered sources on demand, and what could not be said and why."""
    clauses = opening.clauses
    text = " ".join(_clause(n, clause) for n, clause in enumerate(clauses, 1))
    notes = "".join(_source(n, clause, store) for n, clause in enumerate(clauses, 1))
    broken = "".join(
        f'<p class="subtitle">Part of this paragraph is left out. {escape(error.sentence())}</p>'
        for error in dict.fromkeys(opening.errors)
    )
    title = f"Sources of this paragraph: {plural(len(clauses), 'statement')}, numbered"
    return (
        f'<p class="lede opening">{text}</p>{broken}'
        f'<details class="marks"><summary>{title}</summary><ol>{notes}</ol></details>'
    )


def _clause(number: int, clause: Clause) -> str:
    return (
        f'{escape(clause.text)}<sup id="said-{number}"><a href="#source-{number}" target="_self"'
        f' aria-label="Source {number}">{number}</a></sup>'
    )


def _source(number: int, clause: Clause, store: Store) -> str:
    cited = caption(clause.rows, store.sources, limit=_NAMED)
    back = f'<a href="#said-{number}" target="_self" aria-label="Back to statement {number}">↑</a>'
    return f'<li id="source-{number}">{_named(cited)} {back}</li>'


def _named(cited: Caption) -> str:
    names = "; ".join(anchor_html(line.text(), line.url or "") for line in cited.named)
    return f"{names}; and {cited.more} more" if cited.more else names
