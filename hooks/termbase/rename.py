"""A concept gets another id, and everything that names it follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from termbase.edit import Edit, append_line, edited, put, same
from termbase.guides import guide_files
from termbase.mask import code_blanked
from termbase.problem import did_you_mean
from termbase.project import Project
from termbase.records import RESERVED_IDS, valid_id
from termbase.source import Data, Document, Loc, parse
from termbase.stamp import RefusedError, read_text

_RELATIONS = ("broader", "related")
_PREVIOUS = "previous_ids"


def free_id(project: Project, name: str, *, for_concept: str = "") -> None:
    """Refuse an id that a new concept, or an old one under a new id, cannot have."""
    if not valid_id(name):
        hint = "use lower-case letters a–z, digits and single hyphens: my-term"
        raise RefusedError(f"“{name}” cannot be an id; {hint}")
    if name in RESERVED_IDS:
        raise RefusedError(f"“{name}” is an address of the glossary itself; choose another id")
    if name in project.records.documents:
        raise RefusedError(f"there is a concept “{name}” already")
    for other, document in project.records.documents.items():
        previous = document.data.get(_PREVIOUS) if isinstance(document.data, dict) else None
        if other != for_concept and isinstance(previous, list) and name in previous:
            raise RefusedError(f"“{name}” was an id of “{other}”, to which its old address leads")


def rename(project: Project, old: str, new: str, docs: Path) -> dict[Path, str | None]:
    """The files that change when `old` becomes `new`, with their new texts; None is no file.

    Raises `RefusedError` if a file cannot be read, for it may name the concept.
    """
    documents = project.records.documents
    if old not in documents:
        hint = did_you_mean(old, documents)
        raise RefusedError("; ".join(filter(None, [f"no concept “{old}”", hint])))
    free_id(project, new, for_concept=old)
    files: dict[Path, str | None] = {}
    for name, document in documents.items():
        path = project.root / document.path
        text = _record(document, path, name, old, new)
        if name == old:
            files |= {path.with_name(f"{new}.yml"): text, path: None}
        elif text != read_text(path):
            files[path] = text
    files |= _guides(docs, old, new)
    return files


def _record(document: Document, path: Path, name: str, old: str, new: str) -> str:
    if document.problems or not isinstance(document.data, dict):
        fault = document.problems[0] if document.problems else f"{document.path}: not a mapping"
        raise RefusedError(f"{fault}\nnothing was renamed: this file may name “{old}”")
    edits = list(_mentions(document, old, new))
    wanted = _renamed(document.data, old, new)
    if name == old:
        edits.append(_previous(document, old, new))
        wanted[_PREVIOUS] = _with_previous(document.data, old, new)
    text = edited(read_text(path), edits)
    if not same(parse(document.path, text).data, wanted):
        raise RefusedError(f"{document.path}: too unusual to be edited safely; nothing was renamed")
    return text


def _mentions(document: Document, old: str, new: str) -> Iterator[Edit]:
    """The relations and the links in texts that name a concept."""
    for loc, (start, end) in document.values.items():
        text = document.text[start:end]
        if loc and loc[0] in _RELATIONS and len(loc) == 2:
            for found in _word(old).finditer(text):
                yield Edit(start + found.start(), start + found.end(), new)
        elif isinstance(_value(document.data, loc), str):
            for found in _link(old).finditer(text):
                yield Edit(start + found.start(), start + found.end(), new)


def _previous(document: Document, old: str, new: str) -> Edit:
    """The old id becomes a previous one; a concept that gets a previous id back has it no more."""
    assert isinstance(document.data, dict)
    names, listed = _with_previous(document.data, old, new), document.data.get(_PREVIOUS)
    if not listed or not isinstance(listed, list):
        return _set(document, names)
    if new in listed:
        return Edit(*document.values[_PREVIOUS, listed.index(new)], old)
    last = (_PREVIOUS, len(listed) - 1)
    start, end = document.values[last]
    if document.text.startswith("[", document.values[(_PREVIOUS,)][0]):
        return Edit(end, end, f", {old}")
    line = document.text[document.text.rfind("\n", 0, start) + 1 : start]
    return append_line(document, last, line.replace(line.lstrip(), f"- {old}"))


def _set(document: Document, names: list[Data]) -> Edit:
    """A list of its own, below the relations."""
    assert isinstance(document.data, dict)
    before = [(key,) for key in ("category", *_RELATIONS) if key in document.data]
    block = not document.text.startswith("{", document.values[()][0])
    if _PREVIOUS in document.data or not before or not block:
        return put(document, (_PREVIOUS,), names)
    return append_line(document, before[-1], f"{_PREVIOUS}: [{', '.join(map(str, names))}]")


def _with_previous(data: dict[str, Data], old: str, new: str) -> list[Data]:
    listed = data.get(_PREVIOUS)
    names = listed if isinstance(listed, list) else []
    if new in names:
        return [old if name == new else name for name in names]
    return [*names, old]


def _renamed(data: dict[str, Data], old: str, new: str) -> dict[str, Data]:
    """The data as it has to be afterwards."""
    return {key: _item(value, old, new, relation=key in _RELATIONS) for key, value in data.items()}


def _item(value: Data, old: str, new: str, *, relation: bool) -> Data:
    if isinstance(value, dict):
        return {key: _item(item, old, new, relation=False) for key, item in value.items()}
    if isinstance(value, list):
        return [_item(item, old, new, relation=relation) for item in value]
    if relation:
        return new if value == old else value
    return _link(old).sub(new, value)


def _guides(docs: Path, old: str, new: str) -> Iterator[tuple[Path, str]]:
    for path in guide_files(docs):
        try:
            text = read_text(path)
        except (OSError, UnicodeDecodeError) as fault:
            raise RefusedError(f"{path}: cannot be read: {fault}; nothing was renamed") from fault
        visible = code_blanked(text.replace("\r\n", "\n").replace("\r", "\n"))
        edits = [Edit(*found.span(), new) for found in _link(old).finditer(visible)]
        if edits:
            yield path, edited(text, edits)


def _value(data: Data, loc: Loc) -> Data:
    for part in loc:
        data = data[part]  # type: ignore[index]
    return data


def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")


def _link(name: str) -> re.Pattern[str]:
    """An id in a link to the concept, or to its page as a file beside the guides."""
    return re.compile(
        rf"(?<=\bglossary:){re.escape(name)}(?![\w-])|(?<=\bglossary/){re.escape(name)}(?=\.md\b)"
    )
