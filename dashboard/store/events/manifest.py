"""The manifest of a folder of event tables: what they hold, and how to tell that they are whole."""

import json
from hashlib import blake2b
from pathlib import Path

from dashboard.store.events.schema import EventSet, kinds

MANIFEST = "manifest.json"
_HASHED = 16 * 2**20


def write_manifest(folder: Path, made: EventSet) -> None:
    """Write what the tables of ``folder`` hold, with a mark of each file as it is now."""
    content = json.dumps({**made.to_json(), "files": _marks(folder)})
    (folder / MANIFEST).write_text(content, encoding="utf-8")


def read_complete(folder: Path) -> EventSet | None:
    """What the tables of ``folder`` hold; None unless every file is as the manifest says."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        marks = data.pop("files")
        found = EventSet.from_json(data)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if marks == _marks(folder) else None


def _marks(folder: Path) -> dict[str, str]:
    return {kind: _mark(folder / f"{kind}.parquet") for kind in kinds()}


def _mark(path: Path) -> str:
    """Length and hash of a file; of a large one the hash of both its ends. '' if there is none."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HASHED)
            file.seek(max(file.tell(), size - _HASHED))
            ends = head + file.read()
    except OSError:
        return ""
    return f"{size}-{blake2b(ends, digest_size=8).hexdigest()}"
