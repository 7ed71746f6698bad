"""A copy of each page in Markdown, for programs and for people who read plain text.

It is made of the page as readers see it, so that terms are links, citations are names and years,
and typography is set, whether the page was written or generated.
"""

from __future__ import annotations

import json
from pathlib import Path

from publishing.markdown import to_markdown
from publishing.page import PublishedPage

NAME = "index.md"
_quoted = json.JSONEncoder(ensure_ascii=False).encode  # a string of JSON is one of YAML


def write_copy(root: Path, site: str, page: PublishedPage, html: str) -> None:
    """Write the copy of a page, whose text is `html`, into the site in the folder `root`.

    Its links are absolute where `site` is the address of the site.
    """
    folder = root / page.address
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NAME).write_bytes(as_markdown(page, html, site).encode())


def as_markdown(page: PublishedPage, html: str, site: str) -> str:
    """A page in Markdown."""
    url = site + page.address
    title, description, place = map(_quoted, (page.title, page.description, url))
    return f"""\
---
title: {title}
description: {description}
url: {place}
language: {page.language}
---

{to_markdown(html, url)}
"""
