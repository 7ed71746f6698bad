"""The `termbase` command runs the editorial rules, mends, and prints all rules."""

from __future__ import annotations

import ast
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from editorial import checks
from termbase.cli import main
from termbase.extensions import extensions
from termbase.problem import Level
from tests.conftest import BROKEN, DATA
from tests.editorial.bread import BREAD, PAIN, SOUND, Bakery

CORE = Path(extensions.__code__.co_filename).parent
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
RULES = DATA.parent.parent / "glossary" / "RULES.md"


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *arguments])


def test_the_editorial_rules_are_found_by_their_entry_point() -> None:
    assert checks in extensions()


def test_check_reports_every_editorial_finding() -> None:
    expected = (BREAD / "expected.txt").read_text(encoding="utf-8").splitlines()
    result = run(BREAD, "check")
    assert set(expected) <= set(result.stdout.splitlines())
    assert result.exit_code == 1


@pytest.mark.parametrize("style", ["github", "json"])
def test_findings_are_given_in_every_format(bakery: Bakery, style: str) -> None:
    bakery.write("docs/en/a.md", SOUND)
    output = run(bakery.root, "check", "--format", style).stdout
    if style == "json":
        (row,) = json.loads(output)
        assert (row["path"], row["line"], row["column"]) == ("docs/en/a.md", 1, 1)
        assert (row["level"], row["rule"]) == (Level.WARNING, "missing-translation")
    else:
        assert output.startswith("::warning file=docs/en/a.md,line=1,col=1,")


def test_warnings_fail_a_strict_check_only(bakery: Bakery) -> None:
    bakery.write("docs/en/a.md", SOUND)
    assert run(bakery.root, "check").exit_code == 0
    assert run(bakery.root, "check", "--strict").exit_code == 1
    bakery.write("docs/fr/a.md", PAIN)
    assert run(bakery.root, "check", "--strict").exit_code == 0


def test_fix_mends_says_what_it_changed_apart_and_reports_what_is_left(tmp_path: Path) -> None:
    root = Path(shutil.copytree(BREAD, tmp_path / "bread"))
    result = run(root, "check", "--fix", "--format", "json")
    left = {row["rule"] for row in json.loads(result.stdout)}
    mechanical = {"straight-apostrophe", "straight-quote", "missing-space", "three-dots"}
    mechanical |= {"double-space", "trailing-space", "hyphen-for-dash", "unordered-words"}
    assert not left & mechanical
    assert all(f"[{rule}]" in result.stderr for rule in mechanical - {"unordered-words"})
    assert "glossary/languages/en.words.txt: put in order\n" in result.stderr
    assert "[" not in run(root, "check", "--fix").stderr


def test_the_page_of_rules_is_what_the_command_prints() -> None:
    page = RULES.read_text(encoding="utf-8")
    assert page.endswith(f"\n{run(BREAD, 'rules').stdout}")


def test_the_page_of_rules_has_every_rule_once_that_the_core_reports() -> None:
    lines = RULES.read_text(encoding="utf-8").splitlines()
    ids = [line.split("`")[1] for line in lines if line.startswith("| `")]
    expected = (BROKEN / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert {line.rpartition("[")[2][:-1] for line in expected} | set(written_out()) <= set(ids)
    assert len(ids) == len(set(ids))


def written_out() -> Iterator[str]:
    """The ids of rules that stand in the core's calls of what makes a problem."""
    for path in CORE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                texts = (a.value for a in node.args if isinstance(a, ast.Constant))
                if name in {"error", "warning", "_stop", "_report"}:
                    yield from (str(text) for text in texts if KEBAB.fullmatch(str(text)))
