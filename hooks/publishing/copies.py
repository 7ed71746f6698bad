"""A copy of each page in Markdown, for programs and for people who read plain text.

It is made of the page as readers see it, so that terms are links, citations are names and years,
and typography is set, whether the page was written or generated.
"""

from __future__ import annotations

import json
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from publishing.built import BuiltSite
from publishing.page import PublishedPage

NAME = "index.md"
# What a copy cannot do, or need not say twice.
_LEFT_OUT = frozenset({"form", "script", "style", "template", "noscript"})
_ADDRESSES = frozenset({"href", "src"})
_HEADINGS = frozenset({"h1", "h2", "h3"})


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
    text = _CONVERTER.convert_soup(_prepared(page.html, url)).strip()
    return "\n".join(["---", *lines, f"language: {page.language}", "---", "", text, ""])


_CONVERTER = MarkdownConverter(heading_style="atx", bullets="-", escape_misc=False, wrap=False)


def _prepared(html: str, url: str) -> BeautifulSoup:
    """The page with what Markdown can say: absolute links, words for pictures, quoted boxes.

    In one walk over the elements: each selector would be a walk of its own, and so would asking an
    element whether it has been taken out.
    """
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(True):
        _prepare(element, soup, url)
    return soup


def _prepare(element: Tag, soup: BeautifulSoup, url: str) -> None:
    classes = element.attrs.get("class", ())
    for name in _ADDRESSES & element.attrs.keys():
        element[name] = urljoin(url, str(element[name]))
    if element.name in _LEFT_OUT or "headerlink" in classes or "hidden" in element.attrs:
        element.extract()
    elif element.name == "svg":
        words = [part.get_text() for part in element.find_all(["title", "desc"])]
        element.string = " ".join(words)
        element.name = "span"
    elif element.name in _HEADINGS and element.get_text() == "#":
        element.string = r"\#"  # a heading of signs alone is an empty one
    elif element.name == "details" or "admonition" in classes:
        element.name = "blockquote"
    elif element.name == "summary" or "admonition-title" in classes:
        element.name = "p"
        element.wrap(soup.new_tag("strong")).wrap(soup.new_tag("p"))
        element.unwrap()
