"""Markdown with concepts and citations in it → HTML with links and typography.

One Python-Markdown extension serves guides and records alike. It works on the element tree, after
the inline patterns and before tables of contents are made. Where a site generator resolves links,
those to concepts wait until it has done so: it need not look up what is known already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, fromstring

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.serializers import to_html_string
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, Processor

from termbase import running
from termbase.insert import insert
from termbase.language import Language
from termbase.link import CONCEPT, DEFINITION, Linked, Scope, link_prose, with_links
from termbase.markup import CITATION, CITED_KEY
from termbase.match import Finder
from termbase.model import Reference
from termbase.references import anchor, label
from termbase.running import SCHEME
from termbase.safe import SafeExtension
from termbase.strings import Strings
from termbase.tree import HEADINGS
from termbase.tree import Prose as RunningText
from termbase.typeset import typeset_prose

WORK = "data-work"
UNLINKED_CLASS = "no-terms"
_LIST = re.compile("(<dl>[^<]*(?:<(?!/dl>)[^<]*)*</dl>)")


class Section(NamedTuple):
    """A place on a page: the id and the title of a heading; both are empty above the first one."""

    id: str
    title: str


@dataclass
class Page:
    """A page that is being rendered: what it needs, and what was found on it.

    `address` is where it is, from the root of the site; `href` gives the way to a concept, or None
    if there is no such concept. `foreign` tells the other language that emphasized words are of, or
    nothing. `coda` gives elements to put at the end, as one XHTML element, once all is known;
    `insert` gives the HTML of a picture or a tool from its name and caption.
    """

    address: str
    language: Language
    strings: Strings
    references: Mapping[str, Reference]
    href: Callable[[str], str | None]
    finder: Finder | None = None
    own: frozenset[str] = frozenset()
    scope: Scope = Scope.PAGE
    foreign: Callable[[str], str] = lambda words: ""
    coda: Callable[[Page], str] | None = None
    insert: Callable[[str, str], str | None] | None = None
    linked: Linked = field(default_factory=Linked)
    explicit: dict[str, None] = field(default_factory=dict)
    cited: dict[str, list[Section]] = field(default_factory=dict)
    shown: dict[str, None] = field(default_factory=dict)

    @property
    def used(self) -> tuple[str, ...]:
        """The concepts that the page mentions, by their names or by an author's link."""
        return tuple({**dict.fromkeys(self.linked.used), **self.explicit})


class ProseExtension(Extension):
    """Concept links, citations, automatic links and typography for the page that is set."""

    def __init__(self) -> None:
        super().__init__()
        self.page: Page | None = None
        self.aside: list[str] = []  # lists of the page's foot, which nothing is to read again

    def extendMarkdown(self, md: Markdown) -> None:
        """Register with Python-Markdown."""
        # After code spans and escapes (190, 180), before references (170), which are alike.
        md.inlinePatterns.register(_Citations(CITATION.pattern, md, self), "citations", 175)
        # After attribute lists and abbreviations (8, 7), before tables of contents (5).
        md.treeprocessors.register(_Weaver(md, self), "terms", 6)
        # After tables of contents are made, and the site generator has resolved links (0).
        md.treeprocessors.register(_Late(md, self), "late terms", -1)
        # After all others, which would look through what is put in.
        md.postprocessors.register(_Last(md, self), "last terms", -1)


class Prose:
    """Makes HTML of the Markdown of records, one text after the other."""

    def __init__(self) -> None:
        self._extension = ProseExtension()
        self._markdown = Markdown(
            extensions=["sane_lists", "tables", self._extension, SafeExtension()]
        )

    def convert(self, words: str, page: Page) -> str:
        """A text in which terms are linked, as a part of a page."""
        text = running.paragraphs(words)
        if text is not None and all(page.href(span.concept) for span in text.links):
            return running.as_paragraphs(running.weave(text, page))
        return self.parse(words, page)

    def parse(self, words: str, page: Page) -> str:
        """The same, of a text that may hold anything."""
        self._extension.page = page
        return self._markdown.reset().convert(words)


def line(words: str, page: Page) -> str:
    """Plain words in which terms are linked, as a part of a line of HTML."""
    text = running.one_line(words)
    return parsed_line(words, page) if text is None else running.weave(text, page)


def parsed_line(words: str, page: Page) -> str:
    """The same, of words that may hold addresses or formulas."""
    root = Element("span")
    root.text = words
    weave(root, page)
    html = to_html_string(root).removeprefix("<span>").removesuffix("</span>")
    return with_links(html, page.href)


class _Citations(InlineProcessor):
    """`[@one; @two]` → (Author, year; Author, year), each a link to the list of works."""

    def __init__(self, pattern: str, md: Markdown, extension: ProseExtension) -> None:
        super().__init__(pattern, md)
        self.extension = extension

    def handleMatch(self, match, data):  # type: ignore[no-untyped-def,override]  # untyped upstream
        page = self.extension.page
        keys = CITED_KEY.findall(match.group())
        if page is None or not keys or any(key not in page.references for key in keys):
            return None, None, None
        span = Element("span", {"class": "cite"})
        span.text = "("
        for key in keys:
            link = SubElement(span, "a", {"href": f"#{anchor(key)}", WORK: key})
            link.text = label(page.references[key], page.strings)
            link.tail = "; "
        span[-1].tail = ")"
        return span, match.start(), match.end()


class _OfPage(Processor):
    """What goes through the page that the extension has."""

    def __init__(self, md: Markdown, extension: ProseExtension) -> None:
        super().__init__(md)
        self.extension = extension


class _Weaver(_OfPage, Treeprocessor):
    def run(self, root: Element) -> None:
        page, stash = self.extension.page, self.md.htmlStash
        if page is None:
            return
        if page.insert is not None:
            insert(root, page.insert, stash.store)
        weave(root, page, stash.rawHtmlBlocks, _later)
        coda = page.coda(page) if page.coda is not None else ""
        self.extension.aside = []
        if coda.strip():
            foot, self.extension.aside = _without_lists(coda)
            root.append(foot)


class _Late(_OfPage, Treeprocessor):
    """Gives authors' links to concepts their addresses."""

    def run(self, root: Element) -> None:
        page = self.extension.page
        if page is None:
            return
        for link in root.iter("a"):
            concept, mark, fragment = link.get("href", "").partition("#")
            if concept.startswith(SCHEME):
                way = page.href(concept.removeprefix(SCHEME)) or ""
                link.set("href", way + mark + fragment)


class _Last(_OfPage, Postprocessor):
    """Makes links of what is marked, and puts the lists of a page's foot in their places."""

    def run(self, text: str) -> str:
        page = self.extension.page
        text = text if page is None else with_links(text, page.href)
        for number, html in enumerate(self.extension.aside):
            text = text.replace(f"<p>{_place(number)}</p>", html, 1)
        return text


def _later(concept: str) -> str:
    """What stands for the way to a concept until all other links are resolved."""
    return f"{SCHEME}{concept}"


def weave(
    root: Element,
    page: Page,
    stash: Sequence[object] = (),
    way: Callable[[str], str | None] | None = None,
) -> None:
    """Resolve concept links, link terms and set the typography.

    `stash` is the raw HTML that Python-Markdown has put aside; `way` gives what links to concepts
    have for an address, if it is not yet the page's `href`.
    """
    way = way or page.href
    section = Section("", "")
    for element in root.iter():
        if element.tag in HEADINGS and element.get("id"):
            section = Section(element.get("id", ""), "".join(element.itertext()))
        elif (element.get("href") or "").lower().startswith(SCHEME):
            _resolve(element, page, way)
        elif element.get(WORK):
            page.cited.setdefault(element.get(WORK, ""), []).append(section)
    _name_languages(root, page)
    prose = RunningText(root, stash)
    typeset_prose(prose, page.language.profile.typography)
    if page.finder is not None and page.scope is not Scope.NONE:
        page.linked = link_prose(prose, page.finder, own=page.own, scope=page.scope)
        page.shown.update(dict.fromkeys(page.linked.marked))
    _describe(root, page)


def _place(number: int) -> str:
    """What stands for a list in a tree; Python-Markdown lets no text have such signs."""
    return f"{STX}list{number}{ETX}"


def _without_lists(coda: str) -> tuple[Element, list[str]]:
    """A coda as a tree with places for its definition lists, the most of it; and these as HTML."""
    texts = _LIST.split(coda)
    lists = texts[1::2]
    texts[1::2] = ["<dl/>"] * len(lists)
    root = fromstring("".join(texts))
    for number, element in enumerate([*root.iter("dl")]):
        element.tag, element.text = "p", _place(number)
    return root, lists


def _describe(root: Element, page: Page) -> None:
    """Tie each link of an author to its definition in the list at the foot of the page."""
    for link in root.iter("a"):
        concept = link.get(CONCEPT)
        if concept:
            link.set("aria-describedby", f"{DEFINITION}{concept}")
            page.shown[concept] = None


def _name_languages(root: Element, page: Page) -> None:
    """Say of what language emphasized words are, if it is another and their author has not."""
    for element in root.iter("em"):
        code = "" if element.get("lang") else page.foreign("".join(element.itertext()))
        if code:
            element.set("lang", code)


def _resolve(link: Element, page: Page, way: Callable[[str], str | None]) -> None:
    """Give an author's `glossary:` link its address.

    The words of an unknown concept stay as text; `glossary:-` keeps words from being linked.
    """
    address = link.attrib.pop("href")[len(SCHEME) :]
    link.attrib.pop("title", None)  # the card says more, and is not read out twice
    concept, mark, fragment = address.partition("#")
    if page.href(concept) is None:
        link.tag = "span"
        link.set("class", UNLINKED_CLASS)
        return
    link.set("href", (way(concept) or "") + mark + fragment)
    link.set("class", " ".join(filter(None, [link.get("class"), "term"])))
    link.set(CONCEPT, concept)
    if concept not in page.own:
        page.explicit[concept] = None
