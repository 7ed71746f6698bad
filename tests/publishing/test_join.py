"""What is no whole site is refused, a line for each reason, and nothing is touched."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from publishing.built import BuiltSite
from publishing.join import joined, main
from publishing.manifest import digests
from publishing.page import Edition, PublishedPage
from publishing.part import NAME, SITE, Part, input_digests, read_part, write_part
from publishing.policy import Inline
from publishing.shards import Shard

EDITIONS = {"en": Edition("en", "A", "A site", "", "A: what is new")}


def leave(folder: Path, number: int, of: int, commit: str = "c0ffee") -> None:
    """Leave a part with one page, of the project in the working directory, in a folder."""
    page = folder / SITE / f"p{number}" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(f"Page {number}", encoding="utf-8")
    site = BuiltSite(
        Path(),
        "https://a.example/",
        ("en",),
        "en",
        EDITIONS,
        (PublishedPage("en", f"p{number}/", f"Page {number}", ""),),
        inline=Inline((f"'sha256-{number}'",)),
        moved={f"/old-{number}/": f"/p{number}/"},
    )
    inputs, files = input_digests(Path(), ["docs", "mkdocs.yml"]), digests(folder / SITE)
    places = {f"p{part}/": of - part for part in range(1, of + 1)}
    write_part(folder, Part(Shard(number, of), {"commit": commit}, inputs, site, places, files))


@pytest.fixture
def shards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The three parts of a project, in the working directory, that has a site."""
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    Path("docs/index.md").write_text("# Home\n", encoding="utf-8")
    Path("mkdocs.yml").write_text("site_name: A\n", encoding="utf-8")
    Path("site").mkdir()
    Path("site/index.html").write_text("the last good one", encoding="utf-8")
    shards = Path("shards")
    for number in (1, 2, 3):
        leave(shards / f"{number}-of-3", number, 3)
    return shards


def remove(name: str) -> Callable[[Path], None]:
    return lambda shards: shutil.rmtree(shards / name)


def write(name: str, text: str) -> Callable[[Path], None]:
    def spoil(shards: Path) -> None:
        Path(name).write_text(text, encoding="utf-8")

    return spoil


def again(shards: Path) -> None:
    shutil.copytree(shards / "1-of-3", shards / "z")


def of_another_number(shards: Path) -> None:
    leave(shards / "1-of-2", 1, 2)


def of_another_commit(shards: Path) -> None:
    shutil.rmtree(shards / "2-of-3")
    leave(shards / "2-of-3", 2, 3, commit="decaf")


def of_other_inputs(shards: Path) -> None:
    before = Path("docs/index.md").read_text(encoding="utf-8")
    shutil.rmtree(shards / "3-of-3")
    Path("docs/index.md").write_text("# Another home\n", encoding="utf-8")
    leave(shards / "3-of-3", 3, 3)
    Path("docs/index.md").write_text(before, encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "lines"),
    [
        (remove("2-of-3"), ["part 2/3: missing; `make build SHARD=2/3` makes it"]),
        (
            remove(""),
            ["shards: no parts in it; `make build SHARD=1/2` makes the first of two"],
        ),
        (again, ["part 1/3: more than once: shards/1-of-3, shards/z"]),
        (
            of_another_number,
            ["shards/1-of-2: not made of what the others were made of: number of parts"],
        ),
        (
            of_another_commit,
            ["shards/2-of-3: not made of what the others were made of: commit"],
        ),
        (of_other_inputs, ["shards/3-of-3: not made of what the others were made of: docs"]),
        (write("docs/new.md", "# New\n"), ["docs: not what the parts were made of"]),
        (write("mkdocs.yml", "site_name: B\n"), ["mkdocs.yml: not what the parts were made of"]),
        (
            write("shards/1-of-3/site/p1/index.html", "Page"),
            ["shards/1-of-3/site/p1/index.html: not as it was built"],
        ),
        (remove("3-of-3/site"), ["shards/3-of-3/site/p3/index.html: not as it was built"]),
        (
            write("shards/1-of-3/site/p2.html", "One more"),
            ["shards/1-of-3/site/p2.html: not as it was built"],
        ),
        (
            write("shards/2-of-3/part.json", '{"shard": [2, 3]}'),
            [
                "shards/2-of-3/part.json: cannot be read as what `make build` leaves",
                "part 2/3: missing; `make build SHARD=2/3` makes it",
            ],
        ),
    ],
)
def test_parts_that_are_no_site_are_refused(
    shards: Path,
    spoil: Callable[[Path], None],
    lines: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    spoil(shards)
    assert main([]) == 1
    assert capsys.readouterr().err.splitlines() == lines
    assert [*Path("site").iterdir()] == [Path("site/index.html")]
    assert Path("site/index.html").read_text(encoding="utf-8") == "the last good one"
    assert not [*Path().glob(".site.*")]


def test_what_a_cut_short_build_has_left_is_no_part(
    shards: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remove("2-of-3")(shards)
    leave(shards / ".2-of-3.new", 2, 3)
    assert main([]) == 1
    assert capsys.readouterr().err.startswith("part 2/3: missing")


def test_what_editors_and_python_keep_is_no_input(shards: Path) -> None:
    before = input_digests(Path(), ["docs"])
    for name in (".hidden", "__pycache__", "a.egg-info"):
        Path("docs", name).mkdir()
        Path("docs", name, "file").touch()
    assert input_digests(Path(), ["docs", "not-there"]) == before
    Path("docs/index.md").rename("docs/home.md")
    assert input_digests(Path(), ["docs"]) != before


def test_parts_are_one_site_in_the_order_of_the_whole(shards: Path) -> None:
    parts = [read_part(path.parent) for path in sorted(shards.glob(f"*/{NAME}"))]
    site = joined(parts, Path("root"))
    assert site.root == Path("root")
    assert [page.address for page in site.pages] == ["p3/", "p2/", "p1/"]
    assert site.inline.scripts == ("'sha256-1'", "'sha256-2'", "'sha256-3'")
    assert site.moved == {f"/old-{number}/": f"/p{number}/" for number in (1, 2, 3)}
