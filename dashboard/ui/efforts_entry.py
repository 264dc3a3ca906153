"""The entry of one effort: what it is, its members, how it grew, and what it overlaps with."""

from datetime import date
from html import escape
from typing import Any

from dashboard.analysis.effort_lists import effort_events
from dashboard.analysis.effort_members import PARTICIPANT, effort_members, tally
from dashboard.analysis.efforts import AGREEMENT, TREATY, effort
from dashboard.charts.format import date_phrase, is_missing, plural
from dashboard.core.dates import parse_reduced
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.efforts_choose import choose
from dashboard.ui.efforts_list import AUTHORITIES, NONE_KNOWN, NOT_KNOWN, members_words
from dashboard.ui.figure import figure
from dashboard.ui.html_table import (
    Cell,
    Head,
    country_cell,
    source_cell,
    text_of,
    with_small,
)
from dashboard.ui.markup import (
    Metric,
    anchor_html,
    chips_html,
    draw_html,
    metrics_html,
    page_heading,
    section_html,
)
from dashboard.ui.notices import empty_html
from dashboard.ui.paged_table import PagedTable, paged_table
from dashboard.ui.state import View
from dashboard.views.efforts_figures import growth_chart, overlap_chart
from dashboard.views.efforts_params import COUNTRY, MEMBER_PAGE, TYPES, EffortParams
from dashboard.views.url import MY, ON
from dashboard.views.url import link as address

_HEADS = (Head("Country"), Head("Role"), Head("Since"), Head("As of", "date"))


def entry(store: Store, view: View, params: EffortParams, effort_id: str) -> None:
    """Everything about one effort on the day."""
    row, on = effort(store, effort_id), view[ON]
    counts = tally(store, on).set_index("effort_id")["un_members"].to_dict()
    about: dict[str, Any] = {**row, "un_members": int(counts[effort_id])}
    page_heading(_title(about, on), str(row["what_it_does"]), kicker=_KICKER)
    choose(store, view, params)
    draw_html(
        chips_html(str(row["functions"]).split(";"))
        + metrics_html(_facts(about, on))
        + _words(about, view, on)
    )
    if effort_members(store, effort_id, on).empty:
        draw_html(_nobody_html(about, view, on))
        return
    _members(store, view, about, on)
    if row["type"] != AGREEMENT:
        _growth(store, about, on)
    _overlap(store, about, on)


_KICKER = "Efforts: who works together on what"


def _title(row: dict[str, Any], on: date) -> str:
    """'NATO: 32 UN members take part on …', or that it is not known who does."""
    name, words = str(row["short_name"]), members_words(row)
    if begins := _not_yet(row, on):
        return f"{name} did not exist yet: it began {begins}"
    if words == NOT_KNOWN:
        return f"{name}: which countries take part is not known"
    if words == NONE_KNOWN:
        return f"{name}: no UN member is known to take part on {date_phrase(on)}"
    members = "UN member takes" if words.split()[-1] == "1" else "UN members take"
    return f"{name}: {words} {members} part on {date_phrase(on)}"


def _not_yet(row: dict[str, Any], on: date) -> str:
    """'in 1949' where the effort is known to have begun after the day; else ''."""
    if is_missing(row["founded"]):
        return ""
    founded = parse_reduced(str(row["founded"]))
    return founded.when() if founded.earliest > on else ""


def _nobody_html(row: dict[str, Any], view: View, on: date) -> str:
    """In place of members, growth and overlaps where nobody is known to take part."""
    ways = [("Today", view.address(ON, view.state.context.today))]
    if begins := _not_yet(row, on):
        why = f"{row['short_name']} began {begins}. Choose a later day."
        return empty_html("Nobody could take part yet.", why, *ways)
    why = f"Our list ({row['coverage']}, {AUTHORITIES.get(row['authority'], 'source not rated')})"
    why += " names nobody for this day. So growth and overlaps with others are not drawn."
    return empty_html(f"Who takes part on {date_phrase(on)} is not known.", why, *ways)


def _facts(row: dict[str, Any], on: date) -> list[Metric]:
    total = row["published_total"]
    facts = [
        Metric("UN members in it", members_words(row), f"on {date_phrase(on)}"),
        Metric("Opened" if row["type"] == TREATY else "Founded", date_phrase(row["founded"])),
        Metric(
            "Our list",
            str(row["coverage"]),
            f"as of {row['list_as_of'] or row['as_of']}; {AUTHORITIES.get(row['authority'], '')}",
        ),
    ]
    if not is_missing(total):
        facts.insert(1, Metric("Total a source prints", f"{int(total):,}", row["published_note"]))
    return facts


def _words(row: dict[str, Any], view: View, on: date) -> str:
    code = view[COUNTRY][0] if view[COUNTRY] else None
    layer = row["effort_id"]
    if row["type"] == AGREEMENT:
        layer = f"reach:{code}" if code else ""
    back = {k: v for k, v in view.query.items() if k in (ON.name, COUNTRY.name, MY.name)}
    links = [anchor_html("← All efforts", address("efforts", back))]
    links += [anchor_html("On the map", f"/map?layer={layer}&on={on}")] if layer else []
    if row["type"] == TREATY:
        links.append(anchor_html("Status of every country", f"/treaties?t={layer}&on={on}"))
    if row["url"]:
        links.append(anchor_html("Its own page", str(row["url"])))
    gone = {
        "unknown": "A country that our list does not name may still take part.",
        "not_member": "A country that our list does not name does not take part.",
        "not_party": "A country that our list does not name is not a party.",
    }
    counted = row["counts"]
    sense = "" if is_missing(counted) else f"{'A' if counted else 'Not a'} channel here: "
    kind = TYPES.get(row["type"], row["type"])
    coverage = str(row["coverage_note"])
    lines_ = [
        f"{row['name']}. {kind}.",
        f"{sense}{row['why']}" if row["why"] else "",
        f"{coverage[:1].upper()}{coverage[1:]}." if coverage else "",
        gone.get(str(row["absence"]), ""),
        str(row["note"]),
    ]
    text = "".join(f"<p>{escape(line)}</p>" for line in lines_ if line)
    return f'<div class="card">{text}<p class="links">{" ".join(links)}</p></div>'


def _members(store: Store, view: View, row: dict[str, Any], on: date) -> None:
    frame = effort_members(store, row["effort_id"], on)
    inside = int(frame["status"].isin(PARTICIPANT).sum())
    others = len(frame) - inside
    title = f"Who takes part: {plural(inside, 'country or territory', 'countries and territories')}"
    more = f"; {others} more with another standing" if others else ""
    draw_html(section_html(title, f"On {date_phrase(on)}{more}.", anchor="members"))
    name = str(row["short_name"])
    paged_table(
        store,
        view,
        MEMBER_PAGE,
        PagedTable(
            key="effort-members",
            title=f"Members of {name}",
            heads=_HEADS,
            cells=_member,
            things=("row", "rows"),
        ),
        lambda: frame,
        asked=(str(row["effort_id"]), on),
        whole_cited=True,
    )


def _member(row: dict[str, Any]) -> list[Cell]:
    text, note = text_of(row["text"]), text_of(row["note"])
    role = text_of(row["role"])
    return [
        country_cell(str(row["iso3"]), str(row["name"])),
        with_small(role[:1].upper() + role[1:], note if note.casefold() not in text else ""),
        text or "–",
        source_cell(text_of(row["as_of"]), text_of(row["evidence_url"])),
    ]


def _growth(store: Store, row: dict[str, Any], on: date) -> None:
    events, undated = effort_events(store, str(row["effort_id"]), on)
    if events.empty:
        draw_html(
            '<p class="empty">No joining up to this day is dated in our sources: no growth is drawn'
            + (f", {plural(len(undated), 'member')} known without a date" if undated else "")
            + ".</p>"
        )
        return
    chart, cited = cached_figure(
        ("effort-growth", store.data_version, row["effort_id"], on),
        lambda: growth_chart(store, row, on),
    )
    figure(chart, cited, key="effort-growth")


def _overlap(store: Store, row: dict[str, Any], on: date) -> None:
    chart, cited = cached_figure(
        ("effort-overlap", store.data_version, row["effort_id"], on),
        lambda: overlap_chart(store, row, on),
    )
    figure(chart, cited, key="effort-overlap")
