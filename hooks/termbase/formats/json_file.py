"""JSON: everything that the records hold, for programs. `schema.json` says what is where.

One concept a line: two versions can be compared, and a reader need not hold the whole file.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from termbase.edition import Edition
from termbase.formats.exchange import entries, head


def write(edition: Edition, to: BinaryIO) -> None:
    """Write the glossary as one JSON object, concept by concept."""
    schema = f"{edition.data}schema.json"
    for key, value in {"$schema": schema, **head(edition)}.items():
        to.write(f"{'{' if key == '$schema' else ''}{_json(key)}: {_json(value)},\n".encode())
    to.write(b'"concepts": [')
    for position, entry in enumerate(entries(edition)):
        to.write((",\n" if position else "\n").encode() + _json(entry).encode())
    to.write(b"\n]}\n")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
