"""A long build shows how far it has got, on stderr; a short or quiet one and a preview do not."""

from __future__ import annotations

import logging
import re
import subprocess
from pathlib import Path
from typing import IO

import pytest

from long_build import is_told
from tests.site.building import Built, command, copy_of, environment
from tests.terminal import terminal


@pytest.fixture(scope="module")
def long(tea: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site, where a build counts as long from its first page on."""
    folder = copy_of(tea, tmp_path_factory.mktemp("long") / "tea")
    module = folder / "hooks" / "long_build.py"
    text = module.read_text(encoding="utf-8")
    module.write_text(re.sub(r"(?m)^_LONG = \d+", "_LONG = 1", text), encoding="utf-8")
    return folder


def build(folder: Path, to: int | IO[str], *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command("build", *options),
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=to,
        encoding="utf-8",
        check=True,
    )


def test_a_log_has_a_line_for_every_tenth_of_each_part(long: Path, tea: Built) -> None:
    run = build(long, subprocess.PIPE)
    parts = [f"Pages, {code}" for code in tea.sources.languages]
    told = [line for line in run.stderr.splitlines() if line.startswith(("Pages", "Finishing"))]
    pages = [f"{part}: {percent} %" for part in parts for percent in range(10, 101, 10)]
    assert told[: len(pages)] == pages
    # There are fewer steps than tenths.
    assert told[-1] == "Finishing: 100 %"
    assert len(told) < len(pages) + 10
    assert run.stdout == ""


def test_a_terminal_shows_a_bar_for_each_part(long: Path, tea: Built) -> None:
    with terminal() as seen:
        run = build(long, seen.file)
    for part in [*[f"Pages, {code}" for code in tea.sources.languages], "Finishing"]:
        drawn = re.findall(rf"{part} .*?(#*) *\]? +(\d+)%", seen.text)
        assert [int(percent) for _, percent in drawn][-1] == 100, part
        assert len(drawn) >= (10 if part.startswith("Pages") else 3)
    assert run.stdout == ""


def test_a_build_that_is_to_be_quiet_is(long: Path) -> None:
    assert build(long, subprocess.PIPE, "--quiet").stderr == ""


def test_a_short_build_says_nothing_of_its_progress(built: Built) -> None:
    assert not re.search(r"(?m)^(Pages|Finishing)\b", built.log)


def test_a_preview_says_nothing_of_its_progress(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    assert is_told(1_000_000, preview=False)
    assert not is_told(1_000_000, preview=True)
    assert not is_told(10, preview=False)
