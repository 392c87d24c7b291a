"""The guard that proves "no network connection" over the whole suite does notice one."""

import socket

import pytest


def test_a_connection_is_refused_and_noted(network_calls: list[str]) -> None:
    with socket.socket() as out, pytest.raises(ConnectionRefusedError):
        out.connect(("127.0.0.1", 9))
    assert len(network_calls) == 1
    network_calls.clear()


def test_a_name_is_not_looked_up(network_calls: list[str]) -> None:
    with pytest.raises(ConnectionRefusedError):
        socket.getaddrinfo("localhost", 80)
    assert len(network_calls) == 1
    network_calls.clear()


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no such sockets")
def test_sockets_that_are_files_may_pass(network_calls: list[str], tmp_path: object) -> None:
    with socket.socket(socket.AF_UNIX) as local, pytest.raises(FileNotFoundError):
        local.connect(f"{tmp_path}/none")
    assert network_calls == []
