"""What is remembered is made once, for each object, and goes with it."""

from __future__ import annotations

import gc
import weakref
from dataclasses import dataclass, field

from termbase.remember import WhenAsked, forget, remembered


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


def test_what_is_forgotten_goes_and_is_made_again_when_it_is_asked_for() -> None:
    text = Text("a b a")
    assert count(text, "a") == 2
    made = weakref.ref(answer(text))
    forget(text)
    gc.collect()
    assert made() is None
    assert count(text, "a") == 2
    assert text == Text("a b a")
    assert text.asked == ["a", "a"]


def test_a_mapping_makes_what_it_is_asked_for_once_and_nothing_else() -> None:
    asked: list[str] = []

    def make(name: str) -> str:
        asked.append(name)
        return name.upper()

    made = WhenAsked({"a": 1, "b": 2}, make)
    assert list(made) == ["a", "b"]
    assert "b" in made
    assert "c" not in made
    assert made.get("c") is None
    assert [made["b"], made["b"], asked] == ["B", "B", ["b"]]
    assert made == {"a": "A", "b": "B"}
