"""Guides that the glossary checks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given

from termbase.guides import check_guide, check_guides
from tests.termbase.markup import MARKDOWN
from tests.termbase.sailing import DATA, finder, sailing

CASES = yaml.safe_load((DATA / "prose_guides.yml").read_text(encoding="utf-8"))


def findings(root: Path) -> list[str]:
    return [str(problem) for problem in check_guides(sailing().glossary, root, root / "docs")]


def write(root: Path, name: str, content: str | bytes) -> None:
    file = root / "docs" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["says"]))
def test_a_finding_says_where_and_what(case: dict[str, Any], tmp_path: Path) -> None:
    write(tmp_path, "en/guide.md", case["guide"])
    assert findings(tmp_path) == [f"docs/en/guide.md:{found}" for found in case["finds"]]


def test_each_guide_is_read_in_its_language(tmp_path: Path) -> None:
    write(tmp_path, "en/a/b.md", "larboard [x](glossary:one)")
    write(tmp_path, "fr/a/b.md", "larboard [x](glossary:deux)")
    write(tmp_path, "other/a.md", "[x](glossary:three)")
    write(tmp_path, "en/a.txt", "[x](glossary:four)")
    assert findings(tmp_path) == [
        "docs/en/a/b.md:1:23: error: no concept “one” [unknown-concept]",
        "docs/en/a/b.md:1:1: warning: “larboard” is deprecated; write “port side”"
        " [deprecated-term]",
        "docs/fr/a/b.md:1:23: error: no concept “deux” [unknown-concept]",
    ]


def test_a_guide_that_is_not_utf8_is_a_finding_where_it_is_not(tmp_path: Path) -> None:
    write(tmp_path, "en/a.md", "The\nmât".encode("latin-1"))
    write(tmp_path, "en/b.md", "[x](glossary:one)")
    assert findings(tmp_path) == [
        "docs/en/a.md:2:2: error: byte 0xE2 is not UTF-8; save the file with the encoding UTF-8"
        " [not-utf8]",
        "docs/en/b.md:1:14: error: no concept “one” [unknown-concept]",
    ]


def test_a_guide_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "docs" / "en" / "folder.md").mkdir(parents=True)
    (tmp_path / "docs" / "en" / "nowhere.md").symlink_to(tmp_path / "missing")
    assert [found.split(": ")[0] for found in findings(tmp_path)] == [
        "docs/en/folder.md:1:1",
        "docs/en/nowhere.md:1:1",
    ]
    assert all(found.endswith("[unreadable-file]") for found in findings(tmp_path))


def test_a_language_without_guides_has_no_findings(tmp_path: Path) -> None:
    assert findings(tmp_path) == []


@given(MARKDOWN)
def test_no_text_is_too_odd_to_be_checked(text: str) -> None:
    for problem in check_guide(sailing().glossary, "en", finder(), "docs/en/x.md", text):
        assert 1 <= problem.line <= text.count("\n") + 1
        assert problem.column >= 1
