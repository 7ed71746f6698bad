"""Bad input gets one clear finding with its place, and nothing is written."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import DATA
from tests.termbase.intake.bringing import House

CASES: dict[str, dict[str, Any]] = yaml.safe_load(
    (DATA / "import" / "bad_input.yml").read_text(encoding="utf-8")
)


def content(case: dict[str, Any]) -> bytes:
    if "bytes" in case:
        return bytes.fromhex(case["bytes"])
    return str(case["text"]).encode(case.get("encoding", "utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_found_at_its_place_and_nothing_is_written(house: House, name: str) -> None:
    case, before = CASES[name], house.records()
    run = house.bring_text(content(case), *case.get("options", ["--category", "leaf"]))

    assert run.exit_code in (1, 2), run.output
    findings = [line for line in run.stderr.splitlines() if "error" in line or "termbase:" in line]
    said = "\n".join(findings).replace(f"{house.root}/in", "in")
    assert case["says"] in said
    assert house.records() == before


@pytest.mark.parametrize("name", CASES)
def test_a_fault_gives_no_traceback_in_any_format(house: House, name: str) -> None:
    for style in ("json", "csv", "tbx", "skos", "glosario"):
        run = house.bring_text(content(CASES[name]), "--format", style)
        assert run.exit_code == 1, (style, run.output)
        assert "error" in run.stderr


def test_a_text_without_end_is_refused_before_it_fills_the_memory(house: House) -> None:
    path = house.root / "endless.tbx"
    head = b'<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca"><text><body>'
    with path.open("wb") as file:
        file.write(head + b'<conceptEntry id="a"><descrip type="definition">')
        file.seek(1024**3)  # a hole: no disk is filled
        file.write(b"</descrip></conceptEntry></body></text></tbx>")
    tracemalloc.start()
    run = house.bring(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert run.exit_code == 1
    assert peak < 64 * 1024**2


def test_a_line_without_end_is_refused_before_it_fills_the_memory(house: House) -> None:
    path = house.root / "endless.csv"
    with path.open("wb") as file:
        file.write(b"id,language,term\na,en,")
        file.write(b"x" * 3 * 1024**2)
    run = house.bring(path)
    assert run.exit_code == 1
    assert ":2:1: error: a line without end" in run.stderr


def test_what_is_no_file_is_said_to_be_none(house: House) -> None:
    os.mkfifo(house.root / "pipe")
    for path, words in (
        (house.root, "not a plain file"),
        (house.root / "pipe", "not a plain file"),
        (house.root / "missing.csv", "cannot be read: No such file"),
    ):
        run = house.bring(path)
        assert run.exit_code == 2
        assert words in run.stderr


def test_a_folder_that_cannot_be_written_is_one_line(house: House) -> None:
    if os.geteuid() == 0:
        terms = house.tea.terms
        for record in terms.iterdir():
            record.unlink()
        terms.rmdir()
        terms.write_bytes(b"")  # root may write everywhere but into a file
    else:
        (house.root / "glossary").chmod(0o500)
    path = house.tea.write("in.csv", "id,language,term,part_of_speech,definition\n")
    run = house.bring(path, "--drafts")
    if os.geteuid() != 0:
        (house.root / "glossary").chmod(0o700)
    assert run.exit_code in (1, 2)
    assert "Traceback" not in run.output


def test_a_write_that_fails_half_way_leaves_all_as_it_was(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = house.records()
    rows = "".join(
        f"t{n},{code},leaf {n}{code},noun,A leaf.\n" for n in range(3) for code in ("en", "no")
    )
    replace, times = Path.replace, [0]

    def failing(self: Path, target: Path) -> Path:
        times[0] += 1
        if times[0] == 2:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    run = house.bring_text(
        f"id,language,term,part_of_speech,definition\n{rows}", "--category", "leaf", "--drafts"
    )
    assert run.exit_code == 2, run.output
    assert "nothing was written: [Errno 28] No space left on device" in run.stderr
    assert house.records() == before
