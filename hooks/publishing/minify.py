"""Style sheets and scripts without what only their writers need."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

import rcssmin
import rjsmin

# Both keep names and structure: they take out comments and white space, and nothing else.
_MINIFIERS: dict[str, Callable[[str], str]] = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}


def minified(name: str, content: bytes) -> bytes:
    """The content of a style sheet or script without comments and needless white space."""
    return _MINIFIERS[PurePosixPath(name).suffix](content.decode("utf-8")).encode("utf-8")
