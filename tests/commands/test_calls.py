"""Calls of the command line: help, refusals in one line, and what two countries share."""

import argparse
import json
from pathlib import Path

import pytest

from dashboard.__main__ import main, parser
from dashboard.analysis.pair import pair_channels
from dashboard.commands.manual import CLI, cli_manual, subcommands
from dashboard.core.dates import parse_day
from dashboard.store.store import Store

from .conftest import Call


def commands() -> dict[str, argparse.ArgumentParser]:
    return subcommands(parser())


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_explains_itself(call: Call, name: str) -> None:
    code, out, _ = call(name, "--help")
    assert code == 0
    assert commands()[name].description in out
    for action in commands()[name]._actions:
        assert action.help, f"{name} {action.option_strings}"


@pytest.mark.parametrize(
    "name", ["figure", "table", "figures", "pair", "brief", "sources", "serve"]
)
def test_help_has_examples_that_parse(name: str) -> None:
    examples = [line for line in str(commands()[name].epilog).splitlines() if line[:2] == "  "]
    assert examples
    assert all(f" {name}" in line for line in examples)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "the following arguments are required: command"),
        (("nope",), "invalid choice: 'nope'"),
        (("pair", "FRA"), "the following arguments are required: B"),
        (("pair", "FRA", "FRA"), "France is given twice"),
        (("pair", "FRA", "Atlantis"), "No country is called “Atlantis”. Allowed: Åland Islands"),
        (("pair", "FRA", "Congo", "--on", "x"), "“x” is not a day. Allowed: YYYY-MM-DD"),
        (("pair", "FRA", "GUF"), "Choose the state it belongs to"),
        (("pair", "Korea", "FRA"), "can mean more than one country"),
        (("brief", "FRA"), "the following arguments are required: -o/--output"),
        (("brief", "FRA", "FRA", "-o", "-"), "France is given twice"),
        (("brief", "FRA", "-o", "/no/such/folder/x.pdf"), "cannot be written: No such file"),
    ],
)
def test_a_mistake_is_one_line_and_ends_with_2(
    call: Call, words: tuple[str, ...], said: str
) -> None:
    code, out, err = call(*words)
    assert code == 2
    assert out == ""
    assert err.startswith("error: ")
    assert said in err
    assert err.count("\n") == 1


def test_pair_tells_channels_and_sources(call: Call) -> None:
    code, out, err = call("pair", "fr", "Brazil", "--on", "2024-06-30")
    assert (code, err) == (0, "")
    assert out.startswith("France and Brazil share a cybercrime treaty in force\nOn 30 June 2024")
    assert "- Budapest Convention (legal): in force, since 1 March 2023  https://" in out
    assert "- ITU (forum, not counted): in force, since 1877" in out
    assert "Sources: " in out
    assert "Chart of signatures and ratifications of Treaty 185" in out


def test_pair_as_json_has_the_rows_of_the_analysis(call: Call, store: Store) -> None:
    code, out, _ = call("pair", "FRA", "BRA", "--on", "2024-06-30", "--json")
    assert code == 0
    found = json.loads(out)
    frame = pair_channels(store, "FRA", "BRA", parse_day("2024-06-30"))
    assert [row["name"] for row in found["channels"]] == list(frame["name"])
    assert found["in_force"]["legal_narrow"] == 1
    assert found["in_force"]["csirt"] == 0
    cited = {s for row in found["channels"] for s in row["source_id"].split(";")}
    assert {line["source_id"] for line in found["sources"]} == cited


def test_brief_goes_to_a_file_or_to_standard_output(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    target = tmp_path / "tuvalu.pdf"
    assert main(("brief", "Tuvalu", "--on", "2024-06-30", "-o", str(target))) == 0
    capfdbinary.readouterr()
    assert main(("brief", "TUV", "--on", "2024-06-30", "-o", "-")) == 0
    out, err = capfdbinary.readouterr()
    assert out == target.read_bytes()
    assert out.startswith(b"%PDF-")
    assert err == b""


def test_the_manual_is_that_of_the_commands() -> None:
    """Mend with ``python -m dashboard docs``."""
    text = CLI.read_text(encoding="utf-8")
    assert text == cli_manual(parser())
    for name in ("figure", "table", "pair", "brief", "check", "sources", "events import"):
        assert f"\n## {name}\n" in text
