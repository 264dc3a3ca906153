"""Building the fast form: once a version, all or nothing, mended when damaged."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard.core.errors import DataError, UserError
from dashboard.store import build as build_module
from dashboard.store.build import build, cache_root, data_version
from dashboard.store.store import open_store

from .conftest import swap


def versions() -> list[str]:
    return sorted(path.name for path in cache_root().iterdir() if path.is_dir())


def test_version_follows_the_content(data_dir: Path) -> None:
    first = data_version(data_dir)
    (data_dir / "tables/links.csv").touch()
    (data_dir / "datapackage.json").write_text("{}")
    assert data_version(data_dir) == first
    swap(data_dir / "tables/links.csv", "1.5", "1.6")
    assert data_version(data_dir) != first


def test_a_built_version_is_not_checked_again(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(data_dir)
    monkeypatch.setattr(build_module, "read_package", lambda _: pytest.fail("was built again"))
    assert open_store(data_dir).row_count("links") == 3


def test_only_the_last_two_versions_are_kept(data_dir: Path) -> None:
    made = []
    for number in ("1.5", "1.6", "1.7", "1.8"):
        if number != "1.5":
            swap(data_dir / "tables/links.csv", made[-1][1], number)
        made.append((build(data_dir).folder.name, number))
        time.sleep(0.02)
    assert versions() == sorted(name for name, _ in made[-2:])


def test_a_failed_build_leaves_nothing(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(build_module, "write_parquet", fail)
    with pytest.raises(UserError, match="cannot be written: disk full"):
        build(data_dir)
    assert versions() == []


def test_a_killed_build_leaves_nothing_half(data_dir: Path) -> None:
    script = (
        "import sys, time, pathlib\n"
        "from dashboard.store import build as b\n"
        "write = b.write_parquet\n"
        "def slow(frame, path):\n"
        "    write(frame, path); print('wrote', flush=True); time.sleep(60)\n"
        "b.write_parquet = slow\n"
        "b.build(pathlib.Path(sys.argv[1]))\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(data_dir)], stdout=subprocess.PIPE, env=os.environ.copy()
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"wrote\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert [name.startswith("building-") for name in versions()] == [True]
    built = build(data_dir)
    assert versions() == [built.folder.name]
    assert open_store(data_dir).row_count("links") == 3


def test_two_starts_at_once_build_once(data_dir: Path) -> None:
    script = (
        "import sys, pathlib\n"
        "from dashboard.store import build as b\n"
        "read = b.read_package\n"
        "b.read_package = lambda d: (print('building', flush=True), read(d))[1]\n"
        "b.build(pathlib.Path(sys.argv[1]))\n"
    )
    children = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(data_dir)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    printed = "".join(child.communicate()[0] for child in children)
    assert [child.returncode for child in children] == [0, 0]
    assert printed == "building\n"


@pytest.mark.parametrize("damage", ["missing", "cut", "flipped"])
def test_a_damaged_file_is_made_again_from_csv(data_dir: Path, damage: str) -> None:
    folder = build(data_dir).folder
    path = folder / "links.0.parquet"
    content = path.read_bytes()
    if damage == "missing":
        path.unlink()
    elif damage == "cut":
        path.write_bytes(content[: len(content) // 2])
    else:
        place = content.index(b"\x28\xb5\x2f\xfd") + 12
        path.write_bytes(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
    assert open_store(data_dir).table("links")["kind"].tolist() == ["mlat", "mou", "mou"]
    assert path.is_file()
    assert path.read_bytes() == content


def test_a_damaged_manifest_means_building_again(data_dir: Path) -> None:
    manifest = build(data_dir).folder / "manifest.json"
    manifest.write_text(manifest.read_text()[:100])
    assert open_store(data_dir).row_count("links") == 3
    assert json.loads(manifest.read_text())["files"]["links"][0]["rows"] == 2


def test_files_gone_and_data_changed_is_told(data_dir: Path) -> None:
    store = open_store(data_dir)
    (build(data_dir).folder / "links.0.parquet").unlink()
    swap(data_dir / "tables/links.csv", "1.5", "1.6")
    with pytest.raises(DataError, match="Start the dashboard again"):
        store.table("links")


def test_a_missing_data_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="The data folder does not exist"):
        build(tmp_path / "nowhere")
