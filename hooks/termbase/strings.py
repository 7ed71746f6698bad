"""The words of the site's own interface, one table per language."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from markupsafe import escape

from termbase.problem import Problem, error
from termbase.remember import remembered
from termbase.shape import wrong_type
from termbase.source import read

FOLDER = Path("glossary", "strings")


class Strings(dict[str, str]):
    """Texts by key; a text may have `{places}` to fill in."""

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key with its places filled in. Raises KeyError for an unknown key."""
        return self[key].format(**values) if values else self[key]

    @remembered
    def escaped(self) -> Strings:
        """The same texts as HTML, for templates that print what they get as it is."""
        return Strings({key: escape(text) for key, text in self.items()})

    def count(self, key: str, number: int) -> str:
        """The text of `key.one` or `key.other` for a number."""
        return self(f"{key}.{'one' if number == 1 else 'other'}", number=number)


def load_strings(
    root: Path, languages: Iterable[str], default: str
) -> tuple[dict[str, Strings], list[Problem]]:
    """The tables of all languages; what one lacks is the default language's, and a problem."""
    tables: dict[str, Strings] = {}
    problems: list[Problem] = []
    for code in dict.fromkeys([default, *languages]):
        document = read(root, root / FOLDER / f"{code}.yml")
        problems.extend(document.problems)
        if not isinstance(document.data, dict):
            problems.extend(wrong_type(document, (), "a mapping of keys to texts"))
            document.data = {}
        table = Strings({key: text for key, text in document.data.items() if isinstance(text, str)})
        for key in tables.get(default, Strings()).keys() - table.keys():
            if not document.problems:
                message = f"the text “{key}” is missing"
                problems.append(error(document.path, document.place(), "missing-string", message))
        tables[code] = Strings(tables.get(default, {}) | table)
    return tables, problems
