"""Addresses on a page, as seen from anywhere."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin

BELOW = r"(?:[\w-]+/)*[\w-]*(?:#[\w-]+)?"  # most addresses below a folder
_UP = "../"
_WAY = re.compile(rf"((?:\.\./)*)({BELOW})")
_FOLDER = re.compile(r"\w+://[^?#]+/")
_IN_FOLDER = re.compile(r"(?<=[^/]/)[^/]+/$")
_IN_ADDRESS = str.maketrans({" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E"})


def as_written(url: str) -> str:
    """An address as it may stand in Markdown."""
    return url.translate(_IN_ADDRESS)


def is_folder(url: str) -> bool:
    """Whether addresses below an absolute address are only to be put behind it."""
    return _FOLDER.fullmatch(url) is not None


def joined(url: str, address: str) -> str:
    """An address on a page."""
    way = _WAY.fullmatch(address)
    if way is None or not is_folder(url):
        return as_written(urljoin(url, address))
    ups, below = way.groups()
    for _ in range(len(ups) // len(_UP)):
        url = parent(url)
    return f"{url}{below}"


@lru_cache(maxsize=1 << 4)
def parent(url: str) -> str:
    """The folder that a page's folder is in."""
    return _IN_FOLDER.sub("", url) if is_folder(url) else urljoin(url, _UP)
