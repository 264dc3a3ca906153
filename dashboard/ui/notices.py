"""What a reader sees when something is wrong: a sentence and a way on, never a traceback."""

import functools
import logging
import uuid
from collections.abc import Callable, Iterable
from datetime import date
from html import escape

from dashboard.charts.format import date_phrase
from dashboard.core.errors import DataError, UserError
from dashboard.ui.markup import anchor_html, draw_html

LOG = logging.getLogger("dashboard")


def notice_html(notices: Iterable[UserError]) -> str:
    """A polite box with one line for each part of the link that could not be used."""
    lines = "".join(
        "<li>"
        + (f"<code>{escape(notice.where)}</code>: " if notice.where else "")
        + f"{escape(notice.sentence())}</li>"
        for notice in notices
    )
    if not lines:
        return ""
    return (
        '<div class="notice" role="status"><p><strong>Part of this link could not be used.'
        f"</strong> The rest of the view is as asked.</p><ul>{lines}</ul></div>"
    )


def moved_html(made_with: str, now: str) -> str:
    """A polite box above a frozen link whose data have changed since it was made."""
    return (
        '<div class="notice" role="status"><p><strong>The data have moved on.</strong> This link '
        f"was made with data version {escape(made_with)}; the page shows version "
        f"{escape(now[:12])}. Numbers may differ from those first seen.</p></div>"
    )


def ahead_html(day: date, today: str) -> str:
    """A polite box above a view of a day that has not come; ``today`` is the address of today's."""
    return (
        '<div class="notice" role="status"><p><strong>This day lies ahead.</strong> Shown is what '
        f"is known now, as if nothing else happened until {escape(date_phrase(day))}; only what is "
        "already dated, such as a treaty's entry into force, is counted from its day. "
        f"{anchor_html('Back to today', today)}</p></div>"
    )


def empty_html(what: str, why: str, *ways: tuple[str, str]) -> str:
    """What stands where there is nothing: what is not known, why, and links to what can be done."""
    links = " ".join(anchor_html(text, href) for text, href in ways)
    more = f'<p class="links">{links}</p>' if links else ""
    return f'<div class="empty"><p><strong>{escape(what)}</strong> {escape(why)}</p>{more}</div>'


def problem_html(title: str, text: str, *, details: str = "") -> str:
    """A panel in place of a view: what is wrong, then what to do."""
    more = f"<pre>{escape(details)}</pre>" if details else ""
    return (
        f'<div class="problem" role="alert"><h2>{escape(title)}</h2><p>{escape(text)}</p>'
        f"{more}</div>"
    )


def show_notices(notices: Iterable[UserError]) -> None:
    """Put the notices of a link at the top of the page; nothing if there are none."""
    if html := notice_html(notices):
        draw_html(html)


def problem(error: UserError) -> None:
    """Show one error that is safe to show, with the rows it names where it has any."""
    details = error.listing if isinstance(error, DataError) else ""
    title = "The data need mending" if details else "This view cannot be shown"
    draw_html(problem_html(title, error.sentence(), details=details))


def guarded(render: Callable[[], None]) -> Callable[[], None]:
    """Run a page so that any failure in it leaves the header and the other pages working.

    An unexpected failure is logged with a short reference, and only the reference is shown.
    """

    @functools.wraps(render)
    def page() -> None:
        try:
            render()
        except UserError as error:
            LOG.warning("%s: %s", render.__module__, error)
            problem(error)
        except Exception:
            reference = uuid.uuid4().hex[:8]
            LOG.exception("%s failed, reference %s", render.__module__, reference)
            draw_html(
                problem_html(
                    "This view could not be drawn",
                    "The mistake is ours and has been written to the server's log under "
                    f"{reference}. The other pages still work; you can also open this page "
                    "without its settings.",
                )
            )

    return page
