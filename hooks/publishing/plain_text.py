"""Text as Markdown has it: what could be taken for markup is made harmless."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPECIAL = re.compile(r"[\\`*_\[\]]|~(?=~)|<(?=[A-Za-z/!?])|&(?=#|\w+;)")
_MAY_BE_SPECIAL = re.compile(r"[\\`*_\[\]~<&]")
_AS_ENTITY = {"<": "&lt;", "&": "&amp;"}
# At the beginning of a line: a heading, a quotation, a list, a rule, a definition.
_BEGINNING = re.compile(r"^(?:(?=>|~~~|(?:#{1,6}|[-+=~:|]+)(?:\s|$))|(\d{1,9})(?=[.)](?:\s|$)))")
_CLOSING = re.compile(r"(?<!\S)(#+)$")  # what a heading may end with
_TICKS = re.compile("`+")
# What marks words, by the elements that do.
MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**", "del": "~~", "s": "~~", "q": '"'}


def escaped(text: str | None) -> str:
    """Text in which nothing is taken for markup."""
    if not text:
        return ""
    return _SPECIAL.sub(_harmless, text) if _MAY_BE_SPECIAL.search(text) else text


def _harmless(sign: re.Match[str]) -> str:
    return _AS_ENTITY.get(sign.group(), f"\\{sign.group()}")


def paragraph(text: str) -> str:
    """A paragraph of escaped text, empty if there is none; lines of the source stay lines."""
    if "\n" not in text:
        return _line(text)
    return "\n".join(filter(None, map(_line, text.split("\n"))))


def on_line(text: str) -> str:
    """Text with one space where there are more, and none around it."""
    if "  " in text or "\t" in text or "\r" in text or "\f" in text:
        text = _SPACE.sub(" ", text)
    return text.strip(" ")


def one_line(text: str) -> str:
    """Escaped text on one line, whatever its lines are in the source."""
    return on_line(text.replace("\\\n", " ").replace("\n", " ")).strip()


def heading(level: int, line: str) -> str:
    """A line as a heading."""
    line = _CLOSING.sub(r"\\\1", line)
    return f"{'#' * level} {line}"


def _line(text: str) -> str:
    """A line whose beginning is harmless; a letter always is."""
    line = on_line(text)
    return line if line[:1].isalpha() else _BEGINNING.sub(r"\1\\", line)


def code(text: str) -> str:
    """Text as code within a line."""
    text = _SPACE.sub(" ", text).strip()
    mark = "`" * (longest(text) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{mark}{space}{text}{space}{mark}" if text else ""


def longest(code: str) -> int:
    """How many ticks there are in a row in a piece of code, at most."""
    return max(map(len, _TICKS.findall(code)), default=0)


def set_in(blocks: Iterable[str], first: str, rest: str) -> list[str]:
    """Blocks as one that is set in: `first` before its first line, `rest` before the others."""
    lines = "\n\n".join(blocks).split("\n")
    if lines == [""]:
        return []
    marked = [f"{first}{lines[0]}", *(f"{rest}{line}".rstrip() for line in lines[1:])]
    return ["\n".join(marked)]
