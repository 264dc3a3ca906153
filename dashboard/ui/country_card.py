"""The card of the country chosen on the map or in the list: its key facts and where to go next."""

from html import escape
from urllib.parse import urlencode

import pandas as pd

from dashboard.analysis.layer import Layer
from dashboard.analysis.profile import summary
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.map_events import picked_before
from dashboard.ui.markup import anchor_html, draw_html
from dashboard.views.url import day_and_home


def country_card(store: Store, layer: Layer, iso3: str, query: dict[str, str]) -> None:
    """One country on this layer: the value in words, its evidence, a summary, and links."""
    before = picked_before()
    key = ("card", store.data_version, layer, iso3, tuple(query.items()), before)
    draw_html(cached_figure(key, lambda: _card_html(store, layer, iso3, query, before)))


def _card_html(
    store: Store, layer: Layer, iso3: str, query: dict[str, str], before: str | None
) -> str:
    country = store.countries[iso3]
    row = layer.frame.set_index("iso3").loc[iso3]
    note = row["note"] if isinstance(row["note"], str) else ""
    note = "" if note in str(row["text"]) else note
    evidence = row["evidence_url"] if isinstance(row["evidence_url"], str) else ""
    links = [
        ("Country profile", f"/country?{urlencode({**query, 'c': iso3})}"),
        ("Compare", f"/compare?{urlencode({**query, 'c': iso3})}"),
        ("Its reach on the map", f"/map?{urlencode({**query, 'layer': f'reach:{iso3}'})}"),
    ]
    links += _pair_links(store, iso3, query, before)
    facts = " · ".join(
        part
        for part in (country.un_subregion, country.wb_income_group, _people(country.population))
        if part
    )
    return (
        f'<section class="card country" aria-label="{escape(country.name, quote=True)}">'
        f"<div><h2>{escape(country.name)}</h2><p class='facts'>{escape(facts)}</p>"
        f"<p class='now'><strong>{escape(layer.title)}:</strong> {escape(str(row['text']))}"
        + (f" <small>{escape(note)}</small>" if note else "")
        + (f" {anchor_html('Evidence', evidence)}" if evidence else "")
        + f"</p></div><div><p>{escape(summary(store, iso3, layer.on))}</p>"
        + "<p class='links'>"
        + " ".join(anchor_html(text, href) for text, href in links)
        + "</p></div></section>"
    )


def _pair_links(
    store: Store, iso3: str, query: dict[str, str], before: str | None
) -> list[tuple[str, str]]:
    """Pairs one click away: with my country, and with the country clicked before this one."""
    pairable = {c.iso3 for c in store.countries.selectable}
    if iso3 not in pairable:
        return []
    kept = day_and_home(query)
    others = dict.fromkeys(o for o in (query.get("my"), before) if o in pairable - {iso3})
    return [
        (
            f"Pair with {store.countries[other].name}",
            f"/pair?{urlencode({'a': other, 'b': iso3, **kept})}",
        )
        for other in others
        if other is not None
    ]


def _people(count: int | None) -> str:
    if count is None or pd.isna(count):
        return ""
    return f"{count / 1e6:,.1f} million people" if count >= 1e6 else f"{count:,} people"
