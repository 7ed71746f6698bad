"""Files of a preview that are made when somebody asks for them, as they are at that moment.

They take long to make and are seldom looked at while one writes; a published site has them all.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

_makers: dict[str, Callable[[], bytes]] = {}


def later(path: str, make: Callable[[], bytes]) -> None:
    """Have a file, by its path in the site, made when it is asked for."""
    _makers[path] = make


def make(path: str, site: Path) -> None:
    """Write a file into a site if it is one of those; as a new one, for the old may be kept."""
    if path in _makers:
        file = site / path
        file.unlink(missing_ok=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_makers[path]())
