"""The JSON Schema of a record, derived from the model."""

from __future__ import annotations

from typing import Any

from termbase import model
from termbase.records import Records

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def record_schema(records: Records) -> dict[str, Any]:
    """A JSON Schema that accepts what the loader accepts, with the project's languages.

    Everything in a record is text: `yes` or `2018` are words there, so that a schema validator has
    to be given the file as text, as the loader does.
    """
    record = model.Record.model_json_schema(by_alias=True)
    section = model.Section.model_json_schema(by_alias=True)
    definitions = {**record.pop("$defs", {}), **section.pop("$defs", {}), "Section": section}
    properties = record["properties"]
    if records.categories:
        properties["category"] = {"enum": list(records.categories)}
    for code in records.languages:
        properties[code] = {"$ref": "#/$defs/Section"}
    return {
        "$schema": DIALECT,
        **record,
        "title": "Concept",
        "required": [*record.get("required", []), *records.languages],
        "$defs": definitions,
    }
