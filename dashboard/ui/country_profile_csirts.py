"""CERT/CSIRTs of one country: the national team, the teams listed, and their networks."""

from datetime import date
from typing import Any

import pandas as pd

from dashboard.analysis.csirt_teams import FULL_INVENTORY, networks_of, team_counts, teams_of
from dashboard.analysis.csirts import national_presence
from dashboard.charts.cite import caption
from dashboard.charts.format import plural
from dashboard.core.vocabulary import CsirtPresence, EntityKind
from dashboard.store.store import Store
from dashboard.ui.country_block import (
    Block,
    cell,
    date_cell,
    evidence,
    more_html,
    small,
    table_html,
)
from dashboard.ui.markup import anchor_html

_FIRST = 5
_HEAD = ("Team", "Serves", "Networks", "Since", "Evidence")


def csirt_block(store: Store, iso3: str, on: date) -> Block:
    """The national team as facts, then teams and networks with what their lists cover."""
    country = store.countries[iso3]
    row = national_presence(store, on).set_index("iso3", drop=False).loc[iso3].to_dict()
    kind = CsirtPresence(str(row["presence"]))
    teams, networks = teams_of(store, iso3), networks_of(store, iso3)
    count = team_counts(store).set_index("iso3").loc[iso3]
    if country.entity_kind is EntityKind.TERRITORY and kind is CsirtPresence.NOT_APPLICABLE:
        html = '<p class="empty">National CSIRTs are recorded for states, not for territories.</p>'
    else:
        html = _national(row, kind)
    html += _teams(store, teams) + _networks(store, networks)
    rows = [pd.DataFrame([row])[["source_id", "as_of"]], teams, networks]
    return Block(
        title=f"CERT/CSIRT: {_title(row, kind)}",
        subtitle=_coverage(str(row["coverage"] or ""), len(teams), str(count["note"])),
        html=html,
        caption=caption(pd.concat([p for p in rows if len(p)]), store.sources),
        frame=teams if len(teams) or not row["source_id"] else pd.DataFrame([row]),
        notes=(
            "A network that is not named may still have a member: none of these lists is"
            " complete for the world.",
        )
        if len(networks)
        else (),
    )


def _title(row: dict[Any, Any], kind: CsirtPresence) -> str:
    if kind in (CsirtPresence.YES, CsirtPresence.LIKELY) and row["team"]:
        return f"{row['team']}{' (likely)' if kind is CsirtPresence.LIKELY else ''}"
    return kind.label[:1].lower() + kind.label[1:]


def _coverage(coverage: str, listed: int, note: str) -> str:
    if coverage == FULL_INVENTORY:
        return f"All teams of the country were inventoried in November 2023: {listed} are listed."
    words = "No team is listed here" if not listed else f"{plural(listed, 'team')} listed here"
    return f"{words}; teams of this country were not inventoried, so this is no count of them."


def _national(row: dict[Any, Any], kind: CsirtPresence) -> str:
    first = "Yes" if row["first_member"] == "yes" else "No data"
    site = str(row["website"] or "")
    facts = (
        ("National CSIRT", cell(kind.label) + small(row["note"])),
        ("Team", cell(row["team"])),
        ("Also national", cell(row["other_national_teams"])),
        ("Run by", cell(row["host"])),
        ("Since", cell(row["since"])),
        ("Website", anchor_html(site, site) if site else ""),
        ("What this rests on", cell(row["evidence"])),
        ("In FIRST", first + small(row["first_member_basis"])),
        ("ITU index on national CERTs", _scores(row)),
        ("As of", cell(row["as_of"]) + " " + evidence(row["evidence_url"])),
    )
    lines = "".join(
        f"<div><dt>{label}</dt><dd>{text.strip() or '<span class=quiet>No data</span>'}</dd></div>"
        for label, text in facts
        if text.strip() or label in ("Team", "Run by", "Since", "Website")
    )
    return f'<dl class="facts">{lines}</dl>'


def _scores(row: dict[Any, Any]) -> str:
    scores = [
        f"{float(row[name]):.2f} ({name[-4:]})"
        for name in ("gci_ts1_2020", "gci_ts1_2024")
        if row[name] is not None and row[name] == row[name]
    ]
    return f"{', '.join(scores)} of 1" if scores else ""


def _teams(store: Store, teams: pd.DataFrame) -> str:
    if teams.empty:
        return ""
    names = _network_names(store)
    rows = [
        (
            cell(row["short_name"])
            + (small(row["full_name"]) if row["full_name"] != row["short_name"] else ""),
            cell(row["type"]),
            cell("; ".join(names.get(n, n) for n in str(row["networks"]).split("; "))),
            date_cell(row["established"]),
            evidence(row["evidence_url"]),
        )
        for row in teams.to_dict("records")
    ]
    table = f'<div class="tight">{table_html("Teams", _HEAD, rows)}</div>'
    if len(rows) > _FIRST:
        return more_html(f"{len(rows)} teams listed", table)
    return f"<h3>Teams listed</h3>{table}"


def _networks(store: Store, networks: pd.DataFrame) -> str:
    if networks.empty:
        return ""
    names = _network_names(store)
    rows = []
    for name, own in networks.groupby("network", sort=True):
        teams = [str(t) for t in own["team"] if t]
        status = "; ".join(dict.fromkeys(str(s) for s in own.loc[own["team"] == "", "status"]))
        if teams:
            shown = ", ".join(teams[:5]) + (f" and {len(teams) - 5} more" if len(teams) > 5 else "")
            status = f"{plural(len(teams), 'team')}: {shown}" + (f"; {status}" if status else "")
        rows.append(
            (
                cell(names.get(str(name), str(name))),
                cell(status[:1].upper() + status[1:]),
                date_cell(max(own["as_of"])),
                evidence(own["evidence_url"].iloc[0]),
            )
        )
    head = ("Network", "Who is in it", "As of", "Evidence")
    return f"<h3>Networks</h3><div class='tight'>{table_html('Networks', head, rows)}</div>"


def _network_names(store: Store) -> dict[str, str]:
    table = store.table("organisations").set_index("organisation_id")["short_name"]
    return {"CVE_CNA": "CVE numbering authorities"} | {str(k): str(v) for k, v in table.items()}
