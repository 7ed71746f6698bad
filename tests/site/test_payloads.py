"""Whatever the texts of records hold, it comes out as text: in pages, in copies and in data."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import feedparser
import pytest
from lxml import etree
from playwright.sync_api import Browser, Page
from rdflib import Graph

from publishing.handbook.book import books
from publishing.handbook.epub import write_epub
from publishing.policy import inline_digests
from termbase.scheme import is_safe
from tests.site.building import Built, Site, build
from tests.site.document import Node
from tests.site.hostile import HEADING, PAYLOADS, TITLE, make_hostile
from tests.site.serving import served
from tests.site.sources import Sources

# What Markdown makes of records beyond what the sound site has.
MARKDOWN = {
    *((tag, "") for tag in "blockquote br code em h1 h2 h3 hr img li ol p pre".split()),
    *((tag, "") for tag in "span strong table tbody td th thead tr ul".split()),
    *(("img", name) for name in ("src", "alt", "title")),
    *(("a", name) for name in ("href", "title")),
    *(("ol", "start"), ("th", "style"), ("td", "style")),
    # And what the pages of records have whose fields are all filled in.
    *((tag, name) for tag in ("aside", "blockquote") for name in ("", "class", "aria-labelledby")),
    *(("time", ""), ("time", "datetime")),
}
ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcset")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    project = make_hostile(tmp_path_factory.mktemp("hostile") / "site")
    run = build(project)
    assert run.returncode == 0, run.stdout
    return Built(Sources(project), Site(project / "site"), run.stdout)


def documents(built: Built) -> dict[str, Node]:
    return {**built.site.pages, **built.site.errors, **built.site.moved}


def vocabulary(page: Node) -> set[tuple[str, str]]:
    """The elements of a page, and each with its attributes."""
    return {(node.tag, name) for node in page.inside for name in ("", *node.attributes)}


def data(hostile: Built, name: str) -> Path:
    return hostile.site.root / "glossary" / "data" / name


def ids() -> list[str]:
    return [f"payload-{number}" for number in range(len(PAYLOADS))]


def test_payloads_bring_no_element_and_no_attribute_into_a_page(hostile: Built, tea: Built) -> None:
    known = MARKDOWN.union(*map(vocabulary, documents(tea).values()))
    found = {name: vocabulary(page) - known for name, page in documents(hostile).items()}
    assert {name: new for name, new in found.items() if new} == {}
    assert set(ids()) <= hostile.sources.concepts.keys()


def test_pages_run_the_scripts_and_have_the_styles_of_a_sound_site(
    hostile: Built, tea: Built
) -> None:
    """A policy of digests allows what stands in a page, so nothing else may stand there."""
    assert inline_digests(_html(hostile)) == inline_digests(_html(tea))


def test_links_lead_to_pages_only(hostile: Built) -> None:
    found = {
        (name, node.tag, node[key])
        for name, page in documents(hostile).items()
        for node in page.inside
        for key in ADDRESSES
        if key in node.attributes and not is_safe(node[key])
    }
    assert {one for one in found if not one[2].startswith("data:image/svg+xml")} == set()


def test_a_title_of_a_guide_is_shown_as_it_is_written(hostile: Built) -> None:
    page = hostile.site.pages["brewing/"]
    (title,) = page.one("head title").children
    quoted = f"„{TITLE[1:]}"  # as the language sets it
    assert str(title).startswith(quoted)
    assert page.one("meta[name=description]")["content"] == quoted
    assert page.one("h1").text == unescape(HEADING.replace("`", ""))


def test_a_term_is_shown_as_it_is_written(hostile: Built) -> None:
    for name in ids():
        page = hostile.site.pages[f"glossary/{name}/"]
        term = hostile.sources.concepts[name][hostile.sources.default]["term"]
        assert letters(page.one("h1").text) == letters(term)
        assert letters(term) in letters("".join(map(str, page.one("head title").children)))


def letters(text: str) -> str:
    """A text without what typography changes."""
    return "".join(letter for letter in text if letter.isalnum() or letter in "<>&;{}/=:")


def test_data_files_give_every_text_back(hostile: Built) -> None:
    records = json.loads(data(hostile, "glossary.json").read_text("utf-8"))
    with data(hostile, "glossary.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    # An apostrophe in front keeps a spreadsheet from computing a cell.
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    cells = {cell.removeprefix("'") for row in rows for cell in row}
    for name in ids():
        section = hostile.sources.concepts[name][hostile.sources.default]
        assert section["term"] in _strings(records)
        assert section["term"] in cells
        assert section["definition"] in cells


@pytest.mark.parametrize("name", ["glossary.tbx", "glossary.tmx"])
def test_xml_is_sound_and_holds_every_term(hostile: Built, name: str) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    tree = etree.parse(str(data(hostile, name)), parser)
    texts = {text for element in tree.iter() if (text := element.text)}
    terms = {hostile.sources.concepts[n][hostile.sources.default]["term"] for n in ids()}
    assert terms - texts == set()


def test_linked_data_are_sound_and_hold_every_term(hostile: Built) -> None:
    graph = Graph().parse(data(hostile, "glossary.ttl"), format="turtle")
    texts = {str(value) for value in graph.objects()}
    terms = {hostile.sources.concepts[n][hostile.sources.default]["term"] for n in ids()}
    assert terms - texts == set()
    json.loads(data(hostile, "glossary.jsonld").read_text("utf-8"))


def test_the_heads_of_pages_hold_sound_data(hostile: Built) -> None:
    for page in hostile.site.pages.values():
        script = page.one("head script[type=application/ld+json]")
        assert json.loads("".join(map(str, script.children)))["@graph"]


def test_names_for_the_search_feeds_and_lists_are_sound(hostile: Built) -> None:
    for path in (hostile.site.root / "search").glob("*.json"):
        json.loads(path.read_text("utf-8"))
    for code in hostile.sources.languages:
        home = hostile.site.root / hostile.sources.home(code)
        feed = feedparser.parse((home / "feed.xml").read_bytes())
        assert not feed.bozo, feed.get("bozo_exception")
        for line in (home / "llms.txt").read_text("utf-8").splitlines():
            assert not line or line.startswith(("# ", "## ", "> ", "- [")), line


def test_a_handbook_of_payloads_is_well_formed_and_runs_nothing(
    hostile: Built, tmp_path: Path
) -> None:
    book = next(iter(books(hostile.site.root)))
    write_epub(book, tmp_path / "a.epub", datetime(2026, 1, 1, tzinfo=UTC))
    with ZipFile(tmp_path / "a.epub") as archive:
        for name in archive.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx", ".xml")):
                tree = etree.fromstring(archive.read(name))
                tags = {etree.QName(element).localname for element in tree.iter(etree.Element)}
                names = {key for element in tree.iter(etree.Element) for key in element.attrib}
                assert not tags & {"script", "iframe", "object", "embed", "form", "base"}, name
                assert not [key for key in names if key.startswith("on")], name


@pytest.mark.browser
def test_in_a_browser_without_any_policy_nothing_runs(hostile: Built, browser: Browser) -> None:
    """Pages, cards and search, where only the pages themselves keep scripts from running."""
    with served(hostile.site.root, policy=False) as address, browser.new_page() as page:
        met = listen(page)
        for name in ("", "table/", *(f"{one}/" for one in ids())):
            page.goto(f"{address}glossary/{name}")
            show_cards(page)
        search(page, "script", "alert", "onerror", "javascript", "config")
        assert met == []


def listen(page: Page) -> list[str]:
    """What a page does that it should not, as it is noted."""
    met: list[str] = []

    def dismiss(dialog: Any) -> None:
        met.append(f"dialog on {page.url}: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on("pageerror", lambda fault: met.append(f"{page.url}: {fault}"))
    page.on("request", lambda asked: met.extend(url for url in [asked.url] if "evil" in url))
    return met


def show_cards(page: Page) -> None:
    for link in page.locator("article a.term").all()[:3]:
        link.focus()


def search(page: Page, *queries: str) -> None:
    page.locator(".search-opener").click()
    field = page.locator("dialog input")
    for query in queries:
        field.fill(query)
        page.wait_for_function("document.querySelectorAll('dialog li a').length > 0")


def _html(built: Built) -> Iterator[str]:
    return (text.decode() for name, text in built.site.files.items() if name.endswith(".html"))


def _strings(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set().union(*map(_strings, value.values()))
    if isinstance(value, list):
        return set().union(*map(_strings, value))
    return {value} if isinstance(value, str) else set()
