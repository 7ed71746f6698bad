"""A copy of each page in Markdown, for programs and for people who read plain text.

It is made of the page as readers see it, so that terms are links, citations are names and years,
and typography is set, whether the page was written or generated.
"""

from __future__ import annotations

import json
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from markdownify import MarkdownConverter

from publishing.built import BuiltSite
from publishing.page import PublishedPage

NAME = "index.md"
# What a copy cannot do, or need not say twice.
_LEFT_OUT = "form, script, style, template, noscript, .headerlink, [hidden]"


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
    """The page with what Markdown can say: absolute links, words for pictures, quoted boxes."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.select(_LEFT_OUT):
        element.decompose()
    for name in ("href", "src"):
        for element in soup.select(f"[{name}]"):
            element[name] = urljoin(url, str(element[name]))
    for picture in soup.select("svg"):
        words = [part.get_text() for part in picture.find_all(["title", "desc"])]
        picture.replace_with(" ".join(words))
    for heading in soup.select("h1, h2, h3"):
        if heading.get_text() == "#":  # a heading of signs alone is an empty one
            heading.string = r"\#"
    for box in soup.select(".admonition, details"):
        box.name = "blockquote"
    for title in soup.select(".admonition-title, summary"):
        title.name = "p"
        title.wrap(soup.new_tag("strong")).wrap(soup.new_tag("p"))
        title.unwrap()
    return soup
