"""One record for everything that can be wrong in data or guides."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """How bad a finding is: errors fail every build, warnings a strict one, notices none.

    A notice says what there is to do next, and is nobody's fault: who edits one language in a web
    editor cannot be asked to bring the other one up to date. The names are those of GitHub's
    workflow commands.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Place(NamedTuple):
    """A line and a column of a text, both from 1, in characters."""

    line: int
    column: int


START = Place(1, 1)


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """A finding: where it is, which rule it breaks, and what to do about it.

    `path` is relative to the root of the project, with forward slashes.
    """

    path: str
    line: int
    column: int
    level: Level
    rule: str
    message: str
    hint: str = ""

    @property
    def sentence(self) -> str:
        """The message with its hint."""
        return f"{self.message}; {self.hint}" if self.hint else self.message

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.level}: {self.sentence} [{self.rule}]"

    def as_github(self) -> str:
        """The finding as a workflow command that annotates a pull request.

        Source: GitHub Actions, "Workflow commands"; its escapes are %25, %0D, %0A and,
        in properties, %3A and %2C.
        """
        where = f"file={_property(self.path)},line={self.line},col={self.column}"
        return f"::{self.level} {where},title={_property(self.rule)}::{_data(self.sentence)}"

    def as_json(self) -> dict[str, str | int]:
        """The finding as `{"path", "line", "column", "level", "rule", "message"}`."""
        return {
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "level": str(self.level),
            "rule": self.rule,
            "message": self.sentence,
        }


def error(path: str, place: Place, rule: str, message: str, hint: str = "") -> Problem:
    """A finding that fails every build."""
    return Problem(path, place.line, place.column, Level.ERROR, rule, message, hint)


def warning(path: str, place: Place, rule: str, message: str, hint: str = "") -> Problem:
    """A finding that fails a strict build."""
    return Problem(path, place.line, place.column, Level.WARNING, rule, message, hint)


def notice(path: str, place: Place, rule: str, message: str, hint: str = "") -> Problem:
    """A finding that fails no build."""
    return Problem(path, place.line, place.column, Level.NOTICE, rule, message, hint)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word nearest to `word`, or an empty one."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"did you mean “{near[0]}”?" if near else ""


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
