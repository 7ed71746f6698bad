"""`termbase export`: what it writes where, and when it writes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from termbase.cli import main
from termbase.formats import FORMATS
from tests.termbase.desk import CONFIGURATION, Desk
from tests.termbase.giving import STRINGS

EDITION = "version: 2.1.0\nlicense: https://licenses.example/free\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A project that has all that an export needs."""
    desk = Desk(tmp_path / "project")
    for code in ("en", "no"):
        desk.write(f"glossary/strings/{code}.yml", STRINGS)
    desk.write("glossary/edition.yml", EDITION)
    desk.write("mkdocs.yml", f"site_url: https://tea.example/leaf\n{CONFIGURATION}")
    return desk


def exported_url(desk: Desk) -> str:
    """The address of the site, as an export gives it."""
    url: str = json.loads(desk.succeed("export", "json"))["url"]
    return url


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_goes_to_the_output_or_to_a_file_with_the_same_bytes(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "out"
    runner = CliRunner()

    shown = runner.invoke(main, ["--root", str(desk.root), "export", name])
    saved = runner.invoke(main, ["--root", str(desk.root), "export", name, "-o", str(path)])

    assert (shown.exit_code, saved.exit_code) == (0, 0), shown.output + saved.output
    assert (saved.stdout, saved.stderr, shown.stderr) == ("", "", "")
    assert path.read_bytes() == shown.stdout_bytes


def test_an_export_replaces_the_file_of_an_earlier_one(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "glossary.json"
    path.write_text("x" * 100_000)

    desk.succeed("export", "json", "-o", str(path))

    assert len(json.loads(path.read_text("utf-8"))["concepts"]) == 2


def test_an_export_of_a_faulty_glossary_names_the_fault_and_keeps_the_file(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "glossary.json"
    path.write_text("as it was")
    desk.change("glossary/terms/matcha.yml", "broader: [green]", "broader: [black]")

    run = desk.run("export", "json", "-o", str(path))

    assert run.exit_code == 1
    assert run.stdout == ""
    assert run.stderr.startswith("glossary/terms/matcha.yml:2:11: error: no concept “black”")
    assert path.read_text() == "as it was"
    assert [entry.name for entry in tmp_path.iterdir() if entry.is_file()] == ["glossary.json"]


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        (None, "glossary/edition.yml:1:1: error: "),
        ("", "glossary/edition.yml:1:1: error: "),
        ("version: [\n", "glossary/edition.yml:2:1: error: "),
        ("version: 1.0.0\n", "glossary/edition.yml:1:1: error: "),
        (f"{EDITION}licence: free\n", "glossary/edition.yml:3:1: error: "),
    ],
)
def test_an_export_without_version_and_license_says_what_is_missing(
    desk: Desk, edition: str | None, said: str
) -> None:
    path = desk.write("glossary/edition.yml", edition or "")
    if edition is None:
        path.unlink()

    run = desk.run("export", "csv")

    assert (run.exit_code, run.stdout) == (1, "")
    assert run.stderr.startswith(said), run.stderr
    assert "Traceback" not in run.stderr


def test_a_format_that_is_none_is_answered_with_those_that_are(desk: Desk) -> None:
    run = desk.run("export", "xlsx")

    assert run.exit_code == 2
    assert all(f"'{name}'" in run.stderr for name in FORMATS)


def test_a_file_that_cannot_be_written_ends_with_one_line(desk: Desk, tmp_path: Path) -> None:
    run = desk.run("export", "csv", "-o", str(tmp_path / "none" / "glossary.csv"))

    assert run.exit_code != 0
    assert "Traceback" not in run.output
    assert "No such file" in run.stderr


def test_the_address_of_the_site_gets_the_slash_that_it_lacks(desk: Desk) -> None:
    assert exported_url(desk) == "https://tea.example/leaf/"


TWO = "!ENV [SITE_URL, BASE, 'https://tea.example/']"
ONE, OTHER = "https://one.example/", "https://other.example/"


@pytest.mark.parametrize(
    ("written", "set_here", "url"),
    [
        (TWO, {}, "https://tea.example/"),
        (TWO, {"SITE_URL": ONE}, ONE),
        (TWO, {"BASE": OTHER}, OTHER),
        (TWO, {"SITE_URL": ONE, "BASE": OTHER}, ONE),
        ("!ENV SITE_URL", {"SITE_URL": ONE}, ONE),
        ("!ENV SITE_URL", {}, ""),
        ("!ENV [SITE_URL]", {"SITE_URL": ONE}, ONE),
        ("!ENV [SITE_URL]", {}, ""),
        ("!ENV [SITE_URL, null]", {}, ""),
        ("!ENV []", {}, ""),
        ("null", {}, ""),
        ("", {}, ""),
        ("[https://tea.example/]", {}, ""),
    ],
)
def test_the_address_is_the_one_that_the_site_is_built_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, written: str, set_here: dict[str, str], url: str
) -> None:
    for name in ("SITE_URL", "BASE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in set_here.items():
        monkeypatch.setenv(name, value)
    desk.write("mkdocs.yml", f"site_url: {written}\n{CONFIGURATION}")

    assert exported_url(desk) == url


@pytest.mark.parametrize("name", FORMATS)
def test_a_site_that_has_no_address_yet_is_exported_all_the_same(desk: Desk, name: str) -> None:
    desk.write("mkdocs.yml", CONFIGURATION)

    assert desk.run("export", name).exit_code == 0
