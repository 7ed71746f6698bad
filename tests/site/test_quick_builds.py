"""Whatever a writer does, a preview's site is what a clean build makes of the files."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.site.building import copy_tea, environment

Files = dict[str, str]
Step = dict[str, str | None]
Edit = Callable[[Files], Step]

GUIDES = ("docs/de/index.md", "docs/de/brewing.md", "docs/es/brewing.md", "docs/sv/brewing.md")
RECORDS = ("bud", "infusion", "essential-oil", "herbal-tea")
WORDS = (
    "Ein Aufguss, noch ein Aufguss und eine Knospe.",
    "Das [Öl](glossary:essential-oil) nach Okakura [@okakura1906].",
    "## Noch etwas {#more}\n\nUnd hier die infusión und die yema [@okakura1906].",
    "Nobody [@nobody1066].",
    "[Nirgends](nowhere.md)",
    "[Zurück](brewing.md#water)",
)


class Rebuilder:
    """Previews of the tea site, and clean builds."""

    def __init__(self, process: subprocess.Popen[str], files: Files) -> None:
        self._process = process
        self.files = files

    def compare(self, edits: list[Edit], haste: tuple[bool, ...] = ()) -> Result:
        """Make some edits one after the other in a preview.

        In `haste`, the next one is made before all pages of one are there.
        """
        files, steps = dict(self.files), []
        for edit, is_hasty in zip_longest(edits, haste[: len(edits)], fillvalue=False):
            assert not isinstance(edit, bool)
            step = edit(files)
            steps.append((step, is_hasty))
            files = {name: text for name, text in {**files, **step}.items() if text is not None}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(steps) + "\n")
        self._process.stdin.flush()
        return Result(json.loads(self._process.stdout.readline()))


class Result:
    """How a preview has done."""

    def __init__(self, said: dict[str, object]) -> None:
        self.quick = said["quick"]
        self.good = said["good"]
        self.different = said["different"]


@pytest.fixture(scope="module")
def rebuilder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rebuilder]:
    folder = copy_tea(tmp_path_factory.mktemp("quick") / "tea")
    files = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for part in ("docs", "glossary")
        for path in (folder / part).rglob("*.*")
    }
    command = [sys.executable, str(Path(__file__).with_name("rebuilder.py")), str(folder)]
    with subprocess.Popen(
        command,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as process:
        yield Rebuilder(process, files)
        process.kill()


def adds(name: str, words: str) -> Edit:
    return lambda files: {name: f"{files[name].rstrip()}\n\n{words}\n"} if name in files else {}


def replaces(name: str, old: str, new: str) -> Edit:
    return lambda files: {name: files.get(name, "").replace(old, new)} if name in files else {}


def moves(name: str, to: str) -> Edit:
    return lambda files: {name: None, to: files[name]} if name in files else {}


def removes(name: str) -> Edit:
    return lambda files: {name: None} if name in files else {}


def record(name: str) -> str:
    return f"glossary/terms/{name}.yml"


WRITING = st.builds(adds, st.sampled_from(GUIDES), st.sampled_from(WORDS))
FRONT = st.builds(
    replaces,
    st.sampled_from(GUIDES),
    st.sampled_from(("---\ndescription", "# Zubereitung", "Knospe")),
    st.sampled_from(("---\ntitle: Neu\ndescription", "# Ziehen", "Blattspitze")),
)
DEFINING = st.builds(
    replaces,
    st.sampled_from(RECORDS).map(record),
    st.sampled_from((" Blatt", " hojas ", " vatten", "definition:", "\ncategory: cup")),
    st.sampled_from((" Knospe", " yemas ", "definition: Ett", "\ncategory: leaf")),
)
MOVING = st.one_of(
    st.builds(moves, st.sampled_from(GUIDES), st.just("docs/de/serving.md")),
    st.builds(removes, st.sampled_from([*GUIDES[1:], record("antioxidant")])),
    st.builds(replaces, st.just("glossary/strings/de.yml"), st.just("Glossar"), st.just("Liste")),
)


@settings(max_examples=8)
@given(
    st.lists(st.one_of(WRITING, WRITING, DEFINING, FRONT, MOVING), min_size=2, max_size=4),
    st.tuples(*[st.booleans()] * 4),
)
def test_any_edits_give_the_bytes_of_a_clean_build(
    rebuilder: Rebuilder, edits: list[Edit], haste: tuple[bool, ...]
) -> None:
    assert rebuilder.compare(edits, haste).different == []


def test_words_added_to_a_guide_are_built_without_the_other_pages(rebuilder: Rebuilder) -> None:
    result = rebuilder.compare([adds(name, words) for name in GUIDES[1:] for words in WORDS[:3]])
    assert result.good
    assert result.quick == [True] * 9
    assert result.different == []


def test_a_definition_is_built_with_the_pages_that_show_it_and_no_others(
    rebuilder: Rebuilder,
) -> None:
    words = replaces(record("bud"), "Noch geschlossene", "Ganz geschlossene")
    mentions = replaces(record("bud"), "eines Triebs", "eines Triebs, im Aufguss")
    result = rebuilder.compare([words, mentions, adds(GUIDES[0], WORDS[0])])
    assert result.good
    assert result.quick == [True] * 3
    assert result.different == []


def test_pages_that_nobody_has_waited_for_are_there_when_they_are_asked_for(
    rebuilder: Rebuilder,
) -> None:
    defined = replaces(record("bud"), "Noch geschlossene", "Ganz geschlossene")
    written = adds(GUIDES[1], WORDS[0])
    result = rebuilder.compare([defined, written, defined], (True, True, True))
    assert result.good
    assert result.quick == [True] * 3
    assert result.different == []


def test_a_fault_that_comes_while_pages_wait_is_mended_without_the_other_pages(
    rebuilder: Rebuilder,
) -> None:
    defined = replaces(record("bud"), "Noch geschlossene", "Ganz geschlossene")
    faulty, mended = adds(GUIDES[1], WORDS[3]), replaces(GUIDES[1], WORDS[3], WORDS[0])
    unread = replaces(record("bud"), "category:", "colour: green\ncategory:")
    read = replaces(record("bud"), "colour: green\n", "")
    result = rebuilder.compare([defined, faulty, mended, unread, read], (True,) * 5)
    assert result.good
    assert result.quick == [True] * 5
    assert result.different == []


def test_a_name_that_is_mended_after_a_fault_is_built_everywhere(rebuilder: Rebuilder) -> None:
    faulty = replaces(record("bud"), "term: Knospe", "term: Aufguss")
    mended = replaces(record("bud"), "term: Aufguss", "term: Triebspitze")
    result = rebuilder.compare([faulty, mended])
    assert result.good
    assert result.different == []
