"""What a data file says about itself beside the concepts: its addresses, version and license."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from termbase import model
from termbase.address import Addresses, with_slash
from termbase.glossary import Glossary
from termbase.problem import Problem
from termbase.project import Project
from termbase.shape import collect
from termbase.source import read
from termbase.strings import Strings

FILE = "glossary/edition.yml"


@dataclass(frozen=True)
class Edition:
    """A glossary as it is given away.

    `url` is the address of the site, with a slash at the end; `strings` are the words of the
    interface by language; `license` is an address.
    """

    glossary: Glossary
    addresses: Addresses
    url: str
    strings: Mapping[str, Strings]
    version: str
    license: str
    named: Mapping[str, str] = field(default_factory=dict)

    @property
    def titles(self) -> dict[str, str]:
        """What the glossary is called, by language: away from the site, or else on it."""
        codes = self.glossary.languages
        return {code: self.named.get(code, self.strings[code]("glossary.title")) for code in codes}

    @property
    def data(self) -> str:
        """The folder of the data files, with a slash at the end."""
        return self.url + self.addresses.data()

    def concept(self, name: str) -> str:
        """The lasting name of a concept: not its page, but what the page is about."""
        return f"{self.page(self.addresses.default, name)}#concept"

    def page(self, language: str, name: str) -> str:
        """The page of a concept in a language."""
        return self.url + self.addresses.concept(language, name)

    def part(self, name: str) -> str:
        """The lasting name of something of the whole glossary: a subject field, a property."""
        return f"{self.url}{self.addresses.index(self.addresses.default)}#{name}"


def open_edition(project: Project, url: str) -> Edition | list[Problem]:
    """The glossary of a project with what `glossary/edition.yml` says, or why there is none."""
    document = read(project.root, project.root / FILE)
    problems = list(document.problems)
    about = None if problems else collect(model.Edition, document, document.data, problems)
    if about is None:
        return problems
    return Edition(
        project.glossary,
        project.addresses,
        with_slash(url),
        project.strings,
        about.version,
        about.license,
        about.title,
    )
