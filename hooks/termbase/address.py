"""Where the pages of the glossary are, relative to the root of the site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

GLOSSARY = "glossary"


@dataclass(frozen=True)
class Addresses:
    """Addresses of pages. The default language is at the root, others in a folder of their code."""

    default: str

    def home(self, language: str) -> str:
        """The folder of a language: empty, or with a slash at its end."""
        return "" if language == self.default else f"{language}/"

    def index(self, language: str) -> str:
        """The index of the glossary."""
        return f"{self.home(language)}{GLOSSARY}/"

    def table(self, language: str) -> str:
        """The table of all terms in all languages."""
        return f"{self.index(language)}table/"

    def data(self) -> str:
        """The folder of the data files, which hold all languages."""
        return f"{self.index(self.default)}data/"

    def sources(self, language: str) -> str:
        """The list of all works that are cited."""
        return f"{self.home(language)}sources/"

    def status(self, language: str) -> str:
        """What there is to do, for contributors."""
        return f"{self.home(language)}contribute/status/"

    def in_language(self, address: str, language: str, other: str) -> str:
        """The address of a page in another language than its own."""
        return self.home(other) + address.removeprefix(self.home(language))

    def concept(self, language: str, concept: str) -> str:
        """The page of a concept."""
        return f"{self.index(language)}{concept}/"

    def ways(self, here: str, language: str) -> Callable[[str], str]:
        """What gives the way from an address to the page of a concept, as `relative` does."""
        index = self.index(language)
        folder = relative(here, index).removeprefix("./")
        own = here.removeprefix(index)[:-1] if here.startswith(index) else ""
        return lambda name: f"{folder}{name}/" if name != own else "./"


def relative(here: str, there: str) -> str:
    """The way from one address to another; both end with a slash, or are the empty root."""
    target, _, fragment = there.partition("#")
    start, end = here.split("/")[:-1], target.split("/")[:-1]
    shared = 0
    for one, other in zip(start, end, strict=False):
        if one != other:
            break
        shared += 1
    down = "".join([f"{folder}/" for folder in end[shared:]])
    way = "../" * (len(start) - shared) + down or "./"
    return f"{way}#{fragment}" if fragment else way


def with_slash(url: str) -> str:
    """The address of a site with a slash at its end; without an address, nothing."""
    return url if url.endswith("/") or not url else f"{url}/"
