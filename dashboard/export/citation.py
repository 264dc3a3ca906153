"""How to cite one figure: APA, BibTeX, RIS. The link is the frozen one, with its data version."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.charts.cite import PRODUCT, cite_view
from dashboard.charts.format import date_phrase

_LATEX = {
    **{"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"},
    **{mark: "\\" + mark for mark in "&%$#_{}"},
}


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation needs; ``day`` is the day it is read, ``sources`` one line on where from."""

    title: str
    url: str
    data_version: str
    day: date
    sources: str = ""

    @property
    def version(self) -> str:
        return self.data_version[:12]

    def apa(self) -> str:
        """'Product. (2026). Title [Data version …]. Retrieved 24 November 2026, from …'."""
        retrieved = f"Retrieved {date_phrase(self.day)}, from {self.url}"
        return cite_view(self.title, retrieved, self.version, self.day.year)

    def bibtex(self) -> str:
        """An entry for LaTeX; its key is made of year and title."""
        words = re.findall(r"[a-z0-9]+", self.title.casefold())[:3]
        fields: Mapping[str, str] = {
            "author": f"{{{_latex(PRODUCT)}}}",
            "title": f"{{{_latex(self.title)}}}",
            "year": str(self.day.year),
            "version": _latex(self.version),
            "url": self.url.replace("{", "").replace("}", ""),
            "urldate": self.day.isoformat(),
            "note": _latex(f"Data version {self.version}. {self.sources}".strip()),
        }
        lines = "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items())
        return f"@misc{{gccd{self.day.year}{'-'.join(words)},\n{lines}}}\n"

    def ris(self) -> str:
        """An entry for reference managers."""
        fields = (
            ("TY", "DATA"),
            ("AU", PRODUCT),
            ("TI", self.title),
            ("PY", str(self.day.year)),
            ("ET", f"Data version {self.version}"),
            ("UR", self.url),
            ("Y2", self.day.strftime("%Y/%m/%d")),
            ("N1", self.sources),
        )
        lines = [f"{tag}  - {_line(text)}\r\n" for tag, text in fields if text]
        return "".join([*lines, "ER  - \r\n"])


def _latex(text: str) -> str:
    return "".join(_LATEX.get(letter, letter) for letter in _line(text))


def _line(text: str) -> str:
    """Text on one line, so that no title can begin a field of its own."""
    return " ".join(text.split())
