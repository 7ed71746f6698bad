"""`--fix` mends spaces and marks, changes no word, and has nothing left to do afterwards."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from editorial import checks
from editorial.guide import guide_of
from editorial.mend import mended
from editorial.passage import Passage, passage_at
from editorial.rule import Finding, Rule
from editorial.typography import RULES
from termbase.digest import digest
from termbase.edit import Edit
from termbase.language import Language
from termbase.mask import BLANK
from termbase.source import Document, parse
from tests.editorial.bread import FRONT, SOUND, Bakery, opened

LANGUAGES = opened().glossary.languages
MECHANICAL = {rule.description.id for rule in RULES} - {"unpaired-quote"}
# Pieces that texts are made of, so that marks meet each other, markup and what must stay.
PIECES = [
    *(
        "mot",
        "l'",
        "d’",
        "été",
        "5",
        "it's",
        "A",
        "\u00a0",
        "\u202f",
        " ",
        "  ",
        "   ",
        "\n",
        "\n\n",
    ),
    *('"', "'", "«", "»", "“", "”", "...", "…", ".", ",", ":", ";", "!", "?", "%", "€", " - ", "–"),
    *("*", "**", "_", '[a](b.md "c\'d")', "`x  '\"...`", "[@k1999]", '{: title="e\'f" }', "<i>"),
    *("- ", "1. ", "# ", "| ", "> ", "    ", "\t", " \n", "  \n", "&nbsp;", "\\", "(", ")", "|\n"),
    *(
        "\n\n```\na  'b' ...\n```\n\n",
        "<!-- a  'b' -->",
        "https://a.example/?b'c",
        '!!! note "d"\n',
    ),
]
texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
codes = st.sampled_from(["en", "fr"])


def guide_passages(language: Language, document: Document) -> Iterator[Passage]:
    return guide_of(document, language, "a.md").passages()


def mend(text: str, code: str) -> str:
    return mended("a.md", text, partial(guide_passages, LANGUAGES[code]), RULES)[0]


def left(text: str, code: str) -> list[str]:
    """The mechanical rules that a text still breaks."""
    document = Document("a.md", text.replace("\r\n", "\n").replace("\r", "\n"))
    return [
        rule.description.id
        for passage in guide_passages(LANGUAGES[code], document)
        for rule in RULES
        if rule.description.id in MECHANICAL
        for _ in rule.find(passage)
    ]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@given(texts, codes)
def test_after_mending_nothing_mechanical_is_left(text: str, code: str) -> None:
    assert left(mend(text, code), code) == []


@given(texts, codes)
def test_mending_twice_is_mending_once(text: str, code: str) -> None:
    once = mend(text, code)
    assert mend(once, code) == once


@given(texts, codes)
def test_mending_changes_no_word_and_no_line(text: str, code: str) -> None:
    done = mend(text, code)
    assert words(done) == words(text)
    assert done.count("\n") == text.count("\n")


@given(texts, codes)
def test_mending_makes_no_translation_stale(text: str, code: str) -> None:
    assert digest(mend(text, code)) == digest(text)


def test_edits_that_touch_each_other_take_turns() -> None:
    def swap(old: str, new: str) -> Rule[Passage]:
        def find(passage: Passage) -> Iterator[Finding]:
            at = passage.words.find(old)
            if at >= 0:
                yield Finding(at, "", "", Edit(at, at + len(old), new))

        return Rule(find)

    passages = partial(guide_passages, LANGUAGES["en"])
    text, changes = mended("a.md", "abcd", passages, [swap("ab", "x"), swap("bc", "y")])
    assert (text, len(changes)) == ("xcd", 1)
    text, changes = mended("a.md", "abcd", passages, [swap("ab", "b"), swap("bc", "y")])
    assert (text, len(changes)) == ("yd", 2)


@given(texts, codes, st.sampled_from(["\n", "\r\n", "\r"]))
def test_mending_keeps_the_line_ends(text: str, code: str, end: str) -> None:
    assert mend(text.replace("\n", end), code) == mend(text, code).replace("\n", end)


@given(texts, codes)
def test_code_addresses_comments_and_attributes_stay_as_they_are(text: str, code: str) -> None:
    kept = r"`[^`\n]*`|\]\([^)\n]*\)|<!--.*?-->|https://\S+|\{:[^}\n]*\}"
    seen = guide_of(Document("a.md", text), LANGUAGES[code], "a.md").markdown.words
    spans = (found.span() for found in re.finditer(kept, text))
    hidden = [text[start:end] for start, end in spans if not seen[start:end].strip(BLANK)]
    done = mend(text, code)
    assert [piece for piece in hidden if piece not in done] == []


@pytest.mark.parametrize("style", ["'", '"', "|", ">", None])
@given(texts, codes)
def test_the_values_of_a_record_are_mended_in_whatever_style_they_are_written(
    style: str | None, text: str, code: str
) -> None:
    source = yaml.dump({"a": text, "b": "x"}, default_style=style, allow_unicode=True)
    if not isinstance(parse("a.yml", source).data, dict) or "\t" in text:
        return

    def passages(document: Document) -> Iterator[Passage]:
        parsed = parse("a.yml", document.text)
        passage = passage_at(parsed, ("a",), LANGUAGES[code])
        return iter([passage] if passage else [])

    done, _ = mended("a.yml", source, passages, RULES)
    before, after = parse("a.yml", source).data, parse("a.yml", done).data
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert words(str(after["a"])) == words(str(before["a"]))
    assert after["b"] == before["b"]
    assert mended("a.yml", done, passages, RULES) == (done, [])


def test_guides_and_records_are_mended_in_place_and_say_what_was_changed(bakery: Bakery) -> None:
    guide = bakery.write("docs/fr/a.md", f"{FRONT}# L'eau\r\n\r\nOui: l'eau.\r\n")
    guide.chmod(0o640)
    record = bakery.root / "glossary" / "terms" / "sourdough.yml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("“alive”", '"alive"') + "# it's\n", encoding="utf-8")
    changes = list(checks.fix(opened(bakery.root), bakery.root / "docs"))
    assert changes == [
        "docs/fr/a.md:5:4: `'` → `’` [straight-apostrophe]",
        "docs/fr/a.md:7:4: `` → ` ` [missing-space]",
        "docs/fr/a.md:7:7: `'` → `’` [straight-apostrophe]",
        'glossary/terms/sourdough.yml:6:33: `"` → `“` [straight-quote]',
        'glossary/terms/sourdough.yml:6:39: `"` → `”` [straight-quote]',
    ]
    assert guide.read_bytes() == f"{FRONT}# L’eau\r\n\r\nOui : l’eau.\r\n".encode()
    assert stat.S_IMODE(guide.stat().st_mode) == 0o640
    assert record.read_text(encoding="utf-8") == text + "# it's\n"
    assert list(checks.fix(opened(bakery.root), bakery.root / "docs")) == []


def test_front_matter_is_mended_where_readers_see_it_and_nowhere_else(bakery: Bakery) -> None:
    guide = bakery.write("docs/en/a.md", "---\ntitle: It's\nhide: [it's]\n---\n\n# It’s\n")
    list(checks.fix(opened(bakery.root), bakery.root / "docs"))
    assert guide.read_text(encoding="utf-8") == "---\ntitle: It’s\nhide: [it's]\n---\n\n# It’s\n"


@pytest.mark.parametrize(
    "content",
    [
        b"# L'eau \xe9\n",
        b"\xef\xbb\xbf# L'eau\n",
        b"---\ntitle: L'eau\n\n# L'eau\n",
        b"# L'eau\n\n```\nl'eau\n",
        b"<<<<<<< a\nl'eau\n=======\nl'air\n>>>>>>> b\n",
    ],
)
def test_a_guide_that_is_broken_is_left_alone(bakery: Bakery, content: bytes) -> None:
    guide = bakery.write("docs/fr/a.md", content)
    assert list(checks.fix(opened(bakery.root), bakery.root / "docs")) == []
    assert guide.read_bytes() == content


@pytest.mark.parametrize("content", [b"\xe9", b"\xef\xbb\xbfen: it's\n", b"en: it's\nen: it's\n"])
def test_a_record_that_is_broken_is_left_alone(bakery: Bakery, content: bytes) -> None:
    record = bakery.write("glossary/terms/rye.yml", content)
    assert list(checks.fix(opened(bakery.root), bakery.root / "docs")) == []
    assert record.read_bytes() == content


def test_a_file_that_needs_nothing_is_not_written(bakery: Bakery) -> None:
    guide = bakery.write("docs/en/a.md", SOUND)
    before = guide.stat()
    list(checks.fix(opened(bakery.root), bakery.root / "docs"))
    assert (guide.stat().st_ino, guide.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_that_cannot_be_written_stays_and_the_others_are_mended(
    bakery: Bakery, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (bakery.write(f"docs/en/{name}.md", "# It's\n") for name in "ab")
    replacing = Path.replace

    def refuse(source: Path, target: Path) -> Path:  # as a full disk or a locked file does
        if target.name == "a.md":
            raise PermissionError(13, "Permission denied")
        return replacing(source, target)

    monkeypatch.setattr(Path, "replace", refuse)
    changes = list(checks.fix(opened(bakery.root), bakery.root / "docs"))
    assert changes[0] == "docs/en/a.md: not mended: Permission denied"
    assert first.read_text(encoding="utf-8") == "# It's\n"
    assert second.read_text(encoding="utf-8") == "# It’s\n"
    assert sorted(path.name for path in first.parent.iterdir()) == ["a.md", "b.md"]
