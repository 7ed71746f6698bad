"""A writer's preview keeps the last good pages while a file is broken, and recovers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.site.building import Built, copy_of
from tests.site.preview import Preview, previewed

RECORD = "glossary/terms/bud.yml"
CONCEPT = "glossary/bud/"
INDEX = "glossary/"
GUIDE = "docs/sv/brewing.md"
OTHER = "docs/de/brewing.md"
PAGES = ["", CONCEPT, f"sv/{CONCEPT}", "brewing/", "es/brewing/", "sv/brewing/"]


@pytest.fixture(scope="module")
def running(tea: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with previewed(copy_of(tea, tmp_path_factory.mktemp("preview") / "tea")) as preview:
        yield preview


@pytest.fixture
def preview(running: Preview) -> Iterator[Preview]:
    """The running preview, with every file as it was when the test is over."""
    yield running
    running.undo()


def served(preview: Preview) -> dict[str, str]:
    return {page: preview.text(page) for page in PAGES}


def test_a_broken_record_is_reported_and_the_last_good_pages_stay(preview: Preview) -> None:
    good, before = preview.read(RECORD), served(preview)
    said = preview.save(RECORD, f"{good}colour: green\n")
    assert f"{RECORD}:{good.count(chr(10)) + 1}:1: error: " in said
    assert "Traceback" not in said
    assert served(preview) == before
    assert all(f"{RECORD}:" in preview.warning(page) for page in PAGES)
    preview.save(RECORD, good.replace("Noch geschlossene", "Noch ganz geschlossene"))
    assert "Noch ganz geschlossene" in preview.text(CONCEPT)
    assert not preview.warning(CONCEPT)


def test_a_guide_may_be_broken_and_mended_again_and_again(preview: Preview) -> None:
    good = preview.read(GUIDE)
    for turn in range(2):
        before = served(preview)
        assert "[unknown-source]" in preview.save(GUIDE, f"{good}\nNobody [@nobody1066].\n")
        assert served(preview) == before
        assert "nobody1066" in preview.warning("sv/brewing/")
        preview.save(GUIDE, f"{good}\nTurn {turn}.\n")
        changed = {page for page, text in served(preview).items() if text != before[page]}
        assert changed == {"sv/brewing/"}
        assert f"Turn {turn}." in preview.text("sv/brewing/")
        assert not preview.warning("sv/brewing/")


def test_a_build_that_breaks_off_in_another_language_leaves_no_trace(preview: Preview) -> None:
    """static-i18n switches off the cleaning of the folder while it builds the other languages."""
    good, before = preview.read(GUIDE), served(preview)
    preview.save(GUIDE, good.replace("---\n", "---\ntemplate: no-such.html\n", 1))
    assert served(preview) == before
    assert "no-such.html" in preview.warning("")
    preview.undo()
    assert served(preview) == before
    assert not preview.warning("")
    preview.remove("glossary/terms/antioxidant.yml")
    assert not preview.exists("glossary/antioxidant/")
    assert not preview.exists("sv/glossary/antioxidant/")


def test_files_come_and_go_in_every_language(preview: Preview) -> None:
    record = preview.read(RECORD).replace("nospe", "nolle").replace("yema", "tubérculo")
    record = record.replace("knopp", "knöl").replace("previous_ids: [leaf-bud]\n", "")
    for code in ("de", "sv"):
        preview.save(f"docs/{code}/serving.md", preview.read(f"docs/{code}/brewing.md"))
    preview.save("glossary/terms/white-bud.yml", record)
    pages = (
        "serving/",
        "sv/serving/",
        "glossary/white-bud/",
        "sv/glossary/white-bud/",
    )
    assert all(preview.exists(page) for page in pages)
    preview.undo()
    assert not any(preview.exists(page) for page in pages)


def test_a_page_in_a_browser_shows_what_is_wrong_and_then_what_was_written(
    preview: Preview, browser: Browser
) -> None:
    good = preview.read(GUIDE)
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{preview.url}sv/brewing/")
        for turn in range(3):
            preview.save(GUIDE, f"{good}\nNobody [@nobody1066].\n")
            fault = page.get_by_role("alert")
            expect(fault).to_contain_text(f"{GUIDE}:{good.count(chr(10)) + 2}:10: ")
            preview.save(GUIDE, f"{good}\nTurn {turn}.\n")
            expect(page.get_by_text(f"Turn {turn}.")).to_be_visible()
            expect(fault).to_have_count(0)


def test_what_is_wrong_with_a_page_stays_in_view_while_others_are_written_quickly(
    preview: Preview,
) -> None:
    good, other = preview.read(GUIDE), preview.read(OTHER)
    preview.save(GUIDE, f"{good}\n[Ingenstans](nowhere.md) [inget](brewing.md#nothing)\n")
    for text in (f"{other}\nMehr Tee.\n", f"{other}\n[Nirgends](elsewhere.md)\n", other):
        assert "Building documentation" not in preview.save(OTHER, text)
        shown = preview.warning("brewing/")
        assert "nowhere.md" in shown
        assert "#nothing" in shown
        assert ("elsewhere.md" in shown) == ("elsewhere.md" in text)
    assert "Building documentation" not in preview.save(GUIDE, good)
    assert not preview.warning("brewing/")


def test_a_template_that_fails_takes_no_other_page_away(preview: Preview) -> None:
    name = "overrides/glossary/concept.html"
    preview.save(name, preview.read(name) + "{{ nothing.at.all }}\n")
    before = preview.text("")
    assert not preview.exists(CONCEPT)
    assert preview.text("") == before
    assert "nothing" in preview.warning("")
    preview.undo()
    assert preview.exists(CONCEPT)
    assert not preview.warning("")


def test_after_a_change_of_code_texts_are_built_quickly_and_data_late_as_before(
    preview: Preview,
) -> None:
    good, code = preview.read(GUIDE), preview.read("hooks/termbase/references.py")
    assert "Building documentation" in preview.save("hooks/termbase/references.py", f"{code}\n#\n")
    before = preview.file("glossary/data/glossary.json")
    assert "Building documentation" not in preview.save(GUIDE, f"{good}\nMera te.\n")
    assert "Mera te." in preview.text("sv/brewing/")
    preview.save(RECORD, preview.read(RECORD).replace("Noch geschlossene", "Ganz geschlossene"))
    assert "Ganz geschlossene" in preview.text(CONCEPT)
    assert "Ganz geschlossene" in preview.file("glossary/data/glossary.json") != before


def test_data_and_the_index_are_made_when_they_are_asked_for(preview: Preview) -> None:
    preview.save(RECORD, preview.read(RECORD).replace("Noch geschlossene", "Ganz geschlossene"))
    assert "Ganz geschlossene" in preview.file("glossary/data/glossary.json")
    assert "Ganz geschlossene" in preview.file("search/de.json")
    assert '"de"' in preview.file("pagefind/pagefind-entry.json")


def test_a_preview_starts_on_faulty_data_and_shows_them_until_they_are_mended(
    tea: Built, tmp_path: Path
) -> None:
    folder = copy_of(tea, tmp_path / "tea")
    record = folder / RECORD
    good = record.read_text(encoding="utf-8")
    record.write_text(f"{good}colour: green\n", encoding="utf-8")
    with previewed(folder) as preview:
        assert f"{RECORD}:{good.count(chr(10)) + 1}:1: error: " in preview.warning("")
        preview.save(RECORD, good)
        assert not preview.warning("")
        assert preview.exists(CONCEPT)


def test_a_preview_that_looks_at_files_itself_shows_what_was_saved(
    tea: Built, tmp_path: Path
) -> None:
    with previewed(copy_of(tea, tmp_path / "tea"), POLL="1") as preview:
        preview.save(GUIDE, f"{preview.read(GUIDE)}\nMera te.\n")
        assert "Mera te." in preview.text("sv/brewing/")


@pytest.mark.parametrize(
    ("name", "old", "new", "page"),
    [
        ("hooks/termbase/references.py", "", "\ndef label(*_): return '(changed)'\n", "brewing/"),
        ("overrides/glossary/concept.html", "", "<p>(changed)</p>\n", CONCEPT),
        ("glossary/strings/de.yml", "glossary.title: Glossar", "glossary.title: (changed)", INDEX),
        ("glossary/categories.yml", "{label: Blatt,", "{label: (changed),", INDEX),
    ],
    ids=["code", "template", "words", "fields"],
)
def test_a_change_of_what_pages_are_made_from_shows_at_once(
    preview: Preview, name: str, old: str, new: str, page: str
) -> None:
    text = preview.read(name)
    preview.save(name, text.replace(old, new, 1) if old else text + new)
    assert "(changed)" in preview.text(page)
