"""Our JSON, as `termbase export json` writes it: one concept a line. Nothing of it is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from termbase.intake.incoming import Incoming, Report, Setting
from termbase.intake.text import lines
from termbase.problem import START, Place
from termbase.source import MAX_DEPTH, Data, parse

_BEGINNING = '"concepts": ['
_DERIVED = ("uri", "pages")
_HINT = "a file of “termbase export json” has a concept a line"


class _TwiceError(ValueError):
    """A key is given twice in one object."""


def read(file: BinaryIO, setting: Setting, report: Report) -> Iterator[Incoming]:
    """The concepts of a file. Raises `UnreadableError` where it cannot be read further."""
    inside = ended = False
    number = 0
    for number, line in enumerate(lines(file, report), 1):
        text = line.strip().removesuffix(",")
        if not inside:
            inside = text.endswith(_BEGINNING)
        elif text.startswith("]"):
            ended = True
        elif text:
            yield from _concept(text, Place(number, 1 + line.index(text[0])), setting, report)
    if not inside:
        raise report.stop(START, "not-a-glossary", "there is no list of “concepts”", _HINT)
    if not ended:
        hint = "its end is missing; copy it again"
        raise report.stop(Place(number, 1), "cut-off", "the file is cut off", hint)


def _concept(text: str, at: Place, setting: Setting, report: Report) -> Iterator[Incoming]:
    try:
        found = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as fault:
        place = Place(at.line, at.column + fault.pos)
        raise report.stop(place, "json-syntax", f"not readable as JSON: {fault.msg}") from None
    except _TwiceError as fault:
        raise report.stop(at, "duplicate-key", f"not readable as JSON: {fault}") from None
    except (ValueError, RecursionError) as fault:
        raise report.stop(at, "json-syntax", f"not readable as JSON: {fault}") from None
    if _is_deep(found):
        report.error(
            at, "too-deep", f"nested more than {MAX_DEPTH} levels deep", "no record needs it"
        )
        return
    if not isinstance(found, dict) or not isinstance(found.get("languages"), dict):
        hint = "a concept is an object with “id” and “languages”"
        report.error(at, "wrong-type", "this is no concept", hint)
        return
    name = found.pop("id", None)
    if not isinstance(name, str):
        report.error(at, "wrong-type", "“id” must be text", "write it as plain text")
        return
    concept = Incoming(report.path, text=text, id=name)
    languages = found.pop("languages")
    for key in _DERIVED:
        found.pop(key, None)
    concept.data = {
        **found,
        **{code: languages[code] for code in setting.languages if code in languages},
    }
    concept.found = _Places(text, at)
    for code in languages:
        if code not in setting.languages:
            place = concept.place(("languages", code))
            report.notice(place, "unknown-language", f"“{code}” is no language of this site")
    yield concept


def _is_deep(value: object, levels: int = MAX_DEPTH) -> bool:
    if not isinstance(value, (dict, list)):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(_is_deep(item, levels - 1) for item in inner)


def _once(pairs: list[tuple[str, Data]]) -> dict[str, Data]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _TwiceError(f"“{twice}” is given twice")
    return found


class _Places(dict[tuple[str | int, ...], Place]):
    """Where values stand in a line of JSON, which is YAML as well: found when first asked for."""

    def __init__(self, text: str, at: Place) -> None:
        super().__init__()
        self._text, self._at = text, at

    def __contains__(self, loc: object) -> bool:
        self._read()
        return super().__contains__(loc)

    def get(self, loc, default=None):  # type: ignore[no-untyped-def]  # as dict's
        self._read()
        return super().get(loc, default)

    def _read(self) -> None:
        if len(self):
            return
        self[()] = self._at
        document = parse("", self._text)
        for loc in document.values:
            line, column = document.place(loc)
            inner = loc[1:] if loc[:1] == ("languages",) and len(loc) > 1 else loc
            self[inner] = Place(self._at.line + line - 1, self._at.column + column - 1)
