"""Quotations: what stands between the marks of a language, or of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from termbase.model import Typography

_LONGEST = 1000  # characters; so that marks without partners do not cost the square of their number
_COMMON = ('""', "“”", "«»", "‘’")


def quotations(text: str, marks: Typography) -> Iterator[re.Match[str]]:
    """The quotations in a text, marks included; each on one line."""
    return _pattern(marks).finditer(text)


@lru_cache
def _pattern(marks: Typography) -> re.Pattern[str]:
    """A closing mark that is an apostrophe, too, does not stand before a letter."""
    pairs = dict.fromkeys(p for p in (marks.quotes, marks.inner_quotes, *_COMMON) if len(p) == 2)
    return re.compile("|".join(_between(pair[0], pair[1]) for pair in pairs))


def _between(first: str, last: str) -> str:
    return rf"(?<!\w){first}(?:[^{first}{last}\n]|{last}(?=\w)){{,{_LONGEST}}}+{last}(?!\w)"
