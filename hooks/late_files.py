"""Files of a preview that are made when somebody asks for them, as they are at that moment.

Each is seldom looked at while one writes, and all together take long to make; a published site has
them all.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

_makers: dict[str, Callable[[], bytes]] = {}


def later(path: str, make: Callable[[], bytes]) -> None:
    """Have a file, by its path in the site, made when it is asked for."""
    _makers[path] = make


def pages() -> list[str]:
    """The pages among those files, by their paths in the site."""
    return [path for path in _makers if path.endswith(".html")]


def make_pages(site: Path) -> None:
    """Write all pages among those files."""
    for path in pages():
        make(path, site)


def make(path: str, site: Path) -> None:
    """Write a file into a site if it is one of those, or the page of a folder of that path.

    It is a new file, for the old one may be kept elsewhere.
    """
    for name in {path, f"{path}/index.html"} & _makers.keys():
        content, file = _makers[name](), site / name
        file.unlink(missing_ok=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def kept() -> dict[str, Callable[[], bytes]]:
    """All files that are to be made, for `restore`."""
    return dict(_makers)


def restore(makers: dict[str, Callable[[], bytes]]) -> None:
    """Have just those files made when they are asked for."""
    _makers.clear()
    _makers.update(makers)
