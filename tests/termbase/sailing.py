"""A small glossary about sailing, and Markdown read with it as the site reads it."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import yaml
from markdown import Markdown

from termbase.match import Finder, linking_forms
from termbase.project import Project, open_project
from termbase.prose import Page, ProseExtension

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
CODES = ("en", "fr")
_SITE = """
plugins:
  - i18n:
      languages:
        - {locale: en, default: true}
        - {locale: fr}
"""
_TERM = re.compile(
    r'<a aria-describedby="def-(?P<id>[\w-]+)" class="term" data-concept="(?P=id)"'
    r' href="glossary/(?P=id)\.md(?P<anchor>[^"]*)">(?P<words>.*?)</a>',
    re.S,
)


def write_project(root: Path) -> Path:
    """The glossary as a project of its own, with this site's languages and wording."""
    for folder in ("languages", "strings"):
        shutil.copytree(ROOT / "glossary" / folder, root / "glossary" / folder)
    files = yaml.safe_load((DATA / "prose_glossary.yml").read_text(encoding="utf-8"))
    for name, content in files.items():
        file = root / "glossary" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    (root / "mkdocs.yml").write_text(_SITE, encoding="utf-8")
    return root


@cache
def sailing() -> Project:
    """The glossary, which is sound."""
    root = Path(mkdtemp())
    try:
        project = open_project(write_project(root), list(CODES), "en")
    finally:
        shutil.rmtree(root)
    assert project.problems == ()
    return project


@cache
def finder(code: str = "en") -> Finder:
    """What finds the glossary's terms."""
    glossary = sailing().glossary
    return Finder(linking_forms(glossary, code), glossary.languages[code])


def page(code: str = "en", **settings: Any) -> Page:
    """A page at the root of the site, with concepts below `glossary/`."""
    project = sailing()
    language, strings = project.glossary.languages[code], project.strings[code]
    settings = {"finder": finder(code), **settings}
    return Page("page/", language, strings, project.glossary.references, source_of, **settings)


def source_of(concept: str) -> str | None:
    """Where a concept's page is."""
    return f"glossary/{concept}.md" if concept in sailing().glossary.concepts else None


def render(markdown: str, page: Page, extensions: tuple[str, ...] = ()) -> str:
    """The HTML that the site's Markdown extensions, and perhaps more of them, make of a page."""
    prose = ProseExtension()
    prose.page = page
    return Markdown(extensions=[*_extensions(), *extensions, prose]).convert(markdown)


@cache
def _extensions() -> tuple[str, ...]:
    settings = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)
    return tuple(settings["markdown_extensions"])


class _Loader(yaml.SafeLoader):
    """Reads the configuration without the environment that it asks for."""


_Loader.add_constructor("!ENV", lambda loader, node: None)


def marked(html: str) -> str:
    """HTML in which links to concepts are short: ⟦words→concept⟧."""
    return _TERM.sub(_mark, html)


def _mark(link: re.Match[str]) -> str:
    return f"⟦{link['words']}→{link['id']}{link['anchor']}⟧"
