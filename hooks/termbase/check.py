"""The rules that a glossary keeps.

Each rule is a function named after its id; it looks at one concept of the glossary and yields
problems. The first line of its docstring is the rule's description for contributors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from termbase.fold import fold_term
from termbase.glossary import Glossary
from termbase.match import Finder, Occurrence, Use, all_names, linking_forms
from termbase.model import Designation, Number, PartOfSpeech, Section, Status
from termbase.problem import Place, Problem, did_you_mean, error
from termbase.records import Concept, Records, valid_id
from termbase.source import Loc

# Markdown that a record may use to point at a concept and at a work.
CONCEPT_LINK = re.compile(r"\]\(glossary:([^)\s#]*)")
CITATION = re.compile(r"\[@[^\]\s][^\]]*\]")
CITED_KEY = re.compile(r"@([\w:.-]*\w)")
_MARKDOWN = ("explanation", "example", "note", "trap")


@dataclass(frozen=True)
class Subject:
    """What a rule looks at: one concept, and the glossary around it."""

    concept: Concept
    glossary: Glossary
    known_ids: frozenset[str]
    finders: dict[str, Finder]

    def report(self, rule: Callable[[Subject], object], place: Place, *words: str) -> Problem:
        """A finding of a rule: place, message, hint."""
        return error(self.concept.document.path, place, rule.__name__.replace("_", "-"), *words)

    def place(self, *loc: str | int) -> Place:
        """Where the value at a path of the record starts."""
        return self.concept.document.place(loc)

    def key(self, *loc: str | int) -> Place:
        """Where the key at a path of the record starts."""
        return self.concept.document.place(loc, key=True)

    def place_of(self, loc: Loc, words: str) -> Place:
        """Where words first stand in the value at a path."""
        return self.concept.document.place_of(loc, words)

    @property
    def sections(self) -> Iterable[tuple[str, Section]]:
        """The languages of the concept."""
        return self.concept.sections.items()

    @cached_property
    def texts(self) -> list[tuple[Loc, str]]:
        """The Markdown texts of the record, with their paths."""
        found = []
        for code, section in self.sections:
            for name in _MARKDOWN:
                text = getattr(section, name)
                if text:
                    found.append(((code, name), text))
        return found


def check(records: Records) -> list[Problem]:
    """All problems of a glossary, those of its files included, in the order of their places."""
    glossary = Glossary.of(records)
    finders = {code: Finder(all_names(glossary, code), lang) for code, lang in glossary.languages.items()}
    # A record with a fault of its own is still a concept that others may name.
    broken = {p.path.rpartition("/")[2].removesuffix(".yml") for p in records.problems}
    known = frozenset([*glossary.concepts, *broken])
    problems = list(records.problems)
    for concept in glossary.concepts.values():
        subject = Subject(concept, glossary, known, finders)
        problems.extend(problem for rule in RULES for problem in rule(subject))
    problems.extend(duplicate_form(glossary))
    problems.extend(broader_cycle(glossary))
    problems.extend(previous_id(glossary))
    return sorted(set(problems))


def unknown_category(subject: Subject) -> Iterator[Problem]:
    """`category` is an id of `glossary/categories.yml`."""
    name, known = subject.concept.record.category, subject.glossary.categories
    if name not in known:
        hint = did_you_mean(name, known) or f"known: {', '.join(known)}"
        yield subject.report(unknown_category, subject.place("category"), f"no category “{name}”", hint)


def unknown_concept(subject: Subject) -> Iterator[Problem]:
    """Every concept that a record names exists."""
    for loc, name, place in _mentions(subject):
        if name not in subject.known_ids:
            hint = did_you_mean(name, subject.known_ids)
            yield subject.report(unknown_concept, place, f"no concept “{name}”", hint)


def self_reference(subject: Subject) -> Iterator[Problem]:
    """A concept is not related to itself and does not link to itself."""
    for loc, name, place in _mentions(subject):
        if name == subject.concept.id:
            message = f"“{loc[-1] if isinstance(loc[-1], str) else loc[-2]}” names the concept itself"
            yield subject.report(self_reference, place, message, "remove it")


def repeated_item(subject: Subject) -> Iterator[Problem]:
    """A list names nothing twice, and no relation is given both as broader and as related."""
    record = subject.concept.record
    for key in ("broader", "related", "previous_ids", "sources"):
        items: Sequence[str] = getattr(record, key)
        for position, name in enumerate(items):
            if name in items[:position]:
                place = subject.place(key, position)
                yield subject.report(repeated_item, place, f"“{name}” is listed twice", "remove one")
            elif key == "related" and name in record.broader:
                place = subject.place(key, position)
                message = f"“{name}” is both broader and related"
                yield subject.report(repeated_item, place, message, "a broader concept is enough")


def unknown_source(subject: Subject) -> Iterator[Problem]:
    """Every work that a record cites is in `glossary/references.yml`, and confirmed."""
    cited = [(name, subject.place("sources", i)) for i, name in enumerate(subject.concept.record.sources)]
    for loc, text in subject.texts:
        cited += [(name, subject.place_of(loc, f"@{name}")) for name in cited_keys(text)]
    known = subject.glossary.references
    for name, place in cited:
        if name not in known:
            hint = did_you_mean(name, known)
            yield subject.report(unknown_source, place, f"no reference “{name}”", hint)
        elif known[name].checked != "seen":
            message = f"the reference “{name}” is not confirmed"
            yield subject.report(unknown_source, place, message, "confirm it in references.yml first")


def unknown_region(subject: Subject) -> Iterator[Problem]:
    """`region` is one of the language's regions."""
    for code, section in subject.sections:
        known = subject.glossary.languages[code].profile.regions
        regions = [((code, *loc), name.region) for loc, name in _designations(section)]
        regions += [((code, "official", i), o.region) for i, o in enumerate(section.official)]
        for loc, region in regions:
            if region and region not in known:
                hint = did_you_mean(region, known) or f"known: {', '.join(known) or 'none'}"
                place = subject.place(*loc, "region")
                yield subject.report(unknown_region, place, f"no region “{region}” in {code}", hint)


def missing_gender(subject: Subject) -> Iterator[Problem]:
    """A noun has a gender where its language has genders."""
    for code, section, loc, name in _names(subject):
        genders = subject.glossary.languages[code].profile.genders
        if genders and not name.gender and _is_noun(section, name):
            message = f"the noun “{name.term}” has no gender"
            hint = f"one of: {', '.join(genders)}"
            yield subject.report(missing_gender, subject.place(*loc, "term"), message, hint)


def unexpected_gender(subject: Subject) -> Iterator[Problem]:
    """A gender is one that the language has."""
    for code, _section, loc, name in _names(subject):
        genders = subject.glossary.languages[code].profile.genders
        if name.gender and name.gender not in genders:
            message = f"{subject.glossary.languages[code].profile.name} has no gender “{name.gender}”"
            hint = f"one of: {', '.join(genders)}" if genders else "leave it out"
            yield subject.report(unexpected_gender, subject.place(*loc, "gender"), message, hint)


def unexpected_plural(subject: Subject) -> Iterator[Problem]:
    """A mass noun has no plural."""
    for _code, _section, loc, name in _names(subject):
        if name.number is Number.MASS and name.plural:
            message = f"“{name.term}” is a mass noun and has a plural"
            hint = "remove one of the two"
            yield subject.report(unexpected_plural, subject.place(*loc, "plural"), message, hint)


def second_preferred(subject: Subject) -> Iterator[Problem]:
    """One term is preferred; another only in a region of its own."""
    for code, section in subject.sections:
        for i, name in enumerate(section.synonyms):
            if name.status is Status.PREFERRED and (not name.region or name.region == section.region):
                message = f"“{name.term}” is a second preferred term"
                hint = "give it a region of its own, or another status"
                place = subject.place(code, "synonyms", i, "status")
                yield subject.report(second_preferred, place, message, hint)


def circular_definition(subject: Subject) -> Iterator[Problem]:
    """A definition does not use a name of what it defines."""
    for code, found in _in_definitions(subject):
        if found.concept == subject.concept.id:
            place = subject.place_of((code, "definition"), found.surface)
            message = f"the definition uses “{found.surface}”, which it defines"
            yield subject.report(circular_definition, place, message, "use a more general word")


def deprecated_in_definition(subject: Subject) -> Iterator[Problem]:
    """A definition uses no deprecated or obsolete term."""
    for code, found in _in_definitions(subject):
        current = found.concept != subject.concept.id
        if current and found.form.status in (Status.DEPRECATED, Status.OBSOLETE):
            place = subject.place_of((code, "definition"), found.surface)
            preferred = subject.glossary.concepts[found.concept].sections[code].term
            message = f"the definition uses the {found.form.status} term “{found.surface}”"
            yield subject.report(deprecated_in_definition, place, message, f"write “{preferred}”")


def different_links(subject: Subject) -> Iterator[Problem]:
    """The languages of a text link the same concepts and cite the same works."""
    yield from _differences(subject, different_links, concept_links, "links “{}”")
    yield from _differences(subject, different_links, cited_keys, "cites “{}”")


def unbalanced_text(subject: Subject) -> Iterator[Problem]:
    """A text exists in all languages of a concept, or in none."""
    for name in ("explanation",):
        having = [code for code, section in subject.sections if getattr(section, name)]
        for code, section in subject.sections:
            if having and not getattr(section, name):
                message = f"“{name}” is missing, and {', '.join(having)} has one"
                yield subject.report(unbalanced_text, subject.key(code), message, "write it, too")


def definition_period(subject: Subject) -> Iterator[Problem]:
    """A definition is a sentence or more: it ends with a period."""
    for code, section in subject.sections:
        if not section.definition.endswith((".", "!", "?", ")", "»", "”")):
            place = subject.place(code, "definition")
            yield subject.report(definition_period, place, "the definition does not end with a period")


RULES: tuple[Callable[[Subject], Iterator[Problem]], ...] = (
    unknown_category,
    unknown_concept,
    self_reference,
    repeated_item,
    unknown_source,
    unknown_region,
    missing_gender,
    unexpected_gender,
    unexpected_plural,
    second_preferred,
    circular_definition,
    deprecated_in_definition,
    different_links,
    unbalanced_text,
    definition_period,
)


def duplicate_form(glossary: Glossary) -> Iterator[Problem]:
    """No words lead to two concepts of one language."""
    for code in glossary.languages:
        seen: dict[str, str] = {}
        forms = (form for form in linking_forms(glossary, code) if form.use is not Use.PASS_OVER)
        for form in sorted(forms, key=lambda form: form.concept):
            first = seen.setdefault(_identity(form.text, form.exact), form.concept)
            if first != form.concept:
                concept = glossary.concepts[form.concept]
                place = _place_of_form(concept, code, form.text)
                message = f"“{form.text}” is a form of “{first}”, too"
                hint = "one of the two must give it up, or list it under never_link"
                path = concept.document.path
                yield error(path, place, "duplicate-form", message, hint)


def broader_cycle(glossary: Glossary) -> Iterator[Problem]:
    """No concept is more general than itself, by any number of steps."""
    graph = {
        name: dict.fromkeys(other for other in glossary.broader(concept) if other != name)
        for name, concept in sorted(glossary.concepts.items())
    }
    while steps := _circle(graph):
        narrow, broad = steps[0], steps[1]
        concept = glossary.concepts[narrow]
        place = concept.document.place_of(("broader",), broad)
        message = "“broader” goes round in a circle: " + " → ".join([*steps, narrow])
        yield error(concept.document.path, place, "broader-cycle", message, "remove one step")
        del graph[narrow][broad]


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
            elif name in glossary.concepts:
                message = f"“{name}” is a concept of today"
            elif owner != concept.id:
                message = f"“{name}” is a previous id of “{owner}”, too"
            if message:
                yield error(concept.document.path, place, "previous-id", message, "remove it")


def concept_links(text: str) -> list[str]:
    """The ids that a Markdown text links: `[words](glossary:some-id)`."""
    return CONCEPT_LINK.findall(text)


def cited_keys(text: str) -> list[str]:
    """The keys that a Markdown text cites: `[@one; @two]`."""
    return [key for cited in CITATION.findall(text) for key in CITED_KEY.findall(cited)]


def _mentions(subject: Subject) -> Iterator[tuple[Loc, str, Place]]:
    record = subject.concept.record
    for key in ("broader", "related"):
        for i, name in enumerate(getattr(record, key)):
            yield (key, i), name, subject.place(key, i)
    for loc, text in subject.texts:
        for name in concept_links(text):
            yield loc, name, subject.place_of(loc, f"glossary:{name}")


def _names(subject: Subject) -> Iterator[tuple[str, Section, Loc, Section | Designation]]:
    for code, section in subject.sections:
        for loc, name in _designations(section):
            yield code, section, (code, *loc), name


def _designations(section: Section) -> Iterator[tuple[Loc, Section | Designation]]:
    yield (), section
    for i, synonym in enumerate(section.synonyms):
        yield ("synonyms", i), synonym


def _is_noun(section: Section, name: Section | Designation) -> bool:
    return (name.part_of_speech or section.part_of_speech) is PartOfSpeech.NOUN


def _in_definitions(subject: Subject) -> Iterator[tuple[str, Occurrence]]:
    for code, section in subject.sections:
        for found in subject.finders[code].candidates(section.definition):
            yield code, found


def _differences(
    subject: Subject,
    rule: Callable[[Subject], object],
    extract: Callable[[str], list[str]],
    phrase: str,
) -> Iterator[Problem]:
    for name in _MARKDOWN:
        texts = {code: getattr(section, name) for code, section in subject.sections}
        has = {code: set(extract(text)) for code, text in texts.items() if text}
        everywhere = set[str]().union(*has.values())
        for code, here in has.items():
            for missing in sorted(everywhere - here):
                there = next(other for other, items in has.items() if missing in items)
                message = f"“{name}” in {there} {phrase.format(missing)}, in {code} not"
                yield subject.report(rule, subject.place(code, name), message, "do the same in both")


def _identity(text: str, exact: bool) -> str:
    return text if exact else fold_term(text)


def _place_of_form(concept: Concept, code: str, words: str) -> Place:
    document = concept.document
    for loc, value in _strings(code, concept.sections[code]):
        if fold_term(value) == fold_term(words):
            return document.place(loc)
    return document.place((code, "term"))


def _strings(code: str, section: Section) -> Iterator[tuple[Loc, str]]:
    for loc, name in _designations(section):
        yield (code, *loc, "term"), name.term
        if name.plural:
            yield (code, *loc, "plural"), name.plural
        yield from (((code, *loc, "forms", i), form) for i, form in enumerate(name.forms))
    for key in ("linked_forms", "never_link", "stop_phrases"):
        for i, words in enumerate(getattr(section, key)):
            yield (code, key, i), words


def _circle(graph: Mapping[str, Iterable[str]]) -> list[str]:
    """One circle of a graph, from its first name on, each step to a successor; or nothing."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as fault:
        # The exception lists each node after its successor, the first one repeated at the end.
        circle: list[str] = list(reversed(fault.args[1][1:]))
        start = circle.index(min(circle))
        return [*circle[start:], *circle[:start]]
    return []
