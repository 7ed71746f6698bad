"""Publishing in MkDocs: when all languages are built, the site is finished."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from i18n_plugin import i18n
from publishing.built import BuiltSite
from publishing.finish import finish

_state = {"preview": False}


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether this is a preview."""
    _state["preview"] = command == "serve"


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site once, after static-i18n has built every language."""
    plugin = i18n(config)
    if plugin.building:
        return
    site = BuiltSite(
        root=Path(config.site_dir),
        url=config.site_url or "",
        languages=tuple(plugin.build_languages),
        default=plugin.default_language,
        preview=_state["preview"],
    )
    finish(site)
