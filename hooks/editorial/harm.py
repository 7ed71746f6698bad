"""The rules about what could run, or load something, where words are read.

Each rule is a function named after its id; the first line of its docstring is the rule's
description for contributors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from editorial.guide import Guide
from editorial.passage import Passage
from editorial.rule import Finding, Rule
from termbase.scheme import is_safe

_OWN = ("glossary:", "insert:")  # what authors write, and the build makes pages and pictures of
_TAG = re.compile(r"</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>", re.I)


def unsafe_link(guide: Guide) -> Iterator[Finding]:
    """A link or image leads to a page or file: `https:`, `http:`, `mailto:`, or a path."""
    pictures = ((picture.source, picture.start) for picture in guide.markdown.pictures)
    for target, start in (*guide.markdown.links, *pictures):
        if not target.startswith(_OWN) and not is_safe(target):
            scheme = target.partition(":")[0]
            message = f"an address with “{scheme}:”, which opens no page"
            yield Finding(start, message, "link a page, or a file of the site")


def html_in_entry(passage: Passage) -> Iterator[Finding]:
    """A text of a record has no HTML: it would be shown as it is written."""
    is_entry = (
        passage.loc is not None and len(passage.loc) > 1
    )  # a guide's front matter has one key
    if is_entry and "<" in passage.markdown.text:
        for found in _TAG.finditer(passage.markdown.plain):
            message = f"“{found.group()}” is shown as it stands"
            yield Finding(found.start(), message, "write Markdown, or put code between backticks")


GUIDE_RULES: tuple[Rule[Guide], ...] = (Rule(unsafe_link),)
TEXT_RULES: tuple[Rule[Passage], ...] = (Rule(html_in_entry),)
