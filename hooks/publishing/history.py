"""When files were last changed, from the history that git keeps."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

_MARK = "commit "


def changes(root: Path) -> dict[str, datetime]:
    """The time of the last commit of each file below a folder, by path relative to it, in UTC.

    Empty where there is no git and no history; in a shallow clone, what is older than the history
    has the time of its oldest commit.
    """
    command = ["git", "-c", "core.quotePath=false", "log", "--no-renames", "--relative"]
    try:
        log = subprocess.run(
            [*command, f"--format={_MARK}%ct", "--name-only", "-z", "--", "."],
            cwd=root,
            check=True,
            capture_output=True,
        ).stdout.decode("utf-8", "surrogateescape")
    except (OSError, subprocess.CalledProcessError):
        return {}
    return _read(log)


def _read(log: str) -> dict[str, datetime]:
    """The newest time of each file; commits come newest first, as `commit TIME`, then files."""
    found: dict[str, datetime] = {}
    time = datetime.fromtimestamp(0, UTC)
    for part in log.split("\0"):
        name = part.lstrip("\n")
        if name.startswith(_MARK) and name.removeprefix(_MARK).isdigit():
            time = datetime.fromtimestamp(int(name.removeprefix(_MARK)), UTC)
        elif name:
            found.setdefault(name, time)
    return found
