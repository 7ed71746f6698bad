"""Titles of pages as text: MkDocs gives some as plain words and others as HTML.

A title that is set in the configuration or in front matter is plain; one read from a heading
has its signs escaped already. Themes print both as they are.
"""

from __future__ import annotations

from html import unescape

from markupsafe import Markup, escape
from mkdocs.structure import StructureItem


def plain_title(item: StructureItem) -> str:
    """The words of a title, as they are read."""
    return unescape(str(item.title))


def as_text(title: str) -> Markup:
    """A title as HTML that shows its words, whatever they are; for templates, as a filter."""
    return title if isinstance(title, Markup) else escape(unescape(title))
