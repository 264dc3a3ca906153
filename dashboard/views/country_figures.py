"""The figures of a country profile, each from the store and the state of the page."""

from datetime import date

import pandas as pd

from dashboard.analysis.incidents import summary_of
from dashboard.analysis.membership_life import membership_life
from dashboard.analysis.memberships import country_memberships
from dashboard.analysis.partner_ends import ends
from dashboard.analysis.partners import PARTNER_COLUMNS, partners
from dashboard.analysis.profile import by_function
from dashboard.analysis.standing import positions_of, standing
from dashboard.analysis.treaty_life import treaty_life
from dashboard.charts.bars import ranked_bars
from dashboard.charts.cite import caption
from dashboard.charts.dots import percentile_dots
from dashboard.charts.format import date_phrase, listing, plural
from dashboard.charts.obstacle_strip import obstacle_strip
from dashboard.charts.timeline import timeline
from dashboard.core.countries import Country
from dashboard.core.errors import UserError
from dashboard.core.provenance import unique_ids
from dashboard.core.vocabulary import MembershipStatus
from dashboard.store.store import Store
from dashboard.views.country_titles import counted, first_bound, lately
from dashboard.views.figure import Figure
from dashboard.views.url import MY, ON, C, State

FIRST_DRAWN = date(1985, 1, 1)
"""Where the axis of memberships begins: the first treaty with a bearing on data is of that year."""
_NAMED = 3


def country_of(store: Store, state: State) -> Country:
    """The country of the page; UserError without one."""
    iso3 = state[C][0] if state[C] else state[MY]
    if iso3 is None:
        raise UserError(
            "A country profile needs a country",
            where=C.name,
            fix="Name one by its code, as in c=KEN",
        )
    return store.countries[iso3]


def treaties_figure(store: Store, state: State) -> Figure:
    """Every treaty under which the country has taken a step, from signature to force."""
    home, on = country_of(store, state), state[ON]
    life = treaty_life(store, (home.iso3,), on)
    chart = timeline(
        life,
        on=on,
        title=first_bound(home, life),
        subtitle=f"From signature to force, up to {date_phrase(on)}. Faint: date not exact",
        label="treaty",
    )
    return Figure("treaty-timeline", chart, caption(life, store.sources), life)


def memberships_figure(store: Store, state: State) -> Figure:
    """Every organisation and effort the country takes or took part in."""
    home, on = country_of(store, state), state[ON]
    life = membership_life(store, home.iso3, on)
    count = life["organisation_id"].nunique()
    bodies = counted(count, "organisation or effort", "organisations and efforts")
    chart = timeline(
        life,
        on=on,
        title=lately(home, life, on, bodies),
        subtitle=f"From joining to leaving, up to {date_phrase(on)}. Faint: date not exact",
        row="organisation_id",
        label="organisation",
        heading="Organisation or effort",
        words=MembershipStatus,
        first=min(FIRST_DRAWN, on),
        row_px=36,
    )
    return Figure("membership-timeline", chart, caption(life, store.sources), life)


def forms_figure(store: Store, state: State) -> Figure:
    """How many bodies serve each form of cooperation for the country."""
    home, on = country_of(store, state), state[ON]
    frame = country_memberships(store, home.iso3, on)
    served = by_function(frame[frame["status"].ne(MembershipStatus.FORMER)])
    rows = pd.DataFrame(
        [
            {
                "form": name,
                "label": f"{name[:1].upper()}{name[1:]}",
                "bodies": len(part) or None,
                "names": "; ".join(str(n) for n in part["short_name"]),
                "source_id": ";".join(unique_ids(part["source_id"])),
                "as_of": max(part["as_of"], default=""),
            }
            for name, part in served.items()
        ]
    )
    gaps = [str(name) for name in rows.loc[rows["bodies"].isna(), "form"]]
    what = listing(gaps) if len(gaps) <= _NAMED else f"{len(gaps)} of the nine"
    finding = f"nothing on record for {what}" if gaps else "all nine are served"
    chart = ranked_bars(
        rows,
        title=f"Forms of cooperation of {home.name}: {finding}",
        subtitle=f"Organisations and efforts that serve each form, on {date_phrase(on)}",
        label="label",
        value="bodies",
        key="form",
        top=None,
        heading="Form of cooperation",
        measure="Organisations and efforts",
        things=("form", "forms"),
        notes=("Which forms a body serves is our own reading; membership is sourced",),
    )
    return Figure("forms", chart, caption(rows, store.sources), rows)


def partners_figure(store: Store, state: State) -> Figure:
    """The partners with most channels in force, and those with fewest."""
    home, on = country_of(store, state), state[ON]
    frame = partners(store, home.iso3, on)
    found = ends(frame)
    if found is None or not found.most["channels"].iloc[0]:
        empty = pd.DataFrame(columns=list(PARTNER_COLUMNS))
        title = f"No channel in force between {home.name} and another country is seen"
        chart = ranked_bars(empty, title=title, value="channels")
        return Figure("partner-ends", chart, caption(empty, store.sources))
    many, few = (int(part["channels"].iloc[0]) for part in (found.most, found.least))
    fewest = plural(few, "channel") if few else "no channel seen"
    chart = ranked_bars(
        frame[frame["un_member"].astype(bool)],
        title=(
            f"{home.name} has most channels, {many}, with {_states(found.most_with)}; {fewest} with"
            f" {_states(found.fewest_with)}"
        ),
        subtitle=(
            f"Channels in force on {date_phrase(on)} with each of {found.states} UN member states:"
            " the ten with most and the ten with fewest"
        ),
        value="channels",
        top=0,
        highlight=[*found.most["iso3"], *found.least["iso3"]],
        measure="Channels in force",
        notes=(
            "Common forums such as the UN are not counted. Many lists are partial: few channels"
            " seen is not proof that there are few",
        ),
    )
    return Figure("partner-ends", chart, caption(chart.data, store.sources), frame)


def _states(names: tuple[str, ...]) -> str:
    return f"{len(names)} states" if len(names) > _NAMED else listing(names)


def incidents_figure(store: Store, state: State) -> Figure:
    """What share of each dataset's incidents names the country, each dataset by itself."""
    home = country_of(store, state)
    frame = summary_of(store, home.iso3, malicious=True)
    sides = {"victim": "victim", "origin": "suspected origin"}
    rows = frame.assign(
        key=frame["dataset"] + ":" + frame["role"],
        label=[
            f"{name}, as {sides[role]}"
            for name, role in zip(frame["short_name"], frame["role"], strict=True)
        ],
    )
    chart = ranked_bars(
        rows,
        title=f"{home.name} in the reports of each dataset",
        subtitle="Share of the dataset's own malicious incidents, all years; never added up",
        label="label",
        value="share",
        key="key",
        unit="%",
        decimals=1,
        top=None,
        family="incidents",
        heading="Dataset and side",
        measure="Share of the dataset",
        things=("side", "sides"),
        notes=tuple(dict.fromkeys(str(note) for note in frame["bias_note"])),
    )
    return Figure("incident-shares", chart, caption(rows, store.sources), rows)


def obstacles_figure(store: Store, state: State) -> Figure:
    """The nine obstacles as rails with a dot for each indicator that gives an order."""
    home, year = country_of(store, state), state[ON].year
    frame = standing(store, home.iso3, year, state[MY])
    known = frame[frame["position"].notna() & frame["obstacle"].notna()]
    high = int((known["position"] > 75).sum())
    title = f"No indicator gives {home.name} a place in an order"
    if len(known):
        title = (
            f"{home.name} is in the quarter with most of an obstacle on {high} of"
            f" {plural(len(known), 'indicator')}"
        )
    chart = obstacle_strip(
        frame,
        iso3=home.iso3,
        name=home.name,
        title=title,
        subtitle=f"Position among all countries, latest values up to {year}",
    )
    return Figure("obstacle-strip", chart, caption(known, store.sources), known)


def standing_figure(store: Store, state: State) -> Figure:
    """Every indicator that gives an order, beside the medians of world, region and income group."""
    home, year = country_of(store, state), state[ON].year
    frame = positions_of(store, (home.iso3,), year, groups=True)
    chart = percentile_dots(
        frame,
        title=f"Where {home.name} stands, indicator by indicator",
        subtitle=f"Position among all countries, latest values up to {year}",
        names={home.iso3: home.name},
        low="least of an obstacle",
        high="most of an obstacle",
    )
    return Figure("standing", chart, caption(frame, store.sources), frame)
