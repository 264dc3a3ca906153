"""What crosses the wire, counted at the socket by a relay (``benchmarks/wire.py``)."""

from collections.abc import Iterator

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.server import Server
from benchmarks.wire import Relay, relay
from dashboard.store.boundaries import load_boundaries

from .conftest import Opener
from .window import WorldMap

MAP, PAGE = 10_000, 25_000
"""Of one click: the map's own message before compression, and all that crosses the wire."""
GEOMETRY, FIRST_MAP, FIRST_TEXT = 80_000, 1_800_000, 1_300_000


@pytest.fixture
def wire(server: Server) -> Iterator[Relay]:
    with relay(server.port) as opened:
        yield opened


def test_first_load_and_every_map_update_stay_small(window: Opener, wire: Relay) -> None:
    reader = window(address=wire.url)
    messages: list[bytes] = []
    reader.page.on(
        "websocket", lambda ws: ws.on("framereceived", lambda message: messages.append(message))
    )
    reader.open("/map")
    assert wire.down <= FIRST_MAP
    messages.clear()
    world, updates = WorldMap(reader), {}
    for name, act, reached in (
        ("country", lambda: world.click("BRA"), {"c": "BRA"}),
        ("another country", lambda: world.click("IND"), {"c": "IND"}),
        ("day", lambda: reader.page.get_by_role("button", name="−1 year").click(), {}),
    ):
        before, address = wire.down, reader.page.url
        act()
        reader.page.wait_for_url(lambda url, was=address: url != was)
        reader.until(**reached)
        reader.page.wait_for_timeout(500)
        updates[name] = wire.down - before
    assert {name: size for name, size in updates.items() if size > PAGE} == {}
    assert updates["another country"] <= MAP
    assert updates["day"] <= MAP
    maps = [len(message) for message in messages if _is_map(message)]
    assert len(maps) >= len(updates)
    assert max(maps) <= MAP


def test_the_geometry_crosses_once_and_may_be_kept(window: Opener, server: Server) -> None:
    reader = window()
    answers = []
    reader.page.on("response", lambda r: answers.append(r) if "/world.json" in r.url else None)
    reader.open("/map")
    reader.page.get_by_role("radio", name="CERT/CSIRT").click()
    reader.until(layer="csirt")
    assert len(answers) == 1
    assert "immutable" in answers[0].headers["cache-control"]
    assert "max-age=31536000" in answers[0].headers["cache-control"]
    assert answers[0].headers["content-encoding"] == "gzip"
    assert answers[0].request.sizes()["responseBodySize"] <= GEOMETRY
    assert len(answers[0].body()) == len(load_boundaries().asset)


def test_a_second_visit_takes_little(window: Opener, wire: Relay) -> None:
    reader = window(address=wire.url).open("/map")
    first = wire.down
    reader.open("/map?layer=csirt")
    assert wire.down - first <= 200_000


def test_a_page_without_a_map_loads_less(window: Opener, wire: Relay) -> None:
    window(address=wire.url).open("/data")
    assert wire.down <= FIRST_TEXT


def _is_map(message: bytes | str) -> bool:
    """Whether a message of the server draws the map anew."""
    if isinstance(message, str):
        return False
    parsed = ForwardMsg()
    parsed.ParseFromString(message)
    return parsed.delta.new_element.WhichOneof("type") == "bidi_component"
