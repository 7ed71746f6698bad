"""The JSON Schema of a record, derived from the model."""

from __future__ import annotations

from typing import Any

from termbase import model
from termbase.records import Records

DIALECT = "http://json-schema.org/draft-07/schema#"  # the newest that YAML editors know well
_REFERENCE = "#/definitions/{model}"
_DROPPED = ("default", "title")


def record_schema(records: Records) -> dict[str, Any]:
    """A JSON Schema that accepts what the loader accepts, with the project's languages.

    Every value of a record is text to the loader, `1999` and `true` too; an editor reads numbers
    and truth values there, and has to let them pass.
    """
    record, section = lean_schema(model.Record), lean_schema(model.Section)
    definitions = {**record.pop("$defs", {}), **section.pop("$defs", {}), "Section": section}
    definitions["Text"] = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
    definitions["TranslatedFrom"]["properties"]["language"] = {"enum": list(records.languages)}
    properties = record["properties"]
    if records.categories:
        properties["category"] = {"enum": list(records.categories)}
    for code in records.languages:
        properties[code] = _reference("Section")
    return {
        "$schema": DIALECT,
        **record,
        "description": "A concept, in all its languages.",
        "required": [*record.get("required", []), *records.languages],
        "definitions": dict(sorted(definitions.items())),
    }


def lean_schema(shape: type[model.Shape]) -> dict[str, Any]:
    """The schema of a model, whose definitions, under `$defs`, are to go under `definitions`."""
    schema: dict[str, Any] = _lean(shape.model_json_schema(ref_template=_REFERENCE))
    return schema


def _lean(schema: Any) -> Any:
    """Without what is Python's own: titles, defaults, and the null of what is optional."""
    if isinstance(schema, list):
        return [_lean(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    # A key of a record may be called like what is dropped; its schema is a mapping.
    kept = (pair for pair in schema.items() if pair[0] not in _DROPPED or isinstance(pair[1], dict))
    lean = {key: _lean(value) for key, value in kept}
    choices = [choice for choice in lean.pop("anyOf", []) if choice != {"type": "null"}]
    lean |= choices[0] if len(choices) == 1 else {"anyOf": choices} if choices else {}
    return _reference("Text") if lean.get("minLength") else lean


def _reference(name: str) -> dict[str, str]:
    return {"$ref": _REFERENCE.format(model=name)}
