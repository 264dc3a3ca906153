"""Checks of the guide: five parts of nine, each item with a number or the reason for none."""

import re

import pandas as pd

from dashboard.core.errors import Problem
from dashboard.store.package import Package
from dashboard.store.report import Report

PER_SECTION = 9
SENTENCES = (3, 6)
_END = re.compile(r"[.!?](?:\s|$)")


def guide_items(package: Package) -> Report:
    """Places 1 to 9 in each part; text or obstacle; a number or ``not_measured``; 3–6 sentences."""
    table, report = "guide_items", Report()

    def wrong(row: str, column: str, value: object, message: str) -> None:
        report.errors.append(Problem(table, row, column, str(value)[:80], message))

    items = package.frame(table)
    for section, rows in items.groupby("section", sort=False):
        places = sorted(int(place) for place in rows["position"])
        if places != list(range(1, PER_SECTION + 1)):
            wrong(str(section), "position", places, f"must be 1 to {PER_SECTION}, each once")
    obstacles = package.frame("obstacles").set_index("obstacle")
    for row in items.to_dict("records"):
        name = str(row["item_id"])
        is_obstacle = row["section"] == "obstacle"
        if is_obstacle != _given(row["obstacle"]):
            wrong(name, "obstacle", row["obstacle"], "is for the part obstacle, and needed there")
        for column in ("title", "text"):
            if is_obstacle == _given(row[column]):
                wrong(name, column, row[column], "is needed, except for an obstacle")
        if not _given(row["number"]) and not _given(row["not_measured"]):
            wrong(name, "number", "", "needs a number, or not_measured with the reason")
        text = row["text"]
        if is_obstacle and row["obstacle"] in obstacles.index:
            about = obstacles.loc[row["obstacle"]]
            text = f"{about['what']} {about['why']}"
        if _given(text) and not SENTENCES[0] <= sentences(str(text)) <= SENTENCES[1]:
            message = f"has {sentences(str(text))} sentences, not {SENTENCES[0]} to {SENTENCES[1]}"
            wrong(name, "text", text, message)
    return report


def sentences(text: str) -> int:
    """How many sentences a text has."""
    return len(_END.findall(text))


def glossary_words(package: Package) -> Report:
    """No word of the glossary is explained twice."""
    report, seen = Report(), dict[str, str]()
    for row in package.frame("glossary").to_dict("records"):
        also = str(row["also"]).split(";") if _given(row["also"]) else []
        for word in dict.fromkeys(w.casefold() for w in (str(row["term"]), *also)):
            first = seen.setdefault(word, str(row["slug"]))
            if first != row["slug"]:
                message = f"is explained under {first} already"
                report.errors.append(Problem("glossary", str(row["slug"]), "also", word, message))
    return report


def _given(value: object) -> bool:
    return not pd.isna(value) and bool(str(value))  # type: ignore[call-overload]


CHECKS = (guide_items, glossary_words)
