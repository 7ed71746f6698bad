"""Pictures and tools of the site's own in a page.

`![caption](insert:name)`, alone in its paragraph, becomes the template of that name with the words
of the page's language: one source serves all languages.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

SCHEME = "insert:"
TEMPLATES = Path("overrides")
INSERTS = "inserts"  # the folder of their templates


def insert(
    root: Element, render: Callable[[str, str], str | None], stash: Callable[[str], str]
) -> None:
    """Put the inserts of a tree in their places.

    `render(name, caption)` gives the HTML of an insert, or None if there is none of that name: the
    image stays then, for the site generator to complain of. `stash` puts HTML aside and gives the
    text that stands for it.
    """
    for paragraph in list(root.iter("p")):
        image = paragraph[0] if len(paragraph) == 1 and not (paragraph.text or "").strip() else None
        source = image.get("src", "") if image is not None and image.tag == "img" else ""
        if image is None or not source.startswith(SCHEME):
            continue
        html = render(source.removeprefix(SCHEME), image.get("alt", ""))
        if html is not None:
            paragraph.clear()
            paragraph.text = stash(html)
