"""The code of the hooks knows neither the subject of the site nor its languages."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.building import ROOT

SUBJECT = re.compile(
    r"""\b(?: marketing | advertis\w+ | brand\w* | customers? | consumers? | loyalty | retail\w*
            | market-? | markets | manufactur\w+ | production | segmentation )\b""",
    re.IGNORECASE | re.VERBOSE,
)
# Names of languages and countries; and codes, where they stand by themselves.
LANGUAGE = re.compile(
    r"\b(?:english|french|français\w*|anglais\w*|france|britain|canad\w+|quebec|québec)\b"
    r"|(?<![\w-])(?:en|fr|en-\w\w|fr-\w\w)(?![\w-])",
    re.IGNORECASE,
)
SPOKEN = {tokenize.COMMENT, tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}
FILES = sorted((ROOT / "hooks").rglob("*.py"))


def words(source: str) -> Iterator[tuple[int, str]]:
    """The strings, docstrings and comments of a module, with their lines."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in SPOKEN:
            for offset, line in enumerate(token.string.splitlines()):
                yield token.start[0] + offset, line


def betrayals(source: str) -> list[tuple[int, str]]:
    return [
        (line, found.group())
        for line, text in words(source)
        for pattern in (SUBJECT, LANGUAGE)
        for found in pattern.finditer(text)
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_module_names_neither_the_subject_nor_a_language(file: Path) -> None:
    assert betrayals(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        'default = "fr"',
        'path = "docs/en/index.md"',
        "x = 1  # as in French",
        '"""Links to the glossary of production marketing."""',
        'f"{name} customers"',
    ],
)
def test_the_scan_finds_a_word_that_does_not_belong(source: str) -> None:
    assert betrayals(source)


@pytest.mark.parametrize(
    "source", ['"the entries of a marked record"', "en = fr = None", '"open front end, often"']
)
def test_the_scan_passes_over_words_that_only_look_alike(source: str) -> None:
    assert not betrayals(source)
