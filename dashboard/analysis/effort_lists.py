"""Lists that belong to efforts: rounds at the United Nations, centres of companies, agreements
between two countries, and national positions on international law."""

from datetime import date

import pandas as pd

from dashboard.analysis.csirt_directory import folded
from dashboard.analysis.effort_members import PARTICIPANT
from dashboard.analysis.efforts import TREATY, effort
from dashboard.analysis.evidence import evidence_urls
from dashboard.analysis.history import MEMBERSHIPS, TREATIES, instrument_timeline, marked_steps
from dashboard.analysis.network import network
from dashboard.core.dates import FIRST_DAY, parse_reduced
from dashboard.store.memo import per_store
from dashboard.store.store import Store

EVENT_COLUMNS = ("date", "iso3", "name", "change", "value")


@per_store(size=64)
def effort_events(
    store: Store, effort_id: str, until: date
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Dated joinings and leavings of an effort up to a day, and the countries known undated.

    The frame has EVENT_COLUMNS: ``change`` is joined or left, ``value`` the known dated members
    after that day. The names returned beside it take part today but since when is not known: no
    date of a list is shown as an event.
    """
    treaty = effort(store, effort_id)["type"] == TREATY
    kind = TREATIES if treaty else MEMBERSHIPS
    if effort_id not in set(marked_steps(store, kind)["instrument_id"]):
        return pd.DataFrame(columns=list(EVENT_COLUMNS)), ()
    life = instrument_timeline(store, kind, effort_id, FIRST_DAY, until)
    state = dict(life.base)
    inside = {c.iso3 for c in store.countries.selectable}
    rows, count = [], sum(state[i] in PARTICIPANT for i in inside)
    for iso3, day, new in sorted(life.events, key=lambda event: event[1]):
        before, after = state[iso3] in PARTICIPANT, new in PARTICIPANT
        state[iso3] = new
        if iso3 in inside and before != after:
            count += 1 if after else -1
            change = "joined" if after else "left"
            rows.append((day.isoformat(), iso3, store.countries[iso3].name, change, count))
    apart = sorted(
        store.countries[i].name
        for i, now in life.undated.items()
        if i in inside and now in PARTICIPANT and state[i] not in PARTICIPANT
    )
    return pd.DataFrame(rows, columns=list(EVENT_COLUMNS)), tuple(apart)


@per_store(size=1)
def expert_rounds(store: Store) -> pd.DataFrame:
    """The rounds of talks at the United Nations: organisation_id, name, years, mandate, published,
    named, chair, countries (names), source_id, as_of."""
    rounds = store.table("gge_rounds")
    names = store.table("organisations").set_index("organisation_id")["short_name"]
    members = store.table("memberships")
    rows = []
    for row in rounds.to_dict("records"):
        found = members[members["organisation_id"] == row["organisation_id"]]
        listed = sorted(store.countries[str(i)].name for i in found["iso3"])
        ids = {str(row["source_id"]), *(str(s) for s in found["source_id"])}
        chair = row["chair_iso3"]
        rows.append(
            {
                "organisation_id": row["organisation_id"],
                "name": names[str(row["organisation_id"])],
                "years": f"{row['first_year']}–{row['last_year']}",
                "mandate": row["mandate_resolution"],
                "published": row["members_published"],
                "named": len(found) if len(found) else row["members_sourced"],
                "chair": store.countries[str(chair)].name if isinstance(chair, str) else "",
                "countries": "; ".join(listed),
                "source_id": ";".join(sorted(ids)),
                "as_of": row["as_of"],
            }
        )
    return pd.DataFrame(rows).astype({"published": "Int64", "named": "Int64"})


@per_store(size=1)
def sharing_centres(store: Store) -> pd.DataFrame:
    """ISACs and ISAOs seen: the table ``isacs`` with country and evidence_url, by country."""
    table = store.table("isacs")
    table["country"] = [
        store.countries[str(i)].name if isinstance(i, str) else str(region)
        for i, region in zip(table["iso3"], table["region"], strict=True)
    ]
    table["evidence_url"] = evidence_urls(store, table["source_id"])
    return table.sort_values(["country", "sector", "name"], ignore_index=True)


@per_store(size=1)
def _agreements(store: Store) -> pd.DataFrame:
    table = network(store).agreements.table
    table = table[~table["instrument_id"].str.startswith("alliance_")]
    names = {c.iso3: c.name for c in store.countries}
    titles = store.table("bilateral_agreements").set_index("agreement_id")["title"]
    kept = ["agreement_id", "name", "iso3_a", "iso3_b", "status", "signed", "in_force", "note"]
    kept += ["counts", "legal_basis", "listed_year", "source_id", "as_of"]
    frame = table[kept].assign(
        country_a=table["iso3_a"].map(names),
        country_b=table["iso3_b"].map(names),
        title=table["agreement_id"].map(titles).fillna(""),
    )
    text = [c for c in frame.columns if c not in ("counts", "listed_year")]
    frame[text] = frame[text].fillna("")
    frame["standing"] = [_standing(row) for row in frame.to_dict("records")]
    frame["evidence_url"] = evidence_urls(store, frame["source_id"])
    return frame.sort_values(["country_a", "country_b", "name"], ignore_index=True)


def _standing(row: dict[object, object]) -> str:
    """'In force since 3 October 2022', 'Signed in 2015', 'Listed, not dated'."""
    signed, force = str(row["signed"]), str(row["in_force"])
    if row["status"] == "commitment":
        return f"Political commitment {parse_reduced(signed).when()}" if signed else "Commitment"
    if force:
        return f"In force {parse_reduced(force).since()}"
    if row["status"] == "in_force":
        return "In force, since when is not known"
    if signed:
        return f"Signed {parse_reduced(signed).when()}"
    year = row["listed_year"]
    return "Listed, not dated" if pd.isna(year) else f"Listed with the year {int(year)}"  # type: ignore[call-overload]


def agreements_of(store: Store, text: str = "", iso3: str | None = None) -> pd.DataFrame:
    """Agreements between two countries (no alliances): all, or those of one country; every word
    of ``text`` must occur in the countries, the kind, the title or the note."""
    table = _agreements(store)
    keep = pd.Series(True, index=table.index)
    if iso3 is not None:
        code = store.countries[iso3].iso3
        keep &= table["iso3_a"].eq(code) | table["iso3_b"].eq(code)
    columns = ["country_a", "country_b", "name", "title", "note"]
    content = table[columns].agg(" ".join, axis=1).map(folded)
    for word in folded(text).split():
        keep &= content.str.contains(word, regex=False)
    return table[keep].reset_index(drop=True)


@per_store(size=1)
def positions(store: Store) -> pd.DataFrame:
    """National positions on how international law applies in cyberspace, newest first, with the
    country's name and evidence_url."""
    table = store.table("national_positions")
    table["country"] = [store.countries[str(i)].name for i in table["iso3"]]
    table["evidence_url"] = evidence_urls(store, table["source_id"])
    order = ["position_year", "country"]
    return table.sort_values(order, ascending=[False, True], ignore_index=True)
