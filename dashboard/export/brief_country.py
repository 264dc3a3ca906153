"""The brief of one country: treaties, whom it could ask, bodies, obstacles, what is not known."""

from datetime import date

from dashboard.analysis.channels import CLASSES
from dashboard.analysis.csirts import national_presence
from dashboard.analysis.layers_reach import REACH_CLASSES, reach_layer
from dashboard.analysis.memberships import country_memberships
from dashboard.analysis.partners import partners
from dashboard.analysis.profile import by_function, summary, treaty_count
from dashboard.analysis.standing import standing
from dashboard.analysis.treaties import country_treaties
from dashboard.charts.build_map import build_map
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, plural
from dashboard.core.provenance import unique_ids
from dashboard.core.vocabulary import CsirtPresence, EntityKind, MembershipStatus, Obstacle, Status
from dashboard.export.brief import (
    BORDERS,
    NOT_A_PROMISE,
    Brief,
    Cell,
    Fact,
    Picture,
    Sources,
    Table,
    capital,
    names,
    short,
    with_year,
)
from dashboard.export.brief_known import not_known
from dashboard.store.store import Store
from dashboard.views.country import SPEC
from dashboard.views.country_figures import treaties_figure
from dashboard.views.params import Context
from dashboard.views.url import link, read

_ORDER = {status: place for place, status in enumerate(Status)}
_PRESENCE = {
    CsirtPresence.YES: "Yes",
    CsirtPresence.LIKELY: "Likely",
    CsirtPresence.PLANNED: "Planned",
    CsirtPresence.HISTORICAL: "In the past",
    CsirtPresence.NONE_STATED: "None stated",
    CsirtPresence.UNKNOWN: "Not known",
    CsirtPresence.NOT_APPLICABLE: "n/a",
}
_HIGH = 75
_MOST_OBSTACLES, _MOST_NAMES = 8, 9


def country_brief(store: Store, iso3: str, on: date) -> Brief:
    """The brief of any registry entry on a day. Raises UnknownCountryError."""
    country = store.countries[iso3]
    cited = Sources(store)
    address = link("country", {"c": iso3, "on": on.isoformat()})
    tables = (
        _treaties(store, iso3, on, cited),
        *_partners(store, iso3, on, cited),
        _bodies(store, iso3, on, cited),
        _obstacles(store, iso3, on, cited),
        not_known(store, (iso3,), on, cited),
    )
    pictures = _pictures(store, iso3, on, cited)
    return Brief(
        kind="Country brief",
        title=country.name,
        finding=_finding(store, iso3, on),
        summary=summary(store, iso3, on),
        on=on,
        data_version=store.data_version,
        address=address,
        facts=_facts(store, iso3, on),
        pictures=pictures,
        tables=tuple(table for table in tables if table.rows or table.more),
        notes=(NOT_A_PROMISE, BORDERS),
        sources=cited.lines(),
        beside=max(1, len(pictures)),
    )


def _finding(store: Store, iso3: str, on: date) -> str:
    if store.countries[iso3].entity_kind is EntityKind.TERRITORY:
        return "A territory: treaties and memberships are recorded for states"
    return reach_layer(store, iso3, on).finding


def _facts(store: Store, iso3: str, on: date) -> tuple[Fact, ...]:
    count = treaty_count(country_treaties(store, iso3, on))
    members = country_memberships(store, iso3, on)["status"]
    joined = int(members.eq(MembershipStatus.MEMBER).sum())
    row = national_presence(store, on).set_index("iso3").loc[iso3]
    presence = CsirtPresence(str(row["presence"]))
    team = row["team"] if isinstance(row["team"], str) else ""
    asked = partners(store, iso3, on)
    facts = [
        Fact(str(count.in_force), "cyber treaties in force", f"of {count.open} open to it")
        if count.open
        else Fact("n/a", "cyber treaties", "none open to it on this day")
    ]
    if len(asked):
        narrow, wide = ((asked[c] > 0).sum() for c in ("legal_narrow", "legal_any"))
        facts += [
            Fact(str(narrow), "partners under a cybercrime treaty", f"of {len(asked)} entities"),
            Fact(
                str(wide), "partners on any legal basis", f"of {len(asked)}; general treaties too"
            ),
        ]
    return (
        *facts,
        Fact(str(joined), "organisations and efforts", "as member or participant"),
        Fact(_PRESENCE[presence], "national CSIRT", team),
    )


def _treaties(store: Store, iso3: str, on: date, cited: Sources) -> Table:
    frame = country_treaties(store, iso3, on)
    apart = frame[frame["status"].eq(Status.NOT_APPLICABLE)]
    shown = frame[frame["status"].ne(Status.NOT_APPLICABLE)]
    shown = shown.assign(order=shown["status"].map(_ORDER)).sort_values("order", kind="stable")
    rows = tuple(
        (
            Cell(str(row["short_name"])),
            Cell(
                str(row["text"]),
                short(str(row["note"])) if row["note"] and row["note"] not in row["text"] else "",
                cited.cite(row["source_id"], row["as_of"]),
            ),
        )
        for row in shown.to_dict("records")
    )
    more = ""
    if len(apart) and len(rows):
        more = f"Not open to it, so no gap: {names([str(n) for n in apart['short_name']], 12)}."
    elif not rows:
        more = "No source read says that a cyber treaty extends to this territory."
    return Table(
        title="Treaties and laws",
        subtitle=f"Status on {date_phrase(on)}, strongest first",
        head=("Treaty", "Status and since when"),
        widths=(0.42, 0.58),
        rows=rows,
        more=more,
    )


def _partners(store: Store, iso3: str, on: date, cited: Sources) -> tuple[Table, ...]:
    frame = partners(store, iso3, on)
    if frame.empty:
        return ()
    rows = []
    for group in (*CLASSES, ""):
        own = frame[frame["strongest"].eq(group)]
        if len(own):
            main = unique_ids(own["source_id"])[:3]
            rows.append(
                (
                    Cell(REACH_CLASSES[group or "none"], "", cited.cite(";".join(main))),
                    Cell(str(len(own))),
                    Cell(names(sorted(str(n) for n in own["name"]), _MOST_NAMES)),
                )
            )
    return (
        Table(
            title="Whom it could ask",
            subtitle="Other states and entities by the strongest channel in force; main sources",
            head=("Strongest channel", "Number", "Which"),
            widths=(0.36, 0.14, 0.5),
            rows=tuple(rows),
        ),
    )


def _bodies(store: Store, iso3: str, on: date, cited: Sources) -> Table:
    members = country_memberships(store, iso3, on)
    members = members[members["status"].eq(MembershipStatus.MEMBER)]
    served = by_function(members) if len(members) else {}
    rows = tuple(
        (
            Cell(capital(function)),
            Cell(
                names([str(n) for n in own["short_name"]], 8) if len(own) else "none on record",
                "",
                cited.cite(";".join(unique_ids(own["source_id"])[:4])),
            ),
        )
        for function, own in served.items()
    )
    return Table(
        title="Organisations and efforts by form of cooperation",
        subtitle="As member or participant; a body may serve several forms",
        head=("Form of cooperation", "Through"),
        widths=(0.3, 0.7),
        rows=rows,
        more="" if rows else "It takes part in none on record.",
    )


def _obstacles(store: Store, iso3: str, on: date, cited: Sources) -> Table:
    frame = standing(store, iso3, on.year)
    ranked = frame[frame["position"].notna() & frame["obstacle"].notna()]
    high = ranked[ranked["position"].ge(_HIGH)].sort_values(
        "position", ascending=False, kind="stable"
    )
    rows = tuple(
        (
            Cell(Obstacle(int(row["obstacle"])).label),
            Cell(str(row["name"]), "", cited.cite(row["source_id"], row["as_of"])),
            Cell(with_year(row)),
            Cell(f"{int(row['rank'])} of {int(row['rank_of'])}"),
        )
        for row in high.head(_MOST_OBSTACLES).to_dict("records")
    )
    rest = len(ranked) - len(rows)
    where = "It stands in that quarter on none of them."
    more = f"{plural(rest, 'other ranked indicator')} with a value; no score adds them up."
    return Table(
        title="Obstacles on which it stands in the quarter with most of one",
        subtitle=f"Latest value up to {on.year}; rank 1 is least of an obstacle",
        head=("Obstacle", "Indicator", "Value", "Rank"),
        widths=(0.27, 0.4, 0.2, 0.13),
        rows=rows,
        more=(more if rows else f"{where} {more}") if len(ranked) else "No indicator has a value.",
    )


def _pictures(store: Store, iso3: str, on: date, cited: Sources) -> tuple[Picture, ...]:
    asked = {"c": iso3, "on": on.isoformat()}
    state, _ = read(asked, SPEC, Context(store.countries, on))
    life = treaties_figure(store, state)
    pictures = []
    if not life.chart.empty:
        credit = cited.credit(life.caption, link("country", asked), limit=6)
        pictures.append(Picture(life.chart, credit))
    if store.countries[iso3].entity_kind is not EntityKind.TERRITORY:
        pictures.append(reach_picture(store, iso3, on, cited))
    return tuple(pictures)


def reach_picture(store: Store, iso3: str, on: date, cited: Sources) -> Picture:
    """The map of the strongest channel that every other country shares with this one."""
    layer = reach_layer(store, iso3, on)
    chart = build_map(layer).with_title(
        f"Strongest channel in force with {store.countries[iso3].name}", date_phrase(on)
    )
    where = link("map", {"layer": layer.layer_id, "on": on.isoformat()})
    return Picture(chart, cited.credit(caption(layer.known, store.sources), where))
