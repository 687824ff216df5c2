"""The desk is opened on this machine, or says why not."""

import socket

import pytest

from clew.errors import SettingsError
from clew.web.serve import HOST, listen


def test_a_taken_port_is_said_and_another_one_proposed() -> None:
    with socket.create_server((HOST, 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SettingsError) as refused:
            listen(HOST, port, 1)
    assert (
        str(refused.value)
        == f"CLEW_PORT: port {port} on 127.0.0.1 is taken\n  → name another one: --port 8300"
    )


def test_without_a_wish_the_next_free_port_is_taken() -> None:
    with socket.create_server((HOST, 0)) as other:
        port = other.getsockname()[1]
        with listen(HOST, port, 20) as line:
            assert port < line.getsockname()[1] <= port + 19


def test_the_desk_is_heard_on_this_machine_only() -> None:
    with listen(HOST, 0, 1) as line:
        assert line.getsockname()[0] == "127.0.0.1"
