"""The list of words that a project adds to a dictionary."""

from __future__ import annotations

import pytest

from editorial import checks
from tests.editorial.bread import Bakery, found, opened

LIST = "glossary/languages/fr.words.txt"


def findings(bakery: Bakery, text: str | bytes) -> list[str]:
    bakery.write(LIST, text)
    return [str(p).removeprefix(f"{LIST}:") for p in found(bakery.root, LIST)]


@pytest.mark.parametrize(
    "text",
    ["", "# Only a remark.\n", "# Two\n# remarks.\nbaguette\névent\nfour\n", "a\r\nb\r\n"],
)
def test_a_list_in_order_is_sound(bakery: Bakery, text: str) -> None:
    assert findings(bakery, text) == []


@pytest.mark.parametrize(
    ("text", "place", "word", "fixed"),
    [
        ("b\na\n", "1:1", "b", "a\nb\n"),
        ("# r\na\nb\na\n", "4:1", "a", "# r\na\nb\n"),
        ("a\nz\né\n", "2:1", "z", "a\né\nz\n"),
        ("a\n\nb\n", "2:1", "", "a\nb\n"),
        ("a\r\n c\r\nb\r\n", "2:1", "c", "a\r\nb\r\nc\r\n"),
        ("a\nb # why\n", "", "", ""),
    ],
)
def test_a_list_out_of_order_is_put_in_order(
    bakery: Bakery, text: str, place: str, word: str, fixed: str
) -> None:
    expected = f"{place}: warning: “{word}” is not in its place; `termbase check --fix` puts the"
    assert findings(bakery, text) == (
        [f"{expected} list in order [unordered-words]"] if place else []
    )
    changes = list(checks.fix(opened(bakery.root), bakery.root / "docs"))
    assert changes == ([f"{LIST}: put in order"] if place else [])
    assert (bakery.root / LIST).read_bytes().decode() == (fixed or text)
    assert findings(bakery, (bakery.root / LIST).read_bytes()) == []


@pytest.mark.parametrize(
    ("content", "rule"), [(b"\xff", "not-utf8"), (b"b\x00\na", "control-character")]
)
def test_a_list_that_cannot_be_read_is_a_finding_and_left_alone(
    bakery: Bakery, content: bytes, rule: str
) -> None:
    (finding,) = findings(bakery, content)
    assert finding.endswith(f"[{rule}]")
    assert list(checks.fix(opened(bakery.root), bakery.root / "docs")) == []
    assert (bakery.root / LIST).read_bytes() == content
