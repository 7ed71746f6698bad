"""What is remembered is made once, for each object, and goes with it."""

from __future__ import annotations

import gc
import weakref
from dataclasses import dataclass, field

from termbase.remember import remembered


@dataclass
class Text:
    """Equal to others, and not hashable: objects are told apart by what they are."""

    words: str
    asked: list[str] = field(default_factory=list, compare=False)


class Answer:
    """Something that can be watched go."""


@remembered
def count(text: Text, word: str) -> int:
    text.asked.append(word)
    return text.words.count(word)


@remembered
def answer(text: Text) -> Answer:
    return Answer()


def test_a_result_is_made_once_for_each_object_and_key() -> None:
    one, other = Text("a b a"), Text("a b a")
    assert [count(one, "a"), count(one, "b"), count(one, "a"), count(other, "a")] == [2, 1, 2, 2]
    assert one.asked == ["a", "b"]
    assert other.asked == ["a"]


def test_a_result_goes_with_the_object_that_it_is_made_of() -> None:
    text = Text("a")
    made = weakref.ref(answer(text))
    gc.collect()
    assert made() is not None
    del text
    gc.collect()
    assert made() is None
