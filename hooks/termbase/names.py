"""All names of a concept in one language, alike, as data formats list them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from termbase import model

_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_REGION = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True)
class Name:
    """A name of a concept (TBX `termSec`) with what is known of it."""

    term: str
    status: model.Status
    part_of_speech: model.PartOfSpeech | None = None
    gender: model.Gender | None = None
    number: model.Number | None = None
    type: model.TermType | None = None
    region: str | None = None
    plural: str | None = None
    forms: tuple[str, ...] = ()
    note: str | None = None
    recommendations: tuple[model.Recommendation, ...] = ()


def names(section: model.Section) -> Iterator[Name]:
    """The preferred term, the others as they stand, then recommended terms that are neither."""
    recommended: dict[str, list[model.Recommendation]] = {}
    for one in section.official:
        recommended.setdefault(one.term, []).append(one)
    yield _name(section, model.Status.PREFERRED, recommended)
    for other in section.synonyms:
        yield _name(other, other.status, recommended)
    for term, those in recommended.items():
        yield Name(term, model.Status.ADMITTED, recommendations=tuple(those))


def recommendation_text(one: model.Recommendation) -> str:
    """Who recommends a term, where and since when, in one line, parted by commas."""
    return ", ".join(filter(None, (one.authority, one.region, one.date)))


def read_recommendation(text: str) -> dict[str, str]:
    """What such a line says, as the data of a record but for the term."""
    found: dict[str, str] = {}
    for key, pattern in (("date", _DATE), ("region", _REGION)):
        head, comma, last = text.rpartition(", ")
        if comma and pattern.fullmatch(last):
            found[key], text = last, head
    return {"authority": text, **found}


def _name(
    of: model.Section | model.Designation,
    status: model.Status,
    recommended: dict[str, list[model.Recommendation]],
) -> Name:
    """The name with its recommendations, which count once."""
    extra = (of.type, of.note) if isinstance(of, model.Designation) else (None, None)
    return Name(
        of.term,
        status,
        of.part_of_speech,
        of.gender,
        of.number,
        extra[0],
        of.region,
        of.plural,
        of.forms,
        extra[1],
        tuple(recommended.pop(of.term, ())),
    )
