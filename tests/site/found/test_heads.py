"""What a page tells search engines and other sites, in its head."""

from __future__ import annotations

import io
import json
from typing import Any

from jsonschema import Draft202012Validator
from PIL import Image

from tests.site.building import ROOT, Built
from tests.site.dictionary import plain
from tests.site.document import Node

SCHEMA = ROOT / "tests" / "data" / "linked_data.json"
PROPERTIES = "title description url image site_name type locale image:alt"


def graph(page: Node) -> dict[str, Any]:
    """The data of a page; a script holds no markup, so that its text is the JSON."""
    script = page.one("head script[type=application/ld+json]")
    found: dict[str, Any] = json.loads("".join(map(str, script.children)))
    return found


def nodes(page: Node, kind: str) -> list[dict[str, Any]]:
    return [node for node in graph(page)["@graph"] if node["@type"] == kind]


def properties(page: Node) -> dict[str, str]:
    return {
        meta["property"].removeprefix("og:"): meta["content"]
        for meta in page.select("head meta[property]")
    }


def test_data_for_search_engines_have_the_form_that_they_ask_for(built: Built) -> None:
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    wrong = {
        name: [problem.message for problem in problems]
        for name, page in built.site.pages.items()
        if (problems := list(validator.iter_errors(graph(page))))
    }
    assert wrong == {}


def test_every_reference_in_the_data_is_to_a_node_that_some_page_describes(built: Built) -> None:
    graphs = [graph(page)["@graph"] for page in built.site.pages.values()]
    described = {node["@id"] for found in graphs for node in found if "@id" in node}
    named = {
        value["@id"]
        for found in graphs
        for node in found
        for value in node.values()
        if isinstance(value, dict) and "@id" in value
    }
    assert named
    assert named - described == set()


def test_an_entry_is_a_defined_term_of_the_glossary_in_its_language(built: Built) -> None:
    sources = built.sources
    for code in sources.languages:
        index = f"{sources.url}{sources.home(code)}glossary/"
        for name, record in sources.concepts.items():
            page = built.site.pages[f"{sources.home(code)}glossary/{name}/"]
            (term,), (around,) = nodes(page, "DefinedTerm"), nodes(page, "DefinedTermSet")
            assert (term["name"], term["termCode"]) == (record[code]["term"], name)
            assert term["inDefinedTermSet"] == {"@id": around["@id"]} == {"@id": f"{index}#terms"}
            assert around["inLanguage"] == code


def test_a_term_to_avoid_is_no_other_name_of_a_concept(built: Built) -> None:
    sources = built.sources
    for code in sources.languages:
        for name, record in sources.concepts.items():
            page = built.site.pages[f"{sources.home(code)}glossary/{name}/"]
            synonyms = record[code].get("synonyms", [])
            good = [s["term"] for s in synonyms if s.get("status", "admitted") == "admitted"]
            assert nodes(page, "DefinedTerm")[0].get("alternateName", []) == good, name


def test_a_guide_is_an_article_and_a_home_is_not(built: Built) -> None:
    sources = built.sources
    for code in sources.languages:
        for guide in sources.guides:
            path = "" if guide == "index" else f"{guide}/"
            page = built.site.pages[sources.home(code) + path]
            assert len(nodes(page, "Article")) == (guide != "index"), guide
            assert properties(page)["type"] == ("website" if guide == "index" else "article")


def test_the_way_to_a_page_starts_at_home_and_ends_there(built: Built) -> None:
    sources = built.sources
    for name, page in built.site.pages.items():
        home = sources.home(sources.language_of(name))
        if name != home:
            items = nodes(page, "BreadcrumbList")[0]["itemListElement"]
            assert [item["position"] for item in items] == list(range(1, len(items) + 1))
            assert items[0]["item"] == sources.url + home
            assert items[-1]["item"] == sources.url + name
            assert {item["item"].removeprefix(sources.url) for item in items} <= {
                *built.site.pages
            }, name


def test_a_page_says_what_other_sites_show_of_it(built: Built) -> None:
    sources = built.sources
    for name, page in built.site.pages.items():
        said = properties(page)
        assert {*PROPERTIES.split()} <= {key for key, value in said.items() if value}, name
        assert said["url"] == sources.url + name
        is_home = name == sources.home(sources.language_of(name))
        assert is_home or plain(said["title"]) == plain(page.one("h1").text)
        assert said["description"] == page.one("head meta[name=description]")["content"]
        assert page.one("head meta[name=twitter:card]")["content"] == "summary_large_image"


def test_a_written_page_has_a_card_of_its_own_and_the_others_one_a_language(built: Built) -> None:
    sources = built.sources
    cards = {name: properties(page)["image"] for name, page in built.site.pages.items()}
    own = [
        cards[sources.home(code) + ("" if guide == "index" else f"{guide}/")]
        for code in sources.languages
        for guide in sources.guides
    ]
    assert len({*own}) == len(own)
    assert len({*cards.values()} - {*own}) == len(sources.languages)


def test_cards_are_there_in_the_size_that_they_are_said_to_have(built: Built) -> None:
    for page in built.site.pages.values():
        said = properties(page)
        content = built.site.files[said["image"].removeprefix(built.sources.url)]
        with Image.open(io.BytesIO(content)) as picture:
            assert picture.format == "PNG"
            assert picture.size == (int(said["image:width"]), int(said["image:height"]))
            assert picture.size == (1200, 630)


def test_no_card_is_heavier_than_a_message_should_carry(built: Built) -> None:
    names = [name for name in built.site.files if name.startswith("assets/cards/")]
    assert names
    assert [name for name in names if len(built.site.files[name]) > 60_000] == []
