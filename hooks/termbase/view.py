"""What the templates of the glossary see of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from termbase.address import relative
from termbase.markup import cited_keys
from termbase.model import Designation, PartOfSpeech, Reference, Section
from termbase.records import Concept
from termbase.references import anchor, full_name
from termbase.scheme import is_safe
from termbase.typeset import typeset

if TYPE_CHECKING:
    from termbase.render import Renderer


_WAY = "\ue002"  # what no text has in it


class View:
    """What the templates see of a page: one language at one address, and its concept if any.

    `href` gives the ways to concepts, if they are not those in the page's own language.
    """

    def __init__(
        self,
        renderer: Renderer,
        code: str,
        here: str,
        concept: Concept | None = None,
        href: Callable[[str], str | None] | None = None,
    ) -> None:
        self.code = code
        self.concept = concept
        self.glossary = renderer.glossary
        self.language = renderer.glossary.languages[code]
        self.strings = renderer.strings[code]
        self._renderer = renderer
        self._here = here
        self._href = {code: href or renderer.addresses.ways(here, code)}

    def render(self, template: str, **values: object) -> str:
        """A template of the glossary with this view."""
        return self._renderer.environment.get_template(template).render(
            view=self, t=self.strings, glossary=self.glossary, **values
        )

    def each(self, macro: str, concepts: Sequence[Concept]) -> Markup:
        """What a macro shows of each concept: on all pages the same, but for the way to it."""
        pieces = self._renderer.pieces(macro, self.code)
        if new := [concept for concept in concepts if concept.id not in pieces]:
            show, anywhere = getattr(self._macros, macro), self._anywhere
            pieces.update({concept.id: show(anywhere, concept) for concept in new})
        shown = "".join([pieces[concept.id] for concept in concepts])
        return Markup(shown.replace(_WAY, self._way))

    def grammar(
        self, name: Section | Designation, speech: PartOfSpeech | None, code: str
    ) -> Markup:
        """The grammar of a name in a language, of which many names have the same."""
        plural = name.plural if name.plural != name.term else None
        facts = code, speech, name.gender, name.number, plural, name.region
        known = self._renderer.grammars(self.code)
        if facts not in known:
            known[facts] = self._macros.grammar(self.strings, *facts)
        return known[facts]

    @property
    def _macros(self) -> Any:
        return self._renderer.environment.globals["m"]

    @property
    def _anywhere(self) -> View:
        """What macros see of a page of which only the language is known."""
        return View(self._renderer, self.code, "", href=lambda name: f"{_WAY}{name}/")

    @cached_property
    def _way(self) -> str:
        """What stands before the id of a concept in a link from this page to another's."""
        own = self.concept.id if self.concept else ""
        name = next((name for name in self.glossary.concepts if name != own), "")
        return self.concept_url(name).removesuffix(f"{name}/")

    def url(self, address: str) -> str:
        """The way from this page to an address of the site."""
        return relative(self._here, address)

    def concept_url(self, name: str, code: str | None = None) -> str:
        """The way from this page to a concept, in this language or another."""
        code = code or self.code
        if code not in self._href:
            self._href[code] = self._renderer.addresses.ways(self._here, code)
        return self._href[code](name) or ""

    def index_url(self, fragment: str = "") -> str:
        """The way from this page to the index, or to a place in it."""
        address = self._renderer.addresses.index(self.code)
        return self.url(f"{address}#{fragment}" if fragment else address)

    def table_url(self) -> str:
        """The way from this page to the table of all terms."""
        return self.url(self._renderer.addresses.table(self.code))

    def text(self, words: str, code: str = "") -> str:
        """Plain words with the typography of a language."""
        language = code if code in self.glossary.languages else self.code
        set_texts = self._renderer.typeset[language]
        if words not in set_texts:
            set_texts[words] = typeset(words, self.glossary.languages[language].profile.typography)
        return set_texts[words]

    def ordered(self, names: Iterable[str]) -> list[Concept]:
        """Concepts by their ids, in the language's order."""
        return self.glossary.ordered(self.terms(names), self.code)

    def relations(self) -> list[tuple[str, list[Concept]]]:
        """The concepts around this page's, by kind, where there are any."""
        assert self.concept is not None
        glossary = self.glossary
        kinds = {
            "broader": glossary.broader,
            "narrower": glossary.narrower,
            "related": glossary.related,
        }
        found = ((kind, self.terms(ids(self.concept))) for kind, ids in kinds.items())
        return [(kind, concepts) for kind, concepts in found if concepts]

    def users(self) -> list[Concept]:
        """The concepts whose texts link this page's concept."""
        assert self.concept is not None
        return self._renderer.users(self.concept, self.code)

    def cited(self) -> list[str]:
        """The keys of the works that this page's concept cites: its own list, then its texts'."""
        assert self.concept is not None
        known = self.glossary.references
        return [key for key in cited_works(self.concept, self.code) if key in known]

    def terms(self, names: Iterable[str]) -> list[Concept]:
        """Concepts by their ids."""
        return [self.glossary.concepts[name] for name in names]

    def works(self, keys: Iterable[str]) -> list[Work]:
        """Works by their keys, ready to be listed."""
        found = [Work(key, self.glossary.references[key]) for key in keys]
        return sorted(
            found, key=lambda work: self.language.sort_key(f"{work.authors} {work.data.issued}")
        )

    def others(self, concept: Concept) -> list[tuple[str, Section]]:
        """The other languages of a concept."""
        return [(code, section) for code, section in concept.sections.items() if code != self.code]


class Work:
    """A cited work as a list shows it."""

    def __init__(self, key: str, data: Reference) -> None:
        self.key = key
        self.data = data
        self.anchor = anchor(key)
        self.authors = [full_name(person) for person in data.author]
        url = f"https://doi.org/{data.doi}" if data.doi else data.url
        self.url = url if url and is_safe(url) else None


def cited_works(concept: Concept, code: str) -> list[str]:
    """The keys of the works that a concept cites: its own list first, then its texts'."""
    section = concept.sections[code]
    texts = (section.explanation, section.example, section.note, section.trap)
    keys = (key for text in texts if text for key in cited_keys(text))
    return list(dict.fromkeys([*concept.record.sources, *keys]))
