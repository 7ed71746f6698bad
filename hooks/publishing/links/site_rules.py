"""The rules of what belongs to no one page: style sheets, the sitemap, feeds.

A fault names its rule by the function's name. The first line of a docstring says what is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from publishing.links.fault import WEB, Fault, scheme_of
from publishing.links.files import INDEX, SiteFiles

Rule = Callable[[SiteFiles], Iterator[Fault]]

_IN_STYLE = re.compile(
    r"@import\s+(?P<quoted>\"[^\"]*\"|'[^']*')|url\(\s*(?P<url>\"[^\"]*\"|'[^']*'|[^)\"']*)\s*\)"
)


def missing_in_style(site: SiteFiles) -> Iterator[Fault]:
    """What a style sheet refers to is there."""
    for name in sorted(site.paths):
        if not name.endswith(".css"):
            continue
        text = re.sub(
            r"/\*.*?\*/", lambda c: re.sub(r"[^\n]", " ", c[0]), site.text(name), flags=re.S
        )
        for found in _IN_STYLE.finditer(text):
            url = (found["url"] or found["quoted"]).strip().strip("'\"")
            ours = scheme_of(url) in WEB and not url.startswith("#") and site.is_ours(url, name)
            if ours and site.find(url, name).path is None:
                line = text.count("\n", 0, found.start()) + 1
                yield Fault("missing-in-style", name, line, 1, url, f"no file “{url}”")


def bad_sitemap(site: SiteFiles) -> Iterator[Fault]:
    """The sitemap has the address of every page that can be found, and no other."""
    if "sitemap.xml" not in site.paths:
        yield Fault("bad-sitemap", "sitemap.xml", 1, 1, "", "no sitemap")
        return
    listed: set[str] = set()
    for url, line in _located(site, "sitemap.xml", "loc"):
        target = site.find(url, INDEX)
        there = site.pages.get(target.path or "")
        listed.add(target.path or "")
        if not site.is_ours(url, INDEX) or target.path is None or there is None:
            yield Fault("bad-sitemap", "sitemap.xml", line, 1, url, f"“{url}” is no page")
        elif site.address(target.path) != url:
            yield Fault("bad-sitemap", "sitemap.xml", line, 1, url, f"“{url}” is no page's address")
        elif "noindex" in there.robots or there.refresh is not None:
            message = f"“{url}” is not to be found by search engines"
            yield Fault("bad-sitemap", "sitemap.xml", line, 1, url, message)
    for name, document in site.pages.items():
        hidden = "noindex" in document.robots or document.refresh is not None
        if not hidden and not name.endswith("404.html") and name not in listed:
            yield Fault("bad-sitemap", name, 1, 1, name, "the page is not in the sitemap")


def bad_feed(site: SiteFiles) -> Iterator[Fault]:
    """The addresses in a feed are pages of the site."""
    for name in sorted(site.paths):
        if not re.search(
            r"(?:^|/)(?:feed[\w-]*|rss|atom|changes)\.(?:xml|rss|atom)$|\.(?:rss|atom)$", name
        ):
            continue
        for url, line in [*_located(site, name, "link"), *_located(site, name, "guid")]:
            if url and site.is_ours(url, name) and site.find(url, name).path is None:
                yield Fault("bad-feed", name, line, 1, url, f"“{url}” is no page of the site")


SITE_RULES: tuple[Rule, ...] = (missing_in_style, bad_sitemap, bad_feed)


def _located(site: SiteFiles, name: str, element: str) -> Iterator[tuple[str, int]]:
    """The texts (and `href`s) of an XML file's elements of a name, with their lines."""
    text = site.text(name)
    pattern = rf"<{element}\b(?:[^>]*\shref=\"(?P<href>[^\"]*)\")?[^>]*>(?P<text>[^<]*)"
    for found in re.finditer(pattern, text):
        url = (found["href"] or found["text"]).strip().replace("&amp;", "&")
        yield url, text.count("\n", 0, found.start()) + 1
