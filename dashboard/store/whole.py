"""Files and folders that are there whole or not at all, whenever the process dies.

What is made is written under another name beside its place and renamed when complete. A lock that
the operating system drops with the process lets one writer at a time into a folder; the next one
clears away what a killed one left.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.core.errors import UserError

_WORK = "building-"


@contextmanager
def writing(root: Path, what: str, variable: str) -> Iterator[Path]:
    """An empty working folder below ``root`` for the one writer there; it is gone afterwards.

    ``what`` and the environment ``variable`` tell in the UserError what cannot be written and how
    to put it elsewhere.
    """
    with locked(root, what, variable):
        for leftover in root.glob(f"{_WORK}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        work = Path(tempfile.mkdtemp(prefix=_WORK, dir=root))
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)


@contextmanager
def locked(root: Path, what: str, variable: str) -> Iterator[None]:
    """One writer at a time below ``root``. UserError where nothing can be written there."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        with (root / ".lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
    except OSError as error:
        raise UserError(
            f"{what} cannot be written: {error.strerror or error}",
            where=variable,
            fix=f"Set {variable} to a folder that can be written, with room on its disk",
        ) from error


def put(folder: Path, target: Path) -> None:
    """Move a complete folder to its place; one that stands there goes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(target, ignore_errors=True)
    folder.rename(target)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, complete or not at all; the one that stands there stays until then."""
    with beside(path) as temporary:
        temporary.write_bytes(content)


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Another name in the same folder; what is written there becomes ``path`` at the end."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def keep_newest(root: Path, current: str, count: int) -> None:
    """Remove all folders of ``root`` but ``current`` and the newest others, ``count`` in all."""
    others = [
        p
        for p in root.iterdir()
        if p.is_dir() and p.name != current and not p.name.startswith(_WORK)
    ]
    others.sort(key=lambda p: p.stat().st_mtime, reverse=True)
    for stale in others[count - 1 :]:
        shutil.rmtree(stale, ignore_errors=True)
