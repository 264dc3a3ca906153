"""Commands about the data package: build, check, describe, list its sources."""

import argparse
import time
from pathlib import Path

from dashboard.commands.parsing import Commands, print_problems
from dashboard.core.errors import Problem
from dashboard.store.build import build
from dashboard.store.checks import run_checks
from dashboard.store.datapackage import render_datapackage, write_datapackage
from dashboard.store.package import read_package
from dashboard.store.sources import load_sources


def register(commands: Commands) -> None:
    """Add the commands of this module."""
    commands.add("build", cmd_build).add_argument(
        "--again", action="store_true", help="build even if this version is built"
    )
    commands.add("check", cmd_check)
    commands.add("datapackage", cmd_datapackage, ["--check"]).add_argument(
        "--check", action="store_true", help="write nothing; fail if the file is out of date"
    )
    commands.add("sources", cmd_sources, ["", "| grep -i budapest"])


def cmd_build(data_dir: Path, args: argparse.Namespace) -> int:
    """Build the fast form of the data; tell every broken table."""
    started = time.perf_counter()
    built = build(data_dir, again=args.again)
    seconds = time.perf_counter() - started
    problems = [Problem(**item) for items in built.manifest["problems"].values() for item in items]
    print_problems("error", problems)
    print(f"{len(built.manifest['files'])} tables of version {built.version} in {built.folder}")
    print(f"{seconds:.1f} s")
    return 1 if problems else 0


def cmd_check(data_dir: Path, args: argparse.Namespace) -> int:
    """Contracts, published totals and all other checks of the shipped data."""
    package = read_package(data_dir)
    report = package.report
    report.add(run_checks(package))
    print_problems("warning", report.warnings)
    print_problems("error", report.errors)
    rows = sum(len(frame) for frames in package.raw.values() for frame in frames)
    print(
        f"{len(package.contracts)} tables, {rows} rows, {len(package.sources)} sources: "
        f"{len(report.errors)} errors, {len(report.warnings)} warnings"
    )
    return 1 if report.errors else 0


def cmd_datapackage(data_dir: Path, args: argparse.Namespace) -> int:
    """Write data/datapackage.json, or with --check only say whether it is up to date."""
    if not args.check:
        print(write_datapackage(data_dir))
        return 0
    path = data_dir / "datapackage.json"
    current = path.is_file() and path.read_text(encoding="utf-8") == render_datapackage(data_dir)
    print(f"{path} is {'up to date' if current else 'out of date: run without --check'}")
    return 0 if current else 1


def cmd_sources(data_dir: Path, args: argparse.Namespace) -> int:
    """One line a source: id, licence, as-of, publisher, title."""
    sources, problems = load_sources(data_dir)
    for source in sources.values():
        licence = source.licence_id + (" (non-commercial)" if source.noncommercial else "")
        dated = source.as_of or f"read {source.accessed}"
        print(f"{source.source_id}\t{licence}\t{dated}\t{source.publisher}\t{source.title}")
    print_problems("error", problems)
    return 1 if problems else 0
