"""One server of the dashboard (or of another Streamlit app) on a free port of this machine."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
_PATIENCE = 90.0


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address and where it writes what it says."""

    url: str
    log: Path
    seconds_to_answer: float
    process: int

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def dashboard(log: Path) -> Iterator[Server]:
    """The dashboard, as ``make run`` starts it."""
    port = free_port()
    command = ["-m", "dashboard", "serve", "--port", str(port), "--address", HOST]
    with serving(command, port, log) as server:
        yield server


@contextmanager
def streamlit(script: Path, log: Path) -> Iterator[Server]:
    """A Streamlit script with Streamlit's own settings: the floor that others are compared with."""
    port = free_port()
    command = ["-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.address", HOST, "--server.headless", "true"]
    command += ["--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none"]
    with serving(command, port, log, folder=script.parent) as server:
        yield server


@contextmanager
def serving(
    command: Sequence[str],
    port: int,
    log: Path,
    *,
    folder: Path = ROOT,
    environment: Mapping[str, str] | None = None,
    python: Path = Path(sys.executable),
    health: str = "/_stcore/health",
) -> Iterator[Server]:
    """Run ``python <command>`` until the block ends. RuntimeError if ``health`` stays mute."""
    log.parent.mkdir(parents=True, exist_ok=True)
    url = f"http://{HOST}:{port}"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [str(python), *command],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        seconds = _wait(process, f"{url}{health}", log)
        yield Server(url, log, seconds, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], health: str, log: Path) -> float:
    started = time.perf_counter()
    while time.perf_counter() - started < _PATIENCE and process.poll() is None:
        try:
            with urllib.request.urlopen(health, timeout=1):
                return time.perf_counter() - started
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not answer at {health}:\n{log.read_text()[-4000:]}")
