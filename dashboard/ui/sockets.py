"""Answers leave at once, and what a page has sent before it does not send again.

No waiting for more to send with (Nagle's algorithm): Streamlit hands uvicorn a listening socket of
its own whose protocol is not named, and asyncio then leaves the algorithm on. With the delayed
acknowledgement of the other side every answer and every message of a page waits about 40 ms for
nothing. Connections inherit the option of the socket that listens.
"""

import gc
import socket
from typing import Any

from uvicorn.protocols.websockets import websockets_sansio_impl
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

WINDOW_BITS = 15
"""Compression looks back over 32 kB (uvicorn's own 4 kB), for 0.13 MB a session: names of countries
and texts of a page that were sent at the last click are then found again, and a click on the map
takes a seventh of the bytes."""


def send_at_once() -> int:
    """Switch the algorithm off on every listening TCP socket of this process; how many they are.

    The server's socket is bound before ``app.py`` is imported and no public name leads to it.
    """
    done = 0
    for thing in gc.get_objects():
        if type(thing) is socket.socket and _listens(thing):
            thing.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            done += 1
    return done


def look_back_far() -> None:
    """Let the compression of every session opened from now on remember as much as it can.

    uvicorn has a setting for compression, none for its window.
    """
    websockets_sansio_impl.ServerPerMessageDeflateFactory = _far  # type: ignore[attr-defined,assignment]


def _far(**settings: Any) -> ServerPerMessageDeflateFactory:
    return ServerPerMessageDeflateFactory(**{**settings, "server_max_window_bits": WINDOW_BITS})


def _listens(found: socket.socket) -> bool:
    families = (socket.AF_INET, socket.AF_INET6)
    if found.family not in families or found.type != socket.SOCK_STREAM or found.fileno() < 0:
        return False
    try:
        return bool(found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
    except OSError:
        return False
