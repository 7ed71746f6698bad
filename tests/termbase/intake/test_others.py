"""Files of other programs, the records that come of them, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import DATA
from tests.termbase.intake.bringing import House

FILES = sorted(p for p in (DATA / "import" / "files").iterdir() if p.suffix != ".expected")


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_a_file_of_others_becomes_this_record_with_these_remarks(house: House, file: Path) -> None:
    run = house.bring(file, "--category", "leaf", "--drafts")

    assert run.exit_code == 0, run.output
    new = set(house.records()) - {"infusion.yml", "oolong.yml", "steeping.yml"}
    (name,) = [name for name in new if name.startswith("green")]
    remarks = [line.partition(f"{file.name}:")[2] for line in run.stderr.splitlines()]
    said = "".join(f"# {remark}\n" for remark in remarks if remark)
    expected = file.with_name(f"{file.name}.expected")
    assert f"{said}{house.record(name.removesuffix('.yml'))}" == expected.read_text("utf-8")
