"""One row of a file as an incident and its countries, or every reason why it cannot be one."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from dashboard.core.countries import CountryRegistry
from dashboard.core.dates import ReducedDate, parse_reduced
from dashboard.core.errors import UserError
from dashboard.store.contracts import Contract
from dashboard.store.events.imported import Card
from dashboard.store.imports.builtin import eurepoc_row, veris_row
from dashboard.store.imports.mapping import FileMapping

EARLIEST = date(1900, 1, 1)
ACTOR_ORDER = ("state", "state_affiliated", "hacktivist", "terrorist", "criminal")
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_TRUE, _FALSE = {"1", "true", "yes"}, {"0", "false", "no"}
_LISTS = ("actor_types", "actor_name", "action_type", "action_detail", "motive", "sector",
          "sector_group", "victim_non_country", "attribution_basis")  # fmt: skip
Row = dict[str, Any]


class RowReader:
    """Turns mapped rows into staged incidents (``incident``) and links (``links``)."""

    def __init__(
        self,
        dataset: str,
        source_id: str,
        card: Card,
        mapping: FileMapping,
        countries: CountryRegistry,
        contract: Contract,
    ) -> None:
        self._dataset, self._source_id, self._card = dataset, source_id, card
        self._mapping = mapping
        self._allowed = {f.name: f.allowed for f in contract.fields if f.allowed}
        self._until = parse_reduced(card.as_of).latest
        self._shape: Callable[[Row], Row] = {
            "veris": veris_row,
            "eurepoc": lambda row: eurepoc_row(self._named(row)),
        }.get(mapping.reader, self._named)
        self._country = lru_cache(4096)(lambda text: countries.resolve(text).iso3)
        self._date = lru_cache(65536)(self._read_date)
        self._cell = lru_cache(65536)(self._read_cell)
        self._unstated = set(mapping.unstated)
        self._regions = set(mapping.not_countries)

    def read(self, number: int, cells: Row) -> tuple[Row, list[Row], list[str]]:
        """The incident, its links, and what is wrong with the row (empty for a good one)."""
        wrong: list[str] = []
        try:
            said = self._shape(cells)
        except (TypeError, ValueError, AttributeError, KeyError) as error:
            return {}, [], [f"does not have the form of {self._mapping.name} ({error})"]
        said = {**said, **self._mapping.constants}
        key = _text(said.get("incident_id"))
        if not key:
            wrong.append("incident_id is missing")
        key = key.removesuffix(".json").removeprefix(f"{self._dataset}:")
        out: Row = {
            "row": number,
            "incident_id": f"{self._dataset}:{key}",
            "upstream_ref": _text(said.get("upstream_ref")) or key,
            "source_id": self._source_id,
            "as_of": self._card.as_of,
            "severity_scale": None,
        }
        self._dates(said, out, wrong)
        for name in _LISTS:
            out[name] = self._joined(name, said.get(name), wrong)
        out["actor_types"] = out["actor_types"] or "unknown"
        kinds = out["actor_types"].split(";")
        out["actor_type"] = next((kind for kind in ACTOR_ORDER if kind in kinds), kinds[0])
        out["sector_group"] = out["sector_group"] or "unknown"
        for name in ("conf_impact", "integ_impact", "avail_impact", "confidence"):
            out[name] = self._word(name, said.get(name), wrong)
        for name in ("malicious_cyber", "is_ransomware", "is_dos", "possible_duplicate"):
            out[name] = _flag(name, said.get(name), wrong)
        if out["malicious_cyber"] is None:
            wrong.append("malicious_cyber is missing: 1 for hacking, malware or social engineering")
        out["possible_duplicate"] = bool(out["possible_duplicate"])
        for name in ("records_affected", "severity"):
            out[name] = _whole(name, said.get(name), wrong)
        urls = _text(said.get("source_urls")).replace(";", " ").split()
        out["source_urls"] = (
            ";".join(u for u in urls if u.startswith(("http://", "https://"))) or None
        )
        links = self._links(said, out, number, wrong)
        return out, links, wrong

    def _named(self, cells: Row) -> Row:
        """The cells of a row by field."""
        return {name: cells[c] for name, c in self._mapping.columns.items() if c in cells}

    def _dates(self, said: Row, out: Row, wrong: list[str]) -> None:
        found: ReducedDate | None = None
        text = _text(said.get("date"))
        if text and text not in self._unstated:
            try:
                found = self._date(text)
            except UserError as error:
                wrong.append(f"date: {error.what}")
        if found and not EARLIEST <= found.earliest <= self._until:
            wrong.append(
                f"date: {found.text} lies before {EARLIEST.year} or after {self._card.as_of}, "
                "to which the file is dated"
            )
        out["date"] = found.text if found else None
        out["date_precision"] = str(found.precision.value) if found else "unknown"
        out["year"] = found.earliest.year if found else None
        out["day"] = found.earliest.toordinal() if found else 0
        out["last_day"] = found.latest.toordinal() if found else 0

    def _read_date(self, text: str) -> ReducedDate:
        match = _DAY_FIRST.fullmatch(text)
        if match and self._mapping.dates != "iso":
            first, second, year = match.groups()
            day, month = (first, second) if self._mapping.dates == "dmy" else (second, first)
            text = f"{year}-{int(month):02d}-{int(day):02d}"
        found = parse_reduced(text[:10] if "T" in text or " " in text else text)
        if self._mapping.reduced_dates != "as_given" and len(found.text) == 10:
            if self._mapping.reduced_dates.endswith("year") and found.text.endswith("-01-01"):
                return parse_reduced(found.text[:4])
            if found.text.endswith("-01"):
                return parse_reduced(found.text[:7])
        return found

    def _words(self, name: str, value: Any) -> list[str]:
        """The values of a cell, each once, in the words used here."""
        if not value or value != value:
            return []
        parts = (
            value if isinstance(value, list | tuple) else str(value).split(self._mapping.separator)
        )
        renamed: Mapping[str, str] = self._mapping.values.get(name, {})
        words = (str(part).strip() for part in parts)
        return list(dict.fromkeys(renamed.get(word, word) for word in words if word))

    def _joined(self, name: str, value: Any, wrong: list[str]) -> str | None:
        if not value:
            return None
        joined, reasons = (self._cell if isinstance(value, str) else self._read_cell)(name, value)
        wrong.extend(reasons)
        return joined

    def _read_cell(self, name: str, value: Any) -> tuple[str | None, tuple[str, ...]]:
        """The words of a cell joined again, and what is wrong with them; cells come again and
        again, so what they give is remembered."""
        words = self._words(name, value)
        allowed = self._allowed.get(name) or ()
        reasons = tuple(
            f"{name}: “{word[:40]}” is not one of {', '.join(allowed)}"
            for word in words
            if allowed and word not in allowed
        )
        return ";".join(word.replace(";", ",") for word in words) or None, reasons

    def _word(self, name: str, value: Any, wrong: list[str]) -> str | None:
        words = self._words(name, value)
        if not words or words[0] in ("None", "none"):
            return None
        allowed = self._allowed.get(name) or ("High", "Medium", "Low")
        if len(words) > 1 or words[0] not in allowed:
            wrong.append(f"{name}: “{';'.join(words)[:40]}” is not one of {', '.join(allowed)}")
        return words[0]

    def _links(self, said: Row, out: Row, number: int, wrong: list[str]) -> list[Row]:
        links: list[Row] = []
        aside: list[str] = self._words("victim_non_country", out["victim_non_country"])
        basis, sure = out.pop("attribution_basis"), out.pop("confidence")
        for name, side in (("victims", "victim"), ("origins", "origin"), ("partners", "partner")):
            codes: dict[str, str] = {}
            for word in self._words(name, said.get(name)):
                if word in self._unstated:
                    continue
                if word in self._regions or word.endswith("(region)"):
                    aside += [word] if side == "victim" else []
                    continue
                try:
                    codes.setdefault(self._country(word), word)
                except UserError as error:
                    wrong.append(f"{name}: {error.sentence()}")
            if side != "partner":
                out[name] = ";".join(codes) or None
            for iso3, word in codes.items():
                links.append(
                    {
                        "row": number,
                        "number": len(links),
                        "side": side,
                        "iso3": iso3,
                        "raw_country": word,
                        "country_doubtful": False if side == "victim" else None,
                        "actor_role": {"origin": "external", "partner": "partner"}.get(side),
                        "attribution_basis": basis if side == "origin" else None,
                        "confidence": sure if side == "origin" else None,
                        "source_id": self._source_id,
                        "as_of": self._card.as_of,
                    }
                )
        out["victim_non_country"] = ";".join(dict.fromkeys(aside)) or None
        return links


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value).strip()


def _flag(name: str, value: Any, wrong: list[str]) -> bool | None:
    text = _text(value).lower()
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    if text:
        wrong.append(f"{name}: “{text[:40]}” is neither 1 nor 0")
    return None


def _whole(name: str, value: Any, wrong: list[str]) -> int | None:
    text = _text(value).removesuffix(".0")
    if not text:
        return None
    if text.isdigit() and len(text) < 18:
        return int(text)
    wrong.append(f"{name}: “{text[:40]}” is no whole number")
    return None
