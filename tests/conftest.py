"""Fixtures for every room: a real store, an assessment in it, and proof that nothing calls out."""

import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from capacity_app import paths
from capacity_app.model.assessment import Assessment
from capacity_app.store.database import FILE_NAME, Store
from capacity_app.usecases import assess, organise

_CALLS_OUT = ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname")
_calls: list[str] = []


def _note_network(event: str, args: tuple[Any, ...]) -> None:
    """Record, and stop, whatever would leave this machine; sockets that are files may pass."""
    if event not in _CALLS_OUT:
        return
    local = getattr(socket, "AF_UNIX", None)
    if isinstance(args[0], socket.socket) and args[0].family == local:
        return
    _calls.append(f"{event} {args[1:] if isinstance(args[0], socket.socket) else args}")
    raise ConnectionRefusedError(f"the program makes no network connection: {_calls[-1]}")


sys.addaudithook(_note_network)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out the tests of a real window where there is none."""
    offscreen = os.environ["QT_QPA_PLATFORM"] in ("offscreen", "minimal")
    if offscreen and item.get_closest_marker("window"):
        pytest.skip("needs a real window system; python3 dev.py test starts one")


@pytest.fixture
def network_calls() -> list[str]:
    """What tried to use the network in this test; a test that did so on purpose clears it."""
    return _calls


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fail a test in which anything tried to use the network, even when it hid the refusal."""
    _calls.clear()
    yield
    assert not _calls, f"the program makes no network connection, but: {_calls}"


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as a first start makes it, closed, to be copied: making one takes Alembic."""
    folder = tmp_path_factory.mktemp("template")
    Store.open(folder, paths.assessments()).close()
    return folder / FILE_NAME


@pytest.fixture
def store(tmp_path: Path, empty_database: Path) -> Iterator[Store]:
    """A real, empty store in a folder of its own, with the question banks the program ships."""
    (tmp_path / "data").mkdir()
    shutil.copyfile(empty_database, tmp_path / "data" / FILE_NAME)
    opened = Store.open(tmp_path / "data", paths.assessments())
    yield opened
    opened.close()


@pytest.fixture
def make_assessment(store: Store) -> Callable[..., Assessment]:
    """Makes a draft assessment of a new organisation; takes what ``assess.start`` takes."""

    def make(name: str = "Example Health Organisation", **setting: Any) -> Assessment:
        organisation = organise.create_organisation(store, name_en=name)
        return assess.start(store, organisation.id, **{"on": date(2026, 3, 9), **setting})

    return make
