"""What programs read of the site: a Markdown copy of each page, a list of them, a feed."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import feedparser
import yaml
from markdown import markdown

from termbase.typeset import typeset
from tests.site.building import Built
from tests.site.document import Node, parse
from tests.site.sources import UNLISTED

LINK = re.compile(r"- \[((?:[^\[\]\\]|\\.)+)\]\((https://[^\s()]+)\): (\S.*)")


def alternate(page: Node, kind: str) -> str:
    return page.one(f"head link[type={kind}]")["href"]


def text_of(built: Built, url: str) -> str:
    return built.site.files[url.removeprefix(built.sources.url)].decode("utf-8")


def split(copy: str) -> tuple[dict[str, str], str]:
    """The facts at the head of a copy, and its text."""
    _, facts, text = copy.split("---\n", 2)
    found: dict[str, str] = yaml.safe_load(facts)
    return found, text


def copies(built: Built) -> dict[str, str]:
    return {
        name: text_of(built, alternate(page, "text/markdown"))
        for name, page in built.site.pages.items()
    }


def test_every_page_names_a_copy_that_says_what_it_is_a_copy_of(built: Built) -> None:
    for name, copy in copies(built).items():
        facts, text = split(copy)
        assert facts["url"] == built.sources.url + name
        assert facts["language"] == built.sources.language_of(name)
        heading = built.site.pages[name].one("h1").text
        assert parse(markdown(text, extensions=["fenced_code"])).one("h1").text == heading, name


def test_a_copy_has_the_headings_of_its_page(built: Built) -> None:
    for name, copy in copies(built).items():
        page = built.site.pages[name].one("article")
        if name.endswith(UNLISTED):
            continue
        said = [node.text for kind in ("h2", "h3") for node in page.select(kind)]
        copied = parse(markdown(split(copy)[1], extensions=["fenced_code"]))
        assert [n.text for kind in ("h2", "h3") for n in copied.select(kind)] == said, name


def test_a_copy_holds_no_markup_and_no_shorthand_of_the_source(built: Built) -> None:
    left_over = re.compile(r"</?(?:div|span|svg|form|section|dl|input)\b|\]\((?:glossary|insert):")
    wrong = {
        name: found.group()
        for name, copy in copies(built).items()
        # A page that shows the shorthand shows it as code.
        if (found := left_over.search(re.sub(r"`[^`]*`", "", copy)))
    }
    assert wrong == {}


def test_every_link_in_a_copy_stands_by_itself(built: Built) -> None:
    """A copy is read far from where it was: none of its links is relative."""
    for name, copy in copies(built).items():
        links = parse(markdown(split(copy)[1], extensions=["fenced_code"])).select("a[href]")
        relative = [a["href"] for a in links if not re.match("https?:|mailto:", a["href"])]
        assert relative == [], name


def test_a_list_for_language_models_has_a_title_a_summary_and_lists_of_links(
    built: Built,
) -> None:
    for code in built.sources.languages:
        lines = built.site.files[f"{built.sources.home(code)}llms.txt"].decode("utf-8").split("\n")
        assert lines[0].startswith("# ")
        assert lines[2].startswith("> ")
        rest = [line for line in lines[3:] if line]
        assert [line for line in rest if not (line.startswith("## ") or LINK.fullmatch(line))] == []


def test_the_list_leads_to_the_copy_of_every_page_of_its_language_once(built: Built) -> None:
    sources = built.sources
    for code in sources.languages:
        home = sources.home(code)
        text = built.site.files[f"{home}llms.txt"].decode("utf-8")
        listed = [url for _, url, _ in LINK.findall(text)]
        pages = {
            f"{sources.url}{name}index.md"
            for name in built.site.pages
            if sources.language_of(name) == code and name not in (home, home + UNLISTED)
        }
        others = {f"{sources.url}{sources.home(c)}llms.txt" for c in sources.languages if c != code}
        assert len(listed) == len({*listed})
        assert {*listed} == pages | others
        marks = sources.typography[code]
        assert all(title == typeset(title, marks) for title, _, _ in LINK.findall(text))
        assert all(url.removeprefix(sources.url) in built.site.files for url in listed)


def test_the_feed_of_a_language_is_read_without_a_complaint(built: Built) -> None:
    sources = built.sources
    for code in sources.languages:
        home = sources.home(code)
        url = urljoin(sources.url + home, alternate(built.site.pages[home], "application/atom+xml"))
        feed = feedparser.parse(built.site.files[url.removeprefix(sources.url)])
        assert not feed.bozo, feed.bozo_exception
        assert feed.version == "atom10"
        assert feed.feed.language == code
        assert feed.feed.id == feed.feed.link == sources.url + home
        assert [link.href for link in feed.feed.links if link.rel == "self"] == [url]
        assert 0 < len(feed.entries) <= 40
        for entry in feed.entries:
            assert entry.title
            assert entry.summary
            assert entry.updated_parsed
            assert entry.link.removeprefix(sources.url) in built.site.pages


def test_every_page_names_the_feed_of_its_language(built: Built) -> None:
    sources = built.sources
    for name, page in built.site.pages.items():
        url = urljoin(sources.url + name, alternate(page, "application/atom+xml"))
        assert url == f"{sources.url}{sources.home(sources.language_of(name))}feed.xml"
