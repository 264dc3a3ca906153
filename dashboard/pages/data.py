"""/data: every source behind the figures."""

from dashboard.ui.markup import page_heading


def render() -> None:
    """Draw the page."""
    page_heading("Where every number comes from")
