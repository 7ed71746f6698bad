"""From a fault on a built page to the words that made it: a guide, a record, or a template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from publishing.links.fault import Fault
from termbase.problem import Level, Problem


@dataclass(frozen=True)
class Sources:
    """The sources of a site: guides below `docs/<language>`, records, by the pages' addresses."""

    root: Path
    languages: tuple[str, ...]
    default: str

    def problem(self, fault: Fault, site: Path) -> Problem:
        """A fault where its source has it; where no source has it, in the built file."""
        page = f"{site.name}/{fault.page}"
        for source in self._of(fault.page):
            if place := _place(self.root / source, fault):
                message = f"{fault.message} (on {page})"
                return _problem(source, *place, fault, message)
        made = next(iter(self._of(fault.page)), "")
        origin = f" (made by a template; the page comes from {made})" if made else ""
        return _problem(page, fault.line, fault.column, fault, f"{fault.message}{origin}")

    def _of(self, page: str) -> Iterator[str]:
        """The files that a page may have been made from."""
        address = page.removesuffix("index.html").rstrip("/")
        first, _, rest = address.partition("/")
        other = first in self.languages and first != self.default
        code, address = (first, rest) if other else (self.default, address)
        folder, _, name = address.rpartition("/")
        if folder == "glossary":
            yield from self._known(f"glossary/terms/{name}.yml")
        paths = [f"{address}.md", f"{address}/index.md"] if address else ["index.md"]
        yield from self._known(*(f"docs/{code}/{path}" for path in paths))
        if name == "sources":
            yield from self._known("glossary/references.yml")
        yield from self._known(f"glossary/strings/{code}.yml")

    def _known(self, *names: str) -> Iterator[str]:
        return (name for name in names if (self.root / name).is_file())


def _problem(path: str, line: int, column: int, fault: Fault, message: str) -> Problem:
    return Problem(path, line, column, Level.ERROR, fault.rule, message, fault.hint)


def _place(path: Path, fault: Fault) -> tuple[int, int] | None:
    """Where a source has the address of a fault, as its author wrote it."""
    text = _text(path)
    for words in _written(fault.url):
        found = re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", text)
        if found:
            start = text.rfind("\n", 0, found.start()) + 1
            return text.count("\n", 0, found.start()) + 1, found.start() - start + 1
    return None


@lru_cache(maxsize=512)
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _written(url: str) -> Iterable[str]:
    """How an author may have written an address, the most exact way first."""
    parts = urlsplit(url)
    if parts.scheme or parts.netloc:
        return [url, unquote(url)]
    path, fragment = unquote(parts.path).rstrip("/"), unquote(parts.fragment)
    name = path.rpartition("/")[2]
    ways = [url, unquote(url)]
    if name and name not in (".", ".."):
        where = f"#{fragment}" if fragment else ""
        ways += [f"{name}.md{where}", f"{name}.md", f"glossary:{name}", f"({path}", name]
    elif fragment:
        ways += [f"(#{fragment}", f"#{fragment}", fragment]
    return [way for way in ways if len(way) > 1]
