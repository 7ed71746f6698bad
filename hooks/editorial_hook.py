"""The editorial rules in MkDocs, but for spelling, which takes longer: `termbase check` has it."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger

from editorial.checks import problems_but_spelling
from editorial.parity import MISSING
from i18n_plugin import i18n
from opened_project import opened
from termbase.problem import Level

log = get_plugin_logger("editorial")


@event_priority(-160)
def on_config(config: MkDocsConfig) -> None:
    """Report once a build, after the glossary's hook has read the project.

    A page without a translation is reported where another language takes its place.
    """
    if i18n(config).building:
        return
    found = sorted({*problems_but_spelling(opened(), Path(config.docs_dir))})
    for problem in found:
        if problem.level is Level.WARNING and problem.rule != MISSING.description.id:
            log.warning(str(problem))
    errors = [str(problem) for problem in found if problem.level is Level.ERROR]
    if errors:
        raise PluginError("\n".join(["the guides have errors:", *errors]))
