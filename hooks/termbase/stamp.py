"""Stamps on translations: somebody has seen that a translation agrees with its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from termbase.edit import Edit, edited, put, remove
from termbase.model import STAMP
from termbase.problem import Level, Problem
from termbase.project import Project
from termbase.source import Data, Document, Loc, parse
from termbase.works import Kind, Version, Work, front_matter

UNSTAMPED_RULES = frozenset({"invalid-digest"})  # findings that a new stamp mends


class Refused(Exception):
    """What was asked cannot be done; the message says why."""


@dataclass(frozen=True)
class Accepted:
    """The new text of a file."""

    path: Path
    text: str


def accept(
    project: Project, work: Work, code: str, source: str, problems: Sequence[Problem]
) -> Iterator[Accepted]:
    """Stamp a translation from a source; yields the files that change, with their new texts.

    Raises `Refused` where one of the two texts is missing, or its file has errors.
    """
    here, there = _version(work, code), _version(work, source)
    for version in (here, there):
        _refuse_faulty(version, problems)
    if work.kind is Kind.CONCEPT:
        stamp = {"language": source, **there.digests, "translation": dict(here.digests)}
        changes: list[tuple[Version, Loc, Data | None]] = [(here, (code, STAMP), stamp)]
    else:
        stamp = {"language": source, "sections": dict(there.digests)}
        changes = [(here, (STAMP,), {**stamp, "translation": dict(here.digests)})]
    # What was the original's translation is its original now.
    if work.source_of(source) == code:
        changes.append((there, (source, STAMP) if work.kind is Kind.CONCEPT else (STAMP,), None))
    yield from _written(project.root, changes)


def _version(work: Work, code: str) -> Version:
    if code not in work.versions:
        raise Refused(f"{work.name}: there is no text in “{code}”")
    return work.versions[code]


def _refuse_faulty(version: Version, problems: Sequence[Problem]) -> None:
    faults = [
        problem
        for problem in problems
        if problem.path == version.path
        and problem.level is Level.ERROR
        and problem.rule not in UNSTAMPED_RULES
    ]
    if faults:
        raise Refused(f"{faults[0]}\n{version.path}: mend it first; nothing was stamped")


def _written(
    root: Path, changes: Sequence[tuple[Version, Loc, Data | None]]
) -> Iterator[Accepted]:
    for path in dict.fromkeys(version.path for version, _, _ in changes):
        mine = [(version.document, loc, value) for version, loc, value in changes if version.path == path]
        text = read_text(root / path)
        new = edited(text, [_edit(document, loc, value) for document, loc, value in mine])
        _make_sure(path, new, mine)
        if new != text:
            yield Accepted(root / path, new)


def _edit(document: Document, loc: Loc, value: Data | None) -> Edit:
    if value is None:
        return remove(document, loc)
    if loc[:-1] in document.values:
        return put(document, loc, value)
    # A guide without front matter.
    empty = parse(document.path, "{}")
    return Edit(0, 0, f"---\n{put(empty, loc, value).text}\n---\n\n")


def _make_sure(path: str, text: str, changes: Sequence[tuple[Document, Loc, Data | None]]) -> None:
    """Refuse an edit that would change more than it should: some shapes of YAML are odd."""
    is_guide = path.endswith(".md")
    document = front_matter(path, text.replace("\r\n", "\n"))[0] if is_guide else parse(path, text)
    wanted: Data = changes[0][0].data or {}
    for _, loc, value in changes:
        wanted = _with(wanted, loc, value)
    if document.data != wanted:
        raise Refused(f"{path}: too unusual to be edited safely; write “{STAMP}” by hand")


def _with(data: Data, loc: Loc, value: Data | None) -> Data:
    assert isinstance(data, dict)
    key, rest = str(loc[0]), loc[1:]
    inner = _with(data[key], rest, value) if rest else value
    others = {name: item for name, item in data.items() if name != key}
    return others if inner is None else {**others, key: inner}


def read_text(path: Path) -> str:
    """The text of a file with its own line ends."""
    return path.read_bytes().decode("utf-8")
