"""The page that shows contributors what there is to do."""

from __future__ import annotations

import pytest

from tests.site.building import Built
from tests.site.document import Node
from tests.site.sources import REPO_URL

PAGES = ("contribute/status/", "es/contribute/status/", "sv/contribute/status/")
EDIT = f"{REPO_URL}/edit/main"


def rows(page: Node, number: int) -> dict[str, list[str]]:
    """The rows of a table by their headings."""
    body = page.select("article tbody")[number]
    return {
        row.one("th").text: [cell.text for cell in row.select("td")] for row in body.select("tr")
    }


def gaps(page: Node) -> dict[str, str]:
    """What there is to do, with the address where it can be done."""
    found = page.select("article li")
    return {item.text: item.one("a")["href"] for item in found}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_in_every_language_and_for_contributors_only(site: Built, name: str) -> None:
    page, code = site.site.pages[name], site.sources.language_of(name)
    assert page.one("html")["lang"] == code
    assert page.one("h1").text == site.sources.strings[code]["status.title"]
    assert page.one("head meta[name=robots]")["content"] == "noindex"
    assert f"<loc>{site.sources.url}{name}" not in site.site.files["sitemap.xml"].decode()
    assert name not in site.site.found


@pytest.mark.parametrize("name", PAGES)
def test_it_counts_the_entries_of_each_language(site: Built, name: str) -> None:
    counted = list(rows(site.site.pages[name], 0).values())
    total = len(site.sources.concepts)
    behind = [str(number) for number in (total, total - 1, 1, 0, 0)]
    assert counted == [[str(total), str(total), "0", "0", "0"], behind, behind]


def test_it_counts_the_entries_of_each_subject_field(site: Built) -> None:
    categories = site.sources.categories
    records = site.sources.concepts
    shown = rows(site.site.pages["contribute/status/"], 1)
    for name, labels in categories.items():
        total = sum(record["category"] == name for record in records.values())
        behind = total - (records["bud"]["category"] == name)
        cells = [f"{total} / {total}", f"{behind} / {total}", f"{behind} / {total}"]
        assert shown[labels["de"]["label"]] == cells


def test_it_shows_each_guide_in_each_language_with_a_link_to_edit_it(site: Built) -> None:
    page = site.site.pages["contribute/status/"]
    words = {
        key: site.sources.strings["de"][f"state.{key}"]
        for key in ("original", "translated", "missing")
    }
    assert rows(page, 2) == {
        "brewing.md": [words["original"], words["translated"], words["missing"]],
        "index.md": [words["original"], words["translated"], words["translated"]],
    }
    (links,) = (
        [a["href"] for a in row.select("a")]
        for row in page.select("article tbody")[2].select("tr")
        if row.one("th").text == "brewing.md"
    )
    assert links == [
        f"{EDIT}/docs/{path}.md" for path in ("de/brewing", "es/brewing", "de/brewing")
    ]


def test_it_lists_each_gap_with_a_link_to_edit_it(site: Built) -> None:
    bud, brewing = f"{EDIT}/glossary/terms/bud.yml", f"{EDIT}/docs/de/brewing.md"
    assert gaps(site.site.pages["contribute/status/"]) == {
        "bud, Spanisch: veraltet (definition)": bud,
        "bud, Schwedisch: veraltet (definition)": bud,
        "brewing.md, Schwedisch: fehlt": brewing,
    }
    assert "bud, svenska: inaktuellt (definition)" in gaps(site.site.pages["sv/contribute/status/"])


def test_the_build_says_what_is_stale(site: Built) -> None:
    assert site.log.count("[stale-translation]") == 2
    assert "[unstamped-translation]" not in site.log
