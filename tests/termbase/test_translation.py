"""What goes to translators' tools: TMX, and the names of one language with their translation."""

from __future__ import annotations

import csv
import io
from io import BytesIO
from pathlib import Path

from click.testing import CliRunner
from translate.storage.tmx import tmxfile

from termbase.cli import main
from termbase.edition import Edition
from termbase.formats import pair, write
from tests.conftest import Tea
from tests.site.building import ROOT
from tests.termbase.giving import edition_of, own_edition


def units(edition: Edition) -> dict[str, tuple[str, str, str]]:
    """What a translation tool reads: source, target and note of each unit, by its id."""
    written = BytesIO()
    write("tmx", edition, written)
    memory = tmxfile.parsestring(  # type: ignore[no-untyped-call]
        written.getvalue()
    )
    memory.setsourcelanguage("en")
    return {
        unit.xmlelement.get("tuid"): (unit.source, unit.gettarget(), unit.getnotes())
        for unit in memory.units
    }


def translated(edition: Edition, source: str, target: str) -> list[tuple[str, str]]:
    written = BytesIO()
    pair.write(edition, written, source, target)
    text = written.getvalue().decode()
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    return [(name, translation) for name, translation in rows]


def test_a_translation_tool_reads_each_concept_as_one_unit() -> None:
    edition = own_edition()
    found = units(edition)

    assert len(found) == len(edition.glossary.concepts)
    for name, concept in edition.glossary.concepts.items():
        source, target, note = found[edition.concept(name)]
        assert (source, target) == (concept.sections["en"].term, concept.sections["fr"].term)
        assert concept.sections["en"].definition in note


def test_a_memory_has_no_name_that_is_not_preferred(tea: Tea) -> None:
    tea.record("gunpowder", en="  synonyms: [{term: old pearls, status: deprecated}]\n")

    written = BytesIO()
    write("tmx", edition_of(tea), written)
    assert b"old pearls" not in written.getvalue()


def test_each_usable_name_has_the_preferred_term_as_its_translation() -> None:
    edition = own_edition()
    for source, target in pair.pairs(edition.glossary):
        rows = dict(translated(edition, source, target))
        for concept in edition.glossary.concepts.values():
            assert rows[concept.sections[source].term] == concept.sections[target].term
        preferred = {c.sections[target].term for c in edition.glossary.concepts.values()}
        assert set(rows.values()) == preferred


def test_no_name_stands_twice_as_services_refuse_that() -> None:
    edition = own_edition()
    for direction in pair.pairs(edition.glossary):
        names = [row[0] for row in translated(edition, *direction)]
        assert len(set(names)) == len(names) > len(edition.glossary.concepts)


def test_a_name_to_be_avoided_and_one_of_several_concepts_are_not_translated(tea: Tea) -> None:
    shared = "  synonyms:\n    - {term: pearls, link: never}\n"
    tea.record("gunpowder", en=f"{shared}    - {{term: old, status: deprecated}}\n")
    tea.record("jasmine", en=f"{shared}    - term: moli\n")
    edition = edition_of(tea)
    names = [row[0] for row in translated(edition, "en", "no")]

    assert "moli" in names
    assert "pearls" not in names
    assert "old" not in names


def test_a_name_that_a_spreadsheet_would_compute_is_left_out(tea: Tea) -> None:
    tea.record("gunpowder", en="  synonyms: [{term: '=1+1'}, {term: pearls}]\n")
    edition = edition_of(tea)
    names = [row[0] for row in translated(edition, "en", "no")]

    assert "pearls" in names
    assert "=1+1" not in names


def test_the_command_writes_the_pair_that_is_asked_for(tmp_path: Path) -> None:
    output = tmp_path / "pair.csv"
    options = ["--root", str(ROOT), "export", "pair", "-o", str(output)]
    run = CliRunner().invoke(main, [*options, "--from", "fr", "--to", "en"])

    assert run.exit_code == 0, run.output
    assert "part de marché,market share\r\n" in output.read_bytes().decode()


def test_a_pair_that_is_none_is_answered_with_those_that_are(tmp_path: Path) -> None:
    output = tmp_path / "pair.csv"
    run = CliRunner().invoke(main, ["--root", str(ROOT), "export", "pair", "-o", str(output)])

    assert run.exit_code == 2
    assert "--from en --to fr, --from fr --to en" in run.stderr
    assert not output.exists()
