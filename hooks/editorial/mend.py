"""What is mechanical, mended: the typography of guides and records, and the order of lists.

An edit touches the characters of its finding and no others; a file is written aside and put in the
place of the old one, so that it is never seen half-written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from editorial.passage import Passage
from editorial.rule import Rule
from editorial.words import RULE as ORDER
from editorial.words import WordList
from termbase.edit import Edit, edited, write_all
from termbase.source import Document

MOST_ROUNDS = 10  # one mark may make room for another; each round leaves fewer
Passages = Callable[[Document], Iterable[Passage]]
TextRule = Rule[Passage]


def mend_texts(
    root: Path, document: Document, passages: Passages, rules: Sequence[TextRule]
) -> Iterator[str]:
    """Mend the texts of a file; say what was changed, in a line for each change."""
    path = root / document.path
    before = path.read_bytes().decode("utf-8")
    text, changes = mended(document.path, before, passages, rules)
    if text != before:
        yield from _written(path, document.path, text, changes)


def mended(
    name: str, text: str, passages: Passages, rules: Sequence[TextRule]
) -> tuple[str, list[str]]:
    """A file's text with all edits of the rules, and what they change; its line ends stay."""
    changes: list[str] = []
    for _ in range(MOST_ROUNDS):
        document = Document(name, text.replace("\r\n", "\n").replace("\r", "\n"))
        found = list(_apart(_edits(passages(document), rules)))
        if not found:
            break
        text = edited(text, [edit for edit, _ in found])
        changes += [_said(document, edit, rule) for edit, rule in found]
    return text, changes


def mend_list(root: Path, listed: WordList) -> Iterator[str]:
    """Put a list of words in order."""
    if any(ORDER.find(listed)):
        path = root / listed.path
        whole = Edit(0, len(listed.document.text), listed.in_order)
        text = edited(path.read_bytes().decode("utf-8"), [whole])
        yield from _written(path, listed.path, text, [f"{listed.path}: put in order"])


def _edits(
    passages: Iterable[Passage], rules: Sequence[TextRule]
) -> Iterator[tuple[Edit, TextRule]]:
    for passage in passages:
        for rule in rules:
            for finding in rule.find(passage):
                edit = passage.carried(finding.edit) if finding.edit else None
                if edit is not None:
                    yield edit, rule


def _apart(found: Iterable[tuple[Edit, TextRule]]) -> Iterator[tuple[Edit, TextRule]]:
    """The edits that do not touch each other; the others have their turn in the next round."""
    reach = -1
    for edit, rule in sorted(found, key=lambda pair: pair[0]):
        if edit.start > reach:
            reach = edit.end
            yield edit, rule


def _said(document: Document, edit: Edit, rule: TextRule) -> str:
    line, column = document.place_at(edit.start)
    before = document.text[edit.start : edit.end]
    return f"{document.path}:{line}:{column}: `{before}` → `{edit.text}` [{rule.description.id}]"


def _written(path: Path, name: str, text: str, changes: list[str]) -> Iterator[str]:
    try:
        write_all({path.resolve(): text})
    except OSError as fault:
        yield f"{name}: not mended: {fault.strerror}"
    else:
        yield from changes
