"""The JSON Schema of the JSON file, derived from the models."""

from __future__ import annotations

import json
from typing import BinaryIO

from termbase.edition import Edition
from termbase.formats.exchange import File
from termbase.schema import lean_schema


def write(edition: Edition, to: BinaryIO) -> None:
    """Write the schema of this glossary: its languages and its subject fields are known to it."""
    schema = lean_schema(File)
    definitions = {**schema.pop("$defs"), "Text": {"type": "string", "pattern": r"\S"}}
    codes = list(edition.glossary.languages)
    definitions["Entry"]["properties"]["category"] = {"enum": list(edition.glossary.categories)}
    definitions["Entry"]["properties"]["languages"] |= {
        "propertyNames": {"enum": codes},
        "required": codes,
    }
    schema["properties"] |= {"$schema": {"type": "string", "format": "uri"}}
    whole = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": f"{edition.data}schema.json",
        "title": next(iter(edition.titles.values())),
        **schema,
        "definitions": dict(sorted(definitions.items())),
    }
    to.write(json.dumps(whole, ensure_ascii=False, indent=2).encode() + b"\n")
