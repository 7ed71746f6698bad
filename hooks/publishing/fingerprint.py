"""Style sheets and scripts with a digest of their content in their names.

A name that changes with the content may be kept by browsers for ever. Only what pages refer to by a
relative address is renamed; the theme's own files have such names already.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import urljoin

FOLDER = "assets"
HASHED = re.compile(r"[._][0-9a-f]{7,}\.[\w.]+$")  # Pagefind's and the theme's have 7 to 10 digits
# A pattern that begins with what seldom stands anywhere is found quickly.
_REFERENCE = re.compile(r'="([^":?#]*assets/[^":?#]+\.(?:css|js))"')
_DIGITS = 10


def is_renamed(name: str) -> bool:
    """Whether a file, by its path in the site, is a style sheet or script that gets a digest."""
    path = PurePosixPath(name)
    known = path.suffix in (".css", ".js") and not HASHED.search(path.name)
    return known and path.parts[0] == FOLDER


def fingerprint(name: str, content: bytes) -> str:
    """The path of a file with the digest of its content in it."""
    path = PurePosixPath(name)
    digest = hashlib.sha256(content).hexdigest()[:_DIGITS]
    return str(path.with_name(f"{path.stem}.{digest}{path.suffix}"))


def with_fingerprints(text: str, here: str, names: Mapping[str, str]) -> str:
    """A page at a path in the site that refers to files by their new names, found by their old."""
    return _REFERENCE.sub(partial(_replaced, here=here, names=names), text)


def _replaced(found: re.Match[str], here: str, names: Mapping[str, str]) -> str:
    address = found[1]
    # An error page is shown at any address, so that it names files from the root of the host.
    start = address.index(f"{FOLDER}/")
    path = urljoin(f"/{here}", address).lstrip("/") if not address.startswith("/") else ""
    old = path or address[start:]
    new = names.get(old)
    if new is None:
        return found.group()
    return f'="{address[: -len(old.rpartition("/")[2])]}{new.rpartition("/")[2]}"'
