"""Markdown of records holds no markup of its own: HTML shows as text, and links lead to pages.

Records come from many hands, and from tools. Guides may hold HTML, and are read as code is.
"""

from __future__ import annotations

import re
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

SCHEMES = frozenset({"http", "https", "mailto"})
_ADDRESSES = ("href", "src")
# What a browser leaves out of an address before it looks for the scheme, and more: spaces,
# controls and marks that do not show. Source: WHATWG URL, "basic URL parser", steps 1 to 3.
_UNSEEN = re.compile(r"[\s\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")


def is_safe(address: str) -> bool:
    """Whether an address, as it stands in HTML, is relative or of a scheme that opens pages."""
    seen = _UNSEEN.sub("", unescape(unescape(address)))
    before, colon, _ = seen.partition(":")
    return not colon or any(mark in before for mark in "/?#") or before.lower() in SCHEMES


class SafeExtension(Extension):
    """No raw HTML, and no address that `is_safe` refuses."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register with Python-Markdown."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # After all others: its own escapes are undone (0), and links to concepts have addresses.
        md.treeprocessors.register(_Guard(md), "safe", -10)


class _Guard(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in _ADDRESSES:
                if not is_safe(element.get(name, "")):
                    del element.attrib[name]
                    element.tag = "span"
                    element.text = element.text or element.get("alt")
                    element.attrib.pop("alt", None)
