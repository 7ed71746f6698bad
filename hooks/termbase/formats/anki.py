"""A deck of cards for Anki: a note for each concept, a card for each direction of each pair.

A card asks for a term by that of another language; its back has the term, the other names that may
be used, the definitions, and the way to the page. The lasting name of the concept is that of the
note, so that a newer deck brings a learner's notes up to date and leaves their progress alone.

Anki's files carry dates and are databases; all of them are fixed here, so that the same data give
the same bytes.
"""

from __future__ import annotations

import hashlib
import itertools
import sqlite3
import zipfile
from contextlib import closing
from html import escape
from typing import BinaryIO

import genanki

from termbase.edition import Edition
from termbase.formats.pair import pairs
from termbase.model import Section, Status
from termbase.records import Concept

_SECONDS = 1_000_000_000  # a moment, in Unix time: Anki wants one, and data have none
_START = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP archive can say
# The place where SQLite notes its own version, which means nothing to a reader of the file:
# https://www.sqlite.org/fileformat.html, section 1.3.
_SQLITE_VERSION = 96, 4
_STYLE = (
    ".card { font: 1.1em/1.5 sans-serif; max-width: 34em; margin: 1em auto; padding: 0 1em }\n"
    ".pair { font-size: 0.8em; opacity: 0.8 }\n"
    ".term { font-size: 1.5em; font-weight: bold; margin: 0.5em 0 }\n"
)


def write(edition: Edition, to: BinaryIO) -> None:
    """Write the deck as an `.apkg` file."""
    deck = genanki.Deck(_number(edition.url), edition.titles[edition.addresses.default])
    model = _model(edition)
    for name in sorted(edition.glossary.concepts):
        deck.add_note(_note(edition, model, edition.glossary.concepts[name]))
    with zipfile.ZipFile(to, "w") as archive:
        for name, content in (("collection.anki2", _database(deck)), ("media", b"{}")):
            entry = zipfile.ZipInfo(name, _START)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)


def _model(edition: Edition) -> genanki.Model:
    """The fields of a note and the cards that are made of them."""
    codes = edition.glossary.languages
    fields = ["id", "page"]
    fields += [f"{code}{part}" for code in codes for part in ("", " names", " definition")]
    return genanki.Model(
        _number(edition.data),
        edition.titles[edition.addresses.default],
        fields=[{"name": name} for name in fields],
        templates=[_template(edition, *pair) for pair in pairs(edition.glossary)],
        css=_STYLE,
        sort_field_index=fields.index(edition.addresses.default),
    )


def _template(edition: Edition, source: str, target: str) -> dict[str, str]:
    names = [edition.glossary.languages[code].profile.name for code in (source, target)]
    pair = " → ".join(names)
    front = f'<p class="pair">{escape(pair)}</p>\n{_paragraph(source, "", "term")}'
    back = [
        "{{FrontSide}}<hr>",
        _paragraph(target, "", "term"),
        f"{{{{#{target} names}}}}{_paragraph(target, ' names')}{{{{/{target} names}}}}",
        _paragraph(target, " definition"),
        _paragraph(source, " definition"),
        '<p><a href="{{page}}">{{page}}</a></p>',
    ]
    return {"name": pair, "qfmt": front, "afmt": "\n".join(back)}


def _paragraph(code: str, part: str, style: str = "") -> str:
    kind = f' class="{style}"' if style else ""
    return f'<p lang="{code}"{kind}>{{{{{code}{part}}}}}</p>'


def _note(edition: Edition, model: genanki.Model, concept: Concept) -> genanki.Note:
    fields = [concept.id, edition.page(edition.addresses.default, concept.id)]
    for code in edition.glossary.languages:
        section = concept.sections[code]
        fields += [section.term, _names(section), section.definition]
    uri = edition.concept(concept.id)
    texts = [escape(text) for text in fields]
    return genanki.Note(model, texts, guid=genanki.guid_for(uri), tags=[concept.record.category])


def _names(section: Section) -> str:
    """The other names that may be used."""
    return ", ".join(n.term for n in section.synonyms if n.status is Status.ADMITTED)


def _number(name: str) -> int:
    """A number for a name, always the same, as Anki takes it for an id."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) % 2**30 + 2**30


def _database(deck: genanki.Deck) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        ids = itertools.count(_SECONDS * 1000)
        genanki.Package(deck).write_to_db(connection.cursor(), _SECONDS, ids)
        connection.commit()
        content = bytearray(connection.serialize())
    place, length = _SQLITE_VERSION
    content[place : place + length] = bytes(length)
    return bytes(content)
