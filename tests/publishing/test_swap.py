"""A published folder is the last complete one or the new complete one, whatever happens."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from publishing import swap
from publishing.swap import publish

Make = Callable[[Path], None]


def making(text: str) -> Make:
    def make(folder: Path) -> None:
        folder.mkdir()
        (folder / "index.html").write_text(text, encoding="utf-8")

    return make


def failing(fault: BaseException) -> Make:
    def make(folder: Path) -> None:
        making("half")(folder)
        raise fault

    return make


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published folder."""
    publish(tmp_path / "site", making("old"))
    return tmp_path / "site"


def text(site: Path) -> str:
    return (site / "index.html").read_text(encoding="utf-8")


def left(site: Path) -> set[str]:
    return {path.name for path in site.parent.iterdir()} - {".site.lock"}


def test_a_new_folder_takes_the_place_of_the_old_one(site: Path) -> None:
    (site / "left-over.html").touch()
    publish(site, making("new"))
    assert text(site) == "new"
    assert not (site / "left-over.html").exists()
    assert left(site) == {"site"}


def test_where_names_cannot_be_exchanged_it_does_so_in_two_steps(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    publish(site, making("new"))
    assert text(site) == "new"
    assert left(site) == {"site"}


@pytest.mark.parametrize(
    "fault", [ValueError("no"), SystemExit("no"), KeyboardInterrupt(), OSError(errno.ENOSPC, "no")]
)
def test_what_fails_leaves_the_old_folder_and_nothing_else(
    site: Path, fault: BaseException
) -> None:
    with pytest.raises(type(fault)):
        publish(site, failing(fault))
    assert text(site) == "old"
    assert left(site) == {"site"}


def test_a_run_that_was_killed_while_it_made_a_folder_is_cleared_away(site: Path) -> None:
    making("half")(site.with_name(".site.new"))
    with pytest.raises(ValueError, match="no"):
        publish(site, failing(ValueError("no")))
    assert text(site) == "old"
    assert left(site) == {"site"}


def test_a_run_that_was_killed_between_two_renames_is_mended(site: Path) -> None:
    site.rename(site.with_name(".site.old"))
    making("unpublished")(site.with_name(".site.new"))
    with pytest.raises(ValueError, match="no"):
        publish(site, failing(ValueError("no")))
    assert text(site) == "old"
    assert left(site) == {"site"}


def test_a_run_that_was_killed_after_the_renames_is_cleared_away(site: Path) -> None:
    making("older")(site.with_name(".site.old"))
    publish(site, making("new"))
    assert text(site) == "new"
    assert left(site) == {"site"}


def test_a_second_run_waits_for_the_first(site: Path) -> None:
    started, go = threading.Event(), threading.Event()

    def slow(folder: Path) -> None:
        started.set()
        go.wait()
        making("first")(folder)

    seen: list[str] = []

    def second(folder: Path) -> None:
        seen.append(text(site))
        making("second")(folder)

    threads = [threading.Thread(target=publish, args=(site, make)) for make in (slow, second)]
    threads[0].start()
    started.wait()
    threads[1].start()
    assert text(site) == "old"
    go.set()
    for thread in threads:
        thread.join()
    assert seen == ["first"]
    assert text(site) == "second"
