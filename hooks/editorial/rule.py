"""A rule: a function that looks at something and yields findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, TypeVar

from termbase.edit import Edit
from termbase.problem import Level, Place, Problem
from termbase.rules import Rule as Description


class Subject(Protocol):
    """What a rule looks at: a part of a file, or all of it."""

    @property
    def path(self) -> str:
        """The file's path from the root of the project."""

    def place(self, start: int) -> Place:
        """The line and column of a character of what the rule looks at."""


class Finding(NamedTuple):
    """What a rule has found, at a character of its subject; `edit` mends what is mechanical."""

    start: int
    message: str
    hint: str = ""
    edit: Edit | None = None


Looked = TypeVar("Looked", bound=Subject)


@dataclass(frozen=True)
class Rule(Generic[Looked]):
    """A function with its level; its name is the rule's id, its docstring describes the rule."""

    find: Callable[[Looked], Iterator[Finding]]
    level: Level = Level.WARNING

    @property
    def description(self) -> Description:
        """The rule as contributors read of it."""
        return Description.of(self.find, self.level)

    def problems(self, subject: Looked) -> list[Problem]:
        """The rule's findings as problems of a file."""
        return [self._problem(subject, finding) for finding in self.find(subject)]

    def _problem(self, subject: Looked, finding: Finding) -> Problem:
        place, (rule, level, _) = subject.place(finding.start), self.description
        return Problem(subject.path, *place, level, rule, finding.message, finding.hint)
