"""A project on disk: where it is, which languages it has, and its glossary."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from termbase.address import Addresses
from termbase.check import check
from termbase.glossary import Glossary
from termbase.problem import START, Place, Problem, error
from termbase.records import Records, load
from termbase.remember import forget
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

    def let_go(self) -> None:
        """Let go of what only checks look at, the texts of files above all, when all are done."""
        for document in self.records.documents.values():
            document.let_go()
        for checked in (self.glossary, *self.records.languages.values()):
            forget(checked)


def open_project(
    root: Path,
    locales: list[str],
    default: str,
    before: Project | None = None,
    same: Container[str] = frozenset(),
) -> Project:
    """Read and check the project under `root`. Never raises for bad data.

    The files named in `same` are as they were `before`, and are not read again; the result is the
    same.
    """
    records = load(root, locales, before.records if before else None, same)
    strings, problems = load_strings(root, locales, default)
    glossary = Glossary.of(records, before.glossary if before else None)
    found = sorted([*check(records, glossary), *problems])
    return Project(root, Addresses(default), records, glossary, strings, tuple(found))


def find_root(start: Path) -> Path | None:
    """The nearest folder with a site configuration, from `start` upwards."""
    for folder in (start, *start.parents):
        if (folder / CONFIGURATION).is_file():
            return folder
    return None


def read_url(root: Path) -> str:
    """The address of the site from its configuration, or an empty text.

    `!ENV NAME` and `!ENV [NAME, …, default]` mean what they do to MkDocs: the first variable that
    is set.
    """
    try:
        tree = yaml.compose((root / CONFIGURATION).read_text(encoding="utf-8"), yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return ""
    node = _child(tree, "site_url")
    return _from_environment(node) if node and node.tag == "!ENV" else _text(node)


def _from_environment(node: yaml.Node) -> str:
    named = node.value if isinstance(node, yaml.SequenceNode) else [node]
    # A default stands last, after at least one name.
    names, default = (named[:-1], named[-1]) if len(named) > 1 else (named, None)
    found = (os.environ[name] for name in map(_text, names) if name in os.environ)
    return next(found, _text(default))


def _text(node: yaml.Node | None) -> str:
    is_text = isinstance(node, yaml.ScalarNode) and node.tag != "tag:yaml.org,2002:null"
    return str(node.value) if node and is_text else ""


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
