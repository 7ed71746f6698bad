"""The project of the build that is running: read once, for all hooks."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from editorial.foreign import Foreign
from i18n_plugin import i18n
from termbase.kept import Kept
from termbase.project import Project
from termbase.render import Renderer

_kept = Kept()
_opened: list[Project] = []


def open_anew(config: MkDocsConfig) -> Project:
    """The project of a build that begins, read anew unless nothing has changed."""
    plugin = i18n(config)
    # As MkDocs makes `docs_dir` of it: a configuration may be named by a relative path.
    root = Path(os.path.abspath(config.config_file_path)).parent  # noqa: PTH100
    _opened[:] = [_kept.open(root, plugin.build_languages, plugin.default_language)]
    return _opened[0]


def renderer(config: MkDocsConfig) -> Renderer:
    """What renders the glossary of the project that is open."""
    return _kept.renderer(config.site_url or "", Foreign)


def accept() -> None:
    """Take the project that is open for what the pages are made of: nothing is wrong with it."""
    _kept.accept()


def let_go() -> None:
    """Let go of what pages are not made of: nothing is wrong with it, and no other build comes."""
    _kept.let_go()


def reworded() -> frozenset[str] | None:
    """The concepts whose texts are not what pages are made of; None if more has changed."""
    return _kept.reworded


def opened() -> Project:
    """The project as the build's first hook has read it."""
    return _opened[0]
