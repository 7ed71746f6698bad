"""Edits of files by place: what an edit does not name stays as it is, to the byte.

Places are those of a `Document`, in whose text every line end is a line feed; a file keeps its own.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from termbase.source import Data, Document, Loc

Lines = Callable[[str, Data, str], Iterable[str]]
# A number to YAML 1.2, which PyYAML, of version 1.1, does not always take for one.
_NUMBER = re.compile(r"\d+(?:e\d+)?")
_WORD = re.compile(r"[\w-]+")


class Edit(NamedTuple):
    """The text that replaces what stands between two places."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text of a file with edits, which do not overlap; their line ends become the file's."""
    pairs = [found.start() - i for i, found in enumerate(re.finditer("\r\n", text))]
    line_end = "\r\n" if pairs else "\r" if "\r" in text and "\n" not in text else "\n"
    parts, done = [], 0
    for start, end, words in sorted(edits):
        first, last = start + bisect_left(pairs, start), end + bisect_left(pairs, end)
        assert done <= first
        parts += [text[done:first], words.replace("\n", line_end)]
        done = last
    return "".join([*parts, text[done:]])


def put(document: Document, loc: Loc, value: Data, lines: Lines | None = None) -> Edit:
    """Give the key at `loc` a value, in the style of the mapping it is in; it comes last if new.

    `lines` gives the lines of a key with its value at an indent, where that is a block.
    """
    parent, key = loc[:-1], str(loc[-1])
    start, _ = document.values[parent]
    if document.text.startswith("{", start):
        return _put_flow(document, loc, f"{_scalar(key)}: {flow(value)}")
    siblings = [at for at in document.keys if at[:-1] == parent]
    indent = " " * (document.place(siblings[0], key=True).column - 1)
    entry = "\n".join(lines(key, value, indent)) if lines else indent + _block(key, value, indent)
    if loc in document.keys:
        return Edit(document.keys[loc], end_of(document, loc), entry[len(indent) :])
    return append_line(document, siblings[-1], entry)


def append_line(document: Document, loc: Loc, line: str) -> Edit:
    """A line below the last line of the value at `loc`."""
    line_end = document.text.find("\n", end_of(document, loc))
    place = line_end if line_end >= 0 else len(document.text)
    return Edit(place, place, f"\n{line}")


def remove(document: Document, loc: Loc) -> Edit:
    """Take a key out with its value; in a block, with its lines and what is said on them."""
    text, start, end = document.text, document.keys[loc], end_of(document, loc)
    if not text.startswith("{", document.values[loc[:-1]][0]):
        first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end) + 1
        return Edit(first, last or len(text), "")
    comma = re.compile(r"\s*,\s*").match(text, end)
    if comma:
        return Edit(start, comma.end(), "")
    before = text[:start].rstrip().removesuffix(",")
    return Edit(len(before), end, "")


def end_of(document: Document, loc: Loc) -> int:
    """Where the value at `loc` ends; for the parser, a block ends where the next thing starts."""
    start, end = document.values[loc]
    if document.text.startswith(("{", "["), start):
        return end
    inside = [at for at in document.values if len(at) > len(loc) and at[: len(loc)] == loc]
    if inside:
        return max(end_of(document, at) for at in inside if len(at) == len(loc) + 1)
    return start + len(document.text[start:end].rstrip())


def same(one: Data, other: Data) -> bool:
    """Whether two values are alike, but for white space around texts, which no reader sees."""
    return _stripped(one) == _stripped(other)


def write_all(files: Mapping[Path, str | None]) -> None:
    """Give each file its text, or delete it; if one cannot be written, all stay as they were."""
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    staged = {}
    try:
        for path, text in files.items():
            if text is not None:
                staged[path] = _staged(path, text.encode("utf-8"))
        for path in files:
            _replace(path, staged.get(path))
    except BaseException:
        for path, content in before.items():
            _restore(path, content)
        raise
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)


def _stripped(value: Data) -> Data:
    if isinstance(value, dict):
        return {key: _stripped(item) for key, item in value.items()}
    return value.strip() if isinstance(value, str) else [_stripped(item) for item in value]


def _put_flow(document: Document, loc: Loc, entry: str) -> Edit:
    if loc in document.keys:
        return Edit(document.keys[loc], end_of(document, loc), entry)
    siblings = [at for at in document.keys if at[:-1] == loc[:-1]]
    place = end_of(document, siblings[-1]) if siblings else document.values[loc[:-1]][0] + 1
    return Edit(place, place, f", {entry}" if siblings else entry)


def _block(key: str, value: Data, indent: str) -> str:
    """An entry of a block; its first line is not indented, for it may replace another."""
    if not isinstance(value, dict):
        return f"{_scalar(key)}: {flow(value)}"
    lines = [f"{indent}  {_scalar(name)}: {flow(item)}" for name, item in value.items()]
    return "\n".join([f"{_scalar(key)}:", *lines])


def _scalar(text: str) -> str:
    """A word, in quotes where some reader of YAML would take it for a number or the like."""
    plain = _WORD.fullmatch(text) and not _NUMBER.fullmatch(text)
    if plain and yaml.safe_load(text) == text:
        return text
    return json.dumps(text, ensure_ascii=False)


def flow(value: Data, scalar: Callable[[str], str] = _scalar) -> str:
    """A value on one line, such as `{a: b, c: [d, e]}`; `scalar` writes its words."""
    if isinstance(value, dict):
        pairs = (f"{scalar(name)}: {flow(item, scalar)}" for name, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item, scalar) for item in value) + "]"
    return scalar(value)


def _staged(path: Path, content: bytes) -> Path:
    """A file beside `path` with a new content, ready to take its place."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
    except OSError:
        temporary.unlink()
        raise
    return temporary


def _replace(path: Path, temporary: Path | None) -> None:
    if temporary is None:
        path.unlink()
    else:
        temporary.replace(path)


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    elif not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)
