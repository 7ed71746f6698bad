"""Style sheets and scripts without what only their writers need."""

from __future__ import annotations

from collections.abc import Callable

import rcssmin
import rjsmin

from publishing.built import BuiltSite

# Both keep names and structure: they take out comments and white space, and nothing else.
_MINIFIERS: dict[str, Callable[[str], str]] = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}


def minify(site: BuiltSite) -> None:
    """Minify the site's own style sheets and scripts, in their place; a preview keeps its lines."""
    if site.preview:
        return
    for path in sorted((site.root / "assets").glob("*.*")):
        if shorten := _MINIFIERS.get(path.suffix):
            path.write_text(shorten(path.read_text(encoding="utf-8")), encoding="utf-8")
