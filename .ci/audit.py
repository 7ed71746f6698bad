"""Audits what is installed: `audit.py licenses`, offline, and `audit.py weaknesses [OPTION…]`.

What is allowed, and why, is in `audit.yml`. Each finding is a line with the place in the lock file
that it concerns; the exit status is 1 if one of them is an error. The options are pip-audit's.
That the database of weaknesses does not answer is nobody's fault here, and only a notice.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from termbase.problem import START, Level, Place, Problem, error, notice

ROOT = Path(__file__).parents[1]
RULES = ".ci/audit.yml"
PYTHON_LOCK = "requirements.lock"
NPM_LOCK = "bench/package-lock.json"
PROJECT = "production-marketing"
LICENSES = ("piplicenses", "--format", "json", "--from", "mixed", "--with-system")
WEAKNESSES = ("pip_audit", "--disable-pip", "--require-hashes", "--progress-spinner", "off")


@dataclass(frozen=True)
class Package:
    """Something installed: its license as it declares it, and its place in a lock file."""

    name: str
    license: str
    lock: str
    place: Place
    builds: bool
    """Whether the site is made with it; the others are tools for its developers."""


@dataclass(frozen=True)
class Rules:
    """What `audit.yml` allows."""

    everywhere: frozenset[str]
    tools: frozenset[str]
    unsaid: dict[str, str]
    """The licenses of packages that declare none."""
    accepted: tuple[str, ...]
    """The names of weaknesses that do not concern us."""


def main(arguments: Sequence[str]) -> int:
    rules = read_rules((ROOT / RULES).read_text(encoding="utf-8"))
    match arguments:
        case ["licenses"]:
            found = licenses(installed(ROOT), rules)
        case ["weaknesses", *options]:
            found = weaknesses(ROOT, rules, options)
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    problems = sorted(found)
    for problem in problems:
        print(problem)
    return int(any(problem.level is Level.ERROR for problem in problems))


def read_rules(text: str) -> Rules:
    data = yaml.safe_load(text)
    terms: dict[bool, set[str]] = {False: set(), True: set()}
    for group in data["licenses"]:
        terms[group.get("only") == "tools"] |= set(group["names"])
    unsaid: dict[str, str] = {
        canonicalize_name(name): said["license"] for name, said in data["packages"].items()
    }
    return Rules(frozenset(terms[False]), frozenset(terms[True]), unsaid, tuple(data["weaknesses"]))


def licenses(packages: Iterable[Package], rules: Rules) -> Iterator[Problem]:
    """The packages whose licenses are not allowed where they are used."""
    for package in packages:
        terms = rules.unsaid.get(package.name, package.license)
        if terms in rules.everywhere or (terms in rules.tools and not package.builds):
            continue
        why = "for tools alone" if terms in rules.tools else f"nowhere in {RULES}"
        message = f"the license of {package.name} is “{terms}”, which is allowed {why}"
        yield error(package.lock, package.place, "license", message, "read it, then allow it there")


def installed(root: Path) -> Iterator[Package]:
    """The packages of the environment that runs this, then those that npm would install."""
    text = (root / PYTHON_LOCK).read_text(encoding="utf-8")
    run = subprocess.run([sys.executable, "-m", *LICENSES], capture_output=True, check=True)
    building = needed(PROJECT)
    for found in json.loads(run.stdout):
        name = canonicalize_name(found["Name"])
        if name != PROJECT:
            place = line_of(text, f"{name}==")
            yield Package(name, found["License"], PYTHON_LOCK, place, name in building)
    yield from npm_packages((root / NPM_LOCK).read_text(encoding="utf-8"))


def npm_packages(lock: str) -> Iterator[Package]:
    """The packages of a lock file of npm, which says the license of each."""
    for path, found in json.loads(lock)["packages"].items():
        if path:
            name = path.rpartition("node_modules/")[2]
            place = line_of(lock, f'    "{path}":')
            yield Package(name, found.get("license", "UNKNOWN"), NPM_LOCK, place, False)


def needed(name: str) -> set[str]:
    """The packages that an installed one needs here to run, and those that these need, and so on.

    Extras that are asked for are followed on the first step, `name[extra]`, as on any other.
    """
    known: set[tuple[str, str]] = set()
    waiting = [Requirement(name)]
    while waiting:
        wanted = waiting.pop()
        for extra in ("", *sorted(wanted.extras)):
            one = (canonicalize_name(wanted.name), extra)
            if one not in known:
                known.add(one)
                asked = map(Requirement, distribution(wanted.name).requires or ())
                waiting += [r for r in asked if not r.marker or r.marker.evaluate({"extra": extra})]
    return {package for package, _ in known} - {canonicalize_name(name)}


def weaknesses(root: Path, rules: Rules, options: Sequence[str]) -> Iterator[Problem]:
    """The known weaknesses of what is locked, as pip-audit is told of them."""
    ignored = [option for name in rules.accepted for option in ("--ignore-vuln", name)]
    asked = ["--requirement", str(root / PYTHON_LOCK), "--format", "json", *ignored, *options]
    command = [sys.executable, "-m", *WEAKNESSES, *asked]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    try:
        found = json.loads(run.stdout)["dependencies"]
    except ValueError:
        said = (run.stderr.strip().splitlines() or ["no answer"])[-1]
        message = f"nothing was asked of the database of weaknesses: {said}"
        yield notice(PYTHON_LOCK, START, "no-audit", message, "ask again later")
        return
    yield from answers(found, (root / PYTHON_LOCK).read_text(encoding="utf-8"))


def answers(found: Sequence[Any], lock: str) -> Iterator[Problem]:
    """An error for each weakness, and one notice for all packages that the database lacks."""
    unknown = [package["name"] for package in found if "skip_reason" in package]
    if unknown:
        some = ", ".join(unknown[:3])
        message = f"of {len(found)} packages, the database does not know {len(unknown)}: {some}, …"
        yield notice(PYTHON_LOCK, START, "no-audit", message, "ask another database")
    for package in found:
        place = line_of(lock, f"{package['name']}==")
        for weakness in package.get("vulns", ()):
            name = " or ".join([weakness["id"], *weakness["aliases"]])
            mended = ", ".join(weakness["fix_versions"]) or "no version yet"
            message = f"{package['name']} {package['version']} has a known weakness, {name}"
            hint = f"mended in {mended}"
            yield error(PYTHON_LOCK, place, "weakness", message, hint)


def line_of(text: str, start: str) -> Place:
    """The line that starts so; the first one of the file if none does."""
    found = re.search(rf"^{re.escape(start)}", text, re.MULTILINE)
    return Place(text.count("\n", 0, found.start()) + 1, 1) if found else START


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
