"""Results that are kept as long as what they are made of lives.

A check looks at the same records and guides for several rules, and a preview looks at all of them
whenever one is saved.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

Owner = TypeVar("Owner")
Keys = ParamSpec("Keys")
Made = TypeVar("Made")


def remembered(
    function: Callable[Concatenate[Owner, Keys], Made],
) -> Callable[Concatenate[Owner, Keys], Made]:
    """Call a pure function once for each object, taken as itself, and each set of keys.

    The results go when the object, its first argument, goes; they must not hold on to it. What an
    object holds must not change after it has been asked for; the keys are hashable.
    """
    known: dict[int, tuple[weakref.ref[Any], dict[Hashable, Made]]] = {}

    @wraps(function)
    def once(owner: Owner, /, *keys: Keys.args, **named: Keys.kwargs) -> Made:
        identity = id(owner)
        if identity not in known:
            gone = weakref.ref(owner, lambda _: known.pop(identity, None))
            known[identity] = gone, {}
        results, key = known[identity][1], (keys, *named.items())
        if key not in results:
            results[key] = function(owner, *keys, **named)
        return results[key]

    return once
