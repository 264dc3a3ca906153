"""The command that writes a brief as PDF."""

import argparse
from pathlib import Path

from dashboard.commands.parsing import (
    Commands,
    day_of,
    day_option,
    output_option,
    store_of,
    write_output,
)


def register(commands: Commands) -> None:
    """Add the command of this module."""
    brief = commands.add(
        "brief",
        cmd_brief,
        ["FRA -o france.pdf", 'FRA "South Korea" --on 2024-06-30 -o pair.pdf', "KEN -o - | lpr"],
    )
    brief.add_argument("a", metavar="A", help="a country: ISO code or English name")
    brief.add_argument("b", metavar="B", nargs="?", help="a second one, for a brief on the two")
    day_option(brief)
    output_option(brief, "pdf")


def cmd_brief(data_dir: Path, args: argparse.Namespace) -> int:
    """A brief of one or two pages on a country or on two, as PDF."""
    from dashboard.export.brief_pdf import brief_pdf  # fonts and typesetting: only where needed

    store = store_of(data_dir)
    countries = [store.countries.resolve(text).iso3 for text in (args.a, args.b) if text]
    write_output(args.output, brief_pdf(store, countries, day_of(args)))
    return 0
