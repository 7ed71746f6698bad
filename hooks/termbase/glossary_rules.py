"""The rules that concepts keep among each other.

Each rule is a function named after its id; it looks at the whole glossary and yields problems. The
first line of its docstring is the rule's description for contributors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from termbase.fold import fold_term
from termbase.glossary import Glossary
from termbase.language import Language
from termbase.match import Use, linking_forms
from termbase.model import Section
from termbase.problem import Place, Problem, error
from termbase.records import RESERVED_IDS, Concept, valid_id
from termbase.source import Loc
from termbase.subject import designations

MAX_STEPS = 8  # of a circle in a message


def duplicate_form(glossary: Glossary) -> Iterator[Problem]:
    """No words lead to two concepts of one language."""
    for code, language in glossary.languages.items():
        forms = list(linking_forms(glossary, code))
        nowhere = {fold_term(form.text) for form in forms if form.use is Use.PASS_OVER}
        seen: dict[str, str] = {}
        reported: set[tuple[str, Place]] = set()  # a plural by rule stands where its term does
        for form in sorted(forms, key=lambda form: form.concept):
            first = seen.setdefault(_identity(form.text, form.exact), form.concept)
            if first == form.concept or fold_term(form.text) in nowhere:
                continue
            concept = glossary.concepts[form.concept]
            place = _place_of_form(concept, language, form.text)
            if (concept.id, place) not in reported:
                reported.add((concept.id, place))
                message = f"“{form.text}” is a form of “{first}”, too"
                hint = "one of the two must give it up, or list it under never_link"
                yield error(concept.document.path, place, "duplicate-form", message, hint)


def broader_cycle(glossary: Glossary) -> Iterator[Problem]:
    """No concept is more general than itself, by any number of steps."""
    graph = {
        name: [other for other in glossary.broader(concept) if other != name]
        for name, concept in sorted(glossary.concepts.items())
    }
    for steps in _circles(graph):
        narrow, broad = steps[:2]
        concept = glossary.concepts[narrow]
        place = concept.document.place_of(("broader",), broad)
        shown = steps if len(steps) <= MAX_STEPS else [*steps[:MAX_STEPS], "…"]
        message = "“broader” goes round in a circle: " + " → ".join([*shown, narrow])
        yield error(concept.document.path, place, "broader-cycle", message, "remove one step")


def previous_id(glossary: Glossary) -> Iterator[Problem]:
    """A previous id is a valid id that no concept has, and that one concept had."""
    owners: dict[str, str] = {}
    for concept in (glossary.concepts[name] for name in sorted(glossary.concepts)):
        for position, name in enumerate(concept.record.previous_ids):
            place = concept.document.place(("previous_ids", position))
            owner = owners.setdefault(name, concept.id)
            message = ""
            if not valid_id(name):
                message = f"“{name}” cannot have been an id"
            elif name in RESERVED_IDS:
                message = f"“{name}” is an address of the glossary itself"
            elif name in glossary.concepts:
                message = f"“{name}” is a concept of today"
            elif owner != concept.id:
                message = f"“{name}” is a previous id of “{owner}”, too"
            if message:
                yield error(concept.document.path, place, "previous-id", message, "remove it")


Rule = Callable[[Glossary], Iterator[Problem]]
RULES: tuple[Rule, ...] = (duplicate_form, broader_cycle, previous_id)


def _identity(text: str, exact: bool) -> str:
    return text if exact else fold_term(text)


def _place_of_form(concept: Concept, language: Language, words: str) -> Place:
    document, section = concept.document, concept.sections[language.code]
    for loc, value in _strings(language, section):
        if fold_term(value) == fold_term(words):
            return document.place(loc)
    return document.place((language.code, "term"))


def _strings(language: Language, section: Section) -> Iterator[tuple[Loc, str]]:
    """Every form that a section gives, with the path of what gives it."""
    code = language.code
    for loc, name in designations(section):
        yield (code, *loc, "term"), name.term
        if name.plural:
            yield (code, *loc, "plural"), name.plural
        else:
            yield (code, *loc, "term"), language.plural(name.term) or name.term
        yield from (((code, *loc, "forms", i), form) for i, form in enumerate(name.forms))
    yield from (((code, "linked_forms", i), words) for i, words in enumerate(section.linked_forms))


def _circles(graph: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """A circle of a graph for each step that leads back; each from its first name on."""
    done: set[str] = set()
    for root in graph:
        path = {root: iter(graph[root])} if root not in done else {}
        while path:
            name, steps = next(reversed(path.items()))
            step = next(steps, None)
            if step is None:
                done.add(name)
                path.popitem()
            elif step in path:
                yield _from_first([*path][[*path].index(step) :])
            elif step not in done:
                path[step] = iter(graph[step])


def _from_first(circle: list[str]) -> list[str]:
    start = circle.index(min(circle))
    return [*circle[start:], *circle[:start]]
