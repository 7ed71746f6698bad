"""A site that is built in parts, each as if on a machine of its own, is the site built at once."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.building import ROOT, Site, copy_tea, environment
from tests.site.test_builds import differences

PAGE = re.compile(r"(?:(\w\w)/)?glossary/([\w-]+)/index\.(?:html|md)")


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=environment(PYTHONPATH="hooks", SOURCE_COMMIT="c0ffee"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def build(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "hooks/build_site.py", *options)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site in three languages, with headers for hosts; a build tells how far it is."""
    folder = copy_tea(tmp_path_factory.mktemp("shards") / "tea")
    shutil.copytree(ROOT / "deploy", folder / "deploy")
    module = folder / "hooks" / "long_build.py"
    text = module.read_text(encoding="utf-8")
    module.write_text(re.sub(r"(?m)^_LONG = \d+", "_LONG = 1", text), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(project: Path) -> Site:
    """The site, built at once."""
    done = build(project)
    assert done.returncode == 0, done.stdout
    return Site(shutil.copytree(project / "site", project.parent / "whole"))


@pytest.fixture(scope="module")
def parts(project: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Site]:
    """Its two parts, the second built first, and in a folder elsewhere."""
    elsewhere = shutil.copytree(project, tmp_path_factory.mktemp("elsewhere") / "tea")
    for folder, shard in ((elsewhere, "2/2"), (project, "1/2")):
        done = build(folder, "--shard", shard)
        assert done.returncode == 0, done.stdout
        # As far as it gets with the pages of each language, it says.
        told = dict(re.findall(r"^Pages, (\w+): (\d+) %$", done.stdout, re.MULTILINE))
        assert told == dict.fromkeys(("de", "es", "sv"), "100")
    shutil.copytree(elsewhere / "shards" / "2-of-2", project / "shards" / "2-of-2")
    one, two = (project / "shards" / f"{number}-of-2" / "site" for number in (1, 2))
    return Site(one), Site(two)


def test_the_joined_parts_are_the_site_byte_for_byte(
    project: Path, whole: Site, parts: tuple[Site, Site]
) -> None:
    shutil.rmtree(project / "site")
    done = run(project, "-m", "publishing.join")
    assert done.returncode == 0, done.stdout
    joined = Site(project / "site")
    assert differences(whole.files, joined.files) == set()
    assert {"build.json", "_headers", "_redirects", "sitemap.xml", "sv/404.html"} <= {*joined.files}


def test_the_pages_of_a_subject_field_in_a_language_are_in_one_part(
    project: Path, parts: tuple[Site, Site]
) -> None:
    found: dict[tuple[str, str], set[int]] = {}
    for number, part in enumerate(parts):
        for code, concept in (page.groups() for page in map(PAGE.fullmatch, part.files) if page):
            record = project / "glossary" / "terms" / f"{concept}.yml"
            if record.is_file():
                field = record.read_text(encoding="utf-8").splitlines()[0]
                found.setdefault((code, field), set()).add(number)
    assert len(found) == 9
    assert all(len(numbers) == 1 for numbers in found.values())
    assert set.union(*found.values()) == {0, 1}


def test_all_but_pages_of_concepts_is_in_the_first_part(parts: tuple[Site, Site]) -> None:
    first, second = parts
    assert all(PAGE.fullmatch(name) for name in second.files)
    assert {"index.html", "sv/brewing/index.html", "glossary/index.html"} <= {*first.files}
    assert not {*first.files} & {*second.files}


def test_a_part_with_a_fault_in_what_others_write_fails(
    project: Path, parts: tuple[Site, Site], tmp_path: Path
) -> None:
    folder = shutil.copytree(project, tmp_path / "tea")
    part = Site(folder / "shards" / "2-of-2")
    before = dict(part.files)
    guide = folder / "docs" / "de" / "brewing.md"
    guide.write_text("# Title\n\n[Nothing](glossary:no-such-concept).\n", encoding="utf-8")
    done = build(folder, "--shard", "2/2")
    assert done.returncode == 1
    assert "docs/de/brewing.md:3:" in done.stdout
    assert Site(part.root).files == before


def test_what_is_no_part_fails_with_one_line(project: Path) -> None:
    done = build(project, "--shard", "3/2")
    assert (done.returncode, done.stdout) == (
        1,
        "SHARD=3/2: no part such as 2/4, the second of four\n",
    )
