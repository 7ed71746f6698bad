"""When files were last changed."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

from publishing.history import changes

DAYS = {1: datetime(2026, 1, 1, tzinfo=UTC), 2: datetime(2026, 1, 2, tzinfo=UTC)}


def git(folder: Path, *arguments: str, day: int = 1) -> None:
    time = f"{int(DAYS[day].timestamp())} +0000"
    who = {f"GIT_{role}_{what}": "a@b.example" for role in ROLES for what in ("NAME", "EMAIL")}
    when = {f"GIT_{role}_DATE": time for role in ROLES}
    env = {"PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(folder), **who, **when}
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, env=env)


ROLES = ("AUTHOR", "COMMITTER")


def repository(folder: Path) -> Path:
    """Two commits: the second changes one of two files."""
    git(folder, "init", "-q")
    for day, names in ((1, ["thé.md", "a b.md"]), (2, ["thé.md"])):
        for name in names:
            (folder / name).write_text(f"day {day}", encoding="utf-8")
        git(folder, "add", "-A", day=day)
        git(folder, "commit", "-qm", f"day {day}\n\nbody", day=day)
    return folder


def test_a_file_was_changed_by_the_last_commit_that_has_it(tmp_path: Path) -> None:
    assert changes(repository(tmp_path)) == {"thé.md": DAYS[2], "a b.md": DAYS[1]}


def test_in_a_shallow_clone_what_is_older_has_the_time_of_the_oldest_commit(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    whole = repository(tmp_path / "whole")
    git(tmp_path, "clone", "-q", "--depth=1", whole.as_uri(), "shallow")
    assert changes(tmp_path / "shallow") == {"thé.md": DAYS[2], "a b.md": DAYS[2]}


def test_without_a_history_nothing_is_known(tmp_path: Path) -> None:
    assert changes(tmp_path) == {}
