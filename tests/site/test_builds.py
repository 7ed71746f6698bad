"""The same sources give the same site, wherever, whenever and with whatever it is built."""

from __future__ import annotations

import re
from pathlib import Path

from tests.site.building import Built, build_well, copy_of

GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def anonymous(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files without the generator's name; the manifest has digests of them with it."""
    kept = {name: content for name, content in files.items() if name != "build.json"}
    return {name: GENERATOR.sub(b"", content) for name, content in kept.items()}


def test_a_build_elsewhere_in_another_environment_gives_the_same_bytes(
    project: Built, tmp_path: Path
) -> None:
    """The order of hashes, the time zone, the locale and the folder do not show."""
    elsewhere = copy_of(project, tmp_path / "elsewhere")
    other = build_well(elsewhere, PYTHONHASHSEED="1", TZ="Pacific/Auckland", LC_ALL="C")
    assert differences(project.site.files, other.site.files) == set()


def test_a_second_build_leaves_nothing_of_the_first(tea: Built, tmp_path: Path) -> None:
    folder = copy_of(tea, tmp_path / "tea")
    (folder / "site" / "sv").mkdir(parents=True)
    (folder / "site" / "sv" / "left-over.html").touch()
    assert differences(tea.site.files, build_well(folder).site.files) == set()


def test_the_configuration_may_be_named_from_another_folder(tea: Built, tmp_path: Path) -> None:
    folder = copy_of(tea, tmp_path / "tea")
    (tmp_path / "other").mkdir()
    options = ("--config-file", "../tea/mkdocs.yml", "--site-dir", str(folder / "site"))
    other = build_well(folder, *options, cwd=tmp_path / "other")
    assert differences(tea.site.files, other.site.files) == set()


def test_another_generator_of_the_same_family_builds_the_site(
    project: Built, tmp_path: Path
) -> None:
    """ProperDocs is the way out if MkDocs ends: only the name of the generator may differ."""
    options = ("--config-file", "mkdocs.yml")
    other = build_well(copy_of(project, tmp_path / "project"), *options, module="properdocs")
    assert b"ProperDocs" in other.site.files["index.html"]
    assert differences(anonymous(project.site.files), anonymous(other.site.files)) == set()
