"""Terms in a page become links to their concepts.

In the tree of a page, a link is two marks around its words, which nothing that goes through the
tree later need look at; `with_links` makes links of them in the HTML.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

from markdown.util import ETX, STX

from termbase.match import Finder, Occurrence
from termbase.tree import HEADINGS, UNLINKED, Piece, Prose, is_verbatim

NO_LINK_CLASSES = frozenset(
    {"no-terms", "arithmatex", "MathJax_Preview", "headerlink", "admonition-title"}
)
CONCEPT = "data-concept"
DEFINITION = "def-"
# Python-Markdown lets no text have the signs that these marks begin and end with.
_BEGIN, _END = f"{STX}link:{{}}{ETX}", f"{STX}/link{ETX}"
_BEGINNING = re.compile(_BEGIN.format("([a-z0-9-]+)"))


class Scope(StrEnum):
    """Within what a concept is linked once, if at all."""

    PAGE = "page"
    SECTION = "section"
    NONE = "none"


@dataclass
class Linked:
    """What linking a tree has found: concepts in the order of their first mention.

    Those that are `marked` are links now; others are mentioned where no link may be.
    """

    used: dict[str, Occurrence] = field(default_factory=dict)
    marked: list[str] = field(default_factory=list)


def link_prose(
    prose: Prose,
    finder: Finder,
    *,
    own: Collection[str] = (),
    scope: Scope = Scope.PAGE,
) -> Linked:
    """Mark the first mention of each concept in the prose of a tree, whose pieces change.

    `own` are the concepts that the page is about, which are not linked. A concept that the tree
    links already counts as mentioned.
    """
    linked = Linked()
    borders = _borders(prose) if scope is Scope.SECTION else []
    seen = {(concept, bisect_right(borders, at)) for concept, at in _links(prose)}
    chosen: list[tuple[Piece, Occurrence]] = []
    for occurrence in finder.find(prose.text):
        piece = prose.piece_at(occurrence.start, occurrence.end)
        if piece is None or occurrence.concept in own or is_verbatim(piece):
            continue
        if prose.is_apart(occurrence.start, occurrence.end):
            continue
        linked.used.setdefault(occurrence.concept, occurrence)
        key = (occurrence.concept, bisect_right(borders, occurrence.start))
        if key not in seen and not _is_closed(piece):
            seen.add(key)
            chosen.append((piece, occurrence))
            linked.marked.append(occurrence.concept)
    _mark(chosen)
    return linked


def with_links(html: str, href: Callable[[str], str | None]) -> str:
    """HTML in which all that is marked is a link; `href` gives the addresses of concepts."""
    if STX not in html:
        return html
    html = _BEGINNING.sub(lambda mark: opening_tag(mark[1], href(mark[1]) or ""), html)
    return html.replace(_END, "</a>")


def opening_tag(concept: str, href: str) -> str:
    """What stands before the words of a link, which its definition at the foot describes."""
    described = f'aria-describedby="{DEFINITION}{concept}"'
    return f'<a {described} class="term" {CONCEPT}="{concept}" href="{href}">'


def _links(prose: Prose) -> list[tuple[str, int]]:
    """The concepts that a tree links already, with the place of each link."""
    return [
        (element.get(CONCEPT, ""), piece.start)
        for piece in prose.pieces
        for element in piece.within
        if element.tag == "a" and element.get(CONCEPT)
    ]


def _is_closed(piece: Piece) -> bool:
    for element in piece.within:
        if element.tag in UNLINKED or NO_LINK_CLASSES & {*(element.get("class") or "").split()}:
            return True
    return False


def _borders(prose: Prose) -> list[int]:
    starts = (p.start for p in prose.pieces if any(e.tag in HEADINGS for e in p.within))
    return sorted(set(starts))


def _mark(chosen: list[tuple[Piece, Occurrence]]) -> None:
    """Put marks into the texts of pieces."""
    for piece, group in groupby(chosen, key=lambda pair: pair[0]):
        text, parts, at = piece.text, [], 0
        for _, occurrence in group:
            start, end = occurrence.start - piece.start, occurrence.end - piece.start
            parts += [text[at:start], _BEGIN.format(occurrence.concept), text[start:end], _END]
            at = end
        setattr(piece.node, piece.attribute, "".join([*parts, text[at:]]))
