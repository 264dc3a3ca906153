"""The command that writes what is generated of the documentation."""

import argparse
from pathlib import Path

from dashboard.commands.parsing import Commands
from dashboard.store.store import open_store


def register(commands: Commands) -> None:
    """Add the command of this module."""
    commands.add("docs", cmd_docs, ["--check"]).add_argument(
        "--check", action="store_true", help="write nothing; fail if docs/api.md is out of date"
    )


def cmd_docs(data_dir: Path, args: argparse.Namespace) -> int:
    """Write docs/api.md and the answers it shows, or with --check only say whether it is right."""
    from dashboard.api import manual  # a second of imports that no other command needs

    store = open_store(data_dir, noncommercial=False)
    if not args.check:
        print(*manual.write(store), sep="\n")
        return 0
    current = manual.MANUAL.read_text(encoding="utf-8") == manual.manual(store)
    print(f"{manual.MANUAL} is {'up to date' if current else 'out of date: run without --check'}")
    return 0 if current else 1
