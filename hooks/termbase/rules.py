"""The rules that data and guides keep, as contributors read of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from termbase import concept_rules, glossary_rules, staleness
from termbase.problem import Level


class Rule(NamedTuple):
    """A rule: the id that findings show, how bad it is to break it, and what it wants."""

    id: str
    level: Level
    description: str

    @classmethod
    def of(cls, function: Callable[..., object], level: Level = Level.ERROR) -> Rule:
        """The rule that a function checks: named by it, described by its docstring's first line."""
        first = (function.__doc__ or "").partition("\n")[0]
        return cls(function.__name__.replace("_", "-"), level, first)


# What is found while files are read and fitted into the models, for which no one function stands.
_READING = {
    "unreadable-file": "A record or guide is a plain file that everybody may read.",
    "file-too-large": "A file has no more than 256 KiB.",
    "empty-file": "A file holds something.",
    "byte-order-mark": "A file does not start with a byte order mark.",
    "not-utf8": "A file is encoded as UTF-8.",
    "control-character": "A text has no control characters and no invisible marks of direction.",
    "merge-conflict": "No marks of a merge conflict are left.",
    "yaml-syntax": "A record, and the front matter of a guide, can be read as YAML.",
    "yaml-alias": "YAML has no anchors and aliases: what is meant is written out.",
    "yaml-tag": "YAML has no tags.",
    "yaml-documents": "A file holds one YAML document.",
    "duplicate-key": "No key is given twice.",
    "too-deep": "Data is not nested deeper than a record needs.",
    "stray-file": "`glossary/terms/` holds records and nothing else.",
    "invalid-id": "An id is made of lower-case letters a–z, digits and single hyphens.",
    "reserved-id": "No concept has an address of the glossary itself as its id.",
    "missing-language": "Every entry has every language of the site.",
    "missing-key": "What is required is there.",
    "unknown-key": "Every key is one that the model knows.",
    "empty-value": "A value is written, or its key left out.",
    "wrong-type": "A value is of the kind that the model wants.",
    "unknown-part-of-speech": "`part_of_speech` is one that the model knows.",
    "unknown-gender": "`gender` is one that the model knows.",
    "unknown-number": "`number` is one that the model knows.",
    "unknown-status": "`status` is one that the model knows.",
    "unknown-type": "`type` is one that the model knows.",
    "unknown-link": "`link` is one that the model knows.",
    "unknown-checked": "`checked` is one that the model knows.",
    "invalid-pattern": "The endings of a language's plurals are regular expressions.",
    "missing-string": "Every table of strings has all the texts of the default language's.",
    "unknown-insert": "Every insert that a guide shows exists.",
    "misplaced-insert": "An insert is an image with a caption, alone between blank lines.",
}
_WHOLE: tuple[Callable[..., object], ...] = (*glossary_rules.RULES, staleness.invalid_digest)
_NOTICES = (staleness.unstamped_translation, staleness.stale_translation)
_DEPRECATED_TERM = Rule(
    "deprecated-term", Level.WARNING, "A guide uses no deprecated or obsolete term but to name it."
)


def core_rules() -> list[Rule]:
    """The rules of the core, in the order in which they come to bear."""
    found = [Rule(name, Level.ERROR, text) for name, text in _READING.items()]
    found += [Rule.of(rule) for rule in concept_rules.RULES]
    found += [Rule.of(rule) for rule in _WHOLE]
    found += [Rule.of(rule, Level.NOTICE) for rule in _NOTICES]
    return [*found, _DEPRECATED_TERM]


def as_markdown(rules: Iterable[Rule]) -> str:
    """A table of rules."""
    rows = (f"| `{rule.id}` | {rule.level} | {rule.description} |" for rule in rules)
    return "\n".join(["| rule | level | what it wants |", "| --- | --- | --- |", *rows])
