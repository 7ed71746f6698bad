"""Terms on a page, in the files of the site: their links, their list, and where each is used."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from tests.site.building import Built
from tests.site.dictionary import in_order, plain
from tests.site.document import Node


def pages_with_terms(built: Built) -> Iterator[tuple[str, Node, list[Node]]]:
    """Address, article and links of every page that links terms."""
    for address, page in built.site.pages.items():
        for article in page.select("article"):
            links = article.select("a.term[data-concept]")
            if links:
                yield address, article, links


def way(built: Built, here: str, link: Node) -> str:
    """Where a link leads, relative to the address of the site."""
    return urljoin(built.sources.url + here, link["href"]).removeprefix(built.sources.url)


def home(built: Built, address: str) -> str:
    return built.sources.home(built.sources.language_of(address))


def test_a_term_leads_to_its_concept_in_the_language_of_the_page(built: Built) -> None:
    for address, _, links in pages_with_terms(built):
        for link in links:
            target = way(built, address, link).partition("#")[0]
            assert target == f"{home(built, address)}glossary/{link['data-concept']}/", address
            assert target != address


def test_a_term_is_described_by_its_definition_in_the_list(built: Built) -> None:
    for address, article, links in pages_with_terms(built):
        code = built.sources.language_of(address)
        for link in links:
            definition = article.one(f"#{link['aria-describedby']}")
            section = built.sources.concepts[link["data-concept"]][code]
            assert plain(definition.text) == plain(section["definition"]), address
            assert definition.tag == "dd"


def test_the_list_has_each_linked_term_once_in_order_with_its_equivalents(built: Built) -> None:
    for address, article, links in pages_with_terms(built):
        code, concepts = built.sources.language_of(address), built.sources.concepts
        names = {concepts[link["data-concept"]][code]["term"]: link for link in links}
        rows = article.one("section.terms").select("dl div")
        ordered = [names[t] for t in in_order(built.sources.alphabets[code], list(names))]
        wanted = [link["data-concept"] for link in ordered]
        assert [row["id"] for row in rows] == [f"term-{name}" for name in wanted], address
        for name, row in zip(wanted, rows, strict=True):
            others = {other: concepts[name][other]["term"] for other in built.sources.languages}
            assert plain(row.one("dt a").text) == plain(others.pop(code))
            shown = {node["lang"]: plain(node.text) for node in row.select("dt .equivalent")}
            assert shown == {other: plain(term) for other, term in others.items()}
            assert way(built, address, row.one("dt a")) == f"{home(built, address)}glossary/{name}/"


def test_a_page_without_terms_has_no_list(built: Built) -> None:
    with_terms = {address for address, _, _ in pages_with_terms(built)}
    with_list = {name for name, page in built.site.pages.items() if page.select("section.terms")}
    assert with_list == with_terms


def test_a_term_is_in_no_link_and_no_code_and_has_no_title(built: Built) -> None:
    for address, _, links in pages_with_terms(built):
        for link in links:
            assert not {node.tag for node in link.ancestors()} & {"a", "code", "pre"}, address
            assert "title" not in link.attributes, address


def test_a_concept_lists_the_pages_that_use_it_once_each_in_the_language_of_the_page(
    built: Built,
) -> None:
    users: dict[str, set[str]] = {}
    for address, _, links in pages_with_terms(built):
        for link in links:
            users.setdefault(way(built, address, link).partition("#")[0], set()).add(address)
    assert users
    for address, using in users.items():
        links = built.site.pages[address].select("nav[aria-labelledby=used-in] a")
        listed = [way(built, address, link) for link in links]
        assert len(listed) == len(set(listed)), address
        assert using <= set(listed), address
        assert {home(built, name) for name in listed} == {home(built, address)}
        assert address not in listed
