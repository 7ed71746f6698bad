"""Records as plain data, whole: what the JSON file holds, and what reading one back gives.

Nothing of a record is lost on this way, and what has a default is said: nobody should have to know
that a name without a status is an admitted one. What can be derived for readers, the lasting name
of a concept and its pages, is added.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import Field

from termbase import model
from termbase.edition import Edition
from termbase.records import Concept

Plain = dict[str, Any]


class Entry(model.Record):
    """A concept: what it has beside its languages, and each language."""

    id: model.Text
    uri: model.Text = Field(description="The lasting name of the concept.")
    pages: dict[str, model.Text] = Field(description="Its page in each language.")
    languages: dict[str, model.Section]


class Head(model.Shape):
    """What a file says of itself and of what its concepts refer to."""

    title: dict[str, model.Text]
    version: model.Text = Field(description="The version of the data, by https://semver.org.")
    license: model.Text
    url: str
    languages: model.Texts
    categories: dict[str, dict[str, model.Label]]
    references: dict[str, model.Reference]


class File(Head):
    """The glossary as a whole. Texts are Markdown; `[…](glossary:ID)` leads to a concept."""

    concepts: tuple[Entry, ...]


def head(edition: Edition) -> Plain:
    """The beginning of a file, as JSON has it."""
    glossary = edition.glossary
    return _plain(
        Head(
            title=dict(edition.titles),
            version=edition.version,
            license=edition.license,
            url=edition.url,
            languages=tuple(glossary.languages),
            categories={name: dict(labels) for name, labels in glossary.categories.items()},
            references=dict(sorted(glossary.references.items())),
        )
    )


def entries(edition: Edition) -> Iterator[Plain]:
    """The concepts in the order of their ids, as JSON has them."""
    for name in sorted(edition.glossary.concepts):
        yield _entry(edition, edition.glossary.concepts[name])


def _entry(edition: Edition, concept: Concept) -> Plain:
    codes = concept.sections
    return {
        "id": concept.id,
        "uri": edition.concept(concept.id),
        "pages": {code: edition.page(code, concept.id) for code in codes},
        **_plain(concept.record),
        "languages": {code: _plain(section) for code, section in codes.items()},
    }


def _plain(shape: model.Shape) -> Plain:
    plain: Plain = _filled(shape.model_dump(mode="json", by_alias=True, exclude_none=True))
    return plain


def _filled(value: Any) -> Any:
    """Without the lists that hold nothing."""
    if isinstance(value, list):
        return [_filled(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: _filled(item) for key, item in value.items() if item != []}
