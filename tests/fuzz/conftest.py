"""No test here may reach another host: whatever tries is refused and fails the test."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from dashboard.ui import cache

_NEAR = ("127.", "::1", "localhost")


@pytest.fixture(autouse=True)
def _no_other_host(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    tried: list[str] = []

    def guard(name: str) -> None:
        real = getattr(socket.socket, name)

        def connect(self: socket.socket, address: Any) -> Any:
            if self.family != socket.AF_UNIX and not str(address[0]).startswith(_NEAR):
                tried.append(str(address))
                raise ConnectionRefusedError(f"the test reached out to {address}")
            return real(self, address)

        monkeypatch.setattr(socket.socket, name, connect)

    def look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host is not None and not str(host).startswith(_NEAR):
            tried.append(str(host))
            raise socket.gaierror(f"the test looked up {host}")
        return looked_up(host, *args, **kwargs)

    looked_up = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    guard("connect")
    guard("connect_ex")
    yield
    assert tried == []


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    cache.store.clear()
    yield
    cache.store.clear()
