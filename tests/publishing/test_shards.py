"""Parts of a site: each group of pages is in one of them, and they are about alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.shards import Group, Shard, read_shard, shares

GROUPS = st.tuples(st.sampled_from(["en", "fr", "no"]), st.text("abc", min_size=1, max_size=3))
SIZES = st.dictionaries(GROUPS, st.integers(1, 60), max_size=40)
NUMBERS = st.integers(1, 9)


def pages(sizes: dict[Group, int], of: int) -> list[int]:
    return [sum(sizes[group] for group in part) for part in shares(sizes, of)]


@given(SIZES, NUMBERS)
def test_each_group_is_in_one_part(sizes: dict[Group, int], of: int) -> None:
    parts = shares(sizes, of)
    assert len(parts) == of
    assert sorted(group for part in parts for group in part) == sorted(sizes)


@given(SIZES, NUMBERS)
def test_no_part_has_more_than_another_by_more_than_the_largest_group(
    sizes: dict[Group, int], of: int
) -> None:
    found = pages(sizes, of)
    assert max(found) - min(found) <= max(sizes.values(), default=0)


@given(SIZES, NUMBERS, st.data())
def test_the_order_in_which_groups_are_given_does_not_matter(
    sizes: dict[Group, int], of: int, data: st.DataObject
) -> None:
    shuffled = dict(data.draw(st.permutations([*sizes.items()])))
    assert shares(shuffled, of) == shares(sizes, of)


def test_the_largest_groups_come_first_and_then_names() -> None:
    sizes = {("fr", "a"): 2, ("en", "b"): 2, ("en", "a"): 2, ("fr", "b"): 5}
    assert shares(sizes, 2) == [{("fr", "b")}, {("en", "a"), ("en", "b"), ("fr", "a")}]


@pytest.mark.parametrize(("text", "shard"), [("2/4", (2, 4)), ("1/1", (1, 1)), ("12/12", (12, 12))])
def test_a_part_is_named_by_its_number_and_that_of_all(text: str, shard: tuple[int, int]) -> None:
    assert read_shard(text) == shard
    assert str(read_shard(text)) == text


@pytest.mark.parametrize(
    "text", ["", "0/2", "3/2", "x", "2", "1/0", "-1/2", "1/2/3", "1/9999", "²/2"]
)
def test_what_is_no_part_is_one_clear_line(text: str) -> None:
    with pytest.raises(ValueError, match=r"^SHARD=.*: no part such as 2/4, the second of four$"):
        read_shard(text)


def test_a_part_has_a_folder_of_its_own() -> None:
    assert Shard(2, 4).folder == "2-of-4"
