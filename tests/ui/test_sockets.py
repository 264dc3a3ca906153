"""A connection to a listening socket sends at once, however the socket was made; a session's
compression looks back far."""

import logging
import socket

from uvicorn.config import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState

from dashboard.ui.sockets import WINDOW_BITS, look_back_far, send_at_once


def delay_is_off(connection: socket.socket) -> bool:
    return bool(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))


def test_connections_inherit_it():
    with socket.socket(socket.AF_INET) as listener, socket.socket() as other:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        assert listener.proto != socket.IPPROTO_TCP
        assert send_at_once() >= 1
        with socket.create_connection(listener.getsockname()):
            accepted, _ = listener.accept()
            with accepted:
                assert delay_is_off(accepted)
        assert not delay_is_off(other)


def test_closed_sockets_are_left_alone():
    listener = socket.socket(socket.AF_INET)
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    before = send_at_once()
    listener.close()
    assert send_at_once() == before - 1


def test_a_session_compresses_with_the_window_we_ask_for():
    look_back_far()
    config = Config(lambda: None, ws_per_message_deflate=True)
    protocol = WebSocketsSansIOProtocol(config, ServerState(), {}, logging.getLogger("test"))
    (deflate,) = protocol.conn.available_extensions
    assert deflate.server_max_window_bits == WINDOW_BITS == 15
    assert deflate.compress_settings == {"memLevel": 5}
