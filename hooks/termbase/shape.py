"""Plain data → models, with every misfit as a problem at its place.

The models validate (pydantic); this module turns their complaints into the project's findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from termbase.problem import Problem, did_you_mean, error
from termbase.source import Document, Loc

Model = TypeVar("Model", bound=BaseModel)


def fit(model: type[Model], document: Document, data: Any, loc: Loc = ()) -> Model | list[Problem]:
    """`data`, found at `loc` of the document, as a `model`; or why it is not one."""
    try:
        return model.model_validate(data)
    except ValidationError as fault:
        complaints = fault.errors(include_url=False)
        return [_problem(model, document, loc, complaint) for complaint in complaints]


def collect(
    model: type[Model], document: Document, data: Any, problems: list[Problem], loc: Loc = ()
) -> Model | None:
    """Like `fit`, with the problems put into a list."""
    fitted = fit(model, document, data, loc)
    if isinstance(fitted, list):
        problems.extend(fitted)
        return None
    return fitted


def entries(
    model: type[Model], document: Document, problems: list[Problem]
) -> Iterator[tuple[str, Model]]:
    """The entries of a document that maps names to `model`s."""
    if not isinstance(document.data, Mapping):
        problems.extend(wrong_type(document, (), "a mapping of names to entries"))
        return
    for name, data in document.data.items():
        fitted = collect(model, document, data, problems, (name,))
        if fitted is not None:
            yield name, fitted


def wrong_type(document: Document, loc: Loc, wanted: str) -> Iterator[Problem]:
    """The finding for a value of the wrong kind, unless reading it has failed already."""
    if not document.problems:
        place = document.place(loc)
        yield error(document.path, place, "wrong-type", f"this must be {wanted}")


def _problem(model: type[BaseModel], document: Document, base: Loc, complaint: Any) -> Problem:
    loc: Loc = (*base, *complaint["loc"])
    name = str(loc[-1]) if loc else ""
    match complaint["type"]:
        case "extra_forbidden":
            place = document.place(loc, key=True)
            hint = did_you_mean(name, _fields(model, complaint["loc"]))
            return error(document.path, place, "unknown-key", f"no key “{name}” here", hint)
        case "missing":
            place = document.place(loc[:-1], key=True)
            return error(document.path, place, "missing-key", f"“{name}” is missing")
        case "string_too_short":
            place = document.place(loc)
            hint = "write it, or leave the key out"
            return error(document.path, place, "empty-value", f"“{_named(loc)}” is empty", hint)
        case "enum" | "literal_error":
            return _unknown_word(document, loc, complaint)
    place = document.place(loc)
    message = f"“{_named(loc)}” must be {_WANTED.get(complaint['type'], 'of another kind')}"
    return error(document.path, place, "wrong-type", message)


_WANTED = {
    "string_type": "text",
    "tuple_type": "a list",
    "model_type": "a mapping of keys to values",
    "bool_parsing": "true or false",
}


def _unknown_word(document: Document, loc: Loc, complaint: Any) -> Problem:
    word, key = str(complaint["input"]), _named(loc)
    known = complaint["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
    hint = did_you_mean(word, known) or f"known: {', '.join(known)}"
    rule = "unknown-" + key.replace("_", "-")
    if not isinstance(complaint["input"], str):
        message = f"“{key}” must be one word"
        return error(document.path, document.place(loc), "wrong-type", message)
    message = f"no {key.replace('_', ' ')} “{word}”"
    return error(document.path, document.place(loc), rule, message, hint)


def _named(loc: Loc) -> str:
    """The last key of a path; list positions have no name."""
    return next((str(part) for part in reversed(loc) if isinstance(part, str)), "the file")


def _fields(model: type[BaseModel], loc: Loc) -> set[str]:
    """The keys that the (nested) model knows at the parent of `loc`."""
    for part in loc[:-1]:
        if isinstance(part, int):
            continue
        annotation = model.model_fields[part].annotation
        nested = [a for a in _arguments(annotation) if isinstance(a, type) and issubclass(a, BaseModel)]
        if not nested:
            return set()
        model = nested[0]
    return {field.alias or name for name, field in model.model_fields.items()}


def _arguments(annotation: Any) -> Iterator[Any]:
    yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _arguments(argument)
