"""A site where translations have fallen behind, one guide is missing, and a concept was renamed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from termbase.cli import main
from tests.site.building import Built, Site, build, copy_tea
from tests.site.sources import Sources


def termbase(root: Path, *arguments: str) -> None:
    """Run a command in a project; it has to succeed."""
    result = CliRunner().invoke(main, ["--root", str(root), *arguments])
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="session")
def unfinished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources: stamped first, then changed."""
    root = copy_tea(tmp_path_factory.mktemp("unfinished"))
    for code in ("es", "sv"):
        termbase(root, "accept", "--all", "--lang", code)
    termbase(root, "rename", "essential-oil", "volatile-oil")
    (root / "docs/sv/brewing.md").unlink()
    bud = root / "glossary/terms/bud.yml"
    text = bud.read_text(encoding="utf-8")
    before, found, after = text.partition("definition: ")
    assert found
    bud.write_text(f"{before}definition: Zarte {after}", encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def site(unfinished: Path) -> Built:
    """The site of these sources; warnings do not keep it from being built."""
    run = build(unfinished)
    assert run.returncode == 0, run.stdout
    return Built(Sources(unfinished), Site(unfinished / "site"), run.stdout)
