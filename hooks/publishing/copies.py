"""A copy of each page in Markdown, for programs and for people who read plain text.

It is made of the page as readers see it, so that terms are links, citations are names and years,
and typography is set, whether the page was written or generated.
"""

from __future__ import annotations

import json
from urllib.parse import urljoin

from publishing.built import BuiltSite
from publishing.markdown import to_markdown
from publishing.page import PublishedPage

NAME = "index.md"


def write_copies(site: BuiltSite) -> None:
    """Write the copy of each page beside it; a preview has none."""
    if site.preview:
        return
    for page in site.pages:
        path = site.root / page.address / NAME
        path.write_text(as_markdown(page, site.url), encoding="utf-8")


def as_markdown(page: PublishedPage, site: str) -> str:
    """A page in Markdown; its links are absolute where `site` is the address of the site."""
    url = urljoin(site, page.address)
    facts = {"title": page.title, "description": page.description, "url": url}
    # Strings of JSON are strings of YAML.
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items()]
    text = to_markdown(page.html, url)
    return "\n".join(["---", *lines, f"language: {page.language}", "---", "", text, ""])
