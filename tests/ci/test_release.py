"""What a release says of itself, what it was made with, and what its workflows trust."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.building import ROOT

CHANGES = "# Changelog\n\n## Unreleased\n\n- later\n\n## 1.2.0 (2026-11-27)\n\n- now\n\n## 1.1.0\n"
USES = re.compile(r"uses: (\S+)@(\S+)(?: # (v\S+))?$", re.MULTILINE)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "release-notes", tmp_path / ".ci")
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.0"\n', "utf-8")
    (tmp_path / "CHANGELOG.md").write_text(CHANGES, "utf-8")
    return tmp_path


def notes(project: Path, tag: str) -> tuple[int, str]:
    run = subprocess.run(
        [project / ".ci" / "release-notes", tag], capture_output=True, encoding="utf-8", check=False
    )
    return run.returncode, run.stdout + run.stderr


def test_the_notes_are_what_the_changelog_says_of_the_version(project: Path) -> None:
    assert notes(project, "v1.2.0") == (0, "\n- now\n")


def test_a_tag_of_another_version_is_no_release(project: Path) -> None:
    assert notes(project, "v1.1.0") == (
        1,
        "pyproject.toml: the version is not 1.1.0, as the tag says\n",
    )


def test_a_version_without_a_word_in_the_changelog_is_no_release(project: Path) -> None:
    (project / "pyproject.toml").write_text('version = "1.1.0"\n', "utf-8")
    assert notes(project, "v1.1.0") == (1, "CHANGELOG.md: nothing under “## 1.1.0”\n")


def test_the_bill_of_materials_names_what_is_locked_with_versions_and_no_path_of_the_machine(
    tmp_path: Path,
) -> None:
    bill = tmp_path / "sbom.json"
    asked = ("--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible", "-o", str(bill))
    command = [sys.executable, "-m", "cyclonedx_py", "environment", sys.executable, *asked]
    subprocess.run(command, check=True, capture_output=True)
    text = bill.read_text("utf-8")
    components = {(part["name"], part["version"]) for part in json.loads(text)["components"]}
    locked = re.findall(
        r"^(mkdocs|mkdocs-material|jinja2)==(\S+)",
        (ROOT / "requirements.lock").read_text("utf-8"),
        re.MULTILINE,
    )
    found = {(name.lower(), version) for name, version in components}
    assert {*locked} <= found
    assert len(locked) == 3
    assert str(ROOT) not in text


def test_workflows_name_every_action_by_one_digest_with_its_version() -> None:
    known: dict[str, set[tuple[str, str]]] = {}
    for path in sorted((ROOT / ".github" / "workflows").glob("*.yml")):
        for action, digest, version in USES.findall(path.read_text("utf-8")):
            known.setdefault(action, set()).add((digest, version))
            assert re.fullmatch(r"[0-9a-f]{40}", digest), path.name
            assert version, path.name
    assert {action for action, names in known.items() if len(names) > 1} == set()
    assert "actions/checkout" in known
