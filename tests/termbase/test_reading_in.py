"""What a command reads in before it begins: a check starts often, and needs no templates."""

from __future__ import annotations

import subprocess
import sys

_HEAVY = ("jinja2", "lxml", "markdown", "mkdocs", "rdflib")


def test_a_check_reads_in_none_of_what_only_other_commands_need() -> None:
    code = "import sys, termbase.cli, editorial.checks; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "termbase.match" in run.stdout.split()
    assert {*_HEAVY} & {*run.stdout.split()} == set()


def test_a_command_seldom_looks_for_garbage() -> None:
    code = "import gc, termbase.cli as c; c.main(['rules'], standalone_mode=False)"
    code += "; print(gc.get_threshold()[0])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(run.stdout.split()[-1]) > 10_000
