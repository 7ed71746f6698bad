"""What goes into a site: languages, records, words, guides; read without the code under test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from termbase.model import Typography

UNLISTED = "contribute/status/"  # in no sitemap and no search
SITE_URL = "https://site.example/"
REPO_URL = "https://code.example/some/site"


class _Loader(yaml.BaseLoader):
    """Everything is text; the tags of MkDocs' configuration are passed over."""


_Loader.add_multi_constructor("!", lambda *_: None)


@dataclass(frozen=True)
class Sources:
    """The folder of a project, with what its files say."""

    root: Path

    @cached_property
    def languages(self) -> dict[str, dict[str, str]]:
        """The settings of each language, the default one first."""
        plugins = self._read("mkdocs.yml")["plugins"]
        settings = next(p["i18n"] for p in plugins if isinstance(p, dict) and "i18n" in p)
        ordered = sorted(settings["languages"], key=lambda language: "default" not in language)
        return {language["locale"]: language for language in ordered}

    @property
    def default(self) -> str:
        return next(iter(self.languages))

    @cached_property
    def url(self) -> str:
        """The address of the site, as the tests build it."""
        return self._read("mkdocs.yml")["site_url"] or SITE_URL

    @cached_property
    def concepts(self) -> dict[str, Any]:
        """The records, by id."""
        paths = sorted((self.root / "glossary/terms").glob("*.yml"))
        return {path.stem: self._read(f"glossary/terms/{path.name}") for path in paths}

    @cached_property
    def categories(self) -> dict[str, Any]:
        found: dict[str, Any] = self._read("glossary/categories.yml")
        return found

    @cached_property
    def strings(self) -> dict[str, dict[str, str]]:
        """The words of the interface, by language and key."""
        return {code: self._read(f"glossary/strings/{code}.yml") for code in self.languages}

    @cached_property
    def alphabets(self) -> dict[str, str]:
        """The letters of each language, in order."""
        latin = "abcdefghijklmnopqrstuvwxyz"
        profiles = {code: self._read(f"glossary/languages/{code}.yml") for code in self.languages}
        return {code: profile.get("alphabet", latin) for code, profile in profiles.items()}

    @cached_property
    def typography(self) -> dict[str, Typography]:
        """The spaces and marks of each language."""
        return {
            code: Typography(**self._read(f"glossary/languages/{code}.yml")["typography"])
            for code in self.languages
        }

    @cached_property
    def guides(self) -> list[str]:
        """The guides of the default language: paths without their suffix."""
        folder = self.root / "docs" / self.default
        found = (path.relative_to(folder).with_suffix("") for path in folder.rglob("*.md"))
        return sorted(path.as_posix() for path in found)

    def home(self, code: str) -> str:
        """The address of a language's home, relative to the site's."""
        return "" if code == self.default else f"{code}/"

    def language_of(self, address: str) -> str:
        """The language of a page."""
        folder = address.partition("/")[0]
        return folder if folder in self.languages else self.default

    def addresses(self) -> Iterator[str]:
        """The address of every page that the site has to have, but for errors and moved ones."""
        guides = ("" if name == "index" else f"{name}/" for name in self.guides)
        concepts = (f"glossary/{name}/" for name in self.concepts)
        pages = [*guides, *concepts, "glossary/", "glossary/table/", "sources/", UNLISTED]
        for code in self.languages:
            yield from (self.home(code) + page for page in pages)

    def moved(self) -> dict[str, str]:
        """The addresses that concepts had before, with those that they have now."""
        previous = {
            before: name
            for name, record in self.concepts.items()
            for before in record.get("previous_ids", [])
        }
        return {
            f"{self.home(code)}glossary/{before}/": f"{self.home(code)}glossary/{name}/"
            for code in self.languages
            for before, name in previous.items()
        }

    def _read(self, name: str) -> Any:
        return yaml.load((self.root / name).read_text(encoding="utf-8"), _Loader)
