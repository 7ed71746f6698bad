"""Works that are cited: their labels in the text and their anchors in the list."""

from __future__ import annotations

from termbase.model import Person, Reference
from termbase.strings import Strings


def anchor(key: str) -> str:
    """The id of a work in a list of works."""
    return f"ref-{key}"


def label(reference: Reference, strings: Strings) -> str:
    """How a work is named in a text: its authors and its year."""
    names = [surname(person) for person in reference.author]
    if len(names) > 2:
        who = strings("cite.et_al", first=names[0])
    elif len(names) == 2:
        who = strings("cite.two", first=names[0], second=names[1])
    else:
        who = names[0] if names else reference.title
    return strings("cite.label", who=who, year=reference.issued)


def surname(person: Person) -> str:
    """The name by which a work's author is cited."""
    return person.family or person.literal or ""


def full_name(person: Person) -> str:
    """The name of an author in a list of works: family name first."""
    if person.literal:
        return person.literal
    return ", ".join(filter(None, [person.family, person.given]))
