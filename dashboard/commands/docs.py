"""The command that writes what is generated of the documentation."""

import argparse
from pathlib import Path

from dashboard.commands.manual import CLI, cli_manual
from dashboard.commands.parsing import Commands
from dashboard.store.store import open_store


def register(commands: Commands) -> None:
    """Add the command of this module."""
    commands.add("docs", cmd_docs, ["--check"]).add_argument(
        "--check",
        action="store_true",
        help="write nothing; fail if docs/api.md or docs/cli.md is out of date",
    )


def cmd_docs(data_dir: Path, args: argparse.Namespace) -> int:
    """Write docs/api.md with its answers, and docs/cli.md; --check only says if they are right."""
    from dashboard.__main__ import parser
    from dashboard.api import manual  # a second of imports that no other command needs

    store = open_store(data_dir, noncommercial=False)
    if not args.check:
        CLI.write_text(cli_manual(parser()), encoding="utf-8")
        print(*manual.write(store), CLI, sep="\n")
        return 0
    wanted = {manual.MANUAL: manual.manual(store), CLI: cli_manual(parser())}
    right = {path: path.read_text(encoding="utf-8") == text for path, text in wanted.items()}
    for path, current in right.items():
        print(f"{path} is {'up to date' if current else 'out of date: run without --check'}")
    return 0 if all(right.values()) else 1
