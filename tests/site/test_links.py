"""Where the links of a site lead, and what a browser fetches for a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from tests.site.building import Built, build_well, copy_of
from tests.site.document import Node

# Relations whose address is named and not fetched.
_NAMED = {"alternate", "canonical", "next", "prev"}
_ADDRESS = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")


def documents(built: Built) -> dict[str, Node]:
    return {**built.site.pages, **built.site.errors}


def links(page: Node) -> Iterator[tuple[str, str, bool]]:
    """The addresses in a page, each with its element and whether a browser fetches it by itself."""
    for node in page.inside:
        fetched = node.tag != "a" and not _NAMED & {*node.get("rel").split()}
        for name in ("href", "src", "action", "poster", "data"):
            if name in node.attributes:
                yield node.tag, node[name], fetched
        for part in filter(None, node.get("srcset").split(",")):
            yield node.tag, part.split()[0], fetched
        for address in addresses_in_styles(node.get("style")):
            yield node.tag, address, True


def addresses_in_styles(text: str) -> list[str]:
    return ["".join(found) for found in _ADDRESS.findall(text) if not found[0].startswith("data:")]


def on_site(built: Built, page: str, address: str) -> tuple[str, str] | None:
    """A link as a file of the site and a fragment; None if it leads elsewhere."""
    absolute, fragment = urldefrag(urljoin(built.sources.url + page, address))
    if not absolute.startswith(built.sources.url):
        return None
    return unquote(absolute.removeprefix(built.sources.url)), unquote(fragment)


def exists(built: Built, path: str, fragment: str) -> bool:
    if path in built.site.anchors:
        return not fragment or fragment in built.site.anchors[path]
    return path in built.site.files and not fragment


def test_a_page_without_sections_names_no_list_of_them(tea: Built, tmp_path: Path) -> None:
    folder = copy_of(tea, tmp_path / "tea")
    for path in (folder / "docs").glob("*/index.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?m)^## .*\n", "", text), encoding="utf-8")
    page = build_well(folder).site.pages[""]
    named = {node["popovertarget"] for node in page.select("[popovertarget]")}
    assert named
    assert named <= {node.get("id") for node in page.inside}


def test_every_internal_link_and_fragment_resolves(built: Built) -> None:
    broken = {
        (name, address)
        for name, page in documents(built).items()
        for _, address, _ in links(page)
        if (target := on_site(built, name, address)) and not exists(built, *target)
    }
    assert broken == set()


def test_the_links_out_of_a_page_are_web_addresses(built: Built) -> None:
    schemes = {
        urlsplit(address).scheme
        for name, page in documents(built).items()
        for _, address, _ in links(page)
        if not on_site(built, name, address)
    }
    assert schemes <= {"https"}


def test_a_page_fetches_nothing_from_another_host(built: Built) -> None:
    foreign = {
        (name, tag, address)
        for name, page in documents(built).items()
        for tag, address, fetched in links(page)
        if fetched and not on_site(built, name, address)
    }
    assert foreign == set()


def test_a_style_sheet_fetches_nothing_from_another_host(built: Built) -> None:
    sheets = [name for name in built.site.files if name.endswith(".css")]
    assert sheets
    foreign = {
        (sheet, address)
        for sheet in sheets
        for address in addresses_in_styles(built.site.files[sheet].decode("utf-8"))
        if not on_site(built, sheet, address)
    }
    assert foreign == set()


def test_a_language_links_to_the_others_only_where_it_says_so(built: Built) -> None:
    sources = built.sources
    for name, page in built.site.pages.items():
        for link in page.select("a[href]"):
            target = on_site(built, name, link["href"])
            is_page = target and target[0] in built.site.pages  # data are in every language
            if target and is_page and sources.language_of(target[0]) != sources.language_of(name):
                assert link.get("hreflang") == sources.language_of(target[0]), (name, link["href"])


def test_the_sections_of_a_guide_have_the_same_fragments_in_every_language(built: Built) -> None:
    sources = built.sources
    for guide in sources.guides:
        path = "" if guide == "index" else f"{guide}/"
        pages = [built.site.pages[sources.home(code) + path] for code in sources.languages]
        first, *others = ([node["id"] for node in p.select("article h2[id]")] for p in pages)
        assert all(found == first for found in others), guide
