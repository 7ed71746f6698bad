"""A data package: what the CSV file holds, column by column, for programs that check and load it.

Sources: Data Package Standard 2.0, “Data Package”, “Data Resource” and “Table Schema”.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any, BinaryIO

from termbase import model
from termbase.edition import Edition
from termbase.formats import FORMATS
from termbase.formats.csv_file import COLUMNS, FORMULAS, ROWS

_PROFILES = "https://datapackage.org/profiles/2.0/"
_ALWAYS = ("id", "uri", "category", "language", "row", "term", "version", "license")
_CHOICES: dict[str, type[StrEnum]] = {
    "status": model.Status,
    "part_of_speech": model.PartOfSpeech,
    "gender": model.Gender,
    "number": model.Number,
    "type": model.TermType,
    "link": model.LinkPolicy,
}
# Cells of other types than text. A list in a cell is text: the standard knows no escaped delimiter.
_TYPES = {
    "uri": {"type": "string", "format": "uri"},
    "license": {"type": "string", "format": "uri"},
    "translated_from": {"type": "object"},
}
# A pattern of the standard has to fit the whole cell.
_SAFE = "[^" + "".join(f"\\{mark}" if mark == "-" else mark for mark in FORMULAS) + r"][\s\S]*"


def write(edition: Edition, to: BinaryIO) -> None:
    """Write the package; it lies beside the CSV file."""
    package = {
        "$schema": f"{_PROFILES}datapackage.json",
        "name": "glossary",
        "title": edition.titles[edition.addresses.default],
        "version": edition.version,
        "homepage": edition.url,
        "licenses": [{"path": edition.license}],
        "resources": [_resource(edition)],
    }
    to.write(json.dumps(package, ensure_ascii=False, indent=2).encode() + b"\n")


def _resource(edition: Edition) -> dict[str, Any]:
    glossary = edition.glossary
    choices = {column: list(map(str, of)) for column, of in _CHOICES.items()}
    choices |= {"category": [*glossary.categories], "language": [*glossary.languages]}
    choices |= {"row": [*ROWS], "name_link": ["never"]}
    return {
        "name": "names",
        "type": "table",
        "path": FORMATS["csv"].file,
        "format": "csv",
        "mediatype": FORMATS["csv"].media_type,
        "encoding": "utf-8",
        "schema": {
            "$schema": f"{_PROFILES}tableschema.json",
            "fields": [_field(column, choices.get(column)) for column in COLUMNS],
        },
    }


def _field(column: str, choices: list[str] | None) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column, **_TYPES.get(column, {"type": "string"})}
    constraints: dict[str, Any] = {"required": True} if column in _ALWAYS else {}
    if choices:
        constraints["enum"] = choices
    elif field == {"name": column, "type": "string"}:
        constraints["pattern"] = _SAFE
    return {**field, "constraints": constraints} if constraints else field
