"""Markdown with everything blanked that is not prose."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from termbase.mask import BLANK, code_blanked, prose
from tests.termbase.sailing import DATA, finder

CASES = yaml.safe_load((DATA / "mask_cases.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["says"]))
def test_terms_are_found_in_prose_only(case: dict[str, Any]) -> None:
    source = case["source"]
    found = [source[o.start : o.end] for o in finder().find(prose(source))]
    assert found == case["finds"]


PIECES = st.sampled_from(
    [
        *("mast", "tidal range", "the anchor", " ", "  ", "    ", "\n", "\n\n", "\r\n", "\t", "a"),
        *("`", "``", "```", "~~~", "```\n", "# ", "---\n", "===", "- ", "1. ", "> ", "!!! note\n"),
        *("[", "](", "]", "![", ")", "(", "[^1]: ", "[a]: b\n", "*[GPS]: x\n", "[@", "*", "_", "**"),
        *("<", ">", "<b>", "</b>", "<code>", "<pre>", "<!--", "-->", "&nbsp;", "&#10;", "&", "\\"),
        *("$", "$$", "{:", "}", "|", "@", "http://", "é", "e\u0301", "\u200f", "\u00ad", "\x02", "ß"),
    ]
)
MARKDOWN = st.lists(PIECES | st.characters(), max_size=40).map("".join)


@given(MARKDOWN, st.booleans())
def test_whatever_is_blanked_places_and_line_ends_stay(source: str, titles: bool) -> None:
    for blanked in (prose(source, titles=titles), code_blanked(source)):
        assert len(blanked) == len(source)
        assert [*re.finditer(r"[\r\n]", blanked)] == [] or all(
            (a in "\r\n") == (b in "\r\n") for a, b in zip(source, blanked, strict=True)
        )
