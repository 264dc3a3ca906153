"""Commands that write a figure of a page, its rows, or a table of the data into a file."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands.parsing import STDOUT, Commands, output_option, store_of, write_output
from dashboard.core.errors import UnknownIdError, UserError
from dashboard.store.store import Store

if TYPE_CHECKING:
    from dashboard.export.take import Taken
    from dashboard.views.figure import ViewEntry
    from dashboard.views.url import State

# Views, Matplotlib and what they need are imported where a command runs: others start at once.
_SHEET = 1_048_575
_DATA = ("csv", "xlsx", "json")


def register(commands: Commands) -> None:
    """Add the commands of this module."""
    figure = commands.add(
        "figure",
        cmd_figure,
        [
            "map --param layer=CETS185 --param on=2024-06-30 -o map.svg",
            "pair --figure growth --param a=FRA --param b=BRA -o pair.pdf --style print",
            "gaps --size social --format png -o - > card.png",
        ],
    )
    figure.add_argument("view", metavar="VIEW", help="a page with figures: see 'figures'")
    _view_options(figure)
    figure.add_argument(
        "--style", choices=("light", "print"), default="light", help="print: black ink on white"
    )
    figure.add_argument(
        "--size", choices=("page", "social"), default="page", help="social: 1200 × 675 pixels"
    )
    figure.add_argument(
        "--scale", type=int, choices=(1, 2, 3), default=1, help="PNG: pixels per pixel"
    )
    output_option(figure, "png, svg, pdf, or a citation: txt, bib, ris")
    table = commands.add(
        "table",
        cmd_table,
        [
            "treaties -o treaties.csv",
            "/treaties --param t=CETS185 -o adoption.xlsx",
            "pair --param a=FRA --param b=BRA --format json -o - | jq .data",
        ],
    )
    table.add_argument(
        "name",
        metavar="NAME",
        help="a table of the data (see /data), or a page with figures for the rows of one; where"
        " both have the name, /NAME is the page",
    )
    _view_options(table)
    output_option(table, "csv, xlsx, json")
    commands.add("figures", cmd_figures, ["", "| grep map"])


def _view_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--param",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a parameter of the page's address; may be given several times",
    )
    parser.add_argument(
        "--figure", metavar="ID", help="which figure of the page; default its first"
    )
    parser.add_argument("--format", metavar="KIND", help="what to write, where -o does not say it")


def cmd_figures(data_dir: Path, args: argparse.Namespace) -> int:
    """One line a figure: its page, its id, and the parameters the page takes."""
    from dashboard.views.registry import VIEWS

    store = store_of(data_dir)
    for view in VIEWS.values():
        for name in view.figures:
            print(f"{view.path}\t{name}\t{' '.join(view.spec(store).names)}")
    return 0


def cmd_figure(data_dir: Path, args: argparse.Namespace) -> int:
    """One figure of a page as a picture, with title, sources, licence and link in it."""
    from dashboard.export.files import FORMS, Style

    form = _form(args, tuple(name for name in FORMS if name not in _DATA))
    taken = _taken(store_of(data_dir), args.view.strip("/"), args)
    style = Style(look=args.style, size=args.size, scale=args.scale)
    write_output(args.output, FORMS[form].write(taken, style))
    return 0


def cmd_table(data_dir: Path, args: argparse.Namespace) -> int:
    """The rows of a table of the data, or of a figure, with their sources in xlsx and json."""
    from dashboard.export.files import FORMS, Style

    form = _form(args, _DATA)
    store, name = store_of(data_dir), args.name
    if name in store.tables() and not (args.param or args.figure):
        taken = _of_table(store, name)
        if form == "xlsx" and len(taken.rows()) > _SHEET:
            raise UserError(f"{name} has more than the {_SHEET:,} rows of a sheet", fix="Take csv")
    else:
        taken = _taken(store, name.strip("/"), args, more=store.tables())
    write_output(args.output, FORMS[form].write(taken, Style()))
    return 0


def _form(args: argparse.Namespace, allowed: tuple[str, ...]) -> str:
    """The kind of file: as ``--format`` says, else by the ending of the file's name."""
    ending = "" if args.output == STDOUT else Path(args.output).suffix.lstrip(".")
    given = (args.format or ending).casefold()
    if given not in allowed:
        where = "--format" if args.format or args.output == STDOUT else "-o"
        raise UnknownIdError(
            f"“{given}” is not a kind of file written here"
            if given
            else "It is not said what kind of file to write",
            where=where,
            given=given,
            allowed=allowed,
        )
    return given


def _taken(
    store: Store, path: str, args: argparse.Namespace, more: tuple[str, ...] = ()
) -> "Taken":
    from dashboard.export.take import take
    from dashboard.views.registry import VIEWS

    if path not in VIEWS:
        what = "table or page with figures" if more else "page with figures"
        raise UnknownIdError(
            f"“{path[:40]}” is not a {what}", where="NAME", given=path, allowed=(*VIEWS, *more)
        )
    view = VIEWS[path]
    return take(store, view, _state(store, view, args.param), args.figure)


def _state(store: Store, view: "ViewEntry", given: list[str]) -> "State":
    """The view that ``--param`` asks for; the first thing it cannot use is an error."""
    from dashboard.views.params import Context
    from dashboard.views.url import read

    spec = view.spec(store)
    params: dict[str, list[str]] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or name not in spec.names:
            raise UnknownIdError(
                f"“{name[:40]}” is not a parameter of /{view.path}"
                if equals
                else f"“{text[:40]}” is not NAME=VALUE",
                where="--param",
                given=text,
                allowed=spec.names,
            )
        params.setdefault(name, []).append(value)
    state, notices = read(params, spec, Context(store.countries, date.today()))
    if notices:
        first = notices[0]
        raise UserError(
            f"--param {first.where}: {first.what}",
            where="--param",
            given=first.given,
            allowed=first.allowed,
            fix=first.fix,
        )
    return state


def _of_table(store: Store, name: str) -> "Taken":
    """A table of the data as if it were a figure: rows, what they mean, sources."""
    from dashboard.charts.chart import Chart, Column
    from dashboard.charts.cite import caption
    from dashboard.export.take import Taken
    from dashboard.views.figure import Figure
    from dashboard.views.url import DV, link

    frame, contract = store.table(name), store.contract(name)
    columns = tuple(Column(field.name, field.name) for field in contract.fields)
    chart = Chart("matrix", frame, {}, title=contract.title, columns=columns).with_evidence()
    page = {"table": name}
    return Taken(
        path="data",
        figure=Figure(name, chart, caption(frame, store.sources), frame),
        link=link("data", page),
        frozen=link("data", {**page, DV: store.data_version[:12]}),
        data_version=store.data_version,
        day=date.today(),
        on=None,
    )
