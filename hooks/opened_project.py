"""The project of the build that is running: read once, for all hooks."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from i18n_plugin import i18n
from termbase.project import Project, open_project

_opened: list[Project] = []


def open_anew(config: MkDocsConfig) -> Project:
    """Read the project of a build that begins."""
    plugin = i18n(config)
    # As MkDocs makes `docs_dir` of it: a configuration may be named by a relative path.
    root = Path(os.path.abspath(config.config_file_path)).parent  # noqa: PTH100
    _opened[:] = [open_project(root, plugin.build_languages, plugin.default_language)]
    return _opened[0]


def opened() -> Project:
    """The project as the build's first hook has read it."""
    return _opened[0]
