"""A manifest names the commit and every file, and tells a copy from the site."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from publishing.built import BuiltSite
from publishing.hosts import SUFFIXES, compress
from publishing.manifest import NAME, differences, main, write_manifest

FILES = {"index.html": "home", "fr/index.html": "accueil", "assets/é.css": "a{}"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A finished site."""
    root = tmp_path / "site"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    write_manifest(BuiltSite(root, "https://a.example/", ("en", "fr"), "en", commit="c0ffee"))
    return root


@pytest.fixture
def copy(site: Path) -> Path:
    """A published copy of it."""
    return shutil.copytree(site, site.with_name("copy"))


def test_it_names_the_commit_and_the_digest_of_every_file(site: Path) -> None:
    manifest = json.loads((site / NAME).read_text(encoding="utf-8"))
    wanted = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in FILES.items()}
    assert manifest == {"commit": "c0ffee", "files": wanted}


def test_a_preview_has_none(tmp_path: Path) -> None:
    write_manifest(BuiltSite(tmp_path, "", ("en",), "en", preview=True))
    assert list(tmp_path.iterdir()) == []


def test_a_true_copy_has_no_differences(site: Path, copy: Path) -> None:
    assert list(differences(copy, site)) == []
    assert main([str(copy), str(site)]) == 0


def test_each_difference_is_a_line(
    site: Path, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (copy / "index.html").write_text("hacked", encoding="utf-8")
    (copy / "fr/index.html").unlink()
    (copy / "evil.js").touch()
    assert main([str(copy), str(site)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "evil.js: not part of the site",
        "fr/index.html: missing",
        "index.html: differs",
    ]


@pytest.mark.parametrize("text", [None, "", "{", "{}", "[]"])
def test_without_a_manifest_that_can_be_read_it_says_so_in_a_line(
    site: Path, copy: Path, text: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / NAME).unlink()
    if text is not None:
        (site / NAME).write_text(text, encoding="utf-8")
    assert main([str(copy), str(site)]) == 2
    assert capsys.readouterr().err.startswith(f"{site / NAME}: cannot be read")
    assert main([str(copy / "nowhere"), str(site)]) == 2
    assert main([]) == 2


def test_compressed_files_are_as_good_as_what_is_in_them(copy: Path) -> None:
    (copy / "fr/index.html").write_bytes(b"accueil" * 100)
    write_manifest(BuiltSite(copy, "https://a.example/", ("en", "fr"), "en", commit="c0ffee"))
    compress(copy)
    assert [*differences(copy, copy)] == []
    for suffix in SUFFIXES:
        path = copy / f"fr/index.html{suffix}"
        path.write_bytes(path.read_bytes()[:-2])
    (copy / "alone.html.gz").write_bytes(b"")
    said = "holds something else than the file beside it"
    assert [*differences(copy, copy)] == [
        "alone.html.gz: not part of the site",
        *(f"fr/index.html{suffix}: {said}" for suffix in sorted(SUFFIXES)),
    ]
