"""The same sources give the same site, wherever, whenever and with whatever it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.site.building import Built, build_well, copy_of


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


@pytest.fixture(scope="module")
def another_day() -> tuple[str, ...]:
    """What runs a command on one core alone, by a clock that is 400 days ahead."""
    through = (
        "faketime",
        "-f",
        "+400d",
        "taskset",
        "--cpu-list",
        str(min(os.sched_getaffinity(0))),
    )
    for name in ("faketime", "taskset"):
        if shutil.which(name) is None:
            give_up = pytest.fail if os.environ.get("CI") else pytest.skip
            give_up(f"no {name}: `make test` installs it on Debian, as root")
    said = subprocess.run([*through, "date", "+%Y"], capture_output=True, check=True)
    assert int(said.stdout) > datetime.now(UTC).year
    return through


def test_a_build_elsewhere_on_another_day_gives_the_same_bytes(
    project: Built, tmp_path: Path, another_day: tuple[str, ...]
) -> None:
    """The clock, the time zone, the locale, the cores, the order of hashes and the place of the
    sources, or when they were written, do not show.
    """
    elsewhere = copy_of(project, tmp_path / "elsewhere")
    for path in elsewhere.rglob("*"):
        os.utime(path, (0, 0))
    other = build_well(
        elsewhere,
        through=another_day,
        PYTHONHASHSEED="1",
        TZ="Pacific/Auckland",
        LC_ALL="C",
    )
    assert differences(project.site.files, other.site.files) == set()


def test_a_second_build_leaves_nothing_of_the_first(tea: Built, tmp_path: Path) -> None:
    folder = copy_of(tea, tmp_path / "tea")
    (folder / "site" / "sv").mkdir(parents=True)
    (folder / "site" / "sv" / "left-over.html").touch()
    assert differences(tea.site.files, build_well(folder).site.files) == set()


def test_the_configuration_may_be_named_from_another_folder(tea: Built, tmp_path: Path) -> None:
    folder = copy_of(tea, tmp_path / "tea")
    (tmp_path / "other").mkdir()
    options = ("--config-file", "../tea/mkdocs.yml", "--site-dir", str(folder / "site"))
    other = build_well(folder, *options, cwd=tmp_path / "other")
    assert differences(tea.site.files, other.site.files) == set()


def test_another_generator_of_the_same_family_builds_the_site(
    project: Built, tmp_path: Path
) -> None:
    """ProperDocs is the way out if MkDocs ends; no page tells which of the two has made it."""
    options = ("--config-file", "mkdocs.yml")
    other = build_well(copy_of(project, tmp_path / "project"), *options, module="properdocs")
    assert differences(project.site.files, other.site.files) == set()
