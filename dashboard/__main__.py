"""The command line: ``python -m dashboard <command>``."""

import argparse
import os
import socket
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from dashboard.core.errors import Problem, UserError
from dashboard.store.build import build, default_data_dir
from dashboard.store.checks import run_checks
from dashboard.store.datapackage import render_datapackage, write_datapackage
from dashboard.store.package import read_package
from dashboard.store.sources import load_sources


def cmd_build(data_dir: Path, args: argparse.Namespace) -> int:
    """Build the fast form of the data; tell every broken table."""
    started = time.perf_counter()
    built = build(data_dir, again=args.again)
    seconds = time.perf_counter() - started
    problems = [Problem(**item) for items in built.manifest["problems"].values() for item in items]
    _print_problems("error", problems)
    print(f"{len(built.manifest['files'])} tables of version {built.version} in {built.folder}")
    print(f"{seconds:.1f} s")
    return 1 if problems else 0


def cmd_check(data_dir: Path, args: argparse.Namespace) -> int:
    """Contracts, published totals and all other checks of the shipped data."""
    package = read_package(data_dir)
    report = package.report
    report.add(run_checks(package))
    _print_problems("warning", report.warnings)
    _print_problems("error", report.errors)
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
    _print_problems("error", problems)
    return 1 if problems else 0


def cmd_serve(data_dir: Path, args: argparse.Namespace) -> int:
    """Build the data if needed and start the dashboard on a free port of this machine."""
    if not port_is_free(args.port, args.address):
        raise UserError(
            f"Port {args.port} is taken by another program",
            where="--port",
            given=args.port,
            fix=f"Stop that program or choose another port: make run PORT={args.port + 1}",
        )
    cmd_build(data_dir, argparse.Namespace(again=False))
    app = Path(__file__).resolve().parent.parent / "app.py"
    print(f"Open http://localhost:{args.port}", flush=True)
    words = ["-m", "streamlit", "run", str(app)]
    settings = ["--server.port", str(args.port), "--server.address", args.address]
    os.chdir(app.parent)
    os.execv(sys.executable, [sys.executable, *words, *settings])


def port_is_free(port: int, address: str) -> bool:
    """Whether a server could listen on the port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def _print_problems(kind: str, problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(f"{kind}: {problem}", file=sys.stderr)


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    top = argparse.ArgumentParser(prog="python -m dashboard", description=__doc__)
    top.add_argument("--data", type=Path, help="the data folder (default: data/ of the project)")
    commands = top.add_subparsers(required=True, metavar="command")

    def command(
        name: str, run: Callable[[Path, argparse.Namespace], int]
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        added.set_defaults(run=run)
        return added

    command("build", cmd_build).add_argument(
        "--again", action="store_true", help="build even if this version is built"
    )
    command("check", cmd_check)
    command("datapackage", cmd_datapackage).add_argument(
        "--check", action="store_true", help="write nothing; fail if the file is out of date"
    )
    command("sources", cmd_sources)
    serve = command("serve", cmd_serve)
    serve.add_argument("--port", type=int, default=8501, help="default 8501")
    serve.add_argument("--address", default="0.0.0.0", help="where to listen; default everywhere")
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 is success, 1 a finding, 2 a mistake in the call or the set-up."""
    args = parser().parse_args(argv)
    try:
        return int(args.run(args.data or default_data_dir(), args))
    except UserError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
