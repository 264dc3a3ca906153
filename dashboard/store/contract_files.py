"""Reading ``data/contracts/<table>.yml``: strictly, telling every problem at once."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dashboard.core.errors import Problem
from dashboard.store.contracts import Contract, Field, Part
from dashboard.store.yaml_io import key_problems, read_yaml

FIELD_TYPES = (
    "string",
    "text",
    "integer",
    "number",
    "boolean",
    "date",
    "year",
    "source",
    "sources",
    "iso3",
    "list",
    "url",
)
_CONTRACT_REQUIRED = ("table", "path", "title", "description", "key", "source_rule", "fields")
_CONTRACT_OPTIONAL = ("pair", "rows", "parts", "source_rule_why")
_FIELD_REQUIRED = ("name", "type", "description")
_FIELD_OPTIONAL = ("required", "allowed", "references", "pattern", "minimum", "maximum", "unit")


def load_contracts(data_dir: Path) -> tuple[dict[str, Contract], list[Problem]]:
    """Every contract that can be used, and every problem of the others, all at once."""
    contracts: dict[str, Contract] = {}
    problems: list[Problem] = []
    for path in sorted((data_dir / "contracts").glob("*.yml")):
        try:
            given = read_yaml(path)
        except ValueError as error:
            problems.append(Problem(path.stem, f"contracts/{path.name}", "", "", str(error)))
            continue
        found = contract_problems(path.stem, given)
        problems.extend(found)
        if not found:
            contracts[path.stem] = _contract(given)
    return contracts, problems


def _contract(given: Mapping[str, Any]) -> Contract:
    rows = given.get("rows")
    parts = [{"path": given["path"]}, *(given.get("parts") or [])]
    return Contract(
        table=given["table"],
        title=given["title"],
        description=given["description"],
        key=tuple(given["key"] or ()),
        pair=tuple(given.get("pair") or ()),
        rows=(rows["min"], rows["max"]) if rows else None,
        source_rule=given["source_rule"],
        source_rule_why=given.get("source_rule_why"),
        fields=tuple(_field(field) for field in given["fields"]),
        parts=tuple(
            Part(p["path"], bool(p.get("noncommercial") or "noncommercial/" in p["path"]))
            for p in parts
        ),
    )


def _field(given: Mapping[str, Any]) -> Field:
    values: dict[str, Any] = {**given, "allowed": tuple(str(v) for v in given.get("allowed") or ())}
    if values["type"] == "iso3":
        values.setdefault("references", "countries.iso3")
    return Field(**values)


def contract_problems(stem: str, given: Any) -> list[Problem]:
    """Everything wrong with one contract as read from YAML."""
    where = f"contracts/{stem}.yml"
    problems = key_problems(stem, where, given, _CONTRACT_REQUIRED, _CONTRACT_OPTIONAL)
    if problems:
        return problems

    def wrong(key: str, value: object, message: str, allowed: str = "") -> None:
        problems.append(Problem(stem, where, key, str(value)[:80], message, allowed))

    if given["table"] != stem:
        wrong("table", given["table"], "must be the file name", stem)
    if given["source_rule"] not in {"row", "none"}:
        wrong("source_rule", given["source_rule"], "unknown value", "row, none")
    if given["source_rule"] == "none" and not given.get("source_rule_why"):
        wrong("source_rule_why", "", "source_rule none needs a reason")
    rows = given.get("rows")
    if rows is not None:
        problems.extend(key_problems(stem, f"{where} rows", rows, ("min", "max")))
    for part in given.get("parts") or []:
        problems.extend(key_problems(stem, f"{where} parts", part, ("path",), ("noncommercial",)))
    names = _field_problems(stem, where, given["fields"], problems)
    for key in ("key", "pair"):
        for column in given.get(key) or []:
            if column not in names:
                wrong(key, column, "is not a field of this table", ", ".join(names))
    if given["source_rule"] == "row" and not {"source_id", "as_of"} <= set(names):
        wrong("fields", ", ".join(names), "source_rule row needs the fields source_id and as_of")
    return problems


def _field_problems(stem: str, where: str, fields: Any, problems: list[Problem]) -> list[str]:
    names: list[str] = []
    for given in fields if isinstance(fields, list) else []:
        name = str(given.get("name")) if isinstance(given, dict) else str(given)
        row = f"{where} field {name}"
        problems.extend(key_problems(stem, row, given, _FIELD_REQUIRED, _FIELD_OPTIONAL))
        if isinstance(given, dict) and given.get("type") not in FIELD_TYPES:
            kinds = ", ".join(FIELD_TYPES)
            problems.append(Problem(stem, row, "type", str(given.get("type")), "unknown", kinds))
        if name in names:
            problems.append(Problem(stem, row, "name", name, "field is given twice"))
        names.append(name)
    if not names:
        problems.append(Problem(stem, where, "fields", "", "must be a list of fields"))
    return names
