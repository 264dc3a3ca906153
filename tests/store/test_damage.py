"""Every built file cut, garbled or gone, every table of the package likewise: mended or named."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from dashboard.core.errors import DataError
from dashboard.store.boundaries import load_boundaries
from dashboard.store.build import Built, build, default_data_dir
from dashboard.store.contract_files import load_contracts
from dashboard.store.events.schema import kinds
from dashboard.store.store import Store, open_store


def cut(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])


def garble(path: Path) -> None:
    """Overwrite the middle; the length stays."""
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 40] = bytes(0xFF ^ byte for byte in content[middle : middle + 40])
    path.write_bytes(bytes(content))


DAMAGES: tuple[Callable[[Path], None], ...] = (cut, garble, Path.unlink)


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Built:
    """A copy of what is built of the shipped data."""
    made = build(default_data_dir())
    monkeypatch.setenv("DASHBOARD_CACHE", str(tmp_path))
    shutil.copytree(made.folder, tmp_path / "data" / made.folder.name)
    return build(default_data_dir())


def test_every_damaged_built_table_is_made_again(built: Built, store: Store) -> None:
    """Each file is damaged in one of three ways, all at once."""
    files = sorted(built.folder.glob("*.parquet"))
    assert len(files) >= len(store.tables())
    for number, path in enumerate(files):
        DAMAGES[number % 3](path)
    mended = open_store(noncommercial=True)
    for name in mended.tables():
        pd.testing.assert_frame_equal(mended.table(name), store.table(name))
    assert sorted(built.folder.glob("*.parquet")) == files


@pytest.mark.parametrize("damage", DAMAGES, ids=("cut", "garbled", "gone"))
def test_every_damaged_event_table_is_made_again(
    built: Built, damage: Callable[[Path], None]
) -> None:
    folder = open_store(noncommercial=True).events._found("dcid")[1]
    whole = {kind: (folder / f"{kind}.parquet").read_bytes() for kind in kinds()}
    for kind in list(whole)[:: 5 if damage is not garble else 3]:
        damage(folder / f"{kind}.parquet")
        events = open_store(noncommercial=True).events
        rows = events.frame(events.table("dcid", kind))
        assert len(rows) > 0
    (folder / "manifest.json").write_text("{")
    assert open_store(noncommercial=True).events.describe("dcid").incidents > 0
    assert (folder / "events.parquet").is_file()


def test_a_table_damaged_while_it_is_used_is_named(built: Built) -> None:
    store = open_store(noncommercial=True)
    table = store.events.table("dcid", "origins")
    folder = store.events._found("dcid")[1]
    (folder / "origins.parquet").write_bytes(b"nothing")
    with pytest.raises(DataError, match="event tables of dcid cannot be read") as told:
        store.events.frame(table)
    assert "Start the dashboard again" in told.value.sentence()
    assert str(folder) not in told.value.sentence() + str(told.value.where)
    events = open_store(noncommercial=True).events
    assert len(events.frame(events.table("dcid", "origins"))) > 0


def test_every_damaged_table_of_the_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every other table is cut, garbled or gone; each is told with its file, the rest loads."""
    monkeypatch.setenv("DASHBOARD_CACHE", str(tmp_path / "cache"))
    data = tmp_path / "data"
    shutil.copytree(default_data_dir(), data)
    contracts, _ = load_contracts(data)
    kept = {"countries", "country_names"}  # without them nothing can be checked
    names = [name for name in contracts if name not in kept][::2]
    for number, name in enumerate(names):
        DAMAGES[number % 3](data / contracts[name].parts[0].path)
    store = open_store(data, noncommercial=True)
    named = {problem.table for problem in store.problems}
    assert set(names) - named == set()
    for name in names:
        with pytest.raises(DataError, match=name) as told:
            store.table(name)
        assert str(tmp_path) not in str(told.value)
    sound = [name for name in contracts if name not in named]
    assert len(sound) > len(contracts) // 3
    assert all(len(store.table(name)) for name in sound)


@pytest.mark.parametrize("damage", DAMAGES, ids=("cut", "garbled", "gone"))
@pytest.mark.parametrize("name", ["world.geojson", "disputed.geojson", "label_points.csv"])
def test_a_damaged_outline_is_named(
    tmp_path: Path, name: str, damage: Callable[[Path], None]
) -> None:
    for part in ("boundaries", "reference"):
        shutil.copytree(default_data_dir() / part, tmp_path / part)
    damage(tmp_path / "boundaries" / name)
    if damage is garble and name.endswith(".csv"):
        (tmp_path / "boundaries" / name).write_bytes(b"\xff\xfe\x00\n1,2")
    with pytest.raises(DataError, match="problem") as told:
        load_boundaries(tmp_path)
    assert name in str(told.value)
