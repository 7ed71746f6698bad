"""A build reports what the editorial rules find, each finding once, but for spelling."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.building import build, copy_tea

GUIDE = "docs/es/brewing.md"


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    """A small site in three languages, with this project's hooks."""
    return copy_tea(tmp_path / "tea")


def spoiled(tea: Path, more: str) -> int:
    """Add a line to a guide; the line's number."""
    guide = tea / GUIDE
    text = guide.read_text(encoding="utf-8")
    guide.write_text(f"{text}\n{more}\n", encoding="utf-8")
    return text.count("\n") + 2


def test_a_warning_fails_a_strict_build_only(tea: Path) -> None:
    line = spoiled(tea, "Un té... y otro.")
    finding = f"{GUIDE}:{line}:6: warning: three dots; write “…” [three-dots]"
    strict = build(tea, "--strict")
    assert strict.returncode != 0
    assert strict.stdout.count(finding) == 1
    assert build(tea).returncode == 0


def test_an_error_fails_every_build(tea: Path) -> None:
    line = spoiled(tea, "```")
    run = build(tea)
    assert run.returncode != 0
    assert f"\n{GUIDE}:{line}:1: error: the code block does not end;" in run.stdout
    assert "Traceback" not in run.stdout


def test_a_missing_translation_is_reported_once(tea: Path) -> None:
    (tea / GUIDE).unlink()
    run = build(tea, "--strict")
    assert run.returncode != 0
    assert run.stdout.count("[missing-translation]") == 1


def test_spelling_is_left_to_the_command(tea: Path) -> None:
    spoiled(tea, "Xyzzy.")
    profile = tea / "glossary" / "languages" / "es.yml"
    text = profile.read_text(encoding="utf-8")
    profile.write_text(f"{text}dictionary: es_ES\n", encoding="utf-8")
    assert build(tea, "--strict").returncode == 0
