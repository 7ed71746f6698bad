"""A preview in MkDocs’ server: what is saved is told, and nothing old is served."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileClosedEvent, FileMovedEvent, FileSystemEvent
from watchdog.observers.polling import PollingObserver

from preview_server import Answer, file_of, has_more, is_saved, look_at_once, show
from preview_site import Site


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveReloadServer]:
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path), mount_path="/leaf/")
    server.watch(str(tmp_path))
    yield server
    server.server_close()


@pytest.mark.parametrize(("poll", "is_polling"), [("1", True), ("0", False), (None, False)])
def test_files_are_looked_at_if_that_is_asked_for_and_else_the_system_tells(
    server: LiveReloadServer, monkeypatch: pytest.MonkeyPatch, poll: str | None, is_polling: bool
) -> None:
    monkeypatch.delenv("POLL", raising=False)
    if poll is not None:
        monkeypatch.setenv("POLL", poll)
    look_at_once(server)
    assert isinstance(server.observer, PollingObserver) is is_polling
    assert len(server._watched_paths) == 1


@pytest.mark.parametrize(
    ("event", "tells"),
    [
        (FileClosedEvent("/.work/docs/de/brewing.md"), True),
        (FileClosedEvent("/.work/docs"), True),
        (FileMovedEvent("/.work/docs/.brewing.swp", "/.work/docs/brewing.md"), True),
        (FileClosedEvent("/.work/docs/.brewing.swp"), False),
        (FileClosedEvent("/.work/docs/.git/index"), False),
        (FileMovedEvent("/.work/docs/__pycache__/a.1", "/.work/docs/__pycache__/a.pyc"), False),
    ],
    ids=str,
)
def test_what_editors_and_python_write_for_themselves_is_no_news(
    event: FileSystemEvent, tells: bool
) -> None:
    assert is_saved(event, "/.work/docs") is tells


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("/leaf/", "index.html"),
        ("/leaf/brewing/", "brewing/index.html"),
        ("/leaf//sv/./brewing/", "sv/brewing/index.html"),
        ("/leaf/brewing", "brewing"),
        ("/leaf/brewing/index.html", "brewing/index.html"),
        ("/leaf/zubereitung-für-zwei/", "zubereitung-für-zwei/index.html"),
        ("/leaf/../../etc/", "etc/index.html"),
    ],
)
def test_a_page_is_known_by_whatever_address_it_is_asked_for(
    server: LiveReloadServer, asked: str, name: str
) -> None:
    # As a server hands it to an application: bytes of UTF-8, each as a letter.
    assert file_of(server, {"PATH_INFO": asked.encode().decode("latin-1")}) == name


def test_a_build_that_goes_on_lets_requests_through_and_tells_of_what_comes_later(
    server: LiveReloadServer,
) -> None:
    server._wanted_epoch = server._visible_epoch + 1
    show(server)
    assert server._visible_epoch == server._wanted_epoch
    before = server._visible_epoch
    show(server, again=True)
    assert server._visible_epoch == server._wanted_epoch > before


def test_a_save_is_noticed_within_a_lull(server: LiveReloadServer) -> None:
    assert not has_more(server)
    server._want_rebuild = True
    assert has_more(server, 60)


class Slow(Site):
    """A site of which a page is asked for while something is saved: the first time."""

    def __init__(self, server: LiveReloadServer) -> None:
        super().__init__()
        self.page = "old"
        self._server = server

    def complete(self, name: str) -> int:
        """All is there."""
        return self._builds

    def open_page(self, environ: Any, start: Any) -> Iterable[bytes]:
        """Read the page, and then have it written by a build."""
        start("200 OK", [])
        body = [self.page.encode()]
        if self.page == "old":
            self.page = "new"
            self._builds += 1
        return body


def test_an_answer_during_which_something_was_built_is_never_given(
    server: LiveReloadServer,
) -> None:
    site, said = Slow(server), list[Any]()
    body = site.answer(site.open_page, {"PATH_INFO": "/leaf/"}, lambda *head: said.append(head))
    assert b"".join(body) == b"new"
    assert said == [("200 OK", [])]


def test_an_answer_that_is_not_given_is_closed() -> None:
    class Body(list[bytes]):
        is_open = True

        def close(self) -> None:
            self.is_open = False

    body = Body()
    answer = Answer(lambda environ, start: body, {})
    answer.drop()
    assert not body.is_open
