"""`make build` leaves a whole site: the new one, or the last good one."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from publishing.manifest import differences
from tests.site.building import Built, copy_of, environment

KILLS = int(os.environ.get("KILLS", "12"))  # `make soak` wants more
GUIDE = "docs/de/brewing.md"


class Workshop:
    """A project, and builds of it that may be cut short."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.site = root / "site"

    def start(self, limit: Callable[[], None] | None = None) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "hooks/build_site.py"],
            cwd=self.root,
            env=environment(PYTHONPATH="hooks"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            preexec_fn=limit,
        )

    def build(self, limit: Callable[[], None] | None = None) -> tuple[int, str]:
        """The exit code of a build and all that it says."""
        with self.start(limit) as process:
            said, _ = process.communicate()
            return process.returncode, said

    def turn(self, number: int) -> None:
        """Change a guide, so that builds can be told apart."""
        path = self.root / GUIDE
        text = path.read_text(encoding="utf-8").partition("\nTurn ")[0]
        path.write_text(f"{text}\nTurn {number}.\n", encoding="utf-8")

    @property
    def is_whole(self) -> bool:
        return not [*differences(self.site, self.site)]

    @property
    def litter(self) -> list[str]:
        return [path.name for path in self.root.glob(".site.*") if path.name != ".site.lock"]


@pytest.fixture(scope="module")
def built_workshop(tea: Built, tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The small site on another subject, built once."""
    workshop = Workshop(copy_of(tea, tmp_path_factory.mktemp("workshop") / "tea"))
    code, said = workshop.build()
    assert code == 0, said
    return workshop


@pytest.fixture
def workshop(built_workshop: Workshop) -> Iterator[Workshop]:
    """The same, with its guide as it was when the test is over."""
    guide = built_workshop.root / GUIDE
    text = guide.read_text(encoding="utf-8")
    yield built_workshop
    guide.write_text(text, encoding="utf-8")


def test_a_build_that_is_killed_at_any_moment_leaves_a_whole_site(workshop: Workshop) -> None:
    began = time.monotonic()
    workshop.build()
    usual = time.monotonic() - began
    moments = random.Random(2026)
    for number in range(KILLS):
        workshop.turn(number)
        with workshop.start() as process:
            try:
                process.wait(moments.uniform(0.3, 1.05) * usual)
            except subprocess.TimeoutExpired:
                process.kill()
        assert workshop.is_whole, number
    workshop.turn(KILLS)
    code, said = workshop.build()
    assert code == 0, said
    assert f"Turn {KILLS}." in (workshop.site / "brewing/index.html").read_text(encoding="utf-8")
    assert workshop.litter == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_told_to_stop_leaves_a_whole_site(
    workshop: Workshop, number: signal.Signals
) -> None:
    workshop.turn(1)
    with workshop.start() as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(number)
    assert workshop.is_whole


def test_a_build_that_fails_leaves_the_last_good_site(workshop: Workshop) -> None:
    before = (workshop.site / "build.json").read_bytes()
    guide = workshop.root / GUIDE
    guide.write_text(guide.read_text(encoding="utf-8") + "\nNobody [@nobody1066].\n", "utf-8")
    code, said = workshop.build()
    assert code == 1
    assert f"{GUIDE}:" in said
    assert "Traceback" not in said
    assert (workshop.site / "build.json").read_bytes() == before
    assert workshop.is_whole
    assert workshop.litter == []


def test_a_disk_that_refuses_is_one_clear_line(workshop: Workshop) -> None:
    """A limit on the size of files refuses a write as a full disk does."""
    code, said = workshop.build(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000)))
    assert code == 1
    assert said.splitlines()[-1].endswith("File too large; the last good site is untouched")
    assert "Traceback" not in said
    assert workshop.is_whole
    assert workshop.litter == []


def test_a_folder_that_may_not_be_written_is_one_clear_line(workshop: Workshop) -> None:
    """Root may write everywhere, but not into a folder as if it were a file."""
    lock = workshop.root / ".site.lock"
    lock.unlink()
    lock.mkdir()
    workshop.root.chmod(0o555)
    try:
        code, said = workshop.build()
    finally:
        workshop.root.chmod(0o755)
        lock.rmdir()
    assert code == 1
    assert said.splitlines()[-1].endswith("; the last good site is untouched")
    assert "Traceback" not in said
    assert workshop.is_whole
