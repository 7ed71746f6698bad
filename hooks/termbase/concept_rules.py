"""The rules that each concept keeps.

Each rule is a function named after its id; it looks at one concept of the glossary and yields
problems. The first line of its docstring is the rule's description for contributors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from termbase.match import Occurrence
from termbase.model import Designation, Number, PartOfSpeech, Section, Status
from termbase.problem import Problem, did_you_mean
from termbase.scheme import SCHEMES
from termbase.source import Loc
from termbase.subject import MARKDOWN, Subject, designations

_SCHEME = re.compile(r"\]\(\s*<?([a-zA-Z][a-zA-Z0-9+.-]*):")
_DATED = (Status.DEPRECATED, Status.OBSOLETE)


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
    for loc, name, after in subject.mentions:
        if name not in subject.known_ids:
            hint = did_you_mean(name, subject.known_ids)
            place = subject.place_of(loc, name, after)
            yield subject.report(unknown_concept, place, f"no concept “{name}”", hint)


def self_reference(subject: Subject) -> Iterator[Problem]:
    """A concept is not related to itself and does not link to itself."""
    for loc, name, after in subject.mentions:
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
            if name in seen:
                place, message = subject.place(key, position), f"“{name}” is listed twice"
                yield subject.report(repeated_item, place, message, "remove one")
            elif key == "related" and name in record.broader:
                place, message = (
                    subject.place(key, position),
                    f"“{name}” is both broader and related",
                )
                yield subject.report(repeated_item, place, message, "a broader concept is enough")
            seen.add(name)


def unknown_source(subject: Subject) -> Iterator[Problem]:
    """Every work that a record cites is in `glossary/references.yml`, and confirmed."""
    listed = enumerate(subject.concept.record.sources)
    cited: list[tuple[Loc, str, str]] = [(("sources", i), name, "") for i, name in listed]
    cited += [(loc, name, "@") for loc, keys in subject.cited for name in keys]
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
        regions = [((code, *loc), name.region) for loc, name in designations(section)]
        regions += [((code, "official", i), o.region) for i, o in enumerate(section.official)]
        for loc, region in regions:
            if region and region not in known:
                hint = did_you_mean(region, known) or f"known: {', '.join(known) or 'none'}"
                place = subject.place(*loc, "region")
                yield subject.report(unknown_region, place, f"no region “{region}” in {code}", hint)


def missing_gender(subject: Subject) -> Iterator[Problem]:
    """A noun has a gender where its language has genders."""
    for code, section, loc, name in subject.names:
        genders = subject.glossary.languages[code].profile.genders
        if genders and not name.gender and _is_noun(section, name):
            message = f"the noun “{name.term}” has no gender"
            hint = f"one of: {', '.join(genders)}"
            yield subject.report(missing_gender, subject.place(*loc, "term"), message, hint)


def unexpected_gender(subject: Subject) -> Iterator[Problem]:
    """A gender is one that the language has."""
    for code, _section, loc, name in subject.names:
        genders = subject.glossary.languages[code].profile.genders
        if name.gender and name.gender not in genders:
            message = (
                f"{subject.glossary.languages[code].profile.name} has no gender “{name.gender}”"
            )
            hint = f"one of: {', '.join(genders)}" if genders else "leave it out"
            yield subject.report(unexpected_gender, subject.place(*loc, "gender"), message, hint)


def unexpected_plural(subject: Subject) -> Iterator[Problem]:
    """A mass noun has no plural."""
    for _code, _section, loc, name in subject.names:
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
    for code, occurrences in subject.definitions:
        for found in occurrences:
            if found.concept == subject.concept.id:
                place = subject.place_of((code, "definition"), found.surface)
                message = f"the definition uses “{found.surface}”, which it defines"
                hint = "use a more general word"
                yield subject.report(circular_definition, place, message, hint)


def deprecated_in_definition(subject: Subject) -> Iterator[Problem]:
    """A definition uses no deprecated or obsolete term."""
    for code, occurrences in subject.definitions:
        for found in _dated(occurrences):
            if found.concept == subject.concept.id:
                continue  # a circular definition
            place = subject.place_of((code, "definition"), found.surface)
            preferred = subject.glossary.concepts[found.concept].sections[code].term
            message = f"the definition uses the {found.form.status} term “{found.surface}”"
            hint = f"write “{preferred}”"
            yield subject.report(deprecated_in_definition, place, message, hint)


def unsafe_address(subject: Subject) -> Iterator[Problem]:
    """A link in a record leads to a page: `https:`, `http:`, `mailto:`, or a relative address."""
    for loc, text in subject.texts:
        for found in _SCHEME.finditer(text):
            if found[1].lower() not in (*SCHEMES, "glossary"):
                message = f"an address with “{found[1]}:”, which is shown as text"
                place = subject.place_of(loc, found[1], "")
                yield subject.report(unsafe_address, place, message, "link a page")


def different_links(subject: Subject) -> Iterator[Problem]:
    """The languages of a text link the same concepts and cite the same works."""
    yield from _differences(subject, different_links, subject.linked, "links “{}”")
    yield from _differences(subject, different_links, subject.cited, "cites “{}”")


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
    unsafe_address,
    different_links,
    unbalanced_text,
    definition_period,
)

# The file that a rule compares records with; until that file is sound the rule has to wait.
COMPARES_WITH: Mapping[Rule, str] = {
    unknown_category: "glossary/categories.yml",
    unknown_source: "glossary/references.yml",
    unknown_region: "glossary/languages/",
    missing_gender: "glossary/languages/",
    unexpected_gender: "glossary/languages/",
}


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
    found: Sequence[tuple[Loc, list[str]]],
    phrase: str,
) -> Iterator[Problem]:
    if not any(items for _, items in found):
        return
    texts: dict[int | str, dict[str, set[str]]] = {name: {} for name in MARKDOWN}
    for (code, name), items in found:
        texts[name][str(code)] = set(items)
    for name, has in texts.items():
        everywhere = {item for items in has.values() for item in items}
        for code, here in has.items() if everywhere else ():
            for missing in sorted(everywhere - here):
                there = next(other for other, items in has.items() if missing in items)
                message = f"“{name}” in {there} {phrase.format(missing)}, in {code} not"
                yield subject.report(
                    rule, subject.place(code, name), message, "do the same in both"
                )
