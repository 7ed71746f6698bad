"""CPU time and memory of commands, counted with all the processes that they start."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import process_time
from typing import NamedTuple

import click

SETTINGS = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1767225600"}


class Cost(NamedTuple):
    """What a command took: CPU in seconds (user and system), the largest process in MiB."""

    cpu: float
    memory: float


class WrongOutput(Exception):  # noqa: N818 - it is not an error of this program
    """What was built or found is not what it has to be."""


class CommandFailed(Exception):  # noqa: N818 - it is not an error of this program
    """A command that is measured failed; its message is what the command said."""


def run(command: Sequence[str], folder: Path, settings: Mapping[str, str] | None = None) -> Cost:
    """Run a command in a folder. Raises CommandFailed if it fails.

    The machine may be shared, so the time on the clock is not looked at.
    """
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **(settings or {})}, stdout=said, stderr=said
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise CommandFailed(f"{' '.join(command)}\n{said.read().decode(errors='replace')}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def run_hooks(site: Path, *command: str) -> Cost:
    """Run Python with the hooks of a site, in the site. Raises CommandFailed if it fails."""
    folders = os.pathsep.join(["hooks", os.fspath(Path(__file__).parents[1])])
    return run([sys.executable, *command], site, {**SETTINGS, "PYTHONPATH": folders})


def put_aside(built: Path) -> None:
    """Make room for a folder that is built anew, if there is one.

    For a minute after files have been deleted, ext4 looks at each of them whenever a file is made,
    which then takes ten times as long; so nothing is deleted.
    """
    if built.exists():
        built.rename(tempfile.mkdtemp(dir=built.parent))


def show(lines: Iterable[str], *faults: type[Exception]) -> None:
    """Print lines as they are measured; end with 1, after what a fault says, if one is met."""
    known: tuple[type[Exception], ...] = (WrongOutput, CommandFailed, *faults)
    try:
        for line in lines:
            click.echo(line)
    except known as fault:
        click.echo(str(fault), err=True)
        sys.exit(1)


def typical(costs: Sequence[Cost]) -> Cost:
    """The medians of several runs."""
    return Cost(median(cost.cpu for cost in costs), median(cost.memory for cost in costs))


def alternating(runs: int, *measured: Callable[[], Cost]) -> list[Cost]:
    """The medians of several things, measured in turn, so that a busy machine is busy for all."""
    rounds = [[measure() for measure in measured] for _ in range(runs)]
    return [typical(column) for column in zip(*rounds, strict=True)]


def cpu_of(work: Callable[[], object], times: int) -> Cost:
    """CPU of a function in this process, called several times."""
    start = process_time()
    for _ in range(times):
        work()
    return Cost((process_time() - start) / times, 0)
