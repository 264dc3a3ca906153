"""The panel beside every figure of incidents: how lopsided the dataset is."""

from collections.abc import Sequence
from html import escape

from dashboard.analysis.incident_bias import ENOUGH, Bias
from dashboard.analysis.incident_summary import span_words


def bias_html(found: Sequence[Bias]) -> str:
    """One panel a dataset, in the order shown; numbers of different datasets stay apart."""
    return '<div class="bias-panels">' + "".join(_panel(about) for about in found) + "</div>"


def _panel(about: Bias) -> str:
    kind = "malicious incidents" if about.malicious_only else "records of any kind"
    middle = span_words(about.middle_years)
    facts = (
        ("Counted", f"{about.incidents:,}", kind),
        ("United States among the victims", about.us.percent, "of those with a known country"),
        ("Five most reported countries", about.top_five.percent, "of all mentions of a victim"),
        ("Health sector", about.health.percent, "of all"),
        (
            f"Countries with {ENOUGH} records or more",
            f"{about.well_covered.numerator} of {about.well_covered.denominator}",
            "the others are hardly covered",
        ),
        (
            "Years of collection",
            span_words(about.years),
            f"nine in ten: {middle}" if middle else "",
        ),
    )
    rows = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(value) or 'not known'}"
        + (f"<small>{escape(note)}</small>" if note else "")
        + "</dd></div>"
        for label, value, note in facts
    )
    return (
        f'<aside class="bias-panel" aria-label="Reporting bias of {escape(about.short_name)}">'
        f"<h3>Reporting bias: {escape(about.short_name)}</h3><dl>{rows}</dl>"
        f"<p>{escape(about.collection_note)}</p><p>{escape(about.bias_note)}</p></aside>"
    )
