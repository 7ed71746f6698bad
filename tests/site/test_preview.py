"""A writer's preview keeps the last good pages while a file is broken, and recovers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.site.building import Built, copy_of
from tests.site.preview import Preview, previewed

RECORD = "glossary/terms/bud.yml"
CONCEPT = "glossary/bud/"
GUIDES = {"de": "brewing/", "es": "es/brewing/", "sv": "sv/brewing/"}
PAGES = ["", CONCEPT, f"sv/{CONCEPT}", *GUIDES.values()]


@pytest.fixture(scope="module")
def preview(tea: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with previewed(copy_of(tea, tmp_path_factory.mktemp("preview") / "tea")) as running:
        yield running


def served(preview: Preview) -> dict[str, str]:
    return {page: preview.text(page) for page in PAGES}


@pytest.mark.parametrize(
    "broken", ["colour: green\n", "de:\n  term: twice\n", "[never closed\n", "\t\n"]
)
def test_a_broken_record_is_reported_and_the_last_good_pages_stay(
    preview: Preview, broken: str
) -> None:
    good, before = preview.read(RECORD), served(preview)
    said = preview.save(RECORD, good + broken)
    assert f"{RECORD}:{good.count(chr(10)) + 1}:" in said
    assert "Traceback" not in said
    assert served(preview) == before
    assert all(f"{RECORD}:" in preview.warning(page) for page in PAGES)
    preview.save(RECORD, good.replace("Noch geschlossene", "Noch ganz geschlossene"))
    assert "Noch ganz geschlossene" in preview.text(CONCEPT)
    preview.save(RECORD, good)
    assert served(preview) == before
    assert not preview.warning(CONCEPT)


@pytest.mark.parametrize("code", GUIDES)
def test_a_broken_guide_is_reported_and_the_preview_recovers_again_and_again(
    preview: Preview, code: str
) -> None:
    guide = f"docs/{code}/brewing.md"
    good, before = preview.read(guide), served(preview)
    for turn in range(2):
        assert "[unknown-source]" in preview.save(guide, f"{good}\nNobody [@nobody1066].\n")
        assert served(preview) == before
        assert "nobody1066" in preview.warning(GUIDES[code])
        preview.save(guide, f"{good}\nTurn {turn}.\n")
        changed = {page for page, text in served(preview).items() if text != before[page]}
        assert changed == {GUIDES[code]}
        assert f"Turn {turn}." in preview.text(GUIDES[code])
        assert not preview.warning(GUIDES[code])
    preview.save(guide, good)
    assert served(preview) == before


@pytest.mark.parametrize("code", GUIDES)
def test_a_build_that_breaks_off_half_way_leaves_no_trace(preview: Preview, code: str) -> None:
    """static-i18n builds the other languages inside the first build, and does not tidy up."""
    guide = f"docs/{code}/brewing.md"
    good, before = preview.read(guide), served(preview)
    for _ in range(2):
        preview.save(guide, good.replace("---\n", "---\ntemplate: no-such.html\n", 1))
        assert served(preview) == before
        assert "no-such.html" in preview.warning("")
        preview.save(guide, good)
        assert served(preview) == before
        assert not preview.warning("")


def test_a_removed_concept_is_gone_after_a_build_that_failed(preview: Preview) -> None:
    """After a failure in another language, static-i18n would never clean the folder again."""
    guide, name = "docs/sv/brewing.md", "glossary/terms/antioxidant.yml"
    text, record = preview.read(guide), preview.read(name)
    preview.save(guide, text.replace("---\n", "---\ntemplate: no-such.html\n", 1))
    preview.save(guide, text)
    assert preview.exists("glossary/antioxidant/")
    preview.remove(name)
    assert not preview.exists("glossary/antioxidant/")
    preview.save(name, record)
    assert preview.exists("sv/glossary/antioxidant/")


def test_changed_code_and_templates_show_at_once(preview: Preview) -> None:
    hook = """

def on_post_page(output, page, config):
    import termbase.address
    return output.replace("</h1>", getattr(termbase.address, "MARK", " (hook)") + "</h1>")
"""
    changes = {
        "hooks/glossary_hook.py": (hook, "(hook)"),
        "hooks/termbase/address.py": ('\nMARK = " (core)"\n', "(core)"),
        "overrides/glossary/concept.html": ("<p>(template)</p>\n", "(template)"),
    }
    originals = {name: preview.read(name) for name in changes}
    for name, (addition, sign) in changes.items():
        preview.save(name, originals[name] + addition)
        assert sign in preview.text(CONCEPT)
    for name, original in originals.items():
        preview.save(name, original)
    assert "(" not in preview.page(CONCEPT).one("h1").text
