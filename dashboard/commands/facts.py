"""Commands that answer a question in text or JSON: what two countries share."""

import argparse
import json
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.analysis.pair import pair_channels
from dashboard.analysis.pair_summary import PairCount, count_pair, finding, sentence
from dashboard.charts.cite import caption
from dashboard.commands.parsing import Commands, day_of, day_option, store_of
from dashboard.core.errors import UserError
from dashboard.store.store import Store


def register(commands: Commands) -> None:
    """Add the commands of this module."""
    pair = commands.add(
        "pair",
        cmd_pair,
        ["FRA BRA --on 2024-06-30", '"North Korea" KOR', "FRA BRA --json | jq .channels"],
    )
    pair.add_argument("a", metavar="A", help="a country: ISO code or English name")
    pair.add_argument("b", metavar="B", help="the other country")
    day_option(pair)
    pair.add_argument("--json", action="store_true", help="everything known, as JSON")


def cmd_pair(data_dir: Path, args: argparse.Namespace) -> int:
    """Every channel between two countries on a day, with its evidence."""
    store = store_of(data_dir)
    a, b = (store.countries.resolve(text) for text in (args.a, args.b))
    if a == b:
        raise UserError(f"{a.name} is given twice; a pair needs two countries", where="B")
    on = day_of(args)
    channels = pair_channels(store, a.iso3, b.iso3, on)
    count = count_pair(channels)
    words = (finding(count, a, b), sentence(count, a, b, on))
    if args.json:
        about = {"a": a.iso3, "b": b.iso3, "on": on.isoformat(), "data_version": store.data_version}
        print(_json(store, channels, count, {**about, "finding": words[0], "sentence": words[1]}))
    else:
        print(f"{words[0]}\n{words[1]}\n")
        print("\n".join(_line(row) for row in channels.to_dict("records")))
        print(f"\n{_sources(store, channels)}")
    return 0


def _line(row: dict[Any, Any]) -> str:
    """One channel: its state, name, since when, where to check it."""
    state = "in force" if row["status"] == "in_force" else str(row["status"])
    apart = "" if row["counts"] else ", not counted"
    link = f"  {row['evidence_url']}" if row["evidence_url"] else ""
    return f"- {row['name']} ({row['kind']}{apart}): {state}, {row['since_words']}{link}"


def _sources(store: Store, channels: pd.DataFrame) -> str:
    cited = caption(channels, store.sources, limit=len(channels) * 4 + 1)
    return f"{cited.sources_text()}\n{cited.licence_text()}".strip()


def _json(store: Store, channels: pd.DataFrame, count: PairCount, about: dict[str, object]) -> str:
    rows = channels.astype(object).where(channels.notna(), None).to_dict("records")
    cited = caption(channels, store.sources)
    document = {
        **about,
        "in_force": {**count.kinds, "legal_narrow": count.narrow},
        "prospective": count.prospective,
        "channels": rows,
        "sources": [
            {
                "source_id": line.source_id,
                "title": line.name,
                "when": line.when,
                "licence": line.licence,
                "noncommercial": line.noncommercial,
                "url": line.url,
            }
            for line in cited.lines
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2, default=str)
