"""What the site has, for language models: `llms.txt`, in the form of https://llmstxt.org.

A title, a summary in a quotation, then lists of links under headings; what stands under “Optional”
may be left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from publishing.built import BuiltSite
from publishing.copies import NAME as COPY
from publishing.page import Edition

NAME = "llms.txt"
OPTIONAL = "Optional"
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")  # and none that holds words together


def write_llms(site: BuiltSite) -> None:
    """Write the list of each language into its home; a preview has none."""
    if site.preview:
        return
    for edition in site.editions.values():
        text = "\n".join(_lines(site, edition)) + "\n"
        (site.root / edition.home / NAME).write_text(text, encoding="utf-8")


def _lines(site: BuiltSite, edition: Edition) -> Iterator[str]:
    """The list of one language: its pages by the section of the navigation that they are in."""
    sections: dict[str, list[str]] = defaultdict(list)
    for page in site.pages:
        if page.language == edition.language and page.listed and page.address != edition.home:
            url = site.url + page.address + COPY
            section = page.sections[0] if page.sections else OPTIONAL
            sections[section].append(_line(page.title, url, page.summary))
    optional = sections.pop(OPTIONAL, [])
    for other in site.editions.values():
        if other != edition:
            url = site.url + other.home + NAME
            optional.append(_line(other.name, url, other.description))
    yield from (f"# {edition.name}", "", f"> {edition.description}")
    for section, lines in [*sections.items(), (OPTIONAL, optional)]:
        if lines:
            yield from ("", f"## {section}", "", *lines)


def _line(title: str, url: str, description: str) -> str:
    """An entry of a list; texts may have lines of their own, and the list is read by lines."""
    name, words = (_SPACE.sub(" ", text).strip(" ") for text in (title, description))
    name = name.replace("[", r"\[").replace("]", r"\]")
    return f"- [{name}]({url}): {words}"
