"""Checks of provenance: every row cites, every source is cited, licences keep to their folder."""

from collections import Counter
from typing import cast

from dashboard.core.errors import Problem
from dashboard.core.provenance import split_ids
from dashboard.store.package import Package
from dashboard.store.report import Report, capped

MAX_BYTES = 25_000_000
NONCOMMERCIAL_FOLDER = "tables/noncommercial/"
REFERENCE_FOLDER = "reference/"


def rows_by_source(package: Package) -> Counter[str]:
    """How many rows of all tables cite each source in any of their columns of a source type."""
    counts: Counter[str] = Counter()
    for name, frames in package.raw.items():
        fields = package.contracts[name].fields
        columns = [field.name for field in fields if field.type in {"source", "sources"}]
        if not columns:
            continue
        for frame in frames:
            for cells, count in frame[columns].fillna("").value_counts().items():
                cited = {item for cell in cast(tuple[str, ...], cells) for item in split_ids(cell)}
                counts.update(dict.fromkeys(cited, int(count)))
    return counts


def every_source_is_cited(package: Package) -> Report:
    """A source file that no row and no correction cites is a leftover.

    Files of boundaries are cited by the maps drawn from them.
    """
    cited = {*rows_by_source(package), *(item.source_id for item in package.corrections)}
    problems = [
        Problem("sources", f"sources/{source_id}.yml", "source_id", source_id, "no row cites it")
        for source_id, source in package.sources.items()
        if source_id not in cited and "boundaries" not in source.topics
    ]
    return Report(errors=capped(problems))


def expected_rows(package: Package) -> Report:
    """Fewer rows than a source's own minimum is an error, more than its maximum a warning."""
    counts = rows_by_source(package)
    report = Report()
    for source_id, source in package.sources.items():
        if source.expected_rows is None:
            continue
        low, high = source.expected_rows
        count = counts[source_id]
        where = f"sources/{source_id}.yml"
        allowed = f"{low} to {high}"
        if count < low:
            message = "fewer rows cite this source than expected"
            report.errors.append(
                Problem("sources", where, "expected_rows", str(count), message, allowed)
            )
        if count > high:
            message = "more rows cite this source than expected"
            report.warnings.append(
                Problem("sources", where, "expected_rows", str(count), message, allowed)
            )
    return report


def licences_keep_to_their_folder(package: Package) -> Report:
    """Rows of non-commercial sources live in ``tables/noncommercial/``, and no other rows do.

    Reference tables are exempt: they name datasets and indicators, and the store leaves out the
    entries that rest on non-commercial sources alone.
    """
    closed = {source_id for source_id, s in package.sources.items() if s.noncommercial}
    report = Report()
    for name, frames in package.raw.items():
        contract = package.contracts[name]
        if "source_id" not in contract.columns:
            continue
        for part, frame in zip(contract.parts, frames, strict=True):
            if part.path.startswith(REFERENCE_FOLDER):
                continue
            apart = part.path.startswith(NONCOMMERCIAL_FOLDER)
            if apart != part.noncommercial:
                message = f"files marked noncommercial live in {NONCOMMERCIAL_FOLDER}"
                report.errors.append(Problem(name, part.path, "noncommercial", "", message))
            cells = frame["source_id"].dropna().unique()
            wrong = [cell for cell in cells if bool(closed & set(split_ids(cell))) != apart]
            if wrong:
                message = (
                    "no source of these rows is non-commercial"
                    if apart
                    else f"rows of non-commercial sources belong in {NONCOMMERCIAL_FOLDER}"
                )
                found = [Problem(name, part.path, "source_id", cell, message) for cell in wrong]
                report.errors += capped(found)
    return report


def undated_rows_say_when_read(package: Package) -> Report:
    """The row of an undated page carries the day the page was read, as its source file says."""
    report = Report()
    for name, frames in package.raw.items():
        contract = package.contracts[name]
        if contract.source_rule != "row" or contract.field("source_id").type != "source":
            continue
        for part, frame in zip(contract.parts, frames, strict=True):
            pairs = frame[["source_id", "as_of"]].dropna().drop_duplicates()
            found = [
                Problem(name, part.path, "as_of", as_of, f"{source_id} is undated", read)
                for source_id, as_of in pairs.itertuples(index=False)
                if (source := package.sources.get(source_id)) is not None
                and source.as_of is None
                and as_of != (read := source.accessed)
            ]
            report.errors += capped(found)
    return report


def size(package: Package) -> Report:
    """All of ``data/`` stays below 25 MB, so that a clone stays quick."""
    total = sum(path.stat().st_size for path in package.data_dir.rglob("*") if path.is_file())
    if total < MAX_BYTES:
        return Report()
    problem = Problem("data", "", "", f"{total} bytes", "the folder is too large", f"{MAX_BYTES}")
    return Report(errors=[problem])


CHECKS = (
    every_source_is_cited,
    expected_rows,
    licences_keep_to_their_folder,
    undated_rows_say_when_read,
    size,
)
