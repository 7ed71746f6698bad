"""Records as people write them: the keys in their order, long texts in blocks of their own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from termbase import model
from termbase.edit import flow
from termbase.model import STAMP, LinkPolicy, Status, TermType
from termbase.scaffold import FIRST_LINE
from termbase.source import Data

_BLOCKS = {"definition", "explanation", "example", "note", "trap"}
_RECORD = tuple(model.Record.model_fields)
_SECTION: tuple[str, ...] = (
    "term",
    "part_of_speech",
    "gender",
    "number",
    "plural",
    "region",
    "forms",
)
_SECTION += tuple(name for name in model.Section.model_fields if name not in _SECTION)
_NAME: tuple[str, ...] = (
    "term",
    "status",
    "type",
    "part_of_speech",
    "gender",
    "number",
    "plural",
    "region",
)
_NAME += tuple(name for name in model.Designation.model_fields if name not in _NAME)
_DEFAULTS = {"status": Status.ADMITTED, "type": TermType.FULL_FORM, "link": LinkPolicy.AUTOMATIC}
# Words that nobody reads as something else than words; in doubt, there are quotes.
_PLAIN = re.compile(r"[^\W\d_](?:[\w’'()/&%+*?!“”«»…–-]|[.,;](?= |\Z)| (?! |\Z))*")
_IN_LIST = re.compile(r"[^\W\d_](?:[\w’'()/&%+-]| (?! |\Z))*")
# Where a folded text has a line's end, its readers have a space.
_SENTENCE_END = re.compile(r"(?<=[^\s][.!?]) (?=\S)")
_RESERVED = frozenset("y n yes no on off true false null none ~ inf nan".split())
_KEYS = {"broader", "sources"}
_WORDS = {"forms", "linked_forms", "never_link", "stop_phrases"}
_WIDEST = 88  # characters of a list on one line


def record(data: dict[str, Data], languages: Iterable[str]) -> str:
    """The text of a record with this data; what a key says by default is not written."""
    codes = [code for code in languages if code in data]
    lines = [FIRST_LINE]
    for key in (*_RECORD, *codes):
        if key in data:
            lines += entry(key, data[key])
    return "\n".join([*lines, ""])


def entry(key: str, value: Data, indent: str = "") -> Iterator[str]:
    """The lines of a key with its value."""
    if isinstance(value, dict):
        yield from _mapping(key, value, indent)
    elif isinstance(value, list):
        yield from _list(key, value, indent)
    elif key in _BLOCKS or "\n" in value:
        yield from _text(key, value, indent)
    else:
        yield f"{indent}{scalar(key)}: {scalar(value)}"


def without_defaults(data: Data) -> Data:
    """Data without what is so anyway, and without lists that hold nothing."""
    if isinstance(data, list):
        return [without_defaults(item) for item in data]
    if not isinstance(data, dict):
        return data
    kept = {k: without_defaults(v) for k, v in data.items() if v != [] and v != _DEFAULTS.get(k)}
    return dict(kept)


def scalar(text: str, plain: re.Pattern[str] = _PLAIN) -> str:
    """A text on one line, in quotes where YAML could take it for something else."""
    if plain.fullmatch(text) and text.casefold() not in _RESERVED:
        return text
    return json.dumps(text, ensure_ascii=False)


def _in_list(text: str) -> str:
    return scalar(text, _IN_LIST)


def _mapping(key: str, value: dict[str, Data], indent: str) -> Iterator[str]:
    yield f"{indent}{scalar(key)}:"
    if key == STAMP:  # as `termbase accept` writes it
        names = _ordered(value, ("language",))
        yield from (f"{indent}  {name}: {flow(value[name])}" for name in names)
        return
    for name in _ordered(value, _SECTION):
        yield from entry(name, value[name], f"{indent}  ")


def _list(key: str, items: list[Data], indent: str) -> Iterator[str]:
    line = f"{indent}{key}: {flow(items, _in_list)}"
    short = key in _KEYS or (key in _WORDS and len(items) == 1)
    if short and len(line) <= _WIDEST:
        yield line
        return
    yield f"{indent}{key}:"
    for item in items:
        if isinstance(item, dict):
            inner = [line for name in _ordered(item, _NAME) for line in _in_item(name, item[name])]
            yield f"{indent}  - {inner[0]}"
            yield from (f"{indent}    {line}" if line else "" for line in inner[1:])
        else:
            yield f"{indent}  - {flow(item, _in_list)}"


def _in_item(key: str, value: Data) -> Iterator[str]:
    """A key of a synonym or recommendation: its texts are short, as a rule."""
    if isinstance(value, str) and len(value) <= _WIDEST and _PLAIN.fullmatch(value):
        yield f"{key}: {scalar(value)}"
    else:
        yield from entry(key, value)


def _text(key: str, value: str, indent: str) -> Iterator[str]:
    """A text as a block: folded if it is one line, literal if it has several."""
    lines = value.strip().split("\n")
    if not lines[0] or any("\t" in line[:1] or line != line.rstrip() for line in lines):
        yield f"{indent}{key}: {json.dumps(value.strip(), ensure_ascii=False)}"
        return
    if len(lines) == 1 and key != "explanation":
        yield f"{indent}{key}: >-"
        lines = _SENTENCE_END.split(lines[0])
    else:
        yield f"{indent}{key}: |"
    yield from (f"{indent}  {line}" if line else "" for line in lines)


def _ordered(value: dict[str, Data], order: tuple[str, ...]) -> list[str]:
    known = [key for key in order if key in value]
    return [*known, *(key for key in value if key not in known)]
