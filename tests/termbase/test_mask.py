"""Markdown with everything blanked that is not prose."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from termbase.mask import code_blanked, prose
from tests.termbase.markup import MARKDOWN
from tests.termbase.sailing import DATA, finder
from tests.termbase.steps import counted_steps

CASES = yaml.safe_load((DATA / "mask_cases.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["says"]))
def test_terms_are_found_in_prose_only(case: dict[str, Any]) -> None:
    source = case["source"]
    found = [source[o.start : o.end] for o in finder().find(prose(source))]
    assert found == case["finds"]


@given(MARKDOWN, st.booleans())
def test_places_and_line_ends_stay_whatever_is_blanked(source: str, titles: bool) -> None:
    ends = re.sub(r"[^\r\n]", "-", source)
    for blanked in (prose(source, titles=titles), code_blanked(source)):
        assert re.sub(r"[^\r\n]", "-", blanked) == ends


TITLES = """\
# The [mast](mast.md)

The anchor
----------

!!! note "The *tide*"
    [Tidal range][one] and `mast` and ![GPS](gps.png "mast").

[one]: anchor.md
"""


def test_titles_and_the_texts_of_links_stay_if_they_are_wanted() -> None:
    words = prose(TITLES, titles=True)
    surfaces = [found.surface for found in finder().find(words)]
    assert surfaces == ["mast", "anchor", "tide", "Tidal range", "GPS"]


CODE = """\
---
title: "[one](glossary:one)"
---
# [two](glossary:two)

[three][link] `[four](glossary:four)` <!-- [five](glossary:five) -->

```
[six](glossary:six)
```

    [seven](glossary:seven)

- item

    [eight](glossary:eight)

<!--
[nine](glossary:nine)
-->

[link]: glossary:ten
"""


def test_only_code_is_blanked_if_links_are_wanted() -> None:
    found = re.findall(r"glossary:(\w+)", code_blanked(CODE))
    assert found == ["two", "eight", "ten"]


def test_twice_the_text_takes_twice_the_steps() -> None:
    unit = "- [a](b `c` *[\n\n    x ``y` <b> [z] $ [q][w\n\n> # h\n\n*[GPS]: x\n[w]: y\n<!-- `\n"

    def steps(units: int) -> int:
        with counted_steps() as count:
            prose(unit * units)
            prose(unit.replace("\n", " ") * units)
            code_blanked(unit * units)
        return len(count)

    assert steps(200) < 2.1 * steps(100)


@given(MARKDOWN.map(lambda source: " ".join(source.split())), st.booleans())
def test_what_is_prose_does_not_depend_on_an_address_that_follows(text: str, titles: bool) -> None:
    longer = f"a {text} b a@b.c"
    shown = prose(longer, titles=titles)[: -len(" a@b.c")]
    assert shown == prose(f"a {text} b", titles=titles)
