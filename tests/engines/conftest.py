"""One real server and one distributed engine, started for these tests: ``make test-engines``.

Never collected by a plain ``pytest``: it needs the extra ``cluster``, PostgreSQL and a JRE.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.store.events.event_store import EventStore
from dashboard.store.store import Store, open_store

DATASETS = ("vcdb", "dcid", "eurepoc")


def binary(name: str) -> str:
    """A program of PostgreSQL, also where Debian keeps it off the path."""
    found = [str(p) for p in Path("/usr/lib/postgresql").glob(f"*/bin/{name}")]
    path = found[-1] if found else shutil.which(name)
    assert path, f"{name} is missing: apt-get install postgresql"
    return path


def as_user(words: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root."""
    return (
        ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *words]
        if os.getuid() == 0
        else words
    )


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a fresh server that ends with the tests."""
    folder = Path(tempfile.mkdtemp(prefix="events-postgres-"))
    if os.getuid() == 0:
        os.chown(folder, 65534, 65534)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = str(folder / "data")
    init = [
        binary("initdb"),
        "-D",
        data,
        "-U",
        "tester",
        "--auth=trust",
        "-E",
        "UTF8",
        "--locale=C",
    ]
    subprocess.run(as_user(init), check=True, capture_output=True, cwd=folder)
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    words = [binary("pg_ctl"), "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start"]
    subprocess.run(as_user(words), check=True, capture_output=True, cwd=folder)
    try:
        yield f"postgres://tester@127.0.0.1:{port}/postgres"
    finally:
        stop = [binary("pg_ctl"), "-D", data, "-m", "immediate", "stop"]
        subprocess.run(as_user(stop), check=False, capture_output=True, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"spark://local?warehouse={tmp_path_factory.mktemp('warehouse')}"


@pytest.fixture(scope="session", params=["postgres", "spark"])
def elsewhere(request: pytest.FixtureRequest) -> Store:
    """The shipped data counted on another engine, after loading them there."""
    store = open_store(noncommercial=True)
    store._events = EventStore(store, request.getfixturevalue(request.param))
    for dataset in DATASETS:
        store.events.load(dataset)
    return store
