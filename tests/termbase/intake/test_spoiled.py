"""Spoiled files: whatever is done to a file, there is a record, a remark or a finding."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termbase.intake.incoming import Report
from termbase.intake.merge import Merger
from termbase.intake.run import read, setting_of
from termbase.project import open_project
from tests.conftest import CODES, DATA, Tea
from tests.termbase.intake.test_round_trip import full, of_concepts

FILES = {
    "csv": "excel.csv",
    "glosario": "glosario.yml",
    "skos": "thesaurus.ttl",
    "tbx": "martif.tbx",
}
PROJECT = open_project(Tea(Path(mkdtemp())).root, list(CODES), CODES[0])
PIECES = st.sampled_from(
    [
        b"",
        b"\0",
        b'"',
        b"'",
        b"<",
        b"&",
        b">",
        b"\n",
        b"\r",
        b"]",
        b"{",
        b";",
        b"\xe9",
        b": ",
        b"- ",
    ]
)


def content(name: str) -> bytes:
    if name in FILES:
        return (DATA / "import" / "files" / FILES[name]).read_bytes()
    from termbase.formats import write

    written = BytesIO()
    write(name, of_concepts(full()), written)
    return written.getvalue()


@pytest.mark.parametrize("name", ["json", *FILES])
@settings(max_examples=60)
@given(data=st.data())
def test_a_spoiled_file_never_ends_in_a_traceback(name: str, data: st.DataObject) -> None:
    text = content(name)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 40)))
        text = text[:start] + data.draw(PIECES) + text[end:]
    report = Report("in")
    merger = Merger(PROJECT, report, drafts=True)
    found = [
        merger.merge(concept)
        for concept in read(name, BytesIO(text), setting_of(PROJECT, "", None), report)
    ]

    assert found or report.all() or name == "skos"
    assert all(problem.line >= 1 and problem.column >= 1 for problem in report.all())
