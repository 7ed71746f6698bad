"""The issue that the weekly check of links keeps, with a stand-in for GitHub's command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import DATA
from tests.site.building import ROOT

LABEL, TITLE = "links-elsewhere", "Links to pages that are gone"


class Tracker:
    """The issues of a repository, as a file that the stand-in for `gh` reads and writes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept = folder / "issues.json"
        self.keep()
        command = folder / "gh"
        stand_in = DATA / "ci" / "gh.py"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{stand_in}" "$@"\n', "utf-8")
        command.chmod(0o755)

    @property
    def issues(self) -> list[dict[str, str]]:
        found: list[dict[str, str]] = json.loads(self.kept.read_text("utf-8"))
        return found

    def keep(self, *issues: dict[str, str]) -> None:
        self.kept.write_text(json.dumps(issues), "utf-8")

    def report(self, text: str) -> int:
        (self.folder / "report.md").write_text(text, "utf-8")
        return self.run("report.md")

    def run(self, report: str) -> int:
        path = f"{self.folder}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            [ROOT / ".ci" / "tracking-issue", LABEL, TITLE, report],
            cwd=self.folder,
            env={**os.environ, "PATH": path, "GH_ISSUES": str(self.kept)},
            capture_output=True,
            check=False,
        ).returncode


@pytest.fixture
def tracker(tmp_path: Path) -> Tracker:
    return Tracker(tmp_path)


def issue(state: str, body: str, label: str = LABEL, **more: str) -> dict[str, str]:
    return {"state": state, "title": TITLE, "label": label, "body": body, **more}


def test_the_first_report_opens_an_issue(tracker: Tracker) -> None:
    assert tracker.report("- one\n") == 0
    assert tracker.issues == [issue("open", "- one\n")]


def test_later_reports_become_its_text_and_open_no_second_one(tracker: Tracker) -> None:
    for text in ("- one\n", "- two\n", "- two\n"):
        assert tracker.report(text) == 0
    assert tracker.issues == [issue("open", "- two\n")]


def test_an_empty_report_closes_it_with_a_word_and_the_next_one_opens_another(
    tracker: Tracker,
) -> None:
    for text in ("- one\n", "", "", "- two\n"):
        assert tracker.report(text) == 0
    closed = issue("closed", "- one\n", comment="All is well again.")
    assert tracker.issues == [closed, issue("open", "- two\n")]


def test_an_empty_report_opens_none(tracker: Tracker) -> None:
    assert tracker.report("") == 0
    assert tracker.issues == []


def test_the_issues_of_others_are_left_alone_even_with_the_same_title(tracker: Tracker) -> None:
    theirs = issue("open", "mine", label="question")
    tracker.keep(theirs)
    tracker.report("- one\n")
    tracker.report("")
    assert tracker.issues[0] == theirs


def test_without_a_report_nothing_is_changed_and_the_run_fails(tracker: Tracker) -> None:
    tracker.keep(issue("open", "- one\n"))
    assert tracker.run("none.md") == 2
    assert tracker.issues == [issue("open", "- one\n")]
