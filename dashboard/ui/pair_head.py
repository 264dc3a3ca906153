"""The top of the pair page: the finding, one plain sentence, the numbers, and where to go next."""

from datetime import date
from html import escape

from dashboard.analysis.pair import pair_channels
from dashboard.analysis.pair_summary import count_pair, finding, sentence
from dashboard.charts.format import date_phrase, plural
from dashboard.store.store import Store
from dashboard.ui.markup import Metric, anchor_html, metrics_html
from dashboard.ui.pair_choose import address
from dashboard.ui.state import View
from dashboard.views.url import day_and_home, link


def head_html(store: Store, view: View, a: str, b: str, on: date) -> str:
    """The finding as h1, the sentence, counts by kind, links to the map and both profiles."""
    query, first, second = view.query, store.countries[a], store.countries[b]
    count = count_pair(pair_channels(store, a, b, on))
    numbers = (
        Metric("Cybercrime treaties", f"{count.narrow}", "legal basis in the narrow sense"),
        Metric("Any legal basis", f"{count.legal}", "with general treaties of mutual assistance"),
        Metric("Law enforcement", f"{count.kinds['law_enforcement']}", "police channels"),
        Metric("CSIRT to CSIRT", f"{count.kinds['csirt']}", "networks and agreements"),
        Metric(
            "Diplomacy, alliances",
            f"{count.kinds['diplomacy'] + count.kinds['alliance']}",
            "bodies both belong to",
        ),
        Metric(
            "Not yet in force",
            f"{count.prospective}",
            f"{count.unknown} more not certain" if count.unknown else "signed or ratified by both",
        ),
    )
    carried = day_and_home(query)
    brief = f"/api/v1/briefs/{a}/{b}.pdf?on={on.isoformat()}"
    links = anchor_html("Swap the two", address(view, second, first)) + " "
    links += anchor_html("Brief to print (PDF)", brief) + " "
    links += " ".join(
        anchor_html(text, link(path, {**carried, **own}))
        for text, path, own in (
            (f"Reach of {first.name} on the map", "map", {"layer": f"reach:{a}", "c": b}),
            (f"Reach of {second.name} on the map", "map", {"layer": f"reach:{b}", "c": a}),
            (f"{first.name}: profile", "country", {"c": a}),
            (f"{second.name}: profile", "country", {"c": b}),
            ("Compare the two", "compare", {"c": f"{a},{b}"}),
        )
    )
    undated = ""
    if count.undated:
        noun = plural(count.undated, "channel is", "channels are")
        undated = f" {noun} known only from an undated list or the date of a list."
    return (
        '<header class="page-heading wide"><p class="kicker">Two countries on a date</p>'
        f"<h1>{escape(finding(count, first, second))}</h1>"
        f'<p class="lede">{escape(sentence(count, first, second, on) + undated)}</p></header>'
        f"{metrics_html(numbers)}"
        f'<nav class="links" aria-label="More on the two on {escape(date_phrase(on))}">'
        f"{links}</nav>"
    )
