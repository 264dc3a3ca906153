"""Commands for incident datasets of one's own, and for the engine they are counted on."""

import argparse
from functools import partial
from pathlib import Path
from typing import Any

from tqdm import tqdm

from dashboard.analysis.incident_index import available, check_dataset
from dashboard.commands.parsing import Commands, store_of
from dashboard.store.events.imported import read_imports
from dashboard.store.events.schema import kinds
from dashboard.store.imports.builtin import BUILT_IN
from dashboard.store.imports.card import card_of
from dashboard.store.imports.mapping import load_mapping
from dashboard.store.imports.read import size_of
from dashboard.store.imports.run import import_file, remove_dataset

_CARD_OPTIONS = {
    "title": "name of the collection",
    "publisher": "who publishes it",
    "licence": "its licence, in the publisher's words",
    "as-of": "state of the file: YYYY, YYYY-MM or YYYY-MM-DD",
    "collection-note": "how it was collected and what that does to counts over time",
    "bias-note": "where it is lopsided",
    "page-url": "page of the collection",
    "short-name": "short name for captions",
}


def register(commands: Commands) -> None:
    """Add the commands of this module."""
    group = Commands(commands.add("events", cmd_events))
    load = group.add(
        "import",
        cmd_import,
        [
            "mine.csv --dataset mine --mapping map.yml",
            "vcdb.json --dataset vcdb_2026 --mapping veris --title VCDB --as-of 2026-08 …",
        ],
    )
    load.add_argument("file", type=Path, metavar="FILE", help="CSV, Parquet or JSON lines")
    load.add_argument("--dataset", required=True, metavar="NAME", help="what to call it here")
    load.add_argument(
        "--mapping",
        required=True,
        help=f"{', '.join(BUILT_IN)}, or a YAML file (docs/method/incidents.md)",
    )
    for option, meaning in _CARD_OPTIONS.items():
        load.add_argument(f"--{option}", help=meaning)
    load.add_argument(
        "--noncommercial",
        choices=("yes", "no"),
        help="whether only non-commercial use is allowed",
    )
    group.add("list", cmd_list)
    load_to = group.add("load", cmd_load, ["", "vcdb dcid"])
    load_to.add_argument("names", nargs="*", metavar="NAME", help="datasets; default all")
    remove = group.add("remove", cmd_remove, ["mine"])
    remove.add_argument("name", metavar="NAME", help="the dataset to take away")


def cmd_events(data_dir: Path, args: argparse.Namespace) -> int:
    """Incident datasets of your own, and the engine they are counted on."""
    raise AssertionError("a subcommand is required")


def cmd_import(data_dir: Path, args: argparse.Namespace) -> int:
    """Import a file of incidents as a dataset beside the others.

    Bad rows are put aside with line and reason; the rest is there whole or not at all. The same
    file again changes nothing, a changed one replaces the dataset."""
    mapping = load_mapping(args.mapping)
    given = {o.replace("-", "_"): getattr(args, o.replace("-", "_")) for o in _CARD_OPTIONS}
    flag = None if args.noncommercial is None else args.noncommercial == "yes"
    card = card_of(mapping, {**given, "noncommercial": flag})
    store = store_of(data_dir)
    total = size_of(args.file, mapping) if args.file.is_file() else 0
    with tqdm(total=total, unit="B", unit_scale=True, disable=None, leave=False) as bar:

        def progress(done: int) -> None:
            bar.update(done - bar.n)

        outcome = import_file(store, args.file, args.dataset, mapping, card, progress)
    made = outcome.imported
    if outcome.changed:
        print(
            f"{made.dataset}: {made.incidents:,} incidents from {made.file}, mapping {made.mapping}"
        )
    else:
        print(f"{made.dataset}: no change, {made.incidents:,} incidents as before")
    if outcome.rejects is not None:
        print(f"{made.rejected:,} rows put aside, with line and reason: {outcome.rejects}")
    if outcome.changed:
        print("A dashboard that is running shows it after its next start.")
    return 0


def cmd_list(data_dir: Path, args: argparse.Namespace) -> int:
    """One line for each imported dataset: name, incidents, state, licence, title."""
    for one in read_imports().values():
        mark = " (non-commercial)" if one.card.noncommercial else ""
        print(
            f"{one.dataset}\t{one.incidents}\t{one.card.as_of}\t{one.card.licence}{mark}\t"
            f"{one.card.title}"
        )
    return 0


def cmd_remove(data_dir: Path, args: argparse.Namespace) -> int:
    """Take an imported dataset away; shipped ones cannot be removed."""
    gone = remove_dataset(args.name)
    print(f"{gone.dataset}: {gone.incidents:,} incidents removed")
    return 0


def _step(bar: Any, kind: str) -> None:
    bar.set_postfix_str(kind)
    bar.update()


def cmd_load(data_dir: Path, args: argparse.Namespace) -> int:
    """Bring datasets to the engine that DASHBOARD_EVENTS names (PostgreSQL, Spark, …)."""
    store = store_of(data_dir)
    for name in [check_dataset(store, given) for given in args.names or available(store)]:
        with tqdm(total=len(kinds()), unit="table", disable=None, leave=False) as bar:
            step = partial(_step, bar)
            about = store.events.load(name, step)
        print(f"{name}: {about.incidents:,} incidents loaded")
    return 0
