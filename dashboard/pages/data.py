"""/data: every source with its licence and date, and every table to take away."""

from dashboard.core.errors import DataError, UserError
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure, store
from dashboard.ui.coverage_tables import coverage_html
from dashboard.ui.data_sources import sources_part
from dashboard.ui.markup import Metric, draw_html, metrics_html, page_html, section_html
from dashboard.ui.notices import problem
from dashboard.ui.parts import parts_bar
from dashboard.ui.source_list import Citations, citations
from dashboard.ui.state import bind
from dashboard.ui.table_download import table_download
from dashboard.views.data_params import PARTS, data_spec, table_param


def render() -> None:
    """Draw the page."""
    data = store()
    view = bind(data_spec(data), data.countries)
    cited = cached_figure(("citations", data.data_version), lambda: citations(data))
    if cited.problems:
        problem(DataError(cited.problems))
    draw_html(cached_figure(("data-head", data.data_version), lambda: _head_html(data, cited)))
    for part in parts_bar(view, PARTS):
        if part == "sources":
            sources_part(view, data, cited)
        elif part == "coverage":
            _coverage(data)
        else:
            table_download(view, table_param(data), data)


def _head_html(data: Store, cited: Citations) -> str:
    publishers = len({source.publisher for source in data.sources.values()})
    return page_html(
        "Where every number comes from",
        "Each row of each table names its source and the date it was true. "
        "What no source gives is left empty.",
    ) + metrics_html(
        (
            Metric("Sources", f"{len(data.sources):,}", f"{publishers:,} publishers"),
            Metric("Rows", f"{sum(cited.table_rows.values()):,}", "in all tables"),
            Metric("Tables", f"{len(data.tables()):,}", "each to download as CSV"),
            Metric("Data version", data.data_version[:8], "of the files loaded"),
        )
    )


def _coverage(data: Store) -> None:
    try:
        html = cached_figure(("coverage", data.data_version), lambda: coverage_html(data))
    except UserError as error:
        problem(error)
        return
    about = "What each topic covers, and how complete its lists are."
    draw_html(section_html("Coverage", about, anchor="coverage") + html)
