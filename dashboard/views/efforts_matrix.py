"""The matrix of forms of cooperation by effort, worldwide or for one country."""

from datetime import date

import pandas as pd

from dashboard.analysis.effort_members import functions_served, tally
from dashboard.analysis.efforts import efforts, serves
from dashboard.charts import alt
from dashboard.charts.chart import Chart, Column, LegendEntry
from dashboard.charts.cite import Caption, caption
from dashboard.charts.format import date_phrase, listing
from dashboard.charts.tokens import ACCENT
from dashboard.core.vocabulary import FUNCTIONS
from dashboard.store.store import Store
from dashboard.views.efforts_params import TYPES


def finding(served: pd.DataFrame, name: str = "") -> str:
    """The title: the form that is most crowded and the thin ones, or what a country lacks."""
    none = [str(f) for f in served.loc[served["efforts"] == 0, "function"]]
    counts = [int(n) for n in served["efforts"]]
    forms = [str(f) for f in served["function"]]
    most, least = counts.index(max(counts)), counts.index(min(counts))
    if name and none:
        return f"{name} has no effort on record for {listing(none)}"
    if name:
        return f"{name} has efforts on record for all nine forms; fewest for {forms[least]}"
    return f"{counts[most]} efforts serve {forms[most]}, only {counts[least]} serve {forms[least]}"


def subtitle(name: str, on: date) -> str:
    who = f"Efforts that {name} is known to take part in" if name else "Efforts with a known member"
    return (
        f"{who} on {date_phrase(on)}, by the nine forms of cooperation. Which forms an effort "
        "serves is our own reading; lists are partial, so “none on record” is not proof of none."
    )


def chosen_efforts(store: Store, on: date, iso3: str | None) -> pd.DataFrame:
    """Efforts with a known member (of one country: those it takes part in), by type and name."""
    served = functions_served(store, on, iso3)
    ids = set(";".join(served["ids"]).split(";")) - {""}
    table = efforts(store)
    order = {kind: place for place, kind in enumerate(TYPES)}
    rows = table[table["effort_id"].isin(ids)].merge(tally(store, on), on="effort_id")
    rows = rows.assign(order=rows["type"].map(order))
    return rows.sort_values(["order", "short_name"], kind="stable").reset_index(drop=True)


def function_chart(store: Store, on: date, iso3: str | None) -> tuple[Chart, Caption]:
    """One row an effort, one column a form of cooperation, a mark where it serves it."""
    name = store.countries[iso3].name if iso3 else ""
    rows = chosen_efforts(store, on, iso3)
    pieces = [
        rows.loc[serves(rows, form), ["effort_id", "short_name", "type", "source_id", "as_of"]]
        .assign(form=form[:1].upper() + form[1:], column_place=place)
        .assign(row_place=lambda own: own.index)
        for place, form in enumerate(FUNCTIONS)
    ]
    drawn = pd.concat(pieces, ignore_index=True).sort_values(["row_place", "column_place"])
    drawn = drawn.assign(
        mark="serves", text="●", group=[TYPES.get(str(t), str(t)) for t in drawn["type"]]
    )
    chart = Chart(
        kind="matrix",
        data=drawn.reset_index(drop=True),
        encodings={
            **{"x": "column_place", "y": "row_place", "x_label": "form", "y_label": "short_name"},
            **{"color": "mark", "text": "text", "group": "group"},
        },
        title=finding(functions_served(store, on, iso3), name),
        subtitle=subtitle(name, on),
        legend=(LegendEntry.of("serves", "The effort serves this form", ACCENT, len(drawn)),),
        columns=(
            Column("short_name", "Effort"),
            Column("group", "Type"),
            Column("form", "Form of cooperation"),
            Column("source_id", "Source"),
            Column("as_of", "As of", "date"),
        ),
        variant="dots",
    )
    counts = drawn["form"].value_counts()
    words = alt.extremes([(str(form), float(count)) for form, count in counts.items()])
    text = alt.sentence(f"Matrix. {chart.title}", chart.subtitle, words)
    return chart.with_alt(text).with_evidence(), caption(rows, store.sources)
