"""What concepts are called, for the site's search: one compact file a language.

A full-text index answers with pages that hold a word. It does not know what is a plural or another
name, what the other languages say, or what a wrong letter stands for; the names of the concepts do.
`overrides/assets/search.js` reads the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256

from termbase.glossary import Glossary
from termbase.language import Language
from termbase.match import inflections
from termbase.model import Designation, Section, Status
from termbase.records import Concept
from termbase.remember import remembered
from termbase.typeset import shortened, typeset

FOLDER = "search"
EXCERPT_LENGTH = 110  # half of the file is excerpts
_AVOIDED = (Status.DEPRECATED, Status.OBSOLETE)


def lookup_file(glossary: Glossary, code: str) -> tuple[str, str]:
    """The path, from the root of the site, and the JSON of a language's names.

    The same glossary gives the same bytes; other names give another path, so that a browser may
    keep the file as long as it likes.
    """
    text = json.dumps(lookup(glossary, code), ensure_ascii=False, separators=(",", ":"))
    return f"{FOLDER}/{code}-{sha256(text.encode()).hexdigest()[:8]}.json", text


def lookup(glossary: Glossary, code: str) -> dict[str, object]:
    """The names of all concepts, in the order of the language.

    `concepts` is a list of objects. `id`, `term` and `excerpt`, the beginning of the definition,
    are texts; the others are lists of names, left out where they are empty: `names` of the language
    that one may use, `avoid` those that one should not, `forms` inflected or linked; `other` has
    the names in each other language. `determiners` and `elisions` are what does not count before a
    name, `possessives` what does not count after it.
    """
    profile = glossary.languages[code].profile
    concepts = glossary.ordered(list(glossary.concepts.values()), code)
    return {
        "concepts": [_entry(glossary, concept, code) for concept in concepts],
        "determiners": [word for word in profile.determiners if word[-1].isalnum()],
        "elisions": list(profile.elisions),
        "possessives": list(profile.possessives),
    }


def _entry(glossary: Glossary, concept: Concept, code: str) -> dict[str, object]:
    section, marks = concept.sections[code], glossary.languages[code].profile.typography
    named = glossary.named  # which stays the same while only texts change
    synonyms = [name.term for name in section.synonyms if name.status not in _AVOIDED]
    official = [name.term for name in section.official]
    avoid = [name.term for name in section.synonyms if name.status in _AVOIDED]
    names = _unlike([section.term], [*synonyms, *official])
    forms = _unlike([section.term, *names, *avoid], _forms(named, code)[concept.id])
    other = {
        other: _unlike([], [*_terms(concept.sections[other]), *_forms(named, other)[concept.id]])
        for other in glossary.languages
        if other != code
    }
    entry = {
        "id": concept.id,
        "term": section.term,
        "excerpt": typeset(shortened(section.definition, EXCERPT_LENGTH), marks),
        "names": names,
        "avoid": avoid,
        "forms": forms,
        "other": other,
    }
    return {key: value for key, value in entry.items() if value}


def _terms(section: Section) -> Iterator[str]:
    yield section.term
    yield from (name.term for name in section.synonyms)
    yield from (name.term for name in section.official)


@remembered
def _forms(glossary: Glossary, code: str) -> dict[str, tuple[str, ...]]:
    """The inflected and linked forms of all concepts in a language, which each other asks for."""
    language = glossary.languages[code]
    return {
        name: tuple(_forms_of(concept.sections[code], language))
        for name, concept in glossary.concepts.items()
    }


def _forms_of(section: Section, language: Language) -> Iterator[str]:
    designations: list[Section | Designation] = [section, *section.synonyms]
    for name in designations:
        yield from inflections(name, language)
    yield from section.linked_forms


def _unlike(known: Iterable[str], names: Iterable[str]) -> list[str]:
    """The names that are not known yet, each once."""
    old = {*known}
    return [name for name in dict.fromkeys(names) if name not in old]
