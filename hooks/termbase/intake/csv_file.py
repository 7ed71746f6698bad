"""CSV, as `termbase export csv` writes it and as people keep it: one name a row.

`id`, `language` and `term` are enough; the other columns may be missing, and stand in any order.
Commas, semicolons and tabs part the cells. A row without a status is the preferred term if it is
the first of its concept and language, or else an admitted name.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import BinaryIO

from termbase.formats.csv_file import (
    COLUMNS,
    LISTS,
    OF_CONCEPT,
    PREFERRED,
    RENAMED,
    ROWS,
    SYNONYM,
    is_safe,
)
from termbase.intake.incoming import LONGEST, Incoming, Report, Setting
from termbase.intake.text import lines
from termbase.model import STAMP
from termbase.problem import START, Place, did_you_mean
from termbase.source import Data

_NEEDED = ("id", "language", "term")
_DERIVED = ("uri", "version", "license")
_NAMES = {short: long for long, short in RENAMED.items()}
_DIRECT = ("id", "language", "row", "status", *_DERIVED)


@dataclass
class _Row:
    """A row as it was read: its lines, and the cells that hold something, by column."""

    raw: str
    line: int
    delimiter: str
    cells: dict[str, str] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)

    @cached_property
    def starts(self) -> list[int]:
        """Where each cell begins in the text of the row."""
        return [0, *_ends(self.raw, self.delimiter)]

    def place(self, column: str = "") -> Place:
        """Where a cell begins."""
        start = self.starts[min(self.order.get(column, 0), len(self.starts) - 1)]
        before = self.raw[:start]
        return Place(self.line + before.count("\n"), start - (before.rfind("\n") + 1) + 1)


def read(file: BinaryIO, setting: Setting, report: Report) -> Iterator[Incoming]:
    """The concepts of a file; rows of one concept stand together."""
    concept: Incoming | None = None
    done: dict[str, int] = {}
    for row in _rows(file, report):
        name = row.cells.get("id", "")
        if concept is None or concept.id != name:
            if concept is not None:
                yield concept
            if name in done:
                hint = "rows of one concept stand together"
                message = f"“{name}” was there already, in line {done[name]}"
                report.error(row.place("id"), "duplicate-id", message, hint)
            done.setdefault(name, row.line)
            concept = Incoming(report.path, id=name)
            concept.found[()] = row.place()
        _take(concept, row, setting, report)
    if concept is not None:
        yield concept


def _rows(file: BinaryIO, report: Report) -> Iterator[_Row]:
    """The rows below the header, each with the text that it was read from."""
    kept: list[str] = []

    def keeping() -> Iterator[str]:
        for line in lines(file, report):
            kept.append(line)
            yield line

    source = keeping()
    first = next(source, "")
    delimiter = max(",;\t", key=first.count)
    header = _header(first, delimiter, report)
    kept.clear()
    csv.field_size_limit(LONGEST)
    rows = csv.reader(source, delimiter=delimiter, strict=True)
    line = 2
    while True:
        try:
            cells = next(rows, None)
        except csv.Error as fault:
            raise report.stop(Place(line, 1), "csv-syntax", *_explained(fault)) from None
        if cells is None:
            return
        row = _Row("".join(kept), line, delimiter, order={n: i for i, n in enumerate(header)})
        line += len(kept)
        kept.clear()
        if any(cells) and _fits(row, header, cells, report):
            yield row


def _header(line: str, delimiter: str, report: Report) -> list[str]:
    try:
        names = [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        hint = "a line ends with a line feed; save the file anew, as “CSV UTF-8”"
        raise report.stop(START, "csv-syntax", "the first line is not CSV", hint) from None
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        hint = f"the first line names the columns, of which {', '.join(_NEEDED)} are needed"
        message = f"no column “{missing[0]}”" if line.strip() else "the file is empty"
        raise report.stop(START, "missing-column", message, hint)
    twice = next((name for name in names if name and names.count(name) > 1), "")
    if twice:
        raise report.stop(START, "duplicate-key", f"there are two columns “{twice}”")
    for name in names:
        if name not in COLUMNS:
            hint = did_you_mean(name, COLUMNS)
            report.notice(START, "unknown-column", f"no record has “{name}”: left out", hint)
    return names


def _fits(row: _Row, header: list[str], cells: list[str], report: Report) -> bool:
    if len(cells) != len(header):
        message = f"this row has {len(cells)} cells, and the header {len(header)}"
        hint = "a text with the separator or a line's end in it stands in quotes"
        report.error(row.place(), "ragged-row", message, hint)
        return False
    for name, cell in zip(header, cells, strict=True):
        if not cell or name not in COLUMNS:
            continue
        if not is_safe(cell) and not cell.startswith("'"):
            hint = "if it is text, put an apostrophe in front"
            message = f"“{cell[:40]}” is a formula to a spreadsheet"
            report.error(row.place(name), "formula", message, hint)
        row.cells[name] = cell.removeprefix("'").replace("\r\n", "\n")
    for name in _stray(row, header):
        hint = "put the whole cell in quotes, and double those inside"
        report.error(row.place(name), "stray-quote", "a quote inside a cell without quotes", hint)
    return True


def _stray(row: _Row, header: list[str]) -> Iterable[str]:
    if '"' not in row.raw:
        return []
    stops = [*(start - 1 for start in row.starts[1:]), len(row.raw)]
    cells = [row.raw[start:stop] for start, stop in zip(row.starts, stops, strict=True)]
    wrong = [i for i, cell in enumerate(cells) if '"' in cell and not cell.startswith('"')]
    return [header[i] for i in wrong if i < len(header)]


def _take(concept: Incoming, row: _Row, setting: Setting, report: Report) -> None:
    cells = row.cells
    for name in _NEEDED:
        if name not in cells:
            report.error(row.place(name), "empty-value", f"“{name}” is empty", "write it")
            return
    code, region = setting.language(cells["language"].strip())
    if not code:
        message = f"“{cells['language']}” is no language of this site: left out"
        report.notice(row.place("language"), "unknown-language", message)
        return
    kind = cells.get("row", "") or _kind(concept, code, cells)
    if kind not in ROWS:
        hint = did_you_mean(kind, ROWS) or f"known: {', '.join(ROWS)}"
        report.error(row.place("row"), "unknown-row", f"no kind of row “{kind}”", hint)
        return
    own: dict[str, Data] = {"region": region} if region else {}
    for name, text in cells.items():
        if name in OF_CONCEPT or name == "category":
            _share(concept, name, text, row, setting, report)
        elif name not in _DIRECT:
            own[_NAMES.get(name, name) if kind == SYNONYM else name] = _value(name, text)
    if kind == PREFERRED:
        _prefer(concept, code, own, row, report)
    else:
        _add(concept, code, kind, own, row)


def _add(concept: Incoming, code: str, kind: str, own: dict[str, Data], row: _Row) -> None:
    """Another name, or a recommendation."""
    if kind == SYNONYM and row.cells.get("status"):
        own["status"] = row.cells["status"]
    key = "synonyms" if kind == SYNONYM else "official"
    concept.add((code, key), own, row.place("term"))
    held = concept.get(code, key)
    number = len(held) - 1 if isinstance(held, list) else 0
    for name in own:
        concept.found[(code, key, number, name)] = row.place(RENAMED.get(name, name))


def _kind(concept: Incoming, code: str, cells: dict[str, str]) -> str:
    """What a row is that does not say it; another term is preferred in a region of its own only."""
    held, status = concept.get(code, "term"), cells.get("status", "")
    region = cells.get("region")
    if held is None and status in ("", PREFERRED):
        return PREFERRED
    is_regional = region and region != concept.get(code, "region")
    return PREFERRED if status == PREFERRED and not is_regional else SYNONYM


def _prefer(concept: Incoming, code: str, own: dict[str, Data], row: _Row, report: Report) -> None:
    held = concept.get(code, "term")
    if held is not None:
        message = f"“{own['term']}” is a second preferred term; the first is “{held}”"
        hint = "one term is preferred; give the other the status “admitted”"
        report.error(row.place("term"), "two-preferred-terms", message, hint)
        return
    for name, value in own.items():
        concept.put((code, name), value, row.place(name))


def _share(
    concept: Incoming, name: str, text: str, row: _Row, setting: Setting, report: Report
) -> None:
    """What belongs to the concept: the same in each row that has it."""
    if name == "category":
        if concept.get("category") is None:
            setting.choose_category(text, concept, row.place(name), report)
        return
    value, held = _value(name, text), concept.get(name)
    if held is not None and held != value:
        message = f"“{name}” is not what it is in the row of line {concept.place((name,)).line}"
        report.error(row.place(name), "conflict", message, "it belongs to the concept")
    concept.put((name,), value, row.place(name))


def _value(name: str, text: str) -> Data:
    if name in LISTS:
        return list(split(text))
    if name == "term":
        return " ".join(text.split())
    if name == STAMP:
        try:
            found: Data = json.loads(text)
        except (ValueError, RecursionError):
            return text
        return found
    return text


def split(items: str) -> list[str]:
    r"""The items of a cell: parted by `|`; `\|` and `\\` are the characters themselves."""
    found, escaped = [""], False
    for letter in items:
        if letter == "|" and not escaped:
            found.append("")
        elif letter == "\\" and not escaped:
            escaped = True
            continue
        else:
            found[-1] += letter
        escaped = False
    return found


def _ends(raw: str, delimiter: str) -> Iterator[int]:
    """Where each cell but the first begins: behind a separator outside of quotes."""
    quoted = False
    for position, letter in enumerate(raw):
        if letter == '"':
            quoted = not quoted
        elif letter == delimiter and not quoted:
            yield position + 1


def _explained(fault: csv.Error) -> tuple[str, str]:
    said = str(fault)
    if "field larger" in said:
        return "a cell has more than 256 KiB", "shorten it"
    if "unexpected end" in said:
        return "the quote that this row opens is never closed", "close it"
    hint = "a text with quotes in it stands in quotes, and those inside are doubled"
    return f"not readable as CSV: {said}", hint
