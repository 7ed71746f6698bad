"""A glossary for machine translation and CAT tools, for one pair of languages in one direction.

CSV without a header, two cells a line: a name in one language, the preferred term in the other.
Preferred terms and admitted names are translated; names to be avoided are not, and none is ever a
translation. DeepL and its like refuse a name that stands there twice: the preferred term of a
concept goes before another concept's admitted name, and a name of several concepts, which only a
context tells apart, is left out. So is what a spreadsheet would compute: the text of this file is
what a translator takes, with no sign in front to say otherwise.

Sources: RFC 4180; OWASP, “CSV Injection”; DeepL, “Managing glossaries”; Google Cloud Translation,
`GlossaryInputConfig`.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from typing import BinaryIO

from termbase.edition import Edition
from termbase.formats.csv_file import is_safe
from termbase.glossary import Glossary
from termbase.model import Status


def pairs(glossary: Glossary) -> Iterator[tuple[str, str]]:
    """All ordered pairs of the glossary's languages."""
    return permutations(glossary.languages, 2)


def write(edition: Edition, to: BinaryIO, source: str, target: str) -> None:
    """Write what each name in the source language is in the target language."""
    lines = io.StringIO()
    rows = csv.writer(lines, lineterminator="\r\n")
    rows.writerows(_translations(edition.glossary, source, target))
    to.write(lines.getvalue().encode())


def _translations(glossary: Glossary, source: str, target: str) -> Iterator[tuple[str, str]]:
    concepts = [glossary.concepts[name] for name in sorted(glossary.concepts)]
    preferred = [(c.sections[source].term, c.sections[target].term) for c in concepts]
    admitted = [
        (name.term, c.sections[target].term)
        for c in concepts
        for name in c.sections[source].synonyms
        if name.status is Status.ADMITTED
    ]
    taken: set[str] = set()
    for names in (preferred, admitted):
        times = Counter(name for name, _ in dict.fromkeys(names))
        yield from (
            (name, translation)
            for name, translation in dict.fromkeys(names)
            if times[name] == 1 and name not in taken and is_safe(name) and is_safe(translation)
        )
        taken |= times.keys()
