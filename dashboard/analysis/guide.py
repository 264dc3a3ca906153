"""The guide as data: what it explains, the questions for a class, and the glossary."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from dashboard.core.errors import DataError, Problem
from dashboard.store.memo import per_store
from dashboard.store.store import Store

PARTS = {
    "reason": "reasons",
    "cooperation": "cooperation",
    "effort": "efforts",
    "obstacle": "obstacles",
    "practice": "practices",
}
"""Sections of the table of items in their order, and the part of the page that shows each."""
_FIRST = re.compile(r"(.+?[.!?])(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing the guide explains. ``number`` names a live number ('' for none) and ``about``
    what it is about; ``link`` is a view that shows it; ``not_measured`` says what no figure shows.
    """

    item_id: str
    section: str
    title: str
    text: str
    number: str
    about: str
    link: str
    link_text: str
    not_measured: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question for a class. ``answer`` names the number that answers it."""

    question_id: str
    question: str
    hint: str
    check: str
    link: str
    answer: str
    about: str


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the glossary; ``link`` leads to a fuller explanation ('' for none)."""

    slug: str
    term: str
    definition: str
    also: tuple[str, ...]
    see_also: tuple[str, ...]
    where_used: tuple[str, ...]
    link: str = ""

    @property
    def letter(self) -> str:
        """Where the term stands in the alphabet: its first letter, "0" for a number."""
        first = self.term[:1].casefold()
        return first if first.isalpha() else "0"

    def fits(self, words: list[str]) -> bool:
        """Whether every word (casefolded) stands in the term, its synonyms or its definition."""
        text = " ".join((self.term, *self.also, self.definition)).casefold()
        return all(word in text for word in words)


@per_store(size=1)
def guide_items(store: Store) -> tuple[Item, ...]:
    """All items, part by part; obstacles take their texts from the table of obstacles."""
    table = store.table("guide_items").sort_values("position", kind="stable")
    about = store.table("obstacles").set_index("obstacle")
    rows = table.to_dict("records")
    return tuple(
        _item(row, about) for section in PARTS for row in rows if row["section"] == section
    )


def items_of(store: Store, section: str) -> tuple[Item, ...]:
    """The nine items of one part."""
    return tuple(item for item in guide_items(store) if item.section == section)


def _item(row: Mapping[Any, Any], obstacles: Any) -> Item:
    values = {name: _text(row[name]) for name in Item.__slots__}
    if row["section"] == "obstacle":
        if row["obstacle"] not in obstacles.index:
            message = "names no obstacle whose texts could be shown"
            raise DataError([Problem("guide_items", str(row["item_id"]), "obstacle", "", message)])
        about = obstacles.loc[row["obstacle"]]
        values |= {
            "title": str(about["title"]),
            "text": f"{about['what']} {about['why']}",
            "not_measured": str(about["note"]),
        }
    return Item(**values)


@per_store(size=1)
def class_questions(store: Store) -> tuple[Question, ...]:
    """The questions in their order."""
    rows = store.table("class_questions").sort_values("position").to_dict("records")
    return tuple(Question(**{n: _text(row[n]) for n in Question.__slots__}) for row in rows)


@per_store(size=1)
def glossary(store: Store) -> Mapping[str, Term]:
    """Every term by slug, in alphabetical order, obstacles and forms of cooperation among them."""
    found = [*_written(store), *_explained(store)]
    return MappingProxyType({t.slug: t for t in sorted(found, key=lambda t: t.term.casefold())})


def _written(store: Store) -> Iterator[Term]:
    for row in store.table("glossary").to_dict("records"):
        also, see, where = (_list(row[name]) for name in ("also", "see_also", "where_used"))
        slug, word, definition = (_text(row[name]) for name in ("slug", "term", "definition"))
        yield Term(slug, word, definition, also, see, where)


def _explained(store: Store) -> Iterator[Term]:
    """Obstacles and forms of cooperation: the first sentence of what the guide says of them."""
    for section, pages in (("obstacle", ("obstacles", "country")), ("cooperation", ("efforts",))):
        for item in items_of(store, section):
            first = _FIRST.match(item.text)
            words = first[1] if first else item.text
            slug = item.item_id.removeprefix("obstacle_")
            link = f"/guide?part={PARTS[section]}#{item.item_id}"
            yield Term(f"{section}_{slug}", item.title, words, (), (), pages, link)


@per_store(size=1)
def term_index(store: Store) -> Mapping[str, str]:
    """Slug of each word that the glossary explains, terms and synonyms, casefolded."""
    index: dict[str, str] = {}
    for slug, term in glossary(store).items():
        for word in (term.term, *term.also):
            index.setdefault(word.casefold(), slug)
    return MappingProxyType(index)


def search_terms(store: Store, text: str) -> tuple[Term, ...]:
    """Terms that hold every word of a search; those whose name begins with it first."""
    words = text.casefold().split()
    found = [term for term in glossary(store).values() if term.fits(words)]
    start = text.casefold().strip()
    return tuple(sorted(found, key=lambda t: not t.term.casefold().startswith(start)))


def _list(value: object) -> tuple[str, ...]:
    return tuple(filter(None, _text(value).split(";")))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
