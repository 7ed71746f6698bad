"""A build that fails says where and why, and leaves the last good site alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.building import Built, Site, build, copy_of

FINDING = re.compile(r"^(\S+:\d+:\d+: \w+: .+ \[[\w-]+\])$", re.MULTILINE)


@pytest.fixture
def folder(built: Built, tmp_path: Path) -> Path:
    """A project with a site that was built before."""
    return copy_of(built, tmp_path / "project", with_site=True)


@pytest.fixture
def tea_folder(tea: Built, tmp_path: Path) -> Path:
    """The small project, where a whole build takes a second."""
    return copy_of(tea, tmp_path / "project", with_site=True)


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def failed(folder: Path) -> list[str]:
    """The findings of a build that has to fail, once it is known to have touched nothing."""
    before = dict(Site(folder / "site").files)
    run = build(folder)
    assert run.returncode != 0
    assert "Traceback" not in run.stdout
    assert before
    assert Site(folder / "site").files == before
    return FINDING.findall(run.stdout)


def break_category(record: Path) -> int:
    """Give a concept a category that does not exist; the line of the fault."""
    found = re.search("^category: .*$", record.read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    replace(record, found.group(), "category: no-such-field")
    return found.string.count("\n", 0, found.start()) + 1


def test_a_broken_record_fails_the_build_with_its_place(folder: Path) -> None:
    record = sorted((folder / "glossary" / "terms").glob("*.yml"))[0]
    line = break_category(record)
    (finding,) = failed(folder)
    assert finding.startswith(
        f"glossary/terms/{record.name}:{line}:{len('category: ') + 1}: error: "
    )
    assert "no-such-field" in finding
    assert finding.endswith("[unknown-category]")


def test_all_broken_files_are_reported_at_once_in_order(folder: Path) -> None:
    first, *_, last = sorted((folder / "glossary" / "terms").glob("*.yml"))
    break_category(first)
    last.write_text("category: [never closed\n", encoding="utf-8")
    guide = sorted((folder / "docs").glob("*/index.md"))[-1]
    guide.write_text("# Nothing\n\n[Nothing](glossary:no-such-concept).\n", encoding="utf-8")
    found = failed(folder)
    assert found == sorted(found)
    broken = {path.relative_to(folder).as_posix() for path in (first, last, guide)}
    assert {finding.partition(":")[0] for finding in found} == broken


@pytest.mark.parametrize("code", ["de", "sv"])
@pytest.mark.parametrize(
    ("text", "fault", "rule"),
    [
        ("[Nothing](glossary:no-such-concept).", "no-such-concept", "unknown-concept"),
        ("Nobody wrote this [@nobody1066].", "nobody1066", "unknown-source"),
    ],
)
def test_an_unknown_name_in_a_guide_fails_the_build_with_its_place(
    tea_folder: Path, code: str, text: str, fault: str, rule: str
) -> None:
    guide = tea_folder / "docs" / code / "brewing.md"
    guide.write_text(f"# Title\n\nOne line.\n{text}\n", encoding="utf-8")
    (finding,) = failed(tea_folder)
    assert finding.startswith(f"docs/{code}/brewing.md:4:{text.index(fault) + 1}: error: ")
    assert finding.endswith(f"[{rule}]")


def test_a_page_without_a_translation_fails_a_strict_build(tea_folder: Path) -> None:
    """static-i18n would publish the default language's text in its place without a word."""
    (tea_folder / "docs" / "sv" / "brewing.md").unlink()
    run = build(tea_folder, "--strict")
    assert run.returncode != 0
    assert "docs/de/brewing.md:1:1: warning: no translation into “sv”" in run.stdout
    assert "Traceback" not in run.stdout


def test_a_link_to_a_missing_section_fails_a_strict_build(tea_folder: Path) -> None:
    replace(tea_folder / "docs" / "sv" / "index.md", "(brewing.md)", "(brewing.md#nowhere)")
    run = build(tea_folder, "--strict")
    assert run.returncode != 0
    assert "#nowhere" in run.stdout
    assert "Traceback" not in run.stdout
