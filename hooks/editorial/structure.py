"""The rules that one guide keeps by itself.

Each rule is a function named after its id; the first line of its docstring is the rule's
description for contributors.
"""

from __future__ import annotations

from collections.abc import Iterator

from editorial.guide import Guide
from editorial.passage import value_at
from editorial.rule import Finding, Rule
from termbase.problem import Level

SHORTEST, LONGEST = 80, 160  # what a search engine shows of a description


def unclosed_front_matter(guide: Guide) -> Iterator[Finding]:
    """Front matter ends with a line `---`."""
    if guide.has_open_front_matter:
        yield Finding(0, "the front matter does not end", "close it with a line “---”")


def unclosed_fence(guide: Guide) -> Iterator[Finding]:
    """A fenced code block is closed."""
    for found in guide.markdown.apart:
        if found["fence"] and found["open"] is not None:
            hint = f"close it with a line “{found['fence']}”"
            yield Finding(found.start("fence"), "the code block does not end", hint)


def unclosed_comment(guide: Guide) -> Iterator[Finding]:
    """A comment is closed."""
    for found in guide.markdown.apart:
        if found["cut"] is not None:
            yield Finding(found.start(), "the comment does not end", "close it with “-->”")


def missing_alt_text(guide: Guide) -> Iterator[Finding]:
    """An image says in words what it shows; a tag may say `alt=""` for mere decoration."""
    for picture in guide.markdown.pictures:
        is_tag = guide.markdown.text.startswith("<", picture.start)
        if picture.alt is None or not (is_tag or picture.alt.strip()):
            message = f"the image “{picture.source}” has no text in its place"
            yield Finding(picture.start, message, "describe it between the brackets, or in “alt”")


def missing_title(guide: Guide) -> Iterator[Finding]:
    """A guide has a heading of level 1."""
    text, start = guide.markdown.text, guide.markdown.start
    if all(heading.level > 1 for heading in guide.markdown.headings):
        place = len(text) - len(text[start:].lstrip())
        hint = "begin the text with “# Title”"
        yield Finding(place, "the guide has no heading of level 1", hint)


def second_title(guide: Guide) -> Iterator[Finding]:
    """A guide has no second heading of level 1."""
    titles = [heading for heading in guide.markdown.headings if heading.level == 1]
    for heading in titles[1:]:
        message = f"“{heading.title}” is a second heading of level 1"
        yield Finding(heading.start, message, "put it a level lower")


def skipped_heading_level(guide: Guide) -> Iterator[Finding]:
    """A heading is at most one level below the one above it."""
    above = 0
    for heading in guide.markdown.headings:
        if above and heading.level > above + 1:
            message = f"“{heading.title}” is of level {heading.level}, below one of level {above}"
            yield Finding(heading.start, message, f"write it with {above + 1} “#”")
        above = heading.level


def missing_heading_id(guide: Guide) -> Iterator[Finding]:
    """A heading below the title has an id, the same one in all languages: `## Words {#id}`."""
    for heading in guide.markdown.headings:
        if heading.level > 1 and not heading.id:
            message = f"“{heading.title}” has no id"
            yield Finding(heading.start, message, "write “{#id}” after it, alike in all languages")


def duplicate_id(guide: Guide) -> Iterator[Finding]:
    """An id is given once in a guide."""
    first: dict[str, int] = {}
    for name, start in sorted(guide.markdown.ids, key=lambda given: given[1]):
        if first.setdefault(name, start) != start:
            message = f"the id “{name}” is given a second time"
            hint = f"the first is in line {guide.place(first[name]).line}"
            yield Finding(start, message, hint)


def missing_description(guide: Guide) -> Iterator[Finding]:
    """The front matter has a description, which search engines show."""
    if not value_at(guide.front, ("description",)).strip() and not guide.front.problems:
        hint = f"write “description: …” into the front matter, {SHORTEST} to {LONGEST} characters"
        yield Finding(0, "the guide has no description", hint)


def description_length(guide: Guide) -> Iterator[Finding]:
    """A description has 80 to 160 characters."""
    length = len(value_at(guide.front, ("description",)).strip())
    if length and not SHORTEST <= length <= LONGEST:
        start, _ = guide.front.values[("description",)]
        hint = f"{SHORTEST} to {LONGEST} are shown whole, and say enough"
        yield Finding(start, f"the description has {length} characters", hint)


# Of a guide that breaks one of these, nothing else can be said.
ENDS: tuple[Rule[Guide], ...] = (
    Rule(unclosed_front_matter, Level.ERROR),
    Rule(unclosed_fence, Level.ERROR),
    Rule(unclosed_comment, Level.ERROR),
)
RULES: tuple[Rule[Guide], ...] = (
    Rule(missing_alt_text, Level.ERROR),
    Rule(duplicate_id, Level.ERROR),
    Rule(missing_title),
    Rule(second_title),
    Rule(skipped_heading_level),
    Rule(missing_heading_id),
    Rule(missing_description),
    Rule(description_length),
)
