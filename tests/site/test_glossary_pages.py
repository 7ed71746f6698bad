"""The glossary's pages hold what the records say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest

from tests.site.building import Built
from tests.site.dictionary import heading, in_order, plain
from tests.site.document import Node

DATED = ("deprecated", "obsolete")


def says(node: Node, words: str) -> bool:
    return plain(words) in plain(node.text)


def entries(built: Built) -> Iterator[tuple[str, str, dict[str, Any], Node]]:
    """Every concept in every language: code, id, record and page."""
    for code in built.sources.languages:
        for name, record in built.sources.concepts.items():
            yield code, name, record, built.site.pages[address(built, code, name)]


def address(built: Built, code: str, name: str) -> str:
    return f"{built.sources.home(code)}glossary/{name}/"


def targets(built: Built, here: str, links: list[Node]) -> list[str]:
    """Where links lead, relative to the address of the site."""
    absolute = (urljoin(built.sources.url + here, link["href"]) for link in links)
    return [way.removeprefix(built.sources.url) for way in absolute]


def index_of(built: Built, code: str) -> Node:
    return built.site.pages[f"{built.sources.home(code)}glossary/"]


def listed(entry: Node) -> str:
    """The name at the head of a line of the index, without what stands after it."""
    link = entry.select("dt a")
    said = link[0].text if link else entry.one("dt").text
    tags = entry.select("dt .tag")
    return said.removesuffix(tags[0].text).strip() if tags else said


def test_an_entry_shows_its_term_grammar_and_definition(built: Built) -> None:
    for code, name, record, page in entries(built):
        section, strings = record[code], built.sources.strings[code]
        grammar = page.one(".entry-grammar")
        where = (code, name)
        assert plain(page.one("h1 dfn").text) == plain(section["term"]), where
        assert plain(page.one(".entry-definition").text) == plain(section["definition"]), where
        assert strings[f"grammar.{section['part_of_speech']}"] in grammar.text, where
        for key in ("gender", "number"):
            assert key not in section or strings[f"grammar.{section[key]}"] in grammar.text, where
        if section.get("plural", section["term"]) != section["term"]:
            assert says(grammar, section["plural"]), where


def test_an_entry_shows_its_texts(built: Built) -> None:
    for code, name, record, page in entries(built):
        for key in ("example", "note", "trap"):
            first = record[code].get(key, "").partition("[")[0]
            assert says(page.one("article"), first), (code, name, key)


def test_an_entry_shows_and_links_its_equivalents(built: Built) -> None:
    for code, name, record, page in entries(built):
        links = page.select(".entry-equivalents a")
        others = [other for other in built.sources.languages if other != code]
        assert [link["lang"] for link in links] == others
        assert [link["hreflang"] for link in links] == others
        assert targets(built, address(built, code, name), links) == [
            address(built, other, name) for other in others
        ]
        for link, row in zip(links, page.select(".entry-equivalents dd"), strict=True):
            section = record[link["lang"]]
            assert plain(link.text) == plain(section["term"])
            gender = section.get("gender")
            assert not gender or built.sources.strings[code][f"grammar.{gender}"] in row.text


def test_an_entry_lists_its_other_names_and_marks_those_to_avoid(built: Built) -> None:
    marked = 0
    for code, name, record, page in entries(built):
        synonyms = record[code].get("synonyms", [])
        rows = page.select(".entry-names li[class]")
        assert len(rows) == len(synonyms), (code, name)
        for row, synonym in zip(rows, synonyms, strict=True):
            status = synonym.get("status", "admitted")
            assert plain(row.one(".name").text) == plain(synonym["term"])
            assert f"status-{status}" in row.classes
            if status in DATED:
                marked += 1
                tag = row.one(f".tag-{status}")
                assert tag.text == built.sources.strings[code][f"status.{status}"]
    assert marked


def test_an_entry_lists_its_relations_both_ways(built: Built) -> None:
    for code, name, record, page in entries(built):
        here = address(built, code, name)
        linked = targets(built, here, page.select("nav[aria-labelledby=relations] a"))
        for other in record.get("related", []) + record.get("broader", []):
            assert address(built, code, other) in linked
            there = built.site.pages[address(built, code, other)]
            back = there.select("nav[aria-labelledby=relations] a")
            assert here in targets(built, address(built, code, other), back)


def test_an_entry_lists_the_others_of_its_category_in_order(built: Built) -> None:
    for code, name, record, page in entries(built):
        mates = {
            other[code]["term"]: address(built, code, id_)
            for id_, other in built.sources.concepts.items()
            if other["category"] == record["category"] and id_ != name
        }
        links = page.select("nav[aria-labelledby=category] a")
        expected = [mates[term] for term in in_order(built.sources.alphabets[code], list(mates))]
        assert targets(built, address(built, code, name), links) == expected


def test_an_entry_lists_every_guide_that_links_to_it(built: Built) -> None:
    sources, checked = built.sources, 0
    for code in sources.languages:
        for guide in sources.guides:
            here = sources.home(code) + ("" if guide == "index" else f"{guide}/")
            page = built.site.pages[here]
            for name in {link["data-concept"] for link in page.select("article a[data-concept]")}:
                there = address(built, code, name)
                links = built.site.pages[there].select("nav[aria-labelledby=used-in] a")
                assert here in targets(built, there, links), name
                checked += 1
    assert checked


def test_a_guide_that_an_entry_lists_names_the_concept(built: Built) -> None:
    """By its term or other words of its record, in any inflection: by how they begin."""
    for code, name, record, page in entries(built):
        here, section = address(built, code, name), record[code]
        synonyms = [synonym["term"] for synonym in section.get("synonyms", [])]
        names = [section["term"], *synonyms, *section.get("linked_forms", [])]
        for target in targets(built, here, page.select("nav[aria-labelledby=used-in] a")):
            if "/glossary/" in f"/{target}":
                continue
            article = built.site.pages[target].one("article")
            linked = article.select(f"a[data-concept={name}]")
            words = plain(article.text).lower()
            assert linked or any(plain(n).lower()[:5] in words for n in names), (here, target)


def test_a_cited_work_is_listed_where_it_is_cited_and_among_the_sources(built: Built) -> None:
    cited = 0
    for name, page in built.site.pages.items():
        sources = built.site.pages[built.sources.home(built.sources.language_of(name)) + "sources/"]
        works = {item["id"] for item in sources.select(".works li")}
        for link in page.select("article .cite a"):
            cited += 1
            key = link["href"].removeprefix("#")
            assert page.select(f".works #{key}"), (name, key)
            assert key in works
    assert cited


def test_the_index_lists_every_name_under_its_letter_in_order(built: Built) -> None:
    for code in built.sources.languages:
        alphabet = built.sources.alphabets[code]
        shown = [
            (section.one("h3").text, plain(listed(entry)))
            for section in index_of(built, code).select("section.letter")
            for entry in section.select("dl div")
        ]
        names = [
            plain(designation["term"])
            for record in built.sources.concepts.values()
            for designation in (record[code], *record[code].get("synonyms", []))
        ]
        ordered = in_order(built.sources.alphabets[code], names)
        assert shown == [(heading(alphabet, name), name) for name in ordered]


def test_the_index_marks_names_to_avoid_and_leads_to_the_preferred_term(built: Built) -> None:
    for code in built.sources.languages:
        here = f"{built.sources.home(code)}glossary/"
        seen = {listed(e): e for e in index_of(built, code).select("section.letter .see")}
        for name, record in built.sources.concepts.items():
            for synonym in record[code].get("synonyms", []):
                entry = next(e for n, e in seen.items() if plain(n) == plain(synonym["term"]))
                assert address(built, code, name) in targets(built, here, entry.select("dd a"))
                status = synonym.get("status")
                assert bool(entry.select(".tag")) == (status in DATED)


def test_the_index_has_every_category_with_its_concepts_in_order(built: Built) -> None:
    for code in built.sources.languages:
        sections = index_of(built, code).select("section.category")
        labels = [labels[code]["label"] for labels in built.sources.categories.values()]
        assert [plain(section.one("h3").text) for section in sections] == [plain(x) for x in labels]
        for section, category in zip(sections, built.sources.categories, strict=True):
            terms = [
                plain(record[code]["term"])
                for record in built.sources.concepts.values()
                if record["category"] == category
            ]
            ordered = in_order(built.sources.alphabets[code], terms)
            assert [plain(link.text) for link in section.select("li")] == ordered


def test_the_letter_bar_has_the_whole_alphabet_and_links_the_letters_in_use(built: Built) -> None:
    for code in built.sources.languages:
        page = index_of(built, code)
        bar = [item.text for item in page.select("nav.letters li")]
        used = {section.one("h3").text for section in page.select("section.letter")}
        assert "".join(bar).removeprefix("#") == built.sources.alphabets[code].upper()
        assert {link.text for link in page.select("nav.letters a")} == used


def test_the_table_has_every_concept_in_every_language_in_order(built: Built) -> None:
    for code in built.sources.languages:
        here = f"{built.sources.home(code)}glossary/table/"
        page = built.site.pages[here]
        columns = [head["data-sort"] for head in page.select("table.bilingual thead th")]
        assert columns == [code, *(other for other in built.sources.languages if other != code)]
        rows = [row.select("a") for row in page.select("table.bilingual tbody tr")]
        names = [targets(built, here, cells)[0].split("/")[-2] for cells in rows]
        terms = [plain(record[code]["term"]) for record in built.sources.concepts.values()]
        assert sorted(names) == sorted(built.sources.concepts)
        assert [plain(cells[0].text) for cells in rows] == in_order(
            built.sources.alphabets[code], terms
        )
        for name, cells in zip(names, rows, strict=True):
            record = built.sources.concepts[name]
            assert [plain(cell.text) for cell in cells] == [
                plain(record[c]["term"]) for c in columns
            ]
            assert targets(built, here, cells) == [address(built, c, name) for c in columns]


@pytest.mark.parametrize(
    ("code", "order"),
    [
        ("de", ["Antioxidans", "ätherisches Öl", "Aufguss"]),
        ("es", ["antioxidante", "añejamiento", "elaboración"]),
        ("sv", ["lagring", "ångning", "örtte"]),
    ],
)
def test_letters_with_marks_stand_where_the_language_has_them(
    tea: Built, code: str, order: list[str]
) -> None:
    """German ä among the a, Spanish ñ after n, Swedish å, ä, ö after z."""
    names = [listed(entry) for entry in index_of(tea, code).select("section.letter dl div")]
    places = [names.index(name) for name in order]
    assert places == sorted(places)


def test_french_accents_and_ligatures_do_not_change_the_place_of_a_word(project: Built) -> None:
    names = {
        listed(entry): section.one("h3").text
        for section in index_of(project, "fr").select("section.letter")
        for entry in section.select("dl div")
    }
    accented = {name: letter for name, letter in names.items() if name[0].lower() in "éèêœà"}
    assert accented
    assert all(letter in "EOA" for letter in accented.values())
