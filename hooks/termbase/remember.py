"""Results that are kept as long as what they are made of lives.

A check looks at the same records and guides for several rules, and a preview looks at all of them
whenever one is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import wraps
from typing import Concatenate, Generic, ParamSpec, TypeVar

Owner = TypeVar("Owner")
Keys = ParamSpec("Keys")
Made = TypeVar("Made")
_PLACE = "remembered "


def remembered(
    function: Callable[Concatenate[Owner, Keys], Made],
) -> Callable[Concatenate[Owner, Keys], Made]:
    """Call a pure function once for each object, taken as itself, and each set of keys.

    The results are kept with the object, its first argument, as a cached property is. What an
    object holds must not change after it has been asked for; the keys are hashable.
    """

    @wraps(function)
    def once(owner: Owner, /, *keys: Keys.args, **named: Keys.kwargs) -> Made:
        results: dict[Hashable, Made] = vars(owner).setdefault(place, {})
        key = (keys, *named.items()) if named else keys
        if key not in results:
            results[key] = function(owner, *keys, **named)
        return results[key]

    place = f"{_PLACE}{function.__module__}.{function.__qualname__}"
    return once


def forget(owner: object) -> None:
    """Let go of all results that are kept with an object; what is asked for again is made again."""
    for place in [place for place in vars(owner) if place.startswith(_PLACE)]:
        del vars(owner)[place]


class WhenAsked(Mapping[str, Made], Generic[Made]):
    """A mapping of names that are known to what is made of each when it is asked for."""

    def __init__(self, names: Mapping[str, object], make: Callable[[str], Made]) -> None:
        self._names = names
        self._make = make
        self._made: dict[str, Made] = {}

    def __getitem__(self, name: str) -> Made:
        if name not in self._made:
            if name not in self._names:
                raise KeyError(name)
            self._made[name] = self._make(name)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
