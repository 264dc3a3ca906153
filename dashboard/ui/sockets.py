"""Answers leave at once: no waiting for more to send with (Nagle's algorithm).

Streamlit hands uvicorn a listening socket of its own whose protocol is not named, and asyncio then
leaves the algorithm on. With the delayed acknowledgement of the other side every answer and every
message of a page waits about 40 ms for nothing. Connections inherit the option of the socket that
listens.
"""

import gc
import socket


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


def _listens(found: socket.socket) -> bool:
    families = (socket.AF_INET, socket.AF_INET6)
    if found.family not in families or found.type != socket.SOCK_STREAM or found.fileno() < 0:
        return False
    try:
        return bool(found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
    except OSError:
        return False
