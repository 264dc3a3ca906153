"""docs/cli.md, written from the commands themselves."""

import argparse
from collections.abc import Iterator
from pathlib import Path

CLI = Path(__file__).parents[2] / "docs" / "cli.md"
_HEAD = """# The command line

`python -m dashboard COMMAND`, or `cyber-cooperation COMMAND` once the project is installed
(`pip install -e .`). No command but `serve` starts a server; all use the same analysis as the
pages. This page is written by `python -m dashboard docs` from the commands.

- A country is an ISO code or an English name, a day is YYYY-MM-DD.
- `-o -` writes to standard output; messages go to standard error.
- Exit code 0: done. 1: a finding (broken data, a file out of date). 2: a mistake in the call or the
  set-up, told in one line that names what is allowed.
"""


def cli_manual(parser: argparse.ArgumentParser) -> str:
    """The page: for each command what it does, its options and its examples."""
    return _HEAD + "".join(_sections(parser, ""))


def _sections(parser: argparse.ArgumentParser, before: str) -> Iterator[str]:
    for name, command in subcommands(parser).items():
        full = f"{before}{name}"
        inner = subcommands(command)
        if not inner:
            yield f"\n## {full}\n\n{_text(command)}\n\n{_options(command)}{_examples(command)}"
        yield from _sections(command, f"{full} ")


def subcommands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Commands below a parser, by name."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _text(command: argparse.ArgumentParser) -> str:
    return " ".join((command.description or "").split())


def _options(command: argparse.ArgumentParser) -> str:
    rows = [
        f"| `{_name(action)}` | {_meaning(action)} |\n"
        for action in command._actions
        if not isinstance(action, argparse._HelpAction)
    ]
    return "| argument | meaning |\n|---|---|\n" + "".join(rows) if rows else ""


def _name(action: argparse.Action) -> str:
    value = action.metavar or (action.dest.upper() if action.nargs != 0 else "")
    if not action.option_strings:
        return f"[{value}]" if action.nargs == "?" else str(value)
    if action.choices:
        value = "{" + ",".join(map(str, action.choices)) + "}"
    return " ".join(part for part in (", ".join(action.option_strings), str(value)) if part)


def _meaning(action: argparse.Action) -> str:
    return (action.help or "").replace("|", "\\|")


def _examples(command: argparse.ArgumentParser) -> str:
    lines = [line.strip() for line in (command.epilog or "").splitlines()[1:]]
    return "\n```\n" + "\n".join(lines) + "\n```\n" if lines else ""
