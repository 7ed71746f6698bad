"""Copies of pages are made without a tree wherever they can be."""

from __future__ import annotations

import re

from publishing.known_parts import known
from tests.site.building import Built
from tests.site.sources import SITE_URL

ENTRY = re.compile(r'<div class="entry">.*</div>(?=\s*<p class="edit")', re.DOTALL)


def test_nearly_all_pages_of_concepts_are_of_parts_that_are_known(built: Built) -> None:
    texts = [
        known(entry[0], f"{SITE_URL}{name.removesuffix('index.html')}")
        for name, content in built.site.files.items()
        if name.endswith("index.html") and (entry := ENTRY.search(content.decode("utf-8")))
    ]
    assert texts
    assert texts.count(None) < len(texts) / 10
