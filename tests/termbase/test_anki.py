"""The deck of cards, opened by Anki's own library."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageRequest

from termbase.edition import Edition
from termbase.formats import write
from tests.conftest import Tea
from tests.termbase.giving import edition_of, own_edition


def imported(edition: Edition, into: Path) -> Collection:
    """A learner's collection into which the deck was imported."""
    written = BytesIO()
    write("anki", edition, written)
    package = into / "deck.apkg"
    package.write_bytes(written.getvalue())
    collection = Collection(str(into / "collection.anki2"))
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package)))
    return collection


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    collection = imported(own_edition(), tmp_path_factory.mktemp("anki"))
    yield collection
    collection.close()


def test_a_concept_is_a_note_with_a_card_in_each_direction(learner: Collection) -> None:
    concepts = own_edition().glossary.concepts
    assert learner.note_count() == len(concepts)
    assert learner.card_count() == 2 * len(concepts)


def test_a_card_asks_for_a_term_by_that_of_the_other_language(learner: Collection) -> None:
    section = own_edition().glossary.concepts["market-share"].sections
    (number,) = learner.find_notes("id:market-share")
    here, there = (card.render_output() for card in learner.get_note(number).cards())
    for card, asked, wanted in ((here, "en", "fr"), (there, "fr", "en")):
        assert section[asked].term in card.question_text
        assert section[wanted].term not in card.question_text
        assert section[wanted].term in card.answer_text
        assert section[wanted].definition in card.answer_text
        assert f'lang="{wanted}"' in card.answer_text


def test_a_newer_deck_changes_the_notes_and_adds_none(learner: Collection, tmp_path: Path) -> None:
    before = learner.note_count()
    written = BytesIO()
    write("anki", own_edition(), written)
    (tmp_path / "again.apkg").write_bytes(written.getvalue())
    learner.import_anki_package(ImportAnkiPackageRequest(package_path=str(tmp_path / "again.apkg")))
    assert learner.note_count() == before


def test_the_deck_has_the_glossarys_title(learner: Collection) -> None:
    names = {deck.name for deck in learner.decks.all_names_and_ids()}
    assert own_edition().titles["en"] in names


def test_a_term_is_text_on_a_card_and_names_to_be_avoided_are_not_there(
    tea: Tea, tmp_path: Path
) -> None:
    tea.record(
        "gunpowder",
        en="  synonyms:\n    - {term: old pearls, status: deprecated}\n"
        "    - term: <script>alert(1)</script>\n",
    )
    collection = imported(edition_of(tea), tmp_path)
    texts = [
        text
        for number in collection.find_notes("id:gunpowder")
        for card in collection.get_note(number).cards()
        for text in (card.render_output().question_text, card.render_output().answer_text)
    ]
    collection.close()
    assert texts
    assert not any("old pearls" in text or "<script>" in text for text in texts)
    assert any("&lt;script&gt;" in text for text in texts)
