"""The project of the build that is running: read once, for all hooks."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from editorial.foreign import Foreign
from i18n_plugin import i18n
from termbase.kept import Kept
from termbase.project import Project, open_project
from termbase.render import Renderer

_kept = Kept()  # of a preview, which builds again
_opened: list[Project] = []


def open_anew(config: MkDocsConfig, *, preview: bool) -> Project:
    """The project of a build that begins, in a preview read anew only where it has changed."""
    plugin = i18n(config)
    # As MkDocs makes `docs_dir` of it: a configuration may be named by a relative path.
    root = Path(os.path.abspath(config.config_file_path)).parent  # noqa: PTH100
    open_it = _kept.open if preview else open_project
    _opened[:] = [open_it(root, plugin.build_languages, plugin.default_language)]
    return _opened[0]


def renderer(config: MkDocsConfig, *, preview: bool) -> Renderer:
    """What renders the glossary of the project that is open."""
    site, project = config.site_url or "", opened()
    if preview:
        return _kept.renderer(site, Foreign)
    made = Renderer.of(project, site)
    made.foreign = Foreign(project.glossary)
    return made


def accept(*, preview: bool) -> None:
    """Take the project that is open for what the pages are made of: nothing is wrong with it.

    A preview compares later ones with it; of a build, no more is kept than what pages show.
    """
    if preview:
        _kept.accept()
    else:
        opened().let_go()


def reworded() -> frozenset[str] | None:
    """The concepts whose texts are not what a preview's pages are made of; None if more is new."""
    return _kept.reworded


def opened() -> Project:
    """The project as the build's first hook has read it."""
    return _opened[0]
