"""A guide that has no translation is shown, honestly, and taken for a translation by nobody."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

from tests.site.building import Built, build
from tests.site.document import Node

ORIGINAL, PAGE = "brewing/", "sv/brewing/"


def page(site: Built) -> Node:
    return site.site.pages[PAGE]


def test_a_missing_translation_is_a_finding_that_fails_a_strict_build(unfinished: Path) -> None:
    run = build(unfinished, "--strict", "--site-dir", "elsewhere")
    assert run.returncode != 0
    assert "docs/de/brewing.md:1:1: warning: no translation into “sv”" in run.stdout


def test_the_notice_is_in_the_language_of_the_reader(site: Built) -> None:
    notice = page(site).one("article .untranslated")
    strings = site.sources.strings["sv"]
    assert page(site).one("html")["lang"] == "sv"
    assert strings["untranslated.title"] in notice.text
    assert "tyska" in notice.text
    assert not [node for node in notice.ancestors() if node.get("lang") not in ("", "sv")]


def test_the_other_text_is_marked_with_its_language(site: Built) -> None:
    text = page(site).one("article div[lang=de]")
    assert text.one("h1").text == "Zubereitung"
    assert "Heißes Wasser" in text.text
    inside = page(site).select("article h1")
    assert all(any(up.get("lang") == "de" for up in node.ancestors()) for node in inside)


def test_the_contents_are_marked_with_the_language_of_the_text(site: Built) -> None:
    assert page(site).one(".toc div")["lang"] == "de"
    assert "lang" not in site.site.pages["sv/"].one(".toc div").attributes


def test_the_links_stay_in_the_language_of_the_reader(site: Built) -> None:
    text = page(site).one("article div[lang=de]")
    links = [urljoin(site.sources.url + PAGE, link["href"]) for link in text.select("a.term")]
    assert site.sources.url + "sv/glossary/volatile-oil/" in links
    assert all(link.startswith(site.sources.url + "sv/glossary/") for link in links)


def test_the_terms_of_the_text_are_found_in_its_own_language(site: Built) -> None:
    found = {link["data-concept"] for link in page(site).select("article div[lang=de] a.term")}
    assert found == {
        link["data-concept"] for link in site.site.pages[ORIGINAL].select("article a.term")
    }


def test_search_engines_are_sent_to_the_original(site: Built) -> None:
    head = page(site).one("head")
    assert head.one("meta[name=robots]")["content"] == "noindex"
    assert head.one("link[rel=canonical]")["href"] == site.sources.url + ORIGINAL
    translations = {link["hreflang"]: link["href"] for link in head.select("link[hreflang]")}
    expected = {"de": ORIGINAL, "es": "es/brewing/", "x-default": ORIGINAL}
    assert translations == {code: site.sources.url + path for code, path in expected.items()}


def test_the_original_does_not_name_it_as_a_translation(site: Built) -> None:
    head = site.site.pages[ORIGINAL].one("head")
    assert {link["hreflang"] for link in head.select("link[hreflang]")} == {"de", "es", "x-default"}
    assert not head.select("meta[name=robots]")


def test_the_language_menu_leads_to_it_and_from_it(site: Built) -> None:
    for name, others in ((ORIGINAL, {"es", "sv"}), (PAGE, {"de", "es"})):
        links = site.site.pages[name].select("nav.languages a")
        assert {link["hreflang"] for link in links} == others
        for link in links:
            code = link["hreflang"]
            target = urljoin(site.sources.url + name, link["href"])
            assert target == site.sources.url + site.sources.home(code) + ORIGINAL


def test_it_is_in_no_sitemap_and_in_no_search(site: Built) -> None:
    sitemap = site.site.files["sitemap.xml"].decode()
    assert f"<loc>{site.sources.url}es/brewing/</loc>" in sitemap
    assert f"<loc>{site.sources.url}{PAGE}</loc>" not in sitemap
    assert sitemap.count(f"<loc>{site.sources.url}{ORIGINAL}</loc>") == 1
    assert "es/brewing/" in site.site.found
    assert PAGE not in site.site.found


def test_concepts_do_not_count_it_among_the_guides_of_the_language(site: Built) -> None:
    concept = site.site.pages["sv/glossary/volatile-oil/"]
    assert not [a for a in concept.select("article a") if a["href"].endswith("brewing/")]
    other = site.site.pages["es/glossary/volatile-oil/"]
    assert [a for a in other.select("article a") if a["href"].endswith("brewing/")]
