"""Plain data → models, with every misfit as a problem at its place.

The models validate (pydantic); this module turns their complaints into the project's findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from termbase.model import ADDRESS, STAMP
from termbase.problem import Problem, did_you_mean, error
from termbase.source import Document, Loc

Model = TypeVar("Model", bound=BaseModel)


def fit(model: type[Model], document: Document, data: Any, loc: Loc = ()) -> Model | list[Problem]:
    """`data`, found at `loc` of the document, as a `model`; or why it is not one."""
    try:
        return model.model_validate(data)
    except ValidationError as fault:
        complaints = fault.errors(include_url=False)
        return [_finding(model, document, loc, complaint) for complaint in complaints]


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


def unknown_key(document: Document, loc: Loc, known: Iterable[str]) -> Problem:
    """The finding for a key that the shape at its place does not have."""
    name = str(loc[-1])
    place, hint = document.place(loc, key=True), did_you_mean(name, known)
    return error(document.path, place, "unknown-key", f"no key “{name}” here", hint)


def wrong_type(document: Document, loc: Loc, wanted: str) -> Iterator[Problem]:
    """The finding for a value of the wrong kind, unless the text could not be read."""
    if document.data or not document.problems:
        place = document.place(loc)
        yield error(document.path, place, "wrong-type", f"this must be {wanted}")


def _finding(model: type[BaseModel], document: Document, base: Loc, complaint: Any) -> Problem:
    """A complaint as a finding; all that can be wrong with a stamp is one rule's."""
    problem = _problem(model, document, base, complaint)
    if STAMP not in (*base, *complaint["loc"]):
        return problem
    return replace(problem, rule="invalid-digest", hint="`termbase accept` writes it anew")


def _problem(model: type[BaseModel], document: Document, base: Loc, complaint: Any) -> Problem:
    loc: Loc = (*base, *complaint["loc"])
    kind, given, name = complaint["type"], complaint["input"], str(loc[-1]) if loc else ""
    path, place, called = document.path, document.place(loc), _called(loc)
    if kind == "extra_forbidden":
        return unknown_key(document, loc, _fields(model, complaint["loc"]))
    if kind == "missing":
        place, hint = document.place(loc[:-1], key=True), f"add “{name}: …” here"
        return error(path, place, "missing-key", f"“{name}” is missing", hint)
    if given == "" or kind == "string_too_short":
        hint = "write it, or leave the key out"
        return error(path, place, "empty-value", f"{called} is empty", hint)
    if kind in ("enum", "literal_error") and isinstance(given, str):
        return _unknown_word(document, loc, given, complaint["ctx"]["expected"])
    if kind == "string_pattern_mismatch" and complaint["ctx"]["pattern"] == ADDRESS:
        message = f"{called} must be an address that begins with https:// or http://"
        return error(path, place, "wrong-type", message, "copy it from the browser’s address bar")
    wanted, hint = _WANTED.get(kind, ("one word", "write it as plain text"))
    return error(path, place, "wrong-type", f"{called} must be {wanted}", hint)


_WANTED = {
    "string_type": ("text", "write it as plain text"),
    "tuple_type": ("a list", "write it as [one, two], or a line for each that begins with “- ”"),
    "string_pattern_mismatch": ("eight of the characters 0–9 and a–f", ""),
    "model_type": ("a mapping of keys to values", "put “key: value” lines below it, indented"),
    "bool_parsing": ("true or false", ""),
    "bool_type": ("true or false", ""),
}


def _unknown_word(document: Document, loc: Loc, word: str, expected: str) -> Problem:
    # An item of `genders` is a gender.
    key = _named(loc).removesuffix("s") if isinstance(loc[-1], int) else _named(loc)
    known = expected.replace(" or ", ", ").replace("'", "").split(", ")
    hint = did_you_mean(word, known) or f"known: {', '.join(known)}"
    message = f"no {key.replace('_', ' ')} “{word}”"
    rule = "unknown-" + key.replace("_", "-")
    return error(document.path, document.place(loc), rule, message, hint)


def _named(loc: Loc) -> str:
    """The last key of a path; list positions have no name."""
    return next((part for part in reversed(loc) if isinstance(part, str)), "")


def _called(loc: Loc) -> str:
    """What a message calls the value at a path."""
    if not loc:
        return "the file"
    position = f"item {loc[-1] + 1} of " if isinstance(loc[-1], int) else ""
    return f"{position}“{_named(loc)}”"


def _fields(model: type[BaseModel], loc: Loc) -> set[str]:
    """The keys that the (nested) model knows at the parent of `loc`."""
    for part in loc[:-1]:
        if isinstance(part, int):
            continue
        annotation = model.model_fields[part].annotation
        nested = [
            a for a in _arguments(annotation) if isinstance(a, type) and issubclass(a, BaseModel)
        ]
        if not nested:
            return set()
        model = nested[0]
    return {field.alias or name for name, field in model.model_fields.items()}


def _arguments(annotation: Any) -> Iterator[Any]:
    yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _arguments(argument)
