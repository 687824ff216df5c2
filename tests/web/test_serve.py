"""The desk is opened on this machine, or says why not."""

import socket
from pathlib import Path

import pytest

from clew.errors import NotFound, SettingsError, UsageError
from clew.settings import Settings
from clew.web.serve import HOST, listen, serve


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


def test_each_answer_is_sent_at_once() -> None:
    with listen(HOST, 0, 1) as line:
        assert line.proto == socket.IPPROTO_TCP


def test_neither_a_case_nor_a_list_is_nothing_to_serve() -> None:
    with pytest.raises(UsageError, match="nothing is named to serve"):
        serve(None)


def test_a_folder_that_is_no_index_is_not_served(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="is no index"):
        serve(None, lists=(tmp_path,))


@pytest.mark.parametrize("key", ["short", "with a blank in it", "sixteen-letters-ü"])
def test_a_key_that_could_be_guessed_or_not_be_sent_is_refused(key: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_env({"CLEW_API_KEY": key})
    assert key not in str(refused.value)
