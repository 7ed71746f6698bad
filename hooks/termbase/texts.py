"""The texts of a concept as its page shows them: HTML in which terms are linked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from termbase.model import Section
from termbase.prose import Page, Prose, line


@dataclass(frozen=True, slots=True)
class Texts:
    """What a section says, empty where it says nothing.

    `notes` are those of its synonyms; `shown` are the ids of the concepts that all of it links.
    """

    definition: Markup
    notes: tuple[Markup, ...]
    explanation: Markup
    example: Markup
    note: Markup
    trap: Markup
    shown: tuple[str, ...]


def read_texts(section: Section, page: Page, prose: Prose) -> Texts:
    """The texts of a section for its page, on which nothing else has been shown yet.

    What one text has linked, the next does not link again.
    """

    def woven(convert: Callable[[str, Page], str], words: str | None) -> Markup:
        if not words:
            return Markup()
        html = Markup(convert(words, page))
        page.own |= {*page.used}
        return html

    return Texts(
        definition=woven(line, section.definition),
        notes=tuple([woven(line, name.note) for name in section.synonyms]),
        explanation=woven(prose.convert, section.explanation),
        example=woven(prose.convert, section.example),
        note=woven(prose.convert, section.note),
        trap=woven(prose.convert, section.trap),
        shown=tuple(page.shown),
    )
