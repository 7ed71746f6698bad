"""Stamps on translations: somebody has seen that a translation agrees with its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from termbase.edit import Edit, edited, put, remove, same
from termbase.model import STAMP
from termbase.problem import Level, Problem
from termbase.project import Project
from termbase.source import Data, Document, Loc, parse
from termbase.works import Kind, Version, Work, front_matter

_UNUSUAL = f"too unusual to be edited safely; write “{STAMP}” by hand"
_MENDED = frozenset({"invalid-digest"})  # by a new stamp

_Change = tuple[Version, Loc, Data | None]  # a new value for a place of a text, or its removal


class RefusedError(Exception):
    """What was asked cannot be done; the message says why."""


def accept(
    project: Project, work: Work, code: str, source: str, problems: Sequence[Problem]
) -> Iterator[tuple[Path, str]]:
    """Stamp a translation from a source; yields the files that change, with their new texts.

    Raises `RefusedError` where one of the two texts is missing, or its file has errors.
    """
    here, there = _version(work, code), _version(work, source)
    for version in (here, there):
        _refuse_faulty(version, problems)
    changes: list[_Change] = [(here, _loc(work, code), _stamp(work, source, there, here))]
    # What was the original's translation is its original now.
    if work.source_of(source) == code and there.stamp is not None:
        changes.append((there, _loc(work, source), None))
    yield from _written(project.root, changes)


def _stamp(work: Work, source: str, there: Version, here: Version) -> Data:
    digests: dict[str, Data] = {**there.digests}
    own: dict[str, Data] = {**here.digests}
    if work.kind is Kind.GUIDE:
        digests = {"sections": digests}
    return {"language": source, **digests, "translation": own}


def _loc(work: Work, code: str) -> Loc:
    return (STAMP,) if work.kind is Kind.GUIDE else (code, STAMP)


def _version(work: Work, code: str) -> Version:
    if code not in work.versions:
        raise RefusedError(f"{work.name}: there is no text in “{code}”")
    return work.versions[code]


def _refuse_faulty(version: Version, problems: Sequence[Problem]) -> None:
    faults = [
        problem
        for problem in [*version.document.problems, *problems]
        if problem.path == version.path
        and problem.level is Level.ERROR
        and problem.rule not in _MENDED
    ]
    if faults:
        raise RefusedError(f"{faults[0]}\n{version.path} was not stamped: mend it first")


def _written(root: Path, changes: Sequence[_Change]) -> Iterator[tuple[Path, str]]:
    for path in dict.fromkeys(version.path for version, _, _ in changes):
        mine = [(v.document, loc, value) for v, loc, value in changes if v.path == path]
        text = read_text(root / path)
        if not all(_is_editable(document) for document, _, _ in mine):
            raise RefusedError(f"{path}: {_UNUSUAL}")
        new = edited(text, [_edit(*change) for change in mine])
        _make_sure(path, new, mine)
        if new != text:
            yield root / path, new


def _is_editable(document: Document) -> bool:
    return isinstance(document.data, dict) or not document.text


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
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    document = front_matter(path, text)[0] if path.endswith(".md") else parse(path, text)
    wanted: Data = changes[0][0].data or {}
    for _, loc, value in changes:
        wanted = _with(wanted, loc, value)
    if not same(document.data, wanted):
        raise RefusedError(f"{path}: {_UNUSUAL}")


def _with(data: Data, loc: Loc, value: Data | None) -> Data:
    assert isinstance(data, dict)
    key, rest = str(loc[0]), loc[1:]
    inner = _with(data[key], rest, value) if rest else value
    others = {name: item for name, item in data.items() if name != key}
    return others if inner is None else {**others, key: inner}


def read_text(path: Path) -> str:
    """The text of a file with its own line ends."""
    return path.read_bytes().decode("utf-8")
