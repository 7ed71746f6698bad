"""The example of a build in parts, as far as it can be judged without the machines."""

from __future__ import annotations

import re
from typing import Any

import yaml

from tests.site.building import ROOT

WORKFLOWS = ROOT / ".github" / "workflows"
PAGES: dict[str, Any] = yaml.safe_load((WORKFLOWS / "pages.yml").read_text(encoding="utf-8"))
(TEXT,) = re.findall(
    r"```yaml\n(.*?)```", (ROOT / "deploy" / "README.md").read_text(encoding="utf-8"), re.DOTALL
)
JOBS: dict[str, Any] = yaml.safe_load(f"jobs:\n{TEXT}")["jobs"]


def test_it_takes_the_place_of_the_job_that_builds() -> None:
    needed = [need for job in {**PAGES["jobs"], **JOBS}.values() for need in [job.get("needs")]]
    assert {*filter(None, needed)} <= {*PAGES["jobs"], *JOBS}
    publishing = [step for step in PAGES["jobs"]["build"]["steps"] if "upload" in str(step)]
    assert JOBS["build"]["steps"][-len(publishing) :] == publishing


def test_each_part_of_as_many_as_it_says_is_built_once() -> None:
    (of,) = re.findall(r"make build SHARD=\$\{\{ matrix.shard \}\}/(\d+)\n", TEXT)
    assert JOBS["part"]["strategy"]["matrix"]["shard"] == [*range(1, int(of) + 1)]


def test_its_actions_are_those_of_the_workflows() -> None:
    used = re.compile(r"- uses: (\S+ # \S+)")
    known = {name for path in WORKFLOWS.glob("*.yml") for name in used.findall(path.read_text())}
    assert {*used.findall(TEXT)} <= known


def test_the_targets_that_it_makes_are_targets() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert {*re.findall(r"run: make (\w+)", TEXT)} <= {*targets}
