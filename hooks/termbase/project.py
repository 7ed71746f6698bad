"""A project on disk: where it is, which languages it has, and its glossary."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from termbase.address import Addresses
from termbase.check import check
from termbase.glossary import Glossary
from termbase.problem import START, Place, Problem, error
from termbase.records import Records, load
from termbase.strings import Strings, load_strings

CONFIGURATION = "mkdocs.yml"


@dataclass(frozen=True)
class Project:
    """The glossary of a project with all that is wrong with it; languages in the site's order."""

    root: Path
    addresses: Addresses
    records: Records
    glossary: Glossary
    strings: dict[str, Strings]
    problems: tuple[Problem, ...]


def open_project(root: Path, locales: list[str], default: str) -> Project:
    """Read and check the project under `root`. Never raises for bad data."""
    records = load(root, locales)
    strings, problems = load_strings(root, locales, default)
    found = sorted([*check(records), *problems])
    return Project(root, Addresses(default), records, Glossary.of(records), strings, tuple(found))


def find_root(start: Path) -> Path | None:
    """The nearest folder with a site configuration, from `start` upwards."""
    for folder in (start, *start.parents):
        if (folder / CONFIGURATION).is_file():
            return folder
    return None


def read_url(root: Path) -> str:
    """The address of the site from its configuration, or an empty text.

    `!ENV [NAME, …, default]` means what it does to MkDocs: the first variable that is set.
    """
    try:
        tree = yaml.compose((root / CONFIGURATION).read_text(encoding="utf-8"), yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return ""
    node = _child(tree, "site_url")
    if isinstance(node, yaml.SequenceNode):
        *names, default = [item.value for item in node.value] or [""]
        return next((os.environ[name] for name in names if name in os.environ), default)
    return node.value if isinstance(node, yaml.ScalarNode) else ""


def read_languages(root: Path) -> tuple[list[str], str] | Problem:
    """The languages of the site and the default one, from the configuration's i18n plugin."""
    try:
        tree = yaml.compose((root / CONFIGURATION).read_text(encoding="utf-8"), yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        mark = getattr(fault, "problem_mark", None)
        place = Place(mark.line + 1, mark.column + 1) if mark else START
        return error(CONFIGURATION, place, "yaml-syntax", "not readable as YAML")
    languages = [_plain(entry) for entry in _languages(tree)]
    locales = [str(entry["locale"]) for entry in languages if "locale" in entry]
    defaults = [str(e["locale"]) for e in languages if e.get("default") == "true" and "locale" in e]
    if not locales or not defaults:
        message = "no languages with a default one under plugins: i18n: languages"
        return error(CONFIGURATION, START, "missing-language", message)
    return locales, defaults[0]


def _languages(tree: yaml.Node | None) -> Iterator[yaml.Node]:
    plugins = _child(tree, "plugins")
    entries = plugins.value if isinstance(plugins, yaml.SequenceNode) else []
    for entry in entries:
        languages = _child(_child(entry, "i18n"), "languages")
        if isinstance(languages, yaml.SequenceNode):
            yield from languages.value


def _child(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == key:
                found: yaml.Node = value
                return found
    return None


def _plain(node: yaml.Node) -> dict[str, str]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return {key.value: value.value for key, value in pairs if isinstance(value, yaml.ScalarNode)}
