"""The rules that a glossary keeps.

Each rule is a function named after its id; it looks at one concept of the glossary and yields
problems. The first line of its docstring is the rule's description for contributors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from termbase.fold import fold_term
from termbase.glossary import Glossary
from termbase.language import Language
from termbase.match import Finder, Occurrence, Use, all_names, linking_forms
from termbase.model import Designation, Number, PartOfSpeech, Section, Status
from termbase.problem import Place, Problem, did_you_mean, error
from termbase.records import RESERVED_IDS, Concept, Records, valid_id
from termbase.source import Loc

# Markdown that a record may use to point at a concept and at a work.
CONCEPT_LINK = re.compile(r"\](?:\(|:)\s*<?glossary:([^)\s#>]*)", re.I)
CITATION = re.compile(r"\[@[^\[\]\s][^\[\]]*\]")
CITED_KEY = re.compile(r"@([\w:.-]*\w)")
UNLINKED = "-"  # for a concept's id: these words are to be no link
MAX_STEPS = 8  # of a circle in a message
_DATED = (Status.DEPRECATED, Status.OBSOLETE)
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
        path, rule_id = self.concept.document.path, rule.__name__.replace("_", "-")
        return error(path, place, rule_id, *(" ".join(part.split()) for part in words))

    def place(self, *loc: str | int) -> Place:
        """Where the value at a path of the record starts."""
        return self.concept.document.place(loc)

    def key(self, *loc: str | int) -> Place:
        """Where the key at a path of the record starts."""
        return self.concept.document.place(loc, key=True)

    def place_of(self, loc: Loc, words: str, after: str = "") -> Place:
        """Where words first stand in the value at a path, right after others."""
        return self.concept.document.place_of(loc, words, after)

    @property
    def sections(self) -> Iterable[tuple[str, Section]]:
        """The languages of the concept."""
        return self.concept.sections.items()

    @cached_property
    def texts(self) -> list[tuple[Loc, str]]:
        """The Markdown texts of the record, with their paths."""
        found: list[tuple[Loc, str]] = []
        for code, section in self.sections:
            for name in _MARKDOWN:
                text = getattr(section, name)
                if text:
                    found.append(((code, name), text))
        return found

    @cached_property
    def definitions(self) -> list[tuple[str, list[Occurrence]]]:
        """The names of concepts that stand in the definition of each language."""
        return [
            (code, self.finders[code].candidates(section.definition))
            for code, section in self.sections
        ]


def check(records: Records) -> list[Problem]:
    """All problems of a glossary, those of its files included, in the order of their places."""
    glossary = Glossary.of(records)
    finders = {
        code: Finder(all_names(glossary, code), language)
        for code, language in glossary.languages.items()
    }
    faulty = {problem.path for problem in records.problems}
    rules = [rule for rule in RULES if _can_judge(rule, faulty)]
    # A record with a fault of its own is still a concept that others may name.
    broken = {Path(path).stem for path in faulty if path.startswith("glossary/terms/")}
    known = frozenset([*glossary.concepts, *broken])
    problems = list(records.problems)
    for concept in glossary.concepts.values():
        subject = Subject(concept, glossary, known, finders)
        problems.extend(problem for rule in rules for problem in rule(subject))
    problems.extend(duplicate_form(glossary))
    problems.extend(broader_cycle(glossary))
    problems.extend(previous_id(glossary))
    return sorted(set(problems))


def unknown_category(subject: Subject) -> Iterator[Problem]:
    """`category` is an id of `glossary/categories.yml`."""
    name, known = subject.concept.record.category, subject.glossary.categories
    if name not in known:
        hint = did_you_mean(name, known) or f"known: {', '.join(known)}"
        yield subject.report(
            unknown_category, subject.place("category"), f"no category “{name}”", hint
        )


def unknown_concept(subject: Subject) -> Iterator[Problem]:
    """Every concept that a record names exists."""
    for loc, name, after in _mentions(subject):
        if name not in subject.known_ids:
            hint = did_you_mean(name, subject.known_ids)
            place = subject.place_of(loc, name, after)
            yield subject.report(unknown_concept, place, f"no concept “{name}”", hint)


def self_reference(subject: Subject) -> Iterator[Problem]:
    """A concept is not related to itself and does not link to itself."""
    for loc, name, after in _mentions(subject):
        if name == subject.concept.id:
            message = (
                f"“{loc[-1] if isinstance(loc[-1], str) else loc[-2]}” names the concept itself"
            )
            place = subject.place_of(loc, name, after)
            yield subject.report(self_reference, place, message, "remove it")


def repeated_item(subject: Subject) -> Iterator[Problem]:
    """A list names nothing twice, and no relation is given both as broader and as related."""
    record = subject.concept.record
    for key in ("broader", "related", "previous_ids", "sources"):
        seen: set[str] = set()
        for position, name in enumerate(getattr(record, key)):
            place = subject.place(key, position)
            if name in seen:
                yield subject.report(
                    repeated_item, place, f"“{name}” is listed twice", "remove one"
                )
            elif key == "related" and name in record.broader:
                message = f"“{name}” is both broader and related"
                yield subject.report(repeated_item, place, message, "a broader concept is enough")
            seen.add(name)


def unknown_source(subject: Subject) -> Iterator[Problem]:
    """Every work that a record cites is in `glossary/references.yml`, and confirmed."""
    listed = enumerate(subject.concept.record.sources)
    cited: list[tuple[Loc, str, str]] = [(("sources", i), name, "") for i, name in listed]
    for loc, text in subject.texts:
        cited += [(loc, name, "@") for name in cited_keys(text)]
    known = subject.glossary.references
    for loc, name, after in cited:
        if name not in known:
            message, hint = f"no reference “{name}”", did_you_mean(name, known)
        elif known[name].checked != "seen":
            message = f"the reference “{name}” is not confirmed"
            hint = "confirm it in references.yml first"
        else:
            continue
        yield subject.report(unknown_source, subject.place_of(loc, name, after), message, hint)


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
            message = (
                f"{subject.glossary.languages[code].profile.name} has no gender “{name.gender}”"
            )
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
        taken = {None, section.region}
        for i, name in enumerate(section.synonyms):
            if name.status is not Status.PREFERRED:
                continue
            if name.region in taken:
                message = f"“{name.term}” is a second preferred term"
                hint = "give it a region of its own, or another status"
                place = subject.place(code, "synonyms", i, "status")
                yield subject.report(second_preferred, place, message, hint)
            taken.add(name.region)


def circular_definition(subject: Subject) -> Iterator[Problem]:
    """A definition does not use a name of what it defines."""
    for code, names in subject.definitions:
        for found in names:
            if found.concept == subject.concept.id:
                place = subject.place_of((code, "definition"), found.surface)
                message = f"the definition uses “{found.surface}”, which it defines"
                hint = "use a more general word"
                yield subject.report(circular_definition, place, message, hint)


def deprecated_in_definition(subject: Subject) -> Iterator[Problem]:
    """A definition uses no deprecated or obsolete term."""
    for code, names in subject.definitions:
        for found in _dated(names):
            if found.concept == subject.concept.id:
                continue  # a circular definition
            place = subject.place_of((code, "definition"), found.surface)
            preferred = subject.glossary.concepts[found.concept].sections[code].term
            message = f"the definition uses the {found.form.status} term “{found.surface}”"
            hint = f"write “{preferred}”"
            yield subject.report(deprecated_in_definition, place, message, hint)


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
            message = "the definition does not end with a period"
            yield subject.report(definition_period, place, message, "end it with one")


Rule = Callable[[Subject], Iterator[Problem]]
RULES: tuple[Rule, ...] = (
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

# The file that a rule compares records with; until that file is sound the rule has to wait.
_COMPARES_WITH: Mapping[Rule, str] = {
    unknown_category: "glossary/categories.yml",
    unknown_source: "glossary/references.yml",
    unknown_region: "glossary/languages/",
    missing_gender: "glossary/languages/",
    unexpected_gender: "glossary/languages/",
}


def _can_judge(rule: Rule, faulty: Iterable[str]) -> bool:
    needed = _COMPARES_WITH.get(rule)
    return needed is None or not any(path.startswith(needed) for path in faulty)


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


def concept_links(text: str) -> list[str]:
    """The ids that a Markdown text links: `[words](glossary:some-id)`."""
    return [name for name in CONCEPT_LINK.findall(text) if name != UNLINKED]


def cited_keys(text: str) -> list[str]:
    """The keys that a Markdown text cites: `[@one; @two]`."""
    return [key for cited in CITATION.findall(text) for key in CITED_KEY.findall(cited)]


def _mentions(subject: Subject) -> Iterator[tuple[Loc, str, str]]:
    """Where a record names concepts, which ones, and what precedes the name there."""
    record = subject.concept.record
    for key in ("broader", "related"):
        for i, name in enumerate(getattr(record, key)):
            yield (key, i), name, ""
    for loc, text in subject.texts:
        for name in concept_links(text):
            yield loc, name, "glossary:"


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


def _dated(found: Iterable[Occurrence]) -> Iterator[Occurrence]:
    """The deprecated and obsolete names that do not stand within a current one."""
    reach = 0
    for occurrence in sorted(found, key=lambda o: (o.start, -o.end, o.form.status in _DATED)):
        if occurrence.form.status not in _DATED:
            reach = max(reach, occurrence.end)
        elif occurrence.end > reach:
            yield occurrence


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
                yield subject.report(
                    rule, subject.place(code, name), message, "do the same in both"
                )


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
    for loc, name in _designations(section):
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
