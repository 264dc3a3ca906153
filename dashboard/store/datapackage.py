"""The Frictionless Data Package descriptor, generated from contracts, sources and rows."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.core.provenance import Source, unique_ids
from dashboard.store.contracts import Contract, Field, Part
from dashboard.store.package import Package, read_package

FILE = "datapackage.json"
_FOREIGN_KEY_ROWS = 20_000
_TYPES = {"integer": "integer", "number": "number", "boolean": "boolean", "year": "year"}
_DATE = r"\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?"
_ISO3 = "[A-Z]{3}"
_DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}
"""Said in full, so that no tool has to guess."""


def render_datapackage(data_dir: Path) -> str:
    """The text of ``datapackage.json`` for the data as they are: same data, same text."""
    package = read_package(data_dir)
    descriptor = {
        "profile": "data-package",
        "name": "global-cyber-cooperation",
        "title": "Global Cyber Cooperation Dashboard: data",
        "description": (
            "Treaties, memberships, CSIRTs, reported incidents and indicators of cyber cooperation "
            "between countries. Every row names its sources; licences are those of the sources, "
            "described one by one in the folder sources. Resources in the folder "
            "tables/noncommercial may be used for non-commercial purposes only."
        ),
        "resources": [
            _resource(package, contract, part, frame)
            for name, contract in sorted(package.contracts.items())
            for part, frame in zip(contract.parts, package.raw.get(name, ()), strict=False)
        ],
    }
    return json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n"


def _resource(
    package: Package, contract: Contract, part: Part, frame: pd.DataFrame
) -> dict[str, Any]:
    note = " Non-commercial use only." if part.noncommercial else ""
    cited = [
        package.sources[source_id]
        for source_id in unique_ids(_source_cells(contract, frame))
        if source_id in package.sources
    ]
    resource: dict[str, Any] = {
        "name": resource_name(contract, part),
        "path": part.path,
        "profile": "tabular-data-resource",
        "title": contract.title,
        "description": contract.description + note,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": dict(_DIALECT),
    }
    if part.path.endswith(".gz"):
        resource["compression"] = "gz"
    if cited:
        resource["licenses"] = [{"name": name} for name in sorted({s.licence_id for s in cited})]
        resource["sources"] = [_source(source) for source in cited]
    resource["schema"] = _schema(package, contract, len(frame))
    return resource


def resource_name(contract: Contract, part: Part) -> str:
    """A name no other file has: the table, and for further files what sets them apart."""
    if part == contract.parts[0]:
        return contract.table
    if part.noncommercial:
        return f"{contract.table}-noncommercial"
    return Path(part.path).name.split(".")[0]


def _source_cells(contract: Contract, frame: pd.DataFrame) -> list[object]:
    names = [field.name for field in contract.fields if field.type in {"source", "sources"}]
    return [cell for name in names for cell in frame[name].dropna()]


def _source(source: Source) -> dict[str, str]:
    described = {"title": f"{source.publisher}: {source.title}"}
    return {**described, "path": source.url} if source.url else described


def _schema(package: Package, contract: Contract, rows: int) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(field) for field in contract.fields],
        "missingValues": [""],
    }
    if contract.key and all(contract.field(name).required for name in contract.key):
        schema["primaryKey"] = list(contract.key)
    foreign = _foreign_keys(package.contracts, contract)
    if foreign and rows <= _FOREIGN_KEY_ROWS:
        schema["foreignKeys"] = foreign
    return schema


def _field(field: Field) -> dict[str, Any]:
    kind = _TYPES.get(field.type, "string")
    described: dict[str, Any] = {
        "name": field.name,
        "type": kind,
        "description": field.description + (f" Unit: {field.unit}." if field.unit else ""),
    }
    if kind == "boolean":
        described |= {"trueValues": ["1"], "falseValues": ["0"]}
    constraints: dict[str, Any] = {}
    if field.required:
        constraints["required"] = True
    if field.allowed and not field.many and kind in {"string", "integer", "year"}:
        words = [int(word) for word in field.allowed] if kind != "string" else list(field.allowed)
        constraints["enum"] = words
    pattern = field.pattern or {"date": _DATE, "iso3": _ISO3}.get(field.type)
    if pattern and not field.many and kind == "string":
        constraints["pattern"] = pattern
    for name, bound in (("minimum", field.minimum), ("maximum", field.maximum)):
        if bound is not None:
            constraints[name] = int(bound) if kind in {"integer", "year"} else bound
    return {**described, "constraints": constraints} if constraints else described


def _foreign_keys(contracts: Mapping[str, Contract], contract: Contract) -> list[dict[str, Any]]:
    """Only to tables of one file whose column is their whole key, as the standard wants it."""
    found = []
    for field in contract.fields:
        table, _, column = (field.references or "").partition(".")
        target = contracts.get(table)
        if field.many or target is None or len(target.parts) > 1 or target.key != (column,):
            continue
        resource = "" if table == contract.table else table
        reference = {"resource": resource, "fields": [column]}
        found.append({"fields": [field.name], "reference": reference})
    return found


def write_datapackage(data_dir: Path) -> Path:
    """Write ``datapackage.json`` beside the tables and return its path."""
    path = data_dir / FILE
    path.write_text(render_datapackage(data_dir), encoding="utf-8")
    return path
