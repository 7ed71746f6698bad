"""Titles of pages as text, with the typography of a language.

MkDocs gives some as plain words and others as HTML: a title that is set in the configuration or in
front matter is plain; one read from a heading has its signs escaped already. Themes print both as
they are.
"""

from __future__ import annotations

from html import unescape

from markupsafe import Markup, escape
from mkdocs.structure import StructureItem

from termbase.model import Typography
from termbase.typeset import typeset


def plain_title(item: StructureItem, marks: Typography) -> str:
    """The words of a title, as they are read."""
    return typeset(unescape(str(item.title)), marks)


def as_text(title: str, marks: Typography) -> Markup:
    """A title as HTML that shows its words, whatever they are; for templates, as a filter.

    What is HTML already has its typography, too.
    """
    return title if isinstance(title, Markup) else escape(typeset(unescape(title), marks))
