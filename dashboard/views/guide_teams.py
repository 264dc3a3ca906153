"""Live numbers on response teams, expert groups and published positions."""

from datetime import date

from dashboard.analysis.csirts import national_presence
from dashboard.analysis.effort_lists import expert_rounds, positions, sharing_centres
from dashboard.analysis.memberships import membership_on
from dashboard.analysis.pair_summary import in_text
from dashboard.charts.format import date_phrase, listing, number, plural
from dashboard.core.dates import parse_reduced
from dashboard.core.vocabulary import CsirtPresence, MembershipStatus
from dashboard.views.guide_number import Ask, LiveNumber, Numbers, evidence, nothing


def national_csirts(ask: Ask) -> LiveNumber:
    """UN members with a national response team on the day, as far as sources say."""
    rows = national_presence(ask.store, ask.on)
    states = rows[rows["un_member"].astype(bool)]
    classes = states["presence"].value_counts()
    held = states[states["presence"].eq(CsirtPresence.YES)]
    likely, unknown = (
        int(classes.get(c, 0)) for c in (CsirtPresence.LIKELY, CsirtPresence.UNKNOWN)
    )
    sentence = (
        f"of {len(states)} UN members are known to have a national CERT/CSIRT on"
        f" {date_phrase(ask.on)}; {number(likely)} more are likely, of {number(unknown)} nothing"
        " is known."
    )
    mine = rows[rows["iso3"].eq(ask.mine or "")]
    own = ""
    if ask.own and len(mine):
        own = f"{ask.own.name}: {CsirtPresence(mine['presence'].iloc[0]).label.lower()}."
        own = own.replace("csirt", "CSIRT")
    cited = evidence(held)
    if cited.empty:
        return nothing("No national team is known to have existed by this day.")
    return LiveNumber(number(len(held)), sentence, cited, own)


def published_positions(ask: Ask) -> LiveNumber:
    """States that have published how international law applies in cyberspace by the day."""
    rows = positions(ask.store)
    held = rows[[_by(text, ask.on) for text in rows["date"]]]
    count = held["iso3"].nunique()
    sentence = (
        "states have published a position on how international law applies in cyberspace by"
        f" {date_phrase(ask.on)}, as far as met in the sources."
    )
    own = ""
    if ask.own:
        mine = held[held["iso3"].eq(ask.own.iso3)]
        when = listing([date_phrase(text) for text in mine["date"]])
        own = f"{ask.own.name}: {f'published {when}' if when else 'none met in the sources'}."
    if held.empty:
        return nothing("No position was published by this day, as far as the sources go.")
    return LiveNumber(number(count), sentence, held, own)


def expert_group_states(ask: Ask) -> LiveNumber:
    """States that sat in at least one of the expert groups begun by the day."""
    rounds = ask.store.table("gge_rounds")
    rounds = rounds[rounds["organisation_id"].str.startswith("UN_GGE")]
    rounds = rounds[rounds["first_year"].le(ask.on.year)]
    sat: dict[str, int] = {}
    for round_id, last in zip(rounds["organisation_id"], rounds["last_year"], strict=True):
        day = min(ask.on, date(int(last), 12, 31))
        rows = membership_on(ask.store, round_id, day)
        for iso3 in rows.loc[rows["status"].eq(MembershipStatus.MEMBER), "iso3"]:
            sat[iso3] = sat.get(iso3, 0) + 1
    if not sat:
        return nothing("No group of experts on cyberspace had met at the United Nations.")
    names = len(expert_rounds(ask.store).query("organisation_id in @rounds.organisation_id"))
    partial = [int(y) for y in rounds.loc[rounds["coverage"].ne("complete"), "first_year"]]
    doubt = f"; of the group of {listing([str(y) for y in partial])} few are known" * bool(partial)
    sentence = (
        f"states are known to have sat in at least one of the {plural(names, 'expert group')} of"
        f" the United Nations begun by {date_phrase(ask.on)}{doubt}."
    )
    own = ""
    if ask.own:
        own = f"{ask.own.name} is known to have sat in {number(sat.get(ask.own.iso3, 0))}."
    return LiveNumber(number(len(sat)), sentence, rounds, own)


def centres(ask: Ask) -> LiveNumber:
    """Centres for sharing within a sector, as met in the sources (undated lists)."""
    rows = sharing_centres(ask.store)
    rows = rows[[_by(text, ask.on) for text in rows["as_of"]]]
    if rows.empty:
        return nothing("The lists of centres are all younger than this day.")
    top = rows["iso3"].dropna().value_counts()
    most = in_text(ask.store.countries[str(top.index[0])])
    sentence = (
        f"centres for sharing within a sector are known by {date_phrase(ask.on)},"
        f" {number(top.iloc[0])} of them in {most}: a list of what was met in sources, not"
        " of what exists."
    )
    own = ""
    if ask.own:
        count = int(rows["iso3"].eq(ask.own.iso3).sum())
        own = f"{ask.own.name}: {plural(count, 'centre') if count else 'none met in the sources'}."
    return LiveNumber(number(len(rows)), sentence, rows, own)


def team_agreements(ask: Ask) -> LiveNumber:
    """Agreements between the response teams of two countries, met in the sources by the day."""
    rows = ask.store.table("csirt_agreements")
    when = rows["signed"].where(rows["signed"].notna(), rows["as_of"])
    rows = rows[[_by(text, ask.on) for text in when]]
    if rows.empty:
        return nothing("No agreement between two teams is known by this day.")
    ends = {*rows["iso3_a"], *rows["iso3_b"]}
    sentence = (
        f"agreements between the response teams of two countries are known by"
        f" {date_phrase(ask.on)}, of {plural(len(ends), 'country', 'countries')}."
    )
    own = ""
    if ask.own:
        count = int((rows["iso3_a"].eq(ask.own.iso3) | rows["iso3_b"].eq(ask.own.iso3)).sum())
        own = f"{ask.own.name}: {number(count) if count else 'none met in the sources'}."
    return LiveNumber(number(len(rows)), sentence, rows, own)


def _by(text: object, on: date) -> bool:
    return isinstance(text, str) and parse_reduced(text).earliest <= on


NUMBERS: Numbers = {
    "national_csirts": national_csirts,
    "positions": published_positions,
    "expert_group_states": expert_group_states,
    "centres": centres,
    "team_agreements": team_agreements,
}
