"""A record to fill in: every language of the site, and what belongs where as comments."""

from __future__ import annotations

from termbase.model import PartOfSpeech
from termbase.problem import did_you_mean
from termbase.project import Project
from termbase.rename import free_id
from termbase.stamp import RefusedError

# What every record begins with, so that editors complete and check it.
FIRST_LINE = "# yaml-language-server: $schema=../schema.json"
_CONCEPT = """\
{first_line}
category:{category}
# broader: [some-id]  # “every X is a kind of Y”, nothing looser
# related: [some-id, some-id]  # what a reader wants next, most useful first
# sources: [some-key]  # keys of references.yml
"""
_SECTION = """\
{code}:  # {name}
  term:  # the preferred term, as it stands in the middle of a sentence
  part_of_speech: noun  # or {speech}
{gender}\
  # number: mass  # or plural, for words that are one or the other only
  # plural:  # the plural of the term
  # synonyms:
  #   - term:  # another name of the concept
  definition: >-  # below this line: what kind of thing it is, and what sets it apart

  # explanation: |  # Markdown, if the definition is not enough; [words](glossary:some-id) link
  # example: >-  # a sentence that uses the term
  # note: >-  # usage: register, region, history
  # trap: >-  # for translators: false friends, what not to write
"""


def scaffold(project: Project, name: str, category: str | None) -> str:
    """The text of a new record; its empty texts are findings until they are written.

    Raises `RefusedError` for an id that is not free and for an unknown category.
    """
    free_id(project, name)
    known = project.records.categories
    if category is not None and category not in known:
        hint = did_you_mean(category, known) or f"known: {', '.join(known)}"
        raise RefusedError(f"no category “{category}”; {hint}")
    choice = f" {category}" if category else f"  # one of: {', '.join(known)}"
    parts = [_CONCEPT.format(first_line=FIRST_LINE, category=choice)]
    for code, language in project.records.languages.items():
        genders = ", ".join(language.profile.genders)
        gender = f"  gender:  # one of: {genders}\n" if genders else ""
        speech = ", ".join(list(PartOfSpeech)[1:])
        parts.append(
            _SECTION.format(code=code, name=language.profile.name, speech=speech, gender=gender)
        )
    return "".join(parts)
