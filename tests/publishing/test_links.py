"""Every kind of fault in the links of a site is found where it was made, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from publishing.links.__main__ import main
from publishing.links.document import read_document
from tests.conftest import DATA

SITE: dict[str, str] = yaml.safe_load((DATA / "links/site.yml").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = yaml.safe_load((DATA / "links/faults.yml").read_text("utf-8"))


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def spoiled(case: dict[str, Any]) -> dict[str, str]:
    """The sound site with the fault of a case in it."""
    files = dict(SITE)
    for change in (case, case.get("source", {})):
        if "new" in change:
            assert files[change["file"]].count(change["old"]) >= 1, change
            files[change["file"]] = files[change["file"]].replace(change["old"], change["new"], 1)
        elif change:
            del files[change["file"]]
    return files


def check(root: Path, *options: str) -> Result:
    return CliRunner().invoke(main, [str(root / "site"), "--root", str(root), *options])


def found(root: Path) -> list[str]:
    """What is found, each as `path:line:column rule`."""
    rows = json.loads(check(root, "--format", "json").stdout)
    return [f"{r['path']}:{r['line']}:{r['column']} {r['rule']}" for r in rows]


def test_a_sound_site_has_no_faults(tmp_path: Path) -> None:
    result = check(write(tmp_path, SITE))
    assert (result.stdout, result.exit_code) == ("", 0)
    assert "%" not in result.stderr


def test_the_check_of_a_large_site_shows_how_far_it_has_got(tmp_path: Path) -> None:
    root = write(tmp_path, SITE)
    page = SITE["site/index.html"]
    write(root, {f"site/{number}/404.html": page for number in range(500)})
    told = [line for line in check(root).stderr.splitlines() if line.endswith("%")]
    parts = ("Reading pages", "Checking links")
    assert told == [f"{part}: {percent} %" for part in parts for percent in range(10, 101, 10)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_a_fault_is_found_where_it_was_made_and_no_other(
    case: dict[str, Any], tmp_path: Path
) -> None:
    write(tmp_path, spoiled(case))
    lines = found(tmp_path)
    assert check(tmp_path).exit_code == 1
    if case.get("any"):
        assert {line.rpartition(" ")[2] for line in lines} == {
            line.rpartition(" ")[2] for line in case["finds"]
        }
    else:
        assert lines == case["finds"]


def test_a_finding_names_the_page_and_the_source(tmp_path: Path) -> None:
    (case,) = (case for case in CASES if case["says"].endswith("written in a guide"))
    (line,) = check(write(tmp_path, spoiled(case))).stdout.splitlines()
    assert line == (
        "docs/en/index.md:3:9: error: nothing at “abuot/” (on site/index.html) [missing-target]"
    )


def test_a_name_in_another_case_gets_a_hint(tmp_path: Path) -> None:
    (case,) = (case for case in CASES if case["says"].endswith("in another case"))
    assert "is called about/index.html" in check(write(tmp_path, spoiled(case))).stdout


def test_without_a_site_it_says_so_in_a_line(tmp_path: Path) -> None:
    result = check(tmp_path)
    assert result.exit_code == 2
    assert result.stderr.endswith("run `make build` first\n")


@given(st.text(alphabet="<>=\"' aAhrefimgsc!-/#&;\n\u00e9", max_size=80))
def test_any_markup_can_be_read(text: str) -> None:
    read_document(text)
