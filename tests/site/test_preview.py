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
HOOK = """

def on_post_page(output, page, config):
    import termbase.address
    return output.replace("</h1>", getattr(termbase.address, "MARK", " (hook)") + "</h1>")
"""


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


def break_off(preview: Preview, code: str) -> None:
    """Let the build fail when the other languages' pages are written already."""
    guide = f"docs/{code}/brewing.md"
    text = preview.read(guide)
    preview.save(guide, text.replace("---\n", "---\ntemplate: no-such.html\n", 1))


@pytest.mark.parametrize("broken", ["colour: green\n", "[never closed\n"])
def test_a_broken_record_is_reported_and_the_last_good_pages_stay(
    preview: Preview, broken: str
) -> None:
    good, before = preview.read(RECORD), served(preview)
    said = preview.save(RECORD, good + broken)
    assert f"{RECORD}:{good.count(chr(10)) + 1}:" in said
    assert "Traceback" not in said
    assert served(preview) == before
    assert all(f"{RECORD}:" in preview.warning(page) for page in PAGES)


def test_a_mended_record_is_shown_and_the_warning_gone(preview: Preview) -> None:
    good = preview.read(RECORD)
    preview.save(RECORD, f"{good}colour: green\n")
    preview.save(RECORD, good.replace("Noch geschlossene", "Noch ganz geschlossene"))
    assert "Noch ganz geschlossene" in preview.text(CONCEPT)
    assert not preview.warning(CONCEPT)


@pytest.mark.parametrize("code", GUIDES)
def test_a_broken_guide_is_reported_and_the_preview_recovers_again_and_again(
    preview: Preview, code: str
) -> None:
    guide = f"docs/{code}/brewing.md"
    good = preview.read(guide)
    for turn in range(2):
        before = served(preview)
        assert "[unknown-source]" in preview.save(guide, f"{good}\nNobody [@nobody1066].\n")
        assert served(preview) == before
        assert "nobody1066" in preview.warning(GUIDES[code])
        preview.save(guide, f"{good}\nTurn {turn}.\n")
        assert {p for p, text in served(preview).items() if text != before[p]} == {GUIDES[code]}
        assert f"Turn {turn}." in preview.text(GUIDES[code])
        assert not preview.warning(GUIDES[code])


@pytest.mark.parametrize("code", ["de", "sv"])
def test_a_build_that_breaks_off_half_way_leaves_the_last_good_pages(
    preview: Preview, code: str
) -> None:
    before = served(preview)
    for _ in range(2):
        break_off(preview, code)
        assert served(preview) == before
        assert "no-such.html" in preview.warning("")
        preview.undo()
        assert served(preview) == before
        assert not preview.warning("")


def test_a_removed_concept_is_gone_after_a_build_that_broke_off(preview: Preview) -> None:
    """static-i18n switches off the cleaning of the folder while it builds the other languages."""
    break_off(preview, "sv")
    preview.undo()
    assert preview.exists("glossary/antioxidant/")
    preview.remove("glossary/terms/antioxidant.yml")
    assert not preview.exists("glossary/antioxidant/")
    assert not preview.exists("sv/glossary/antioxidant/")


@pytest.mark.parametrize(
    ("changes", "sign"),
    [
        ({"hooks/glossary_hook.py": HOOK}, "(hook)"),
        ({"hooks/glossary_hook.py": HOOK, "hooks/termbase/address.py": '\nMARK = "(core)"\n'}, "(core)"),
        ({"overrides/glossary/concept.html": "<p>(template)</p>\n"}, "(template)"),
    ],
    ids=["hook", "core", "template"],
)
def test_changed_code_shows_at_once(
    preview: Preview, changes: dict[str, str], sign: str
) -> None:
    for name, addition in changes.items():
        preview.save(name, preview.read(name) + addition)
    assert sign in preview.text(CONCEPT)
    preview.undo()
    assert sign not in preview.text(CONCEPT)
