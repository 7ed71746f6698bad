"""What a rule finds, and what several rules ask of an address."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

WEB = ("", "http", "https")


class Fault(NamedTuple):
    """What is wrong on a page: the rule, the place in the built file, the address, in words."""

    rule: str
    page: str
    line: int
    column: int
    url: str
    message: str
    hint: str = ""


@lru_cache(maxsize=65_536)
def scheme_of(url: str) -> str:
    """The scheme of an address, as a browser reads it: white space and case do not matter."""
    found = re.match(r"([a-z][a-z0-9+.-]*):", re.sub(r"[\x00-\x20]", "", url), re.I)
    return found[1].lower() if found else ""
