"""A connection to a listening socket sends at once, however the socket was made."""

import socket

from dashboard.ui.sockets import send_at_once


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
