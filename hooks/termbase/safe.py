"""Markdown of records holds no markup of its own: HTML shows as text, and links lead to pages.

Records come from many hands, and from tools. Guides may hold HTML, and are read as code is.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from termbase.scheme import is_safe

_ADDRESSES = ("href", "src")


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
