"""The headers that hosts send with a site, from one file and from the built pages.

`Policy` is `deploy/policy.yml` with the digests of inline scripts and styles filled in, as Content
Security Policy, level 3, has them: `'sha256-…'` of the text between the tags, in Base64.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import yaml

CSP = "Content-Security-Policy"
_ELEMENT = re.compile(r"<(?:script|style)\b.*?</(?:script|style)\s*>", re.S | re.I)
_IN_ATTRIBUTE = re.compile(r"=\s*(?:\"[^\"]*<(?:script|style)\b|'[^']*<(?:script|style)\b)", re.I)
_OF_HEADERS = frozenset({"frame-ancestors", "report-uri", "sandbox"})
_FIRST = '<meta charset="utf-8">'
_SCRIPT_TYPES = {"", "module", "text/javascript", "application/javascript"}


@dataclass(frozen=True)
class Policy:
    """What hosts send: headers for all paths, others for some, caching, media types."""

    headers: Mapping[str, str]
    shared_paths: tuple[str, ...]
    shared_headers: Mapping[str, str]
    cached: str
    hashed: str
    types: Mapping[str, str]


class Inline(NamedTuple):
    """The sources, for a policy, of scripts and of styles that stand in pages."""

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()

    def and_also(self, other: Inline) -> Inline:
        """These and those of other pages, in order."""
        return Inline(*(tuple(sorted({*a, *b})) for a, b in zip(self, other, strict=True)))


NONE = Inline()


def read_policy(path: Path, site: Path) -> Policy:
    """The policy of a file for a built site. Raises OSError if one of the two is not there."""
    pages = (page.read_text(encoding="utf-8") for page in sorted(site.rglob("*.html")))
    return policy_for(path, inline_digests(pages))


def policy_for(path: Path, inline: Inline) -> Policy:
    """The policy of a file for pages that hold some scripts and styles.

    Raises OSError if it is not there.
    """
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    headers: dict[str, str] = {
        name: _csp(value, inline) if name == CSP else " ".join(value.split())
        for name, value in data["headers"].items()
    }
    return Policy(
        headers,
        tuple(data["shared"]["paths"]),
        data["shared"]["headers"],
        data["caching"]["default"],
        data["caching"]["hashed"],
        data["types"],
    )


def with_policy(text: str, path: Path, inline: Inline) -> str:
    """A page with its content policy, for hosts that send no headers of ours.

    It allows what is `inline` in that page, and stands before whatever it is about.
    """
    policy = escape(in_page(_content_policy(path, inline)), quote=False)
    return text.replace(_FIRST, f'{_FIRST}\n    <meta http-equiv="{CSP}" content="{policy}">', 1)


@lru_cache
def _content_policy(path: Path, inline: Inline) -> str:
    return policy_for(path, inline).headers[CSP]


def in_page(policy: str) -> str:
    """A content policy without what browsers heed in a header only.

    Where pages are read from a folder, `'self'` is for some browsers no file; no page that was
    fetched from a host may load one. Source: Content Security Policy, level 3, section 3.3.
    """
    directives = (one for one in policy.split("; ") if one.partition(" ")[0] not in _OF_HEADERS)
    return "; ".join(directives).replace("'self'", "'self' file:")


def inline_digests(pages: Iterable[str]) -> Inline:
    """The sources, for a policy, of the scripts and of the styles that pages hold; each once."""
    found = _Finder()
    for part in {part for page in pages for part in _elements(page)}:
        found.feed(part)
        found.reset()
    scripts, styles = (tuple(sorted(map(_source, part))) for part in (found.scripts, found.styles))
    return Inline(scripts, styles)


def _elements(page: str) -> list[str]:
    """The scripts and styles of a page, most of which others have, too; or all of the page.

    In a comment or an attribute, what looks like such an element may hide the beginning of one.
    """
    alike = "<!--" in page or _IN_ATTRIBUTE.search(page)
    return [page] if alike else _ELEMENT.findall(page)


def _csp(directives: Mapping[str, str], inline: Inline) -> str:
    known = {
        "{inline-scripts}": " ".join(inline.scripts),
        "{inline-styles}": " ".join(inline.styles),
    }
    lines = []
    for name, sources in directives.items():
        for key, digests in known.items():
            sources = sources.replace(key, digests)
        lines.append(f"{name} {sources}".strip())
    return "; ".join(lines)


def _source(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


class _Finder(HTMLParser):
    """Collects the texts of scripts that run, and of styles; data blocks do not run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: set[str] = set()
        self.styles: set[str] = set()
        self._into: set[str] | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        values = dict(attrs)
        runs = (values.get("type") or "").strip().lower() in _SCRIPT_TYPES
        if tag == "script" and "src" not in values and runs:
            self._into = self.scripts
        elif tag == "style":
            self._into = self.styles
        self._text = []

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style") and self._into is not None:
            self._into.add("".join(self._text))
            self._into = None
