"""A preview's later builds, in the process of the first one, are as good as the first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.site.building import Built, Site, build_well, copy_of, environment
from tests.site.sources import Sources
from tests.site.test_builds import differences

# Builds; then edits as a writer does, and builds again, as MkDocs' preview does.
REBUILD = """
import sys
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config

def edit(name, old, new):
    path = Path(name)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")

build(load_config("mkdocs.yml"))
for step in sys.argv[1:]:
    edit(*step.split("|"))
    build(load_config("mkdocs.yml"))
"""
EDITS = (
    "docs/de/brewing.md|Jeder Aufguss|Noch jeder Aufguss",
    "glossary/terms/bud.yml|Noch geschlossene|Ganz geschlossene",
)


def test_builds_after_edits_give_the_bytes_of_a_clean_build(tea: Built, tmp_path: Path) -> None:
    folder = copy_of(tea, tmp_path / "tea")
    run = subprocess.run(
        [sys.executable, "-c", REBUILD, *EDITS],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout
    edited = Built(Sources(folder), Site(folder / "site"), run.stdout)
    changed = differences(tea.site.files, edited.site.files)
    assert changed > {"brewing/index.html", "glossary/bud/index.html"}
    clean = build_well(copy_of(edited, tmp_path / "clean"))
    assert differences(edited.site.files, clean.site.files) == set()
