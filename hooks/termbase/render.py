"""Records → the HTML of the glossary's pages.

Templates hold the markup, string tables the wording; this module decides what a page shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from jinja2 import Environment
from markupsafe import Markup

from termbase.address import Addresses, relative
from termbase.glossary import Glossary
from termbase.insert import INSERTS, TEMPLATES
from termbase.linked_data import Node, defined_term, term_set
from termbase.match import Finder, linking_finder
from termbase.prose import Page, Prose
from termbase.records import Concept
from termbase.remember import remembered
from termbase.strings import Strings
from termbase.templates import templates
from termbase.texts import Texts, read_texts
from termbase.typeset import shortened
from termbase.view import View, cited_works

if TYPE_CHECKING:
    from termbase.project import Project
    from termbase.status import Status

DESCRIPTION_LENGTH = 155


class Rendered(NamedTuple):
    """A page: its title and description as text, its body as HTML, what it is about as JSON-LD."""

    title: str
    description: str
    html: str
    subjects: tuple[Node, ...] = ()


class Guide(NamedTuple):
    """A guide that uses a concept: its title and its address from the root of the site."""

    title: str
    address: str


class Place(NamedTuple):
    """A section of a guide that cites a work; the section is empty above the first heading."""

    guide: Guide
    section: str
    id: str


class Entry(NamedTuple):
    """A line of the index: a name of a concept; `preferred` is where to look if it is another's."""

    name: str
    concept: Concept
    preferred: str | None = None
    status: str = ""


@dataclass
class Renderer:
    """Renders the pages of a glossary in the languages of a site; `site` is its address.

    `foreign` tells which other language words are of in a text of a language, or nothing.
    """

    glossary: Glossary
    strings: Mapping[str, Strings]
    addresses: Addresses
    root: Path
    site: str = ""
    foreign: Callable[[str, str], str] = lambda words, code: ""

    @classmethod
    def of(cls, project: Project, site: str = "") -> Renderer:
        """What renders the glossary of a project."""
        return cls(project.glossary, project.strings, project.addresses, project.root, site)

    def concept(self, concept: Concept, code: str, guides: Iterable[Guide] = ()) -> Rendered:
        """The page of a concept in a language, with the guides that use it."""
        view = View(self, code, self.addresses.concept(code, concept.id), concept)
        section = concept.sections[code]
        texts = self.texts(concept, code)
        html = view.render("concept.html", section=section, texts=texts, guides=tuple(guides))
        words = self.strings[code](
            "concept.description", term=section.term, definition=section.definition
        )
        subjects = (defined_term(concept, code, self.addresses, self.site), self._term_set(code))
        return Rendered(view.text(section.term), view.text(_shortened(words)), html, subjects)

    def take_over(self, other: Renderer, reworded: Collection[str]) -> None:
        """Keep what another renderer has made, if it is the same here.

        The other one's glossary differs from this one in the texts of some concepts only.
        """
        self.foreign, self.environment, self.typeset = (
            other.foreign,
            other.environment,
            other.typeset,
        )
        self._tables.update(other._tables)
        for code, known in other._texts.items():
            alike = {name: texts for name, texts in known.items() if name not in reworded}
            self._texts[code].update(alike)

    @remembered
    def index(self, code: str) -> Rendered:
        """The index of the glossary in a language."""
        view = View(self, code, self.addresses.index(code))
        strings, number = self.strings[code], len(self.glossary.concepts)
        html = view.render("index.html", letters=self.letters(code), number=number)
        words = strings("glossary.description", number=number)
        title, words = view.text(strings("glossary.title")), view.text(_shortened(words))
        return Rendered(title, words, html, (self._term_set(code),))

    def table(self, code: str) -> Rendered:
        """All terms in all languages, in one table, which shows no texts."""
        if code not in self._tables:
            self._tables[code] = self._table(code)
        return self._tables[code]

    def _table(self, code: str) -> Rendered:
        view = View(self, code, self.addresses.table(code))
        strings = self.strings[code]
        others = [other for other in self.glossary.languages if other != code]
        concepts = self.glossary.ordered(list(self.glossary.concepts.values()), code)
        html = view.render(
            "table.html", concepts=concepts, languages=[code, *others], ranks=self._ranks
        )
        words = _shortened(strings("glossary.table.description"))
        return Rendered(view.text(strings("glossary.table")), view.text(words), html)

    def sources(self, code: str, places: Mapping[str, list[Place]]) -> Rendered:
        """All works that guides (at the given places, by key) or concepts cite."""
        view = View(self, code, self.addresses.sources(code))
        strings = self.strings[code]
        entries = self._citing_concepts(code)
        cited = [k for k in self.glossary.references if places.get(k) or entries.get(k)]
        html = view.render("sources.html", keys=cited, places=places, entries=entries)
        words = _shortened(strings("sources.description"))
        return Rendered(view.text(strings("sources.title")), view.text(words), html)

    def status(self, code: str, status: Status, edit: Callable[[str], str | None]) -> Rendered:
        """How far each language is; `edit` gives the address at which a file can be edited."""
        view = View(self, code, self.addresses.status(code))
        strings = self.strings[code]
        html = view.render("status.html", status=status, edit=edit)
        words = _shortened(strings("status.description"))
        return Rendered(view.text(strings("status.title")), view.text(words), html)

    def moved(self, concept: Concept, code: str, previous: str, site: str) -> str:
        """What stands at a previous address of a concept, as a whole document.

        `site` is the address of the site, or empty.
        """
        here, there = (self.addresses.concept(code, name) for name in (previous, concept.id))
        view = View(self, code, here)
        way, section = relative(here, there), concept.sections[code]
        canonical = urljoin(site, there) if site else way
        return view.render("moved.html", section=section, way=way, canonical=canonical)

    def untranslated(self, code: str, language: str, here: str, html: str) -> str:
        """The body of a page that has no translation: a notice, then the text as it is."""
        view = View(self, code, here)
        original = relative(here, self.addresses.in_language(here, code, language))
        text = Markup(html)
        return view.render("untranslated.html", language=language, original=original, html=text)

    @remembered
    def _term_set(self, code: str) -> Node:
        number = len(self.glossary.concepts)
        return term_set(code, self.addresses, self.strings[code], number, self.site)

    @remembered
    def _citing_concepts(self, code: str) -> dict[str, list[Concept]]:
        found: dict[str, list[Concept]] = defaultdict(list)
        for concept in self.glossary.ordered(list(self.glossary.concepts.values()), code):
            for key in cited_works(concept, code):
                found[key].append(concept)
        return found

    def coda(self, page: Page) -> str:
        """What stands at the foot of a guide: works and terms. One XHTML element, or nothing."""
        if not page.cited and not page.shown:
            return ""
        return self._view(page).render("coda.html", cited=[*page.cited], shown=[*page.shown])

    def insert(self, page: Page, name: str, caption: str) -> str | None:
        """A picture or a tool for a page, or None if there is no template of that name."""
        if not (self.root / TEMPLATES / INSERTS / f"{name}.html").is_file():
            return None
        return self._view(page).render(f"{INSERTS}/{name}.html", caption=caption)

    def _view(self, page: Page) -> View:
        return View(self, page.language.code, page.address, href=page.href)

    def page(self, code: str, here: str) -> Page:
        """What the prose of a page at an address needs, with final addresses for its links."""
        return Page(
            here,
            self.glossary.languages[code],
            self.strings[code],
            self.glossary.references,
            self.href(code, here),
            self.finder(code),
            foreign=lambda words: self.foreign(words, code),
        )

    def href(self, code: str, here: str) -> Callable[[str], str | None]:
        """What gives the way from an address to a concept in a language, if there is such a one."""
        way = self.addresses.ways(here, code)
        return lambda name: way(name) if name in self.glossary.concepts else None

    def finder(self, code: str) -> Finder:
        """What finds the terms of a language."""
        return linking_finder(self.glossary.named, code)

    def letters(self, code: str) -> dict[str, list[Entry]]:
        """The names of all concepts by initial letter, in the language's order."""
        language = self.glossary.languages[code]
        entries = [entry for c in self.glossary.concepts.values() for entry in _entries(c, code)]
        found: dict[str, list[Entry]] = {letter: [] for letter in ("#", *language.letters)}
        for entry in sorted(entries, key=lambda e: (language.sort_key(e.name), e.concept.id)):
            found.setdefault(language.initial(entry.name), []).append(entry)
        return {letter: entries for letter, entries in found.items() if entries or letter != "#"}

    def users(self, concept: Concept, code: str) -> list[Concept]:
        """The other concepts whose texts link this one, in the language's order."""
        users = [self.glossary.concepts[name] for name in self._users(code).get(concept.id, ())]
        return self.glossary.ordered(users, code)

    @remembered
    def _users(self, code: str) -> Mapping[str, list[str]]:
        """The concepts whose texts link a concept, by its id."""
        found: dict[str, list[str]] = defaultdict(list)
        for user, concept in self.glossary.concepts.items():
            for name in self.texts(concept, code).shown:
                if name != user:
                    found[name].append(user)
        return found

    def texts(self, concept: Concept, code: str) -> Texts:
        """The texts of a concept in a language, as its page shows them."""
        known = self._texts[code]
        if concept.id not in known:
            page = self.page(code, self.addresses.concept(code, concept.id))
            page.own = frozenset({concept.id})
            known[concept.id] = read_texts(concept.sections[code], page, self.markdown)
        return known[concept.id]

    @cached_property
    def _ranks(self) -> dict[str, dict[str, int]]:
        concepts = list(self.glossary.concepts.values())
        return {
            code: {c.id: rank for rank, c in enumerate(self.glossary.ordered(concepts, code))}
            for code in self.glossary.languages
        }

    @cached_property
    def markdown(self) -> Prose:
        """What makes HTML of the texts of records."""
        return Prose()

    @cached_property
    def typeset(self) -> dict[str, dict[str, str]]:
        """Plain words that many pages show, such as terms, with the typography of a language."""
        return defaultdict(dict)

    @remembered
    def grammars(self, code: str) -> dict[tuple[object, ...], Markup]:
        """The grammar of names, by its facts, as pages in a language show it."""
        return {}

    @remembered
    def pieces(self, macro: str, code: str) -> dict[str, str]:
        """What a macro has shown of concepts, by their ids, on pages of a language."""
        return {}

    @cached_property
    def _tables(self) -> dict[str, Rendered]:
        return {}

    @cached_property
    def _texts(self) -> dict[str, dict[str, Texts]]:
        """The texts of concepts by language and id, of those that have been asked for."""
        return defaultdict(dict)

    @cached_property
    def environment(self) -> Environment:
        """The templates, each compiled once."""
        return templates(self.root)


def _entries(concept: Concept, code: str) -> Iterable[Entry]:
    section = concept.sections[code]
    yield Entry(section.term, concept)
    for synonym in section.synonyms:
        yield Entry(synonym.term, concept, section.term, synonym.status)


def _shortened(words: str) -> str:
    """As many of the words as a search engine shows."""
    return shortened(words, DESCRIPTION_LENGTH)
