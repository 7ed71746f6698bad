"""Parts of a site, each for a machine of its own: which pages each of them writes.

The pages of a subject field in a language stay together. The first part also writes all that is no
page of a concept.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Mapping
from typing import NamedTuple

Group = tuple[str, str]  # a language and a subject field
_SHARD = re.compile(r"([1-9][0-9]{0,2})/([1-9][0-9]{0,2})")


class Shard(NamedTuple):
    """A part by its number, from 1, and the number of all parts."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    @property
    def folder(self) -> str:
        """The name of the folder that it is built into."""
        return f"{self.number}-of-{self.of}"


def read_shard(text: str) -> Shard:
    """The part that is meant by a text such as `2/4`. Raises ValueError, with a line that says why.

    There are less than a thousand parts.
    """
    found = _SHARD.fullmatch(text)
    if found is None or int(found[1]) > int(found[2]):
        raise ValueError(f"SHARD={text}: no part such as 2/4, the second of four")
    return Shard(int(found[1]), int(found[2]))


def shares(sizes: Mapping[Group, int], of: int) -> list[frozenset[Group]]:
    """The groups of each part, whatever the order in which they are given.

    `sizes` are the pages of each group. The largest comes first, and each goes to the part that has
    the fewest pages by then: no part has more than another by more pages than the largest group.
    """
    lightest = [(0, part) for part in range(of)]
    found: list[set[Group]] = [set() for _ in range(of)]
    for group in sorted(sizes, key=lambda group: (-sizes[group], group)):
        pages, part = lightest[0]
        found[part].add(group)
        heapq.heapreplace(lightest, (pages + sizes[group], part))
    return [frozenset(groups) for groups in found]
