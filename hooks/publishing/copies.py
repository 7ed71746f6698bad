"""A copy of each page in Markdown, for programs and for people who read plain text.

It is made of the page as readers see it, so that terms are links, citations are names and years,
and typography is set, whether the page was written or generated.
"""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urljoin

from publishing.markdown import to_markdown
from publishing.page import PublishedPage

NAME = "index.md"


def write_copy(root: Path, site: str, page: PublishedPage, html: str) -> None:
    """Write the copy of a page, whose text is `html`, into the site in the folder `root`.

    Its links are absolute where `site` is the address of the site.
    """
    path = root / page.address / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_markdown(page, html, site), encoding="utf-8")


def as_markdown(page: PublishedPage, html: str, site: str) -> str:
    """A page in Markdown."""
    url = urljoin(site, page.address)
    facts = {"title": page.title, "description": page.description, "url": url}
    # Strings of JSON are strings of YAML.
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items()]
    text = to_markdown(html, url)
    return "\n".join(["---", *lines, f"language: {page.language}", "---", "", text, ""])
