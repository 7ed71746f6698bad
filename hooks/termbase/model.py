"""The shape of the data: records, subject fields, references and languages.

Names follow ISO 30042 (TBX) and SKOS. The models are the one source of the shape: the loader
validates with them and `glossary/schema.json` is derived from them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

# The pattern repeats what stripping and the length say, for the schema: it strips nothing.
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"\S")]
Texts = Annotated[tuple[Text, ...], Field(strict=False)]
# The characters are those that no address holds as they are. Source: RFC 3986, and RDF 1.1 (IRIs).
ADDRESS = r"^https?://[^\s<>\"{}|\\^`]+$"
Address = Annotated[str, StringConstraints(strip_whitespace=True, pattern=ADDRESS)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]


class PartOfSpeech(StrEnum):
    """TBX `partOfSpeech`."""

    NOUN = "noun"
    PROPER_NOUN = "proper_noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    PHRASE = "phrase"


class Gender(StrEnum):
    """TBX `grammaticalGender`."""

    MASCULINE = "masculine"
    FEMININE = "feminine"
    NEUTER = "neuter"
    COMMON = "common"


class Number(StrEnum):
    """TBX `grammaticalNumber`, where it is not both singular and plural."""

    MASS = "mass"
    PLURAL = "plural"


class Status(StrEnum):
    """TBX `administrativeStatus`."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    OBSOLETE = "obsolete"


class TermType(StrEnum):
    """TBX `termType`."""

    FULL_FORM = "full_form"
    ABBREVIATION = "abbreviation"
    ACRONYM = "acronym"
    SHORT_FORM = "short_form"
    VARIANT = "variant"


class LinkPolicy(StrEnum):
    """When a mention of a concept becomes a link without an author's doing."""

    AUTOMATIC = "automatic"
    AFTER_DETERMINER = "after_determiner"
    EXPLICIT = "explicit"


class Shape(BaseModel):
    """Keys that are not known are faults, and what has been read stays as it is."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _Names(Shape):
    """A term with its grammar."""

    term: Text
    gender: Gender | None = None
    number: Number | None = None
    plural: Text | None = None
    region: Text | None = None
    forms: Texts = ()


class Designation(_Names):
    """Another name of a concept."""

    part_of_speech: PartOfSpeech | None = None
    status: Status = Status.ADMITTED
    type: TermType = TermType.FULL_FORM
    link: Literal["never"] | None = None
    note: Text | None = None


class Recommendation(Shape):
    """A term that a terminology authority recommends."""

    term: Text
    authority: Text
    region: Text | None = None
    date: Text | None = None


STAMP = "translated_from"


class Digests(Shape):
    """A digest of each text that is translated: of the section's, when it was stamped."""

    term: Digest | None = None
    definition: Digest | None = None
    explanation: Digest | None = None
    note: Digest | None = None


class TranslatedFrom(Digests):
    """The stamp of a translation: what it was translated from, and what it was itself then."""

    language: Text
    translation: Digests | None = None


class GuideTranslatedFrom(Shape):
    """The stamp of a translated guide: digests of its sections, by the ids of their headings."""

    language: Text
    sections: dict[str, Digest] = Field(default_factory=dict)
    translation: dict[str, Digest] = Field(default_factory=dict)


class Section(_Names):
    """One language of a concept (TBX `langSec`)."""

    part_of_speech: PartOfSpeech
    synonyms: Annotated[tuple[Designation, ...], Field(strict=False)] = ()
    official: Annotated[tuple[Recommendation, ...], Field(strict=False)] = ()
    definition: Text
    explanation: Text | None = None
    example: Text | None = None
    note: Text | None = None
    trap: Text | None = None
    link: LinkPolicy = LinkPolicy.AUTOMATIC
    linked_forms: Texts = ()
    never_link: Texts = ()
    stop_phrases: Texts = ()
    translated_from: TranslatedFrom | None = None


# What is said of a concept in a language, and what that was translated from: all but names.
TEXTS = ("definition", "explanation", "example", "note", "trap", "translated_from")


class Record(Shape):
    """What a concept has beside its languages."""

    category: Text
    broader: Texts = ()
    related: Texts = ()
    previous_ids: Texts = ()
    sources: Texts = ()


class Label(Shape):
    """A subject field in one language."""

    label: Text
    scope: Text


class Person(Shape):
    """An author: a person, or an organization in `literal`."""

    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None


class Reference(Shape):
    """A work that is cited. Field names: Citation Style Language (CSL)."""

    type: Literal[
        "article-journal", "article-magazine", "book", "chapter", "webpage", "legislation"
    ]
    author: Annotated[tuple[Person, ...], Field(strict=False)] = ()
    issued: Text
    title: Text
    container_title: Text | None = Field(None, alias="container-title")
    edition: Text | None = None
    publisher: Text | None = None
    volume: Text | None = None
    issue: Text | None = None
    page: Text | None = None
    doi: Text | None = Field(None, alias="DOI")
    url: Address | None = Field(None, alias="URL")
    isbn: Text | None = Field(None, alias="ISBN")
    language: Text
    note: Text | None = None
    checked: Literal["seen", "unconfirmed"]


class Edition(Shape):
    """What the data files say about themselves; a title, where “Glossary” alone says too little."""

    title: dict[str, Text] = Field(default_factory=dict)
    version: Text
    license: Address


class PluralRule(Shape):
    """How a single word forms its plural: the first ending that fits is replaced."""

    ending: Text
    becomes: str


class Typography(Shape):
    """The spaces and marks that a language puts around its words."""

    apostrophe: str = "’"
    no_break_before: str = ""
    narrow_no_break_before: str = ""
    no_break_after: str = ""
    quotes: str = ""
    inner_quotes: str = ""
    dash: str = ""


class Language(Shape):
    """What the software has to know of a language."""

    name: Text
    genders: Annotated[tuple[Gender, ...], Field(strict=False)] = ()
    regions: Texts = ()
    alphabet: str = "abcdefghijklmnopqrstuvwxyz"
    determiners: Texts = ()
    elisions: Texts = ()
    possessives: Texts = ()
    plural_of_last_word: bool = False
    plurals: Annotated[tuple[PluralRule, ...], Field(strict=False)] = ()
    abbreviations: Texts = ()
    dictionary: Text | None = None
    typography: Typography = Typography()
