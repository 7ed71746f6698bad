"""What is kept from one build to the next never shows: each page is as if nothing were kept."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from termbase.kept import Kept
from termbase.project import open_project
from termbase.render import Guide, Rendered, Renderer
from tests.site.building import ROOT, TEA

LOCALES = ("de", "es", "sv")
SITE = "https://tea.example/"
GUIDES = (Guide("Brewing", "brewing/"), Guide("Leaves", "leaves/"))
RECORDS = sorted((TEA / "glossary" / "terms").glob("*.yml"))
OTHERS = ("glossary/categories.yml", "glossary/strings/de.yml", "glossary/languages/es.yml")
TEMPLATES = ("overrides/glossary/concept.html", "overrides/glossary/macros.html")

record = st.sampled_from([f"glossary/terms/{path.name}" for path in RECORDS])
steps = st.one_of(
    st.tuples(st.just("reword"), st.one_of(record, st.sampled_from(OTHERS)), st.just("")),
    st.tuples(st.just("add"), st.sampled_from(TEMPLATES), st.just("<p>more</p>\n")),
    st.tuples(st.just("add"), record, st.sampled_from(["# a remark\n", "related: [bud]\n"])),
    st.tuples(st.just("delete"), record, st.just("")),
    st.tuples(st.just("rename"), record, st.sampled_from(["other", "bud"])),
    st.tuples(st.just("restore"), record, st.just("")),
    st.tuples(st.just("touch"), record, st.just("")),
)


@contextmanager
def tea_project() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(TEA / "glossary", root / "glossary")
        shutil.copytree(ROOT / "overrides" / "glossary", root / "overrides" / "glossary")
        yield root


def edit(root: Path, step: tuple[str, str, str]) -> None:
    """One change that a writer makes; what is not there is left alone."""
    action, name, words = step
    path = root / name
    if action == "restore":
        shutil.copy(TEA / name, path)
    if not path.exists():
        return
    match action:
        case "reword":
            text = path.read_text(encoding="utf-8")
            # As long as it was, and in the same moment: only the content tells.
            times = path.stat()
            path.write_text(text.replace("e ", "a ", 1), encoding="utf-8")
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        case "add":
            path.write_text(path.read_text(encoding="utf-8") + words, encoding="utf-8")
        case "delete":
            path.unlink()
        case "rename":
            path.rename(path.with_stem(words))
        case "touch":
            path.touch()


def pages(renderer: Renderer, guides: tuple[Guide, ...]) -> dict[tuple[str, str], Rendered]:
    return {
        (code, name): renderer.concept(concept, code, guides)
        for code in LOCALES
        for name, concept in renderer.glossary.concepts.items()
    } | {
        (code, page): render(code)
        for code in LOCALES
        for page, render in (("glossary", renderer.index), ("table", renderer.table))
    }


# A smaller example would take minutes to find, for each one reads and renders a project.
@settings(max_examples=8, phases=[Phase.explicit, Phase.generate])
@given(st.lists(st.tuples(steps, st.sets(st.sampled_from(GUIDES)), st.booleans()), max_size=5))
def test_after_any_edits_the_pages_are_those_of_a_process_that_keeps_nothing(
    edits: list[tuple[tuple[str, str, str], set[Guide], bool]],
) -> None:
    kept = Kept()
    with tea_project() as root:
        for step, used, accepted in [(("touch", "glossary", ""), set(GUIDES), True), *edits]:
            edit(root, step)
            guides = tuple(sorted(used))
            new = Kept()
            problems = new.open(root, LOCALES, "de").problems
            assert kept.open(root, LOCALES, "de").problems == problems
            assert pages(kept.renderer(SITE), guides) == pages(new.renderer(SITE), guides)
            if accepted:
                kept.accept()


def test_what_has_not_changed_is_not_read_or_rendered_again() -> None:
    kept = Kept()
    with tea_project() as root:
        project = kept.open(root, LOCALES, "de")
        before = kept.renderer(SITE)
        kept.accept()
        (root / "glossary" / "terms" / "bud.yml").touch()
        assert kept.open(root, LOCALES, "de") is project
        assert kept.renderer(SITE) is before
        assert before.index("de") is before.index("de")


def test_texts_that_were_let_go_are_not_needed_for_pages() -> None:
    with tea_project() as root:
        project, other = (open_project(root, list(LOCALES), "de") for _ in range(2))
        project.let_go()
        documents = project.records.documents
        assert {document.text or document.data for document in documents.values()} == {""}
        assert documents["bud"].path == "glossary/terms/bud.yml"
        shown, wanted = (pages(Renderer.of(each, SITE), GUIDES) for each in (project, other))
        assert shown == wanted


def test_another_address_of_the_site_is_another_renderer() -> None:
    kept = Kept()
    with tea_project() as root:
        kept.open(root, LOCALES, "de")
        assert kept.renderer(SITE) is not kept.renderer("https://other.example/")
        assert kept.renderer(SITE).site == SITE


def test_a_mistake_that_is_mended_leaves_nothing_to_do_but_what_was_reworded() -> None:
    kept = Kept()
    with tea_project() as root:
        kept.open(root, LOCALES, "de")
        kept.renderer(SITE)
        kept.accept()
        path = root / "glossary" / "terms" / "bud.yml"
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}colour: green\n", encoding="utf-8")
        assert kept.open(root, LOCALES, "de").problems
        assert kept.reworded is None
        path.write_text(text.replace("Noch geschlossene", "Ganz geschlossene"), encoding="utf-8")
        assert not kept.open(root, LOCALES, "de").problems
        assert kept.reworded == {"bud"}
