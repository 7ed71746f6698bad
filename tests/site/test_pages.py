"""Which pages a site has, and what every page says of itself."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from urllib.parse import urljoin
from xml.etree import ElementTree

from termbase.typeset import typeset
from tests.site.building import Built
from tests.site.document import Node
from tests.site.sources import REPO_URL, UNLISTED

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def alternates(page: Node) -> dict[str, str]:
    return {link["hreflang"]: link["href"] for link in page.select("head link[hreflang]")}


def described(page: Node) -> list[str]:
    return [meta["content"] for meta in page.select("head meta[name=description]")]


def test_the_build_says_nothing_of_a_fault(built: Built) -> None:
    assert not re.findall(
        r"(?i)^.*(?:warning|error|traceback|deprecat).*$", built.log, re.MULTILINE
    )


def test_every_guide_and_concept_has_a_page_in_every_language_and_nothing_else_has(
    built: Built,
) -> None:
    assert sorted(built.site.pages) == sorted(built.sources.addresses())


def test_the_guides_of_a_language_have_the_paths_of_the_default_one(built: Built) -> None:
    docs = built.sources.root / "docs"
    paths = {
        code: sorted(path.relative_to(docs / code) for path in (docs / code).rglob("*"))
        for code in built.sources.languages
    }
    assert all(found == paths[built.sources.default] for found in paths.values())


def test_what_the_site_is_made_from_is_not_published(built: Built) -> None:
    published = [
        name
        for name in built.site.files
        if name.endswith((".yml", ".yaml", ".md", ".py", ".jinja"))
        and not name.endswith("index.md")  # the copies of pages
    ]
    templates = [
        name
        for name, content in built.site.files.items()
        if name.endswith((".html", ".xml"))
        and re.search(rb"\{%|\{\{|\{#", re.sub(rb"<code>[^<]*</code>", b"", content))
    ]
    assert not published
    assert not templates


def test_a_page_is_in_the_language_of_its_folder(built: Built) -> None:
    said = {name: page.one("html")["lang"] for name, page in built.site.pages.items()}
    assert said == {name: built.sources.language_of(name) for name in said}


def test_a_page_has_one_main_heading(built: Built) -> None:
    headings = {name: len(page.select("h1")) for name, page in built.site.pages.items()}
    assert {name: number for name, number in headings.items() if number != 1} == {}


def test_a_title_names_the_page_and_then_the_site(built: Built) -> None:
    for name, page in built.site.pages.items():
        heading, title = page.one("h1").text, page.one("head title").text
        code = built.sources.language_of(name)
        if name != built.sources.home(code):
            assert title.startswith(f"{heading} - "), name


def test_titles_have_the_typography_of_their_language_wherever_they_are_shown(
    built: Built,
) -> None:
    for name, page in built.site.pages.items():
        marks = built.sources.typography[built.sources.language_of(name)]
        shown = [*page.select("head title"), *page.select("nav a"), *page.select("nav summary")]
        for words in [node.words for node in shown if not node.get("lang")]:
            assert words == typeset(words, marks), name


def test_no_two_pages_of_a_language_have_the_same_title(built: Built) -> None:
    titles = Counter(
        (built.sources.language_of(name), page.one("head title").text)
        for name, page in built.site.pages.items()
    )
    assert [title for title, number in titles.items() if number > 1] == []


def test_a_page_has_one_description_of_a_length_that_search_engines_show(built: Built) -> None:
    wrong = {
        name: said
        for name, page in built.site.pages.items()
        if not (len(said := described(page)) == 1 and 50 <= len(said[0]) <= 160)
    }
    assert wrong == {}


def test_the_canonical_address_of_a_page_is_its_own(built: Built) -> None:
    for name, page in built.site.pages.items():
        assert page.one("head link[rel=canonical]")["href"] == built.sources.url + name


def test_a_page_names_itself_in_every_language_and_a_default_by_absolute_addresses(
    built: Built,
) -> None:
    sources = built.sources
    for name, page in built.site.pages.items():
        own = sources.home(sources.language_of(name))
        path = name.removeprefix(own)
        expected = {code: sources.url + sources.home(code) + path for code in sources.languages}
        assert alternates(page) == {**expected, "x-default": sources.url + path}, name


def test_the_language_menu_leads_to_the_same_page_in_every_other_language(built: Built) -> None:
    sources = built.sources
    for name, page in built.site.pages.items():
        own = sources.language_of(name)
        links = page.select("nav.languages a")
        said = {
            (a["hreflang"], a["lang"], a.text, urljoin(sources.url + name, a["href"]))
            for a in links
        }
        named = {(a["hreflang"], a["lang"], a.text, alternates(page)[a["hreflang"]]) for a in links}
        others = {
            code: language["name"] for code, language in sources.languages.items() if code != own
        }
        assert said == named, name
        assert {a["lang"]: a.text for a in links} == others, name


def test_what_is_for_contributors_is_kept_from_search_engines(built: Built) -> None:
    hidden = {name for name, page in built.site.pages.items() if page.select("meta[name=robots]")}
    assert hidden == {name for name in built.site.pages if name.endswith(UNLISTED)}


def test_an_address_that_a_concept_had_before_leads_to_where_it_is_now(built: Built) -> None:
    led = {}
    for name, page in built.site.moved.items():
        refresh = page.one("meta[http-equiv=refresh]")["content"].partition("url=")[2]
        assert {link["href"] for link in page.select("a")} == {refresh}
        led[name] = urljoin(built.sources.url + name, refresh).removeprefix(built.sources.url)
    assert led == built.sources.moved()


def test_the_sitemap_lists_every_page_once(built: Built) -> None:
    listed = [
        place.text
        for place in ElementTree.fromstring(built.site.files["sitemap.xml"]).iter(f"{SITEMAP}loc")
    ]
    assert sorted(filter(None, listed)) == sorted(
        built.sources.url + name for name in built.site.pages if not name.endswith(UNLISTED)
    )
    assert gzip.decompress(built.site.files["sitemap.xml.gz"]) == built.site.files["sitemap.xml"]


def test_every_language_has_an_error_page_in_its_own_words(built: Built) -> None:
    sources = built.sources
    names = {code: f"{sources.home(code)}404.html" for code in sources.languages}
    assert sorted(built.site.errors) == sorted(names.values())
    for code, name in names.items():
        page, strings = built.site.errors[name], sources.strings[code]
        assert page.one("html")["lang"] == code
        assert page.one("h1").text == strings["error.title"]
        assert page.one("head title").text.startswith(strings["error.title"])
        assert strings["error.text"] in page.one("article").text


def test_an_error_page_leads_home_whatever_the_address_it_is_shown_at(built: Built) -> None:
    sources = built.sources
    for name, page in built.site.errors.items():
        code = sources.language_of(name)
        lost = f"{sources.url}{sources.home(code)}some/lost/page/"
        links = {urljoin(lost, a["href"]) for a in page.select("article a")}
        menu = {a["hreflang"]: urljoin(lost, a["href"]) for a in page.select("nav.languages a")}
        assert links == {sources.url + sources.home(code) + way for way in ("", "glossary/")}
        assert menu == {c: sources.url + sources.home(c) for c in sources.languages if c != code}


def test_the_content_has_no_tooltip_that_the_keyboard_cannot_dismiss(built: Built) -> None:
    """Material's own edit button is the exception."""
    titled = {
        (name, node.tag, node["title"])
        for name, page in built.site.pages.items()
        for node in page.select("article [title]")
        if "md-content__button" not in node.classes
    }
    assert titled == set()


def test_the_edit_link_of_a_page_leads_to_its_source(built: Built) -> None:
    sources = built.sources
    for code in sources.languages:
        files = {
            "" if name == "index" else f"{name}/": f"docs/{code}/{name}.md"
            for name in sources.guides
        }
        files |= {f"glossary/{name}/": f"glossary/terms/{name}.yml" for name in sources.concepts}
        for path, file in files.items():
            links = built.site.pages[sources.home(code) + path].select("a[rel=edit]")
            assert {link["href"] for link in links} == {f"{REPO_URL}/edit/main/{file}"}


def test_every_page_of_traps_says_of_each_phrase_of_the_other_language(project: Built) -> None:
    for home, other in (("", "fr"), ("fr/", "en")):
        page = project.site.pages[f"{home}translation-traps/"]
        marked = page.select(f"article em[lang={other}]")
        assert len(marked) > 50
