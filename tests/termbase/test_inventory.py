"""A Sphinx site finds the terms by the inventory, and links their pages."""

from __future__ import annotations

import io
import re
from pathlib import Path

import sphobjinv
from sphinx.application import Sphinx

from termbase.formats import write
from tests.conftest import Tea
from tests.termbase.giving import URL, edition_of, own_edition


def inventory() -> sphobjinv.Inventory:
    to = io.BytesIO()
    write("inventory", own_edition(), to)
    return sphobjinv.Inventory(zlib=to.getvalue())


def test_every_term_that_may_be_used_leads_to_the_page_of_its_concept() -> None:
    found = {(one.domain, one.role, one.name): one.uri for one in inventory().objects}
    assert found["std", "term", "market share"] == "glossary/market-share/"
    assert found["std", "term", "part de marché"] == "fr/glossary/market-share/"
    assert {role for _, role, _ in found} == {"term"}


def test_it_is_the_file_that_the_reference_library_writes() -> None:
    to = io.BytesIO()
    write("inventory", own_edition(), to)
    assert to.getvalue() == sphobjinv.compress(inventory().data_file())


def test_names_to_avoid_are_not_in_it(tea: Tea) -> None:
    tea.record("assam", en="  synonyms: [{term: old tea, status: deprecated}, {term: new tea}]\n")
    to = io.BytesIO()
    write("inventory", edition_of(tea), to)
    names = {one.name for one in sphobjinv.Inventory(zlib=to.getvalue()).objects}
    assert "new tea" in names
    assert "old tea" not in names


def test_no_name_is_in_it_twice_whatever_its_case() -> None:
    names = [one.name.casefold() for one in inventory().objects]
    assert len(names) == len(set(names))


def test_a_sphinx_site_links_a_term_in_either_language(tmp_path: Path) -> None:
    with (tmp_path / "objects.inv").open("wb") as file:
        write("inventory", own_edition(), file)
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text(
        "extensions = ['sphinx.ext.intersphinx']\n"
        f"intersphinx_mapping = {{'terms': ('{URL}', '{tmp_path / 'objects.inv'}')}}\n",
        encoding="utf-8",
    )
    (source / "index.rst").write_text(
        "Tea\n===\n\n:external+terms:term:`Market share`, :external+terms:term:`part de marché`.\n",
        encoding="utf-8",
    )
    warnings = io.StringIO()
    out, trees = tmp_path / "out", tmp_path / "trees"
    Sphinx(source, source, out, trees, "html", status=None, warning=warnings).build()
    page = (out / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'class="reference external" href="([^"]+)"', page) == [
        f"{URL}glossary/market-share/",
        f"{URL}fr/glossary/market-share/",
    ]
    assert warnings.getvalue() == ""
