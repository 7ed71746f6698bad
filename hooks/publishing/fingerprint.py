"""Style sheets and scripts with a digest of their content in their names.

A name that changes with the content may be kept by browsers for ever. Only what pages refer to by a
relative address is renamed; the theme's own files have such names already.
"""

from __future__ import annotations

import hashlib
import re
from functools import partial
from pathlib import Path
from urllib.parse import urljoin

from publishing.built import BuiltSite

FOLDER = "assets"
HASHED = re.compile(r"[._][0-9a-f]{7,}\.[\w.]+$")  # Pagefind's and the theme's have 7 to 10 digits
_REFERENCE = re.compile(r'(?<=[\s"])(href|src|data-[\w-]+)="([^":?#]*assets/[^":?#]+\.(?:css|js))"')
_DIGITS = 10


def fingerprint(site: BuiltSite) -> None:
    """Rename the style sheets and scripts below `assets`, and say so in every page.

    A preview keeps the names, so that a change of a style needs no change of every page.
    """
    if site.preview:
        return
    names = dict(_renamed(site.root))
    for page in sorted(site.root.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        here = page.relative_to(site.root).as_posix()
        done = _REFERENCE.sub(partial(_replaced, here=here, names=names), text)
        if done != text:
            page.write_text(done, encoding="utf-8")


def _renamed(root: Path) -> list[tuple[str, str]]:
    """Rename the files; old and new paths in the site."""
    names = []
    for path in sorted((root / FOLDER).rglob("*")):
        if path.suffix in (".css", ".js") and not HASHED.search(path.name):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()[:_DIGITS]
            new = path.with_name(f"{path.stem}.{digest}{path.suffix}")
            path.rename(new)
            names.append((path.relative_to(root).as_posix(), new.relative_to(root).as_posix()))
    return names


def _replaced(found: re.Match[str], here: str, names: dict[str, str]) -> str:
    attribute, address = found.groups()
    # An error page is shown at any address, so that it names files from the root of the host.
    start = address.index(f"{FOLDER}/")
    path = urljoin(f"/{here}", address).lstrip("/") if not address.startswith("/") else ""
    old = path or address[start:]
    new = names.get(old)
    if new is None:
        return found.group()
    return f'{attribute}="{address[: -len(old.rpartition("/")[2])]}{new.rpartition("/")[2]}"'
