"""The full-text index of a site's files."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from publishing import search
from publishing.built import BuiltSite
from publishing.search import index_pages

PAGE = """<!doctype html><html lang="{lang}"><head><title>{title}</title>{head}</head>
<body><header>Header</header><article class="text"><h1>{title}</h1>{body}</article></body></html>"""
PAGES = {
    "index.html": PAGE.format(lang="de", title="Tee", head="", body="<p>Ein Blatt.</p>"),
    "en/index.html": PAGE.format(
        lang="en",
        title="Tea",
        head='<meta name="kind" content="guide">',
        body="<p>The kettle’s song.</p><p data-search-exclude>Hidden samovar.</p>",
    ),
    "en/hidden/index.html": PAGE.format(
        lang="en", title="Cup", head='<meta name="search" content="none">', body=""
    ),
    "en/status/index.html": PAGE.format(
        lang="en", title="Pot", head='<meta name="robots" content="noindex">', body=""
    ),
    "en/old/index.html": PAGE.format(
        lang="en", title="Old", head='<meta http-equiv="refresh" content="0; url=../">', body=""
    ),
    "404.html": PAGE.format(lang="en", title="Lost", head="", body=""),
}
UNUSED = ("assets/javascripts/lunr/lunr.js", "assets/javascripts/workers/search.1.min.js")


@pytest.fixture
def site(tmp_path: Path) -> BuiltSite:
    """Pages that are to be found, and some that are not, with the theme's own search."""
    for name, text in {**PAGES, **dict.fromkeys(UNUSED, "")}.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return BuiltSite(tmp_path, "https://tea.example/", ("de", "en"), "de")


def fragments(site: BuiltSite) -> dict[str, dict[str, object]]:
    """What the index knows of each page, by address."""
    texts = [
        gzip.decompress(path.read_bytes()).decode("utf-8")
        for path in (site.root / "pagefind/fragment").iterdir()
    ]
    return {found["url"]: found for found in (json.loads(t[t.index("{") :]) for t in texts)}


def files(site: BuiltSite) -> dict[str, bytes]:
    """All files by path."""
    paths = (path for path in site.root.rglob("*") if path.is_file())
    return {path.relative_to(site.root).as_posix(): path.read_bytes() for path in paths}


def test_it_has_the_pages_that_are_to_be_found(site: BuiltSite) -> None:
    index_pages(site)
    assert set(fragments(site)) == {"/", "/en/"}


def test_it_has_the_text_of_an_article_without_what_is_excluded(site: BuiltSite) -> None:
    index_pages(site)
    assert fragments(site)["/en/"]["content"] == "Tea. The kettle's song."


def test_what_is_taken_out_before_pagefind_reads_it_makes_no_difference(
    site: BuiltSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = (
        '<nav class="a" data-search-exclude=""><ul data-search-exclude=""><li>Samovar</li></ul>',
        "<h2 id=b>Sugar</h2></nav><p>Milk</p><div data-search-exclude><div>Cup</div>Saucer</div>",
        "<p data-search-exclude>Cosy <em>blue</em></p>, <span data-search-excluded>Caddy</span>",
    )
    page = PAGE.format(lang="en", title="Set", head="", body="".join(texts))
    (site.root / "en/index.html").write_text(page, encoding="utf-8")
    index_pages(site)
    shorter, content = files(site), fragments(site)["/en/"]["content"]
    assert content == "Set. Milk. , Caddy."
    monkeypatch.setattr(search, "_EXCLUDED", re.compile("(?!)"))
    index_pages(site)
    assert files(site) == shorter


def test_it_knows_the_kind_of_a_page(site: BuiltSite) -> None:
    index_pages(site)
    assert fragments(site)["/en/"]["meta"] == {"title": "Tea", "kind": "guide"}
    assert fragments(site)["/"]["meta"] == {"title": "Tee"}


def test_each_language_has_an_index_of_its_own(site: BuiltSite) -> None:
    index_pages(site)
    entry = json.loads((site.root / "pagefind/pagefind-entry.json").read_text("utf-8"))
    assert {code: found["page_count"] for code, found in entry["languages"].items()} == {
        "de": 1,
        "en": 1,
    }


def test_the_same_pages_give_the_same_bytes(site: BuiltSite) -> None:
    index_pages(site)
    first = files(site)
    for _ in range(6):  # the languages come in one of two orders, by chance
        index_pages(site)
        assert files(site) == first


def test_pages_stay_as_they_are(site: BuiltSite) -> None:
    index_pages(site)
    assert {name: files(site)[name].decode() for name in PAGES} == PAGES


def test_what_nothing_uses_is_removed(site: BuiltSite) -> None:
    index_pages(site)
    left = files(site)
    assert not [name for name in left if name.startswith("assets/")]
    assert not [name for name in left if "ui." in name or "highlight" in name]
