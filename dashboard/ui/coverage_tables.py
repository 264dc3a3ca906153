"""Coverage as tables: what each topic covers, and how complete each list of countries is."""

from collections.abc import Sequence
from html import escape

from dashboard.analysis.coverage import list_coverage, topic_coverage
from dashboard.store.store import Store

_TOPICS = {
    "treaties": "Treaties",
    "organisations": "Organisations and efforts",
    "csirts": "CERT/CSIRT",
    "incidents": "Reported incidents",
    "indicators": "Indicators",
    "reference": "Reference",
}
_MEANING = {
    "not_party": "not a party",
    "not_member": "not a member",
    "unknown": "nothing: shown as no data",
}


def coverage_html(store: Store) -> str:
    """Both tables; the long one of lists opens on demand."""
    topics = topic_coverage(store)
    rows = [
        (
            _TOPICS.get(str(r["topic"]), str(r["topic"])),
            f"{r['tables']:,}",
            f"{r['rows']:,}",
            f"{r['un_members']:,} of 193",
            f"{r['as_of_from']} to {r['as_of_to']}",
        )
        for r in topics.to_dict("records")
    ]
    head = ("Topic", "Tables", "Rows", "UN member states with a row", "As of")
    lists = list_coverage(store)
    lines = [
        (
            str(r["name"]),
            str(r["coverage"]),
            _MEANING.get(str(r["absence"]), str(r["absence"])),
            _text(r["list_as_of"]),
            _text(r["coverage_note"]),
        )
        for r in lists.to_dict("records")
    ]
    names = ("Treaty or effort", "List", "Not named means", "List as of", "Note")
    return (
        _table("Coverage by topic", head, rows)
        + f"<details><summary>How complete each of {len(lines)} lists of countries is</summary>"
        + _table("Completeness of lists", names, lines)
        + "</details>"
    )


def _table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(
            f'<td data-label="{escape(label, quote=True)}">{escape(cell)}</td>'
            for label, cell in zip(head[1:], rest, strict=True)
        )
        + "</tr>"
        for first, *rest in rows
    )
    return (
        f'<div class="table-scroll"><table class="blocks"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
