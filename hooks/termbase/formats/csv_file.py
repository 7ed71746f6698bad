"""CSV for spreadsheets and scripts, one name a row: RFC 4180, UTF-8, CRLF, a header.

What belongs to the concept or to its language stands in the row of the preferred term. A list is in
one cell, its items between `|`. A spreadsheet takes what begins with `=`, `+`, `-` or `@` for a
formula: such a cell, and one that begins with an apostrophe, gets an apostrophe in front, so that
taking one from every cell that has one gives the text back.

Sources: RFC 4180; OWASP, “CSV Injection”.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from termbase.edition import Edition
from termbase.formats.exchange import Plain, entries

_OF_NAME = ["term", "status", "part_of_speech", "gender", "number", "plural", "region", "type"]
_OF_NAME += ["forms", "term_note", "name_link", "authority", "date"]
OF_CONCEPT = ["broader", "related", "previous_ids", "sources"]
_OF_SECTION = ["definition", "explanation", "example", "note", "trap", "link", "linked_forms"]
_OF_SECTION += ["never_link", "stop_phrases", "translated_from"]
COLUMNS = ["id", "uri", "category", "language", "row", *_OF_NAME, *OF_CONCEPT, *_OF_SECTION]
COLUMNS += ["version", "license"]
PREFERRED, SYNONYM, RECOMMENDATION = ROWS = ("preferred", "synonym", "recommendation")
FORMULAS = tuple("=+-@\t\r＝＋－＠")
LISTS = {"forms", "linked_forms", "never_link", "stop_phrases", *OF_CONCEPT}
# What a synonym calls like something of the whole section.
RENAMED = {"note": "term_note", "link": "name_link"}


def write(edition: Edition, to: BinaryIO) -> None:
    """Write the glossary, name by name."""
    about = {"version": edition.version, "license": edition.license}
    to.write(_line(COLUMNS))
    for entry in entries(edition):
        for row in _rows(entry):
            cells = {key: cell(value) for key, value in {**row, **about}.items()}
            to.write(_line([cells.get(column, "") for column in COLUMNS]))


def cell(value: Any) -> str:
    """A value as a cell that no spreadsheet computes."""
    if isinstance(value, list):
        text = "|".join(item.replace("\\", "\\\\").replace("|", "\\|") for item in value)
    elif isinstance(value, dict):
        text = json.dumps(value, ensure_ascii=False)
    else:
        text = str(value)
    return text if is_safe(text) and not text.startswith("'") else f"'{text}"


def is_safe(text: str) -> bool:
    """Whether a spreadsheet takes a cell for text."""
    return not text.startswith(FORMULAS)


def _rows(entry: Plain) -> Iterator[Plain]:
    shared = {key: entry[key] for key in ("id", "uri", "category")}
    concept = {key: entry[key] for key in OF_CONCEPT if key in entry}
    for code, section in entry["languages"].items():
        here, alone = {**shared, "language": code}, dict(section)
        synonyms, official = alone.pop("synonyms", []), alone.pop("official", [])
        yield {**here, "row": PREFERRED, "status": "preferred", **concept, **alone}
        for synonym in synonyms:
            named = {RENAMED.get(key, key): value for key, value in synonym.items()}
            yield {**here, "row": SYNONYM, **named}
        for recommendation in official:
            yield {**here, "row": RECOMMENDATION, **recommendation}


def _line(cells: list[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode()
