"""The address that a concept had before leads to the one it has."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.building import Built, build

OLD, NEW = "glossary/essential-oil/", "glossary/volatile-oil/"
HOMES = ("", "es/", "sv/")


@pytest.mark.parametrize("home", HOMES)
def test_an_old_address_leads_to_the_new_one_without_a_script(site: Built, home: str) -> None:
    page = site.site.moved[home + OLD]
    assert page.one("meta[http-equiv=refresh]")["content"] == "0; url=../volatile-oil/"
    assert page.one("link[rel=canonical]")["href"] == site.sources.url + home + NEW
    assert page.one("meta[name=robots]")["content"] == "noindex"
    assert page.one("body a")["href"] == "../volatile-oil/"
    assert not page.select("script")


@pytest.mark.parametrize("home", HOMES)
def test_it_says_so_in_the_language_of_its_folder(site: Built, home: str) -> None:
    page = site.site.moved[home + OLD]
    code = site.sources.language_of(home + OLD)
    assert page.one("html")["lang"] == code
    assert site.sources.strings[code]["moved.text"] in page.one("body").text
    term = site.sources.concepts["volatile-oil"][code]["term"]
    assert page.one("body a").text == term
    assert term in page.one("title").text


def test_old_addresses_are_in_no_sitemap_and_in_no_search(site: Built) -> None:
    assert "essential-oil" not in site.site.files["sitemap.xml"].decode()
    assert not [name for name in site.site.found if "essential-oil" in name]


def test_no_page_links_an_old_address(site: Built) -> None:
    linking = [
        name
        for name, page in site.site.pages.items()
        if any("essential-oil" in link.get("href") for link in page.select("a"))
    ]
    assert linking == []


def test_an_old_address_has_to_be_nobody_elses(unfinished: Path) -> None:
    bud = unfinished / "glossary/terms/bud.yml"
    text = bud.read_text(encoding="utf-8")
    assert "previous_ids: [leaf-bud]" in text
    bud.write_text(text.replace("leaf-bud", "essential-oil"), encoding="utf-8")
    run = build(unfinished, "--site-dir", "elsewhere")
    bud.write_text(text, encoding="utf-8")
    assert run.returncode != 0
    assert "[previous-id]" in run.stdout
