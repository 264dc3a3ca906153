"""``/feed.atom``: what changed, for feed readers (RFC 4287).

An entry is one change of one treaty or organisation on one date, with all its countries; its id is
made from these alone and stays the same when a country is added. One more entry stands for the
version of the data. Nothing is dated but by the data.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd

from dashboard.analysis.changes import TREATY, dated_changes
from dashboard.api.params import today
from dashboard.core.dates import parse_reduced
from dashboard.core.provenance import unique_ids
from dashboard.core.vocabulary import MembershipStatus, Status
from dashboard.store.memo import per_store
from dashboard.store.store import Store

MEDIA_TYPE = "application/atom+xml"
ENTRIES = 60
YEARS = 6
"""How far back the feed reaches at most."""
TITLE = "Global Cyber Cooperation Dashboard: what changed"
_ATOM = "http://www.w3.org/2005/Atom"
_NAMES = uuid.UUID("5f2d9f6c-6a3e-4f0b-9c55-2f0a5b6f3a11")
_STATUSES: Mapping[str, str] = {
    **{str(word): word.label for word in Status},
    **{str(word): word.label for word in MembershipStatus},
}
_CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"
_KEY = ["kind", "instrument_id", "instrument", "date", "to_status"]


@per_store(size=4)
def feed(store: Store, day: date, base: str) -> bytes:
    """The whole feed up to a day as UTF-8 XML; ``base`` is the path the app is served under."""
    ET.register_namespace("", _ATOM)
    entries = [_data_entry(store, base), *_entries(store, day, base)]
    newest = max(entry.findtext(_tag("updated"), "") for entry in entries)
    root = ET.Element(_tag("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": "en"})
    _text(root, "id", _id("feed"))
    _text(root, "title", TITLE)
    _text(root, "subtitle", "Dated steps of countries under treaties and in organisations.")
    _text(root, "updated", newest)
    _link(root, "self", f"{base}/feed.atom", MEDIA_TYPE)
    _link(root, "alternate", f"{base}/treaties", "text/html")
    author = ET.SubElement(root, _tag("author"))
    _text(author, "name", "Global Cyber Cooperation Dashboard")
    root.extend(entries)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def current_feed(store: Store, base: str) -> bytes:
    """The feed of today."""
    return feed(store, today(), base)


def _entries(store: Store, day: date, base: str) -> Iterable[ET.Element]:
    frame = dated_changes(store, day - timedelta(days=366 * YEARS), day)
    for number, (key, rows) in enumerate(frame.groupby(_KEY, sort=False)):
        if number == ENTRIES:
            return
        yield _change(store, dict(zip(_KEY, key, strict=True)), rows, base)


def _change(store: Store, about: Mapping[str, Any], rows: pd.DataFrame, base: str) -> ET.Element:
    when = parse_reduced(str(about["date"]))
    status = _STATUSES[str(about["to_status"])].lower()
    names = list(rows["name"])
    entry = ET.Element(_tag("entry"))
    _text(entry, "id", _id(*(str(about[k]) for k in _KEY if k != "instrument")))
    _text(entry, "title", f"{about['instrument']}: {status} – {_few(names)}, {when.phrase()}")
    _text(entry, "published", _stamp(when.latest))
    seen = max(parse_reduced(str(text)).latest for text in rows["as_of"])
    _text(entry, "updated", _stamp(max(when.latest, min(seen, today()))))
    page = "treaties?t" if about["kind"] == TREATY else "efforts?e"
    _link(entry, "alternate", f"{base}/{page}={about['instrument_id']}", "text/html")
    for url in dict.fromkeys(url for url in rows["evidence_url"] if url):
        _link(entry, "related", url)
    _category(entry, str(about["kind"]))
    _category(entry, str(about["instrument_id"]))
    notes = dict.fromkeys(
        f"{n}: {text}" for n, text in zip(names, rows["note"], strict=True) if text
    )
    said = "; ".join(_source(store, i) for i in unique_ids(rows["source_id"]))
    lines = [f"{', '.join(names)}.", *(f"{note}." for note in notes), f"Source: {said}."]
    _text(entry, "summary", " ".join(lines))
    return entry


def _data_entry(store: Store, base: str) -> ET.Element:
    """The version of the data: dated by the day on which its last source was read."""
    read = max(parse_reduced(s.accessed).latest for s in store.sources.values())
    entry = ET.Element(_tag("entry"))
    _text(entry, "id", _id("data", store.data_version))
    _text(entry, "title", f"Data of version {store.data_version}")
    _text(entry, "updated", _stamp(read))
    _link(entry, "alternate", f"{base}/data", "text/html")
    _category(entry, "data")
    count = f"{len(store.sources)} sources in {len(store.tables())} tables"
    lines = [f"{count}; the last source was read on {read.isoformat()}.", *data_notes()]
    _text(entry, "summary", " ".join(lines))
    return entry


@cache
def data_notes(changelog: Path = _CHANGELOG) -> tuple[str, ...]:
    """What the newest release changed in the data, from CHANGELOG.md; () where it is not there."""
    if not changelog.is_file():
        return ()
    newest = changelog.read_text(encoding="utf-8").partition("\n### Data\n")[2].partition("\n#")[0]
    items = (" ".join(item.split()) for item in newest.split("\n- "))
    return tuple(item.removeprefix("- ").replace("`", "") for item in items if item)


def _source(store: Store, source_id: str) -> str:
    source = store.source(source_id)
    return f"{source.publisher}, {source.title} ({source.as_of_phrase}; {source.licence})"


def _few(names: Sequence[str]) -> str:
    return (
        ", ".join(names) if len(names) <= 3 else f"{', '.join(names[:2])} and {len(names) - 2} more"
    )


def _stamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _id(*words: str) -> str:
    return uuid.uuid5(_NAMES, "/".join(words)).urn


def _tag(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, _tag(name)).text = text


def _link(parent: ET.Element, rel: str, href: str, kind: str = "") -> None:
    more = {"type": kind} if kind else {}
    ET.SubElement(parent, _tag("link"), {"rel": rel, "href": href, **more})


def _category(parent: ET.Element, term: str) -> None:
    ET.SubElement(parent, _tag("category"), {"term": term})
