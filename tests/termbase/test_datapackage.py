"""The data package beside the CSV file, as a program reads it that knows nothing of glossaries."""

from __future__ import annotations

import csv
import io
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import frictionless
import pytest

from termbase.edition import Edition
from termbase.formats import FORMATS, write
from termbase.formats.csv_file import COLUMNS
from tests.conftest import Tea
from tests.termbase.giving import edition_of, own_edition
from tests.termbase.test_exchange import rich


def content(name: str, edition: Edition) -> str:
    written = BytesIO()
    write(name, edition, written)
    return written.getvalue().decode()


def unpack(folder: Path, edition: Edition) -> Path:
    """The package and its file in a folder, as they lie on the site."""
    for name in ("csv", "datapackage"):
        path = folder / FORMATS[name].file
        path.write_text(content(name, edition), encoding="utf-8", newline="")
    return folder / FORMATS["datapackage"].file


def faults(package: Path) -> list[list[Any]]:
    """What a validator finds, each fault as its kind, row and column."""
    report: Any = frictionless.validate(package.name, basepath=str(package.parent))
    found: list[list[Any]] = report.flatten(["type", "rowNumber", "fieldName"])
    return found


def spoil(package: Path, column: str, cell: str) -> None:
    """Write another cell into the second row of the file, the first after the header."""
    path = package.parent / FORMATS["csv"].file
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    rows[0][column] = cell
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS)
        table.writeheader()
        table.writerows(rows)


def test_a_validator_finds_nothing_wrong_with_our_own_file(tmp_path: Path) -> None:
    edition = own_edition()
    package = unpack(tmp_path, edition)

    assert faults(package) == []
    tables: Any = frictionless.Package(str(package)).resources
    rows = tables[0].read_rows()
    found = {(row["id"], row["language"]) for row in rows if row["row"] == "preferred"}
    codes = edition.glossary.languages
    assert found == {(name, code) for name in edition.glossary.concepts for code in codes}


def test_a_validator_takes_what_a_record_can_hold(tea: Tea, tmp_path: Path) -> None:
    assert faults(unpack(tmp_path, rich(tea))) == []


@pytest.mark.parametrize(
    ("column", "cell", "kind"),
    [
        ("term", "=SUM(A1)", "constraint-error"),
        ("definition", "+1\nfor this", "constraint-error"),
        ("note", "\tx", "constraint-error"),
        ("id", "", "constraint-error"),
        ("status", "best", "constraint-error"),
        ("category", "no-such-field", "constraint-error"),
        ("language", "xx", "constraint-error"),
        ("row", "other", "constraint-error"),
        ("uri", "no address", "type-error"),
        ("translated_from", "{", "type-error"),
    ],
)
def test_a_validator_finds_a_wrong_cell(
    tea: Tea, tmp_path: Path, column: str, cell: str, kind: str
) -> None:
    package = unpack(tmp_path, edition_of(tea))
    assert faults(package) == []

    spoil(package, column, cell)

    assert faults(package) == [[kind, 2, column]]


def test_the_package_names_version_license_and_every_column() -> None:
    edition = own_edition()
    package = json.loads(content("datapackage", edition))

    assert package["version"] == edition.version
    assert package["licenses"] == [{"path": edition.license}]
    [table] = package["resources"]
    assert [field["name"] for field in table["schema"]["fields"]] == COLUMNS
