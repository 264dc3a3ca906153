"""The command line: ``python -m dashboard <command>``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from dashboard.commands import briefs, data, docs, events, facts, figures, serve
from dashboard.commands.parsing import Commands, Parser
from dashboard.core.errors import UserError
from dashboard.store.build import check_folder, default_data_dir

_GROUPS = (figures, facts, briefs, data, events, docs, serve)
"""In the order of the help."""
_SCRIPT = "cyber-cooperation"
_PROGRAM = _SCRIPT if Path(sys.argv[0]).name == _SCRIPT else "python -m dashboard"
DESCRIPTION = """The facts of the dashboard on the command line: no server needed.

Ends with 0 for success, 1 for a finding (broken data, a file out of date), 2 for a mistake in the
call or the set-up. A country is an ISO code or an English name; a day is YYYY-MM-DD."""


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    top = Parser(
        prog=_PROGRAM,
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--data", type=Path, help="the data folder (default: data/ of the project)")
    commands = Commands(top)
    for group in _GROUPS:
        group.register(commands)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 is success, 1 a finding, 2 a mistake in the call or the set-up."""
    args = parser().parse_args(argv)
    try:
        folder = args.data or default_data_dir()
        check_folder(folder)
        return int(args.run(folder, args))
    except UserError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of the output has what it wanted
        sys.stderr.close()
        return 0


def run() -> None:
    """The installed script."""
    sys.exit(main())


if __name__ == "__main__":
    run()
