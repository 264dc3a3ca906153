"""SIGKILL at any moment: what a killed process leaves is no obstacle, the next start is whole.

Each test starts a real process, kills it when a step has been reached (or at a moment taken from
its own course), and then does the same work again from what is left.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from dashboard.store import whole
from dashboard.store.build import build, cache_root
from dashboard.store.store import open_store

from .conftest import swap

ROOT = Path(__file__).resolve().parents[2]
STOP = """
import os, sys, time
steps, at = [0], int(sys.argv[1])
def stop_at(owner, name):
    inner = getattr(owner, name)
    def step(*args, **kwargs):
        steps[0] += 1
        if steps[0] == at:
            print("here", flush=True)
            time.sleep(120)
        return inner(*args, **kwargs)
    setattr(owner, name, step)
import pathlib, shutil
for owner, name in ((pathlib.Path, "rename"), (pathlib.Path, "replace"), (pathlib.Path, "mkdir"),
                    (pathlib.Path, "write_text"), (pathlib.Path, "write_bytes"),
                    (shutil, "rmtree")):
    stop_at(owner, name)
"""
"""Stops before the n-th change of the disk; a run with fewer of them ends by itself."""


def killed(work: str, at: int, *words: str) -> bool:
    """Run ``work`` until its ``at``-th change of the disk and kill it; False if it ended before."""
    child = subprocess.Popen(
        [sys.executable, "-c", STOP + work, str(at), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=dict(os.environ),
        text=True,
    )
    assert child.stdout is not None
    stopped = any(line == "here\n" for line in iter(child.stdout.readline, ""))
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    return stopped


def everything(work: str, *words: str) -> list[int]:
    """Kill ``work`` at every other of its changes of the disk in turn; where it was killed."""
    moments = []
    for at in range(1, 60, 2):
        if not killed(work, at, *words):
            return moments
        moments.append(at)
    raise AssertionError("it never ends")


BUILD = """
from dashboard.store.build import build
build(pathlib.Path(sys.argv[2]))
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


def test_a_build_killed_at_any_moment_is_made_anew(data_dir: Path) -> None:
    """Each start goes on from what the one killed before it has left."""
    assert len(everything(BUILD, str(data_dir))) > 4
    assert names(cache_root()) == [build(data_dir).folder.name]
    assert open_store(data_dir).row_count("links") == 3


@pytest.mark.parametrize("at", [1, 4, 7, 10])
def test_new_data_killed_in_the_making_leave_the_old_until_they_are_whole(
    data_dir: Path, at: int
) -> None:
    """A refresh is a change of the files below ``data/`` and the build of the next start."""
    old = build(data_dir)
    swap(data_dir / "tables/links.csv", "1.5", "1.6")
    assert killed(BUILD, at, str(data_dir))
    assert json.loads((old.folder / "manifest.json").read_text())["files"]["links"]
    new = open_store(data_dir)
    assert new.built_version != old.version
    assert new.table("links")["strength"].max() == 2
    assert 1.6 in new.table("links")["strength"].tolist()
    assert not [name for name in names(cache_root()) if name.startswith("building-")]


WRITE = """
from dashboard.store.whole import write_whole
write_whole(pathlib.Path(sys.argv[2]), b"new" * 100_000)
"""


@pytest.mark.parametrize("before", [None, b"old"])
def test_a_file_killed_in_the_writing_is_the_old_one_or_none(
    tmp_path: Path, before: bytes | None
) -> None:
    path = tmp_path / "figure.svg"
    for at in range(1, 9):
        if before is not None:
            path.write_bytes(before)
        if not killed(WRITE, at, str(path)):
            break
        assert (path.read_bytes() if path.exists() else None) == before
    assert at > 2
    assert path.read_bytes() == b"new" * 100_000


HALF = """
def half(self, content):
    with open(self, 'wb') as file:
        file.write(content[:len(content) // 2]); file.flush()
        print('here', flush=True); time.sleep(120)
pathlib.Path.write_bytes = half
from dashboard.__main__ import main
main(sys.argv[2:])
"""
"""A command of ours that stops in the middle of the file it writes."""


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("table", "treaties"), "treaties.csv"),
        (("figure", "csirts"), "teams.svg"),
        (("brief", "TUV", "--on", "2026-11-24"), "brief.pdf"),
    ],
)
def test_an_export_killed_at_any_moment_leaves_no_half_file(
    tmp_path: Path, words: tuple[str, ...], name: str
) -> None:
    """In the middle of the writing, and at moments that chance chooses: none, or the old one."""
    path, other = tmp_path / name, tmp_path / f"whole-{name}"
    begun = time.monotonic()
    first = run(*words, "-o", str(other))
    assert first.returncode == 0, first.stderr
    lasted, whole_file = time.monotonic() - begun, other.read_bytes()
    assert killed(HALF, 10_000, *words, "-o", str(path))
    assert not path.exists()
    path.write_bytes(b"old")
    for _ in range(2):
        after = random.uniform(0.2, 1.0) * lasted
        child = subprocess.Popen(
            [sys.executable, "-m", "dashboard", *words, "-o", str(path)],
            cwd=ROOT,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(after)
        child.send_signal(signal.SIGKILL)
        child.wait()
        assert path.read_bytes() in (b"old", whole_file), f"killed after {after:.2f} s"
    left = {found.name for found in tmp_path.iterdir()} - {path.name, other.name}
    assert left, "the one stopped in the middle has left its half"
    assert all(found.startswith(f".{name}.") for found in left), left
    done = run(*words, "-o", str(path))
    assert done.returncode == 0, done.stderr
    assert path.read_bytes() == whole_file


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dashboard", *words], cwd=ROOT, capture_output=True, text=True
    )


EVENTS = """
from dashboard.store.store import open_store
open_store(noncommercial=True).events.describe("dcid")
"""


def test_event_tables_killed_in_the_making_are_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At three moments between the first change of the disk and the last."""
    monkeypatch.setenv("DASHBOARD_CACHE", str(tmp_path))
    built = build(ROOT / "data")
    assert built.folder.is_dir()
    for at in (2, 6, 9):
        assert killed(EVENTS, at), at
    store = open_store(noncommercial=True)
    about = store.events.describe("dcid")
    assert about.incidents == int((store.table("incidents")["dataset"] == "dcid").sum())
    assert store.events.frame(store.events.table("dcid", "events")).shape[0] == about.incidents
    assert not [name for name in names(tmp_path / "events") if name.startswith("building-")]


def together(work: str, words: Sequence[str], count: int = 3) -> list[int]:
    children = [
        subprocess.Popen([sys.executable, "-c", STOP + work, "9999", *words], cwd=ROOT)
        for _ in range(count)
    ]
    return [child.wait(timeout=120) for child in children]


def test_several_build_at_once_while_one_is_killed(data_dir: Path) -> None:
    assert killed(BUILD, 4, str(data_dir))
    assert together(BUILD, [str(data_dir)]) == [0, 0, 0]
    assert names(cache_root()) == [build(data_dir).folder.name]


def test_a_writer_that_fails_tells_where_and_leaves_nothing(tmp_path: Path) -> None:
    from dashboard.core.errors import UserError

    taken = tmp_path / "file"
    taken.write_text("no folder")
    with (
        pytest.raises(UserError, match=r"The cache cannot be written.*Set DASHBOARD_CACHE") as told,
        whole.writing(taken, "The cache", "DASHBOARD_CACHE"),
    ):
        raise AssertionError("nothing can be written here")
    assert str(tmp_path) not in told.value.sentence()
