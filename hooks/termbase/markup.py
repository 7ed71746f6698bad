"""The marks that a record or guide may hold in its Markdown: links to concepts, and citations."""

from __future__ import annotations

import re

CONCEPT_LINK = re.compile(r"\](?:\(|:)\s*<?glossary:([^)\s#>]*)", re.I)
CITATION = re.compile(r"\[@[^\[\]\s][^\[\]]*\]")
CITED_KEY = re.compile(r"@([\w:.-]*\w)")
UNLINKED = "-"  # for a concept's id: these words are to be no link


def concept_links(text: str) -> list[str]:
    """The ids that a Markdown text links: `[words](glossary:some-id)`."""
    return [name for name in CONCEPT_LINK.findall(text) if name != UNLINKED]


def cited_keys(text: str) -> list[str]:
    """The keys that a Markdown text cites: `[@one; @two]`."""
    return [key for cited in CITATION.findall(text) for key in CITED_KEY.findall(cited)]
