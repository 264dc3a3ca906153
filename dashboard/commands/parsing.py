"""What all commands share: how one is added, how a call is refused, where output goes."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from dashboard.core.dates import parse_day
from dashboard.core.errors import Problem, UserError
from dashboard.store.store import Store, open_store
from dashboard.store.whole import write_whole

Run = Callable[[Path, argparse.Namespace], int]
"""A command: the data folder and the arguments in; 0 for success, 1 for a finding."""
STDOUT = "-"


class Parser(argparse.ArgumentParser):
    """A parser that refuses a call in one line, as every other error is told."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"error: {message} (try: {self.prog} --help)\n")


class Commands:
    """The list of commands while it is filled."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._prog = parser.prog
        self._list = parser.add_subparsers(
            required=True, metavar="command", parser_class=Parser, help="what to do"
        )

    def add(self, name: str, run: Run, examples: Sequence[str] = ()) -> argparse.ArgumentParser:
        """A command told by the docstring of ``run``, with examples of its arguments."""
        lines = "\n".join(f"  {self._prog} {name} {example}".rstrip() for example in examples)
        added = self._list.add_parser(
            name,
            help=(run.__doc__ or "").partition("\n")[0],
            description=run.__doc__,
            epilog=f"examples:\n{lines}" if lines else None,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        added.set_defaults(run=run)
        return added


def day_option(parser: argparse.ArgumentParser) -> None:
    """``--on``: the day asked about."""
    parser.add_argument("--on", metavar="DATE", help="a day, YYYY-MM-DD; default today")


def day_of(args: argparse.Namespace) -> date:
    """The day of ``--on``. Raises BadDateError."""
    return parse_day(args.on, where="--on") if args.on else date.today()


def output_option(parser: argparse.ArgumentParser, kinds: str) -> None:
    """``-o``: the file to write."""
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        help=f"the file to write, its ending says what: {kinds}; - for standard output",
    )


def write_output(target: str, content: bytes) -> None:
    """Write to the file, or to standard output for ``-``. Raises UserError where it cannot."""
    if target == STDOUT:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    try:
        write_whole(path, content)
    except OSError as error:
        raise UserError(
            f"{path} cannot be written: {error.strerror or error}", where="-o", given=target
        ) from None
    print(f"{path}: {len(content):,} bytes", file=sys.stderr)


def store_of(data_dir: Path) -> Store:
    """The data of a command, built first where needed."""
    return open_store(data_dir)


def print_problems(kind: str, problems: Sequence[Problem]) -> None:
    """One line a problem on standard error."""
    for problem in problems:
        print(f"{kind}: {problem}", file=sys.stderr)
