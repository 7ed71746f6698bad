"""Checks that other packages add to `termbase check`.

A package names a module in the entry-point group `termbase.checks`; the module has the functions of
`Checks`. So the core knows none of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol

from termbase.problem import Problem
from termbase.project import Project
from termbase.rules import Rule

GROUP = "termbase.checks"


class Checks(Protocol):
    """What a module of the group offers; `docs` is the folder of the guides."""

    def rules(self) -> list[Rule]:
        """The rules that are checked."""

    def problems(self, project: Project, docs: Path) -> Iterable[Problem]:
        """All that is wrong."""

    def fix(self, project: Project, docs: Path) -> Iterable[str]:
        """Mend what is mechanical; a line for each change."""


def extensions() -> list[Checks]:
    """The checks of all installed packages, each once."""
    found = {entry.value: entry for entry in entry_points(group=GROUP)}
    return [found[value].load() for value in sorted(found)]
