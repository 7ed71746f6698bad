"""Publishing in MkDocs: when all languages are built, the site is finished."""

from __future__ import annotations

import os
import subprocess
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
        commit=_commit(Path(config.config_file_path).parent),
        preview=_state["preview"],
    )
    finish(site)


def _commit(root: Path) -> str:
    """The commit that is checked out, with `-dirty` if files have been changed since.

    SOURCE_COMMIT names it where the sources are no checkout.
    """
    if named := os.environ.get("SOURCE_COMMIT"):
        return named
    name = ["describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"]
    command = ["git", "-C", str(root), *name]
    try:
        run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    except OSError:  # no git
        return ""
    return run.stdout.strip() if run.returncode == 0 else ""
