"""Running text: records' words with no more markup than emphasis and links to concepts.

Nearly all texts of records are such. What Markdown and the element tree would make of them is
written at once, without either; whatever holds more is left to them. The result is the same, byte
for byte, and a tenth of the work.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from termbase.link import Linked, Scope, opening_tag
from termbase.tree import PARAGRAPH
from termbase.typeset import typeset

if TYPE_CHECKING:
    from termbase.prose import Page

SCHEME = "glossary:"
# No sign that begins markup, an address, a formula or what a parser has put aside.
_MARKUP = r"\\`*_\[\]<>&#|~$@{}\x00-\x09\x0b-\x1f\x7f"
_CHARACTER = rf"[^{_MARKUP}\n]"
_PIECE = re.compile(
    rf"(?P<text>[^{_MARKUP}]+)"
    rf"|(?<!!)\[(?P<label>{_CHARACTER}+)\]\({SCHEME}(?P<concept>[a-z0-9]+(?:-[a-z0-9]+)*)\)"
    rf"|(?<!\*)\*(?=\S)(?P<emphasis>{_CHARACTER}+)(?<=\S)\*(?!\*)"
)
# A line that begins a list, code or the like, or ends in spaces; too many empty lines.
_BLOCK = re.compile(r"\n(?:[^\S\n]|[-+=]|\d+[.)]|\n\n)|[^\S\n]\n")
_APART = re.compile(r"[$@&\x00-\x09\x0b-\x1f]")


class Span(NamedTuple):
    """A piece of a running text: characters [start, end), emphasized or a link to a concept."""

    start: int
    end: int
    emphasis: bool = False
    concept: str = ""


class Running(NamedTuple):
    """A running text, with a border between paragraphs and at both ends, and its pieces."""

    text: str
    spans: tuple[Span, ...]

    @property
    def links(self) -> list[Span]:
        """The pieces that are links."""
        return [span for span in self.spans if span.concept]


def one_line(words: str) -> Running | None:
    """Words that are text whatever they are, or None if some stand apart from prose."""
    if not words or _APART.search(words) or _has_address(words):
        return None
    return Running(words + PARAGRAPH, (Span(0, len(words)),))


def paragraphs(markdown: str) -> Running | None:
    """A text of Markdown, or None if it holds more than running text."""
    source = markdown.strip("\n")
    if not source or _BLOCK.search(f"\n{source}\n") or _has_address(source):
        return None
    parts, spans, length, end = [PARAGRAPH], [], len(PARAGRAPH), 0
    for piece in _PIECE.finditer(source):
        if piece.start() != end:
            return None
        text = piece["text"] or piece["label"] or piece["emphasis"]
        emphasis, concept = piece["emphasis"] is not None, piece["concept"] or ""
        spans.append(Span(length, length + len(text), emphasis, concept))
        parts.append(text)
        length, end = length + len(text), piece.end()
    return Running("".join([*parts, PARAGRAPH]), tuple(spans)) if end == len(source) else None


def _has_address(text: str) -> bool:
    return "://" in text or "www." in text


def weave(running: Running, page: Page) -> str:
    """The HTML of a running text, in which terms are linked and typography is set.

    What is found is noted in the page, as `prose.weave` notes it.
    """
    for link in running.links:
        if link.concept not in page.own:
            page.explicit[link.concept] = None
    links = sorted([*running.links, *_mentions(running, page)])
    page.shown.update((link.concept, None) for link in links)
    done = typeset(running.text, page.language.profile.typography)
    return "".join(_written(span, running, done, links, page) for span in running.spans)


def as_paragraphs(html: str) -> str:
    """What has been woven of paragraphs, each as an element."""
    return "<p>" + html.replace(PARAGRAPH, "</p>\n<p>") + "</p>"


def _mentions(running: Running, page: Page) -> Iterator[Span]:
    """The first mention of each concept that the page is not about."""
    if page.finder is None or page.scope is Scope.NONE:
        return
    page.linked = Linked()
    starts = [span.start for span in running.spans]
    seen = {span.concept for span in running.spans}
    for occurrence in page.finder.find(running.text):
        span = running.spans[bisect_right(starts, occurrence.start) - 1]
        if occurrence.end > span.end or occurrence.concept in page.own:
            continue
        page.linked.used.setdefault(occurrence.concept, occurrence)
        if occurrence.concept not in seen and not span.concept:
            seen.add(occurrence.concept)
            yield Span(occurrence.start, occurrence.end, concept=occurrence.concept)


def _written(span: Span, running: Running, done: str, links: Sequence[Span], page: Page) -> str:
    """A piece of a text as HTML; `done` is the text with its typography."""
    parts, at = [], span.start
    for link in links:
        if span.start <= link.start < span.end:
            words = escape(done[link.start : link.end], quote=False)
            tag = opening_tag(link.concept, page.href(link.concept) or "")
            parts += [escape(done[at : link.start], quote=False), f"{tag}{words}</a>"]
            at = link.end
    html = "".join([*parts, escape(done[at : span.end], quote=False)])
    if not span.emphasis:
        return html
    language = page.foreign(running.text[span.start : span.end])
    return f'<em lang="{language}">{html}</em>' if language else f"<em>{html}</em>"
