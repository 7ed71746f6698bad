"""`termbase find`: every term in a Markdown text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings

from termbase.cli import main
from tests.termbase.markup import MARKDOWN
from tests.termbase.sailing import DATA, ROOT, write_project

CASES = yaml.safe_load((DATA / "linking_cases.yml").read_text(encoding="utf-8"))["cases"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the glossary about sailing."""
    return write_project(tmp_path_factory.mktemp("sailing"))


def find(root: Path, *options: str, text: str | bytes = "") -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "find", *options], input=text)


def found(root: Path, text: str, code: str = "en") -> list[dict[str, Any]]:
    """What is found in a text from standard input, as data."""
    result = find(root, "--lang", code, "--json", text=text.encode())
    assert result.exit_code == 0, result.output
    rows: list[dict[str, Any]] = json.loads(result.stdout)
    return rows


def test_all_terms_are_listed_in_reading_order_with_their_places(root: Path) -> None:
    assert found(root, "# Mast\n\nA *tidal\nrange*, the `mast`, masts.") == [
        {"surface": "tidal\nrange", "concept": "tidal-range", "start": 11, "end": 22},
        {"surface": "masts", "concept": "mast", "start": 37, "end": 42},
    ]


def test_without_json_each_term_is_a_line_with_its_place_and_concept(root: Path) -> None:
    result = find(root, "--lang", "en", text="Words,\na tidal\nrange; a mast\n\nand mast.\n")
    assert result.stdout == "2: tidal range → tidal-range\n3: mast → mast\n5: mast → mast\n"


def test_nothing_is_found_in_nothing(root: Path) -> None:
    assert found(root, "") == []
    assert find(root, "--lang", "en", text="").stdout == ""


def test_a_text_may_come_from_a_file_or_from_standard_input(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "text.md"
    file.write_bytes("L’ancre\r\net le mât".encode())
    from_file = find(root, "--lang", "fr", "--json", str(file))
    assert json.loads(from_file.stdout) == [
        {"surface": "ancre", "concept": "anchor", "start": 2, "end": 7},
        {"surface": "mât", "concept": "mast", "start": 15, "end": 18},
    ]
    for options in (["-"], []):
        result = find(root, "--lang", "fr", "--json", *options, text=file.read_bytes())
        assert result.stdout == from_file.stdout


@given(MARKDOWN)
@settings(max_examples=50)
def test_places_are_those_of_the_surface_in_the_source(root: Path, text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    rows = found(root, f"{text}\r\n\r\nThe mast, tidal\r\nrange.")
    assert all(
        row["surface"] == (text + "\r\n\r\nThe mast, tidal\r\nrange.")[row["start"] : row["end"]]
        for row in rows
    )
    starts = [row["start"] for row in rows]
    assert starts == sorted(starts)


class TestWrongUse:
    """What is wrong is said in a line; the exit status is 2."""

    def test_a_language_that_the_site_does_not_have(self, root: Path) -> None:
        result = find(root, "--lang", "de", text="x")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == "termbase: no language “de”; known: en, fr\n"

    def test_a_text_that_is_not_utf8(self, root: Path, tmp_path: Path) -> None:
        (tmp_path / "text.md").write_bytes(b"m\xe2t")
        result = find(root, "--lang", "fr", str(tmp_path / "text.md"))
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == f"termbase: {tmp_path}/text.md is not UTF-8\n"

    @pytest.mark.parametrize("name", ["missing.md", "."])
    def test_a_file_that_cannot_be_read(self, root: Path, tmp_path: Path, name: str) -> None:
        result = find(root, "--lang", "fr", str(tmp_path / name))
        assert (result.exit_code, result.stdout) == (2, "")
        assert "Traceback" not in result.stderr

    def test_no_language(self, root: Path) -> None:
        result = find(root, text="x")
        assert result.exit_code == 2
        assert "--lang" in result.stderr


MARKDOWN_CASES = [case for case in CASES if case["format"] == "markdown"]


@pytest.mark.parametrize("case", MARKDOWN_CASES, ids=lambda case: str(case["id"]))
def test_markdown_is_understood_with_the_glossary_of_this_site(case: dict[str, Any]) -> None:
    rows = found(ROOT, case["sentence"], case["language"])
    assert [[row["surface"], row["concept"]] for row in rows] == case["expected"]
