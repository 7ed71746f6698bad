"""Out and in again: nothing is lost on the way, or what is lost is in the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termbase import model
from termbase.edition import Edition
from termbase.formats import write
from termbase.glossary import Glossary
from termbase.intake.incoming import Report
from termbase.intake.merge import Merger
from termbase.intake.run import read, setting_of
from termbase.project import open_project
from termbase.records import Concept, Records, take
from termbase.source import Document, parse
from tests.conftest import CODES, Tea
from tests.site.building import ROOT
from tests.termbase.giving import URL, edition_of

LOSSLESS = ("json", "csv")
LOSSY = ("tbx", "skos")
FIELDS = {*model.Section.model_fields, *model.Record.model_fields}
FIELDS |= {f"synonym.{name}" for name in model.Designation.model_fields}

# What no text of a record may hold is left out, and the white space that YAML or a reader folds.
LETTERS = st.characters(exclude_categories=("C", "Z")) | st.sampled_from("=+-@'\"|\\,;:#[]{}*&!% ")
WORDS = st.text(LETTERS, min_size=1, max_size=12).map(lambda t: " ".join(t.split())).filter(bool)
TEXTS = st.lists(WORDS, min_size=1, max_size=3).flatmap(
    lambda lines: st.sampled_from([" ".join(lines), "\n".join(lines), "\n\n".join(lines)])
)
LISTS = st.lists(WORDS, min_size=1, max_size=3, unique=True).map(tuple)
IDS = st.sampled_from(["oolong", "infusion", "steeping"])
REGIONS = st.sampled_from(["GB", "US", "CA"])
DIGESTS = st.text("0123456789abcdef", min_size=8, max_size=8)


def optional(**strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=strategies)


NAMES = {
    "gender": st.sampled_from(model.Gender),
    "number": st.sampled_from(model.Number),
    "plural": WORDS,
    "region": REGIONS,
    "forms": LISTS,
}
SYNONYM = st.builds(
    lambda term, status, kind, more: model.Designation(term=term, status=status, type=kind, **more),
    WORDS,
    st.sampled_from(["admitted", "deprecated", "obsolete"]).map(model.Status),
    st.sampled_from(model.TermType),
    optional(**NAMES, part_of_speech=st.sampled_from(model.PartOfSpeech), note=TEXTS),
)
OFFICIAL = st.builds(
    lambda term, authority, more: model.Recommendation(term=term, authority=authority, **more),
    WORDS,
    WORDS,
    optional(region=REGIONS, date=st.sampled_from(["1999", "2018-12-09"])),
)
STAMP = st.builds(
    lambda digest, more: model.TranslatedFrom(language="en", definition=digest, **more),
    DIGESTS,
    optional(translation=st.builds(lambda d: model.Digests(term=d), DIGESTS)),
)
SECTION = st.builds(
    lambda term, speech, definition, more: model.Section(
        term=term, part_of_speech=speech, definition=definition, **more
    ),
    WORDS,
    st.sampled_from(model.PartOfSpeech),
    TEXTS,
    optional(
        **NAMES,
        synonyms=st.lists(SYNONYM, max_size=3, unique_by=lambda s: s.term).map(tuple),
        official=st.lists(OFFICIAL, max_size=2, unique_by=lambda o: (o.term, o.authority)).map(
            tuple
        ),
        explanation=TEXTS,
        example=TEXTS,
        note=TEXTS,
        trap=TEXTS,
        link=st.sampled_from(model.LinkPolicy),
        linked_forms=LISTS,
        never_link=LISTS,
        stop_phrases=LISTS,
        translated_from=STAMP,
    ),
)
RECORD = st.builds(
    lambda more: model.Record(category="leaf", **more),
    optional(
        broader=st.lists(IDS, max_size=2, unique=True).map(tuple),
        related=st.lists(IDS, max_size=2, unique=True).map(tuple),
        previous_ids=st.just(("old-leaf",)),
        sources=st.lists(st.sampled_from(["okakura1906", "lu780"]), unique=True).map(tuple),
    ),
)


@cache
def base() -> Edition:
    """The glossary about tea, whose records the tests replace."""
    return edition_of(Tea(Path(mkdtemp())))


def of_concepts(*concepts: Concept) -> Edition:
    glossary: Glossary = replace(base().glossary, concepts={c.id: c for c in concepts})
    return replace(base(), glossary=glossary)


def concept(record: model.Record, sections: list[model.Section]) -> Concept:
    return Concept("leaf-tea", record, dict(zip(CODES, sections, strict=True)), Document("x"))


def there_and_back(name: str, edition: Edition) -> tuple[Concept, Report]:
    """What comes of a concept in a format that is brought into a glossary without any."""
    written = BytesIO()
    write(name, edition, written)
    written.seek(0)
    with TemporaryDirectory() as folder:
        return into_nothing(Path(folder), name, edition, written)


def into_nothing(
    root: Path, name: str, edition: Edition, written: BytesIO
) -> tuple[Concept, Report]:
    tea = Tea(root)
    for path in tea.terms.iterdir():
        path.unlink()
    project = open_project(root, list(CODES), CODES[0])
    project = replace(project, strings=dict(edition.strings))
    report = Report("in")
    setting = setting_of(project, URL, None)
    merger = Merger(project, report, drafts=True)
    texts = dict(merger.merge(found) for found in read(name, written, setting, report))
    assert not report.has_errors, report.all()
    records = Records(languages=project.records.languages)
    for found, text in texts.items():
        assert text is not None
        take(parse(f"glossary/terms/{found}.yml", text), found, records)
    assert records.problems == []
    return records.concepts["leaf-tea"], report


@pytest.mark.parametrize("name", LOSSLESS)
@settings(max_examples=80)
@given(record=RECORD, sections=st.lists(SECTION, min_size=2, max_size=2))
def test_a_record_is_the_same_after_a_lossless_format(
    name: str, record: model.Record, sections: list[model.Section]
) -> None:
    before = concept(record, sections)
    after, report = there_and_back(name, of_concepts(before))

    assert after.record == before.record
    assert dict(after.sections) == dict(before.sections)
    assert report.all() == []


def full() -> Concept:
    """A concept that has something of everything."""
    synonym = model.Designation(
        term="gun powder",
        status=model.Status.DEPRECATED,
        type=model.TermType.VARIANT,
        part_of_speech=model.PartOfSpeech.NOUN,
        gender=model.Gender.FEMININE,
        number=model.Number.PLURAL,
        plural="gun powders",
        region="GB",
        forms=("gun-powder",),
        link="never",
        note="Old.",
    )
    section = model.Section(
        term="gunpowder",
        part_of_speech=model.PartOfSpeech.NOUN,
        gender=model.Gender.MASCULINE,
        number=model.Number.MASS,
        plural="gunpowders",
        region="US",
        forms=("gunpowdery",),
        synonyms=(synonym,),
        official=(
            model.Recommendation(term="pearl tea", authority="A board", region="GB", date="1999"),
        ),
        definition="Tea rolled into pellets.",
        explanation="First.\n\nSecond.",
        example="A pot of gunpowder.",
        note="In trade.",
        trap="Not powder.",
        link=model.LinkPolicy.EXPLICIT,
        linked_forms=("pellets",),
        never_link=("gunpowder plot",),
        stop_phrases=("gunpowder plot of",),
        translated_from=model.TranslatedFrom(language="en", term="01234567"),
    )
    record = model.Record(
        category="leaf",
        broader=("oolong",),
        related=("steeping",),
        previous_ids=("old-leaf",),
        sources=("okakura1906",),
    )
    return concept(record, [section, section])


def differences(before: Concept, after: Concept) -> Iterator[str]:
    """The fields that are not what they were."""
    for field in model.Record.model_fields:
        if getattr(before.record, field) != getattr(after.record, field):
            yield field
    here, there = before.sections["en"], after.sections["en"]
    for field in model.Section.model_fields:
        if field != "synonyms" and getattr(here, field) != getattr(there, field):
            yield field
    for one, other in zip(here.synonyms, there.synonyms, strict=True):
        for field in model.Designation.model_fields:
            if getattr(one, field) != getattr(other, field):
                yield f"synonym.{field}"


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("name", LOSSY)
def test_a_lossy_format_loses_what_the_table_says_and_nothing_else(name: str, code: str) -> None:
    others = [replace(base().glossary.concepts[i]) for i in ("oolong", "steeping")]
    before = full()
    after, _ = there_and_back(name, of_concepts(before, *others))
    page = (ROOT / "docs" / code / "api.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w.]+)` \| (.*?) \| (.*?) \|$", page, re.M)
    table = {field: dict(zip(LOSSY, cells, strict=True)) for field, *cells in rows}
    assert table, (name, " ".join(sorted(differences(before, after))))
    said = {field for field, cells in table.items() if cells[name] not in ("yes", "oui")}
    assert {*differences(before, after)} == said
