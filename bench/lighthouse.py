"""Lighthouse on the site as Caddy serves it, on a phone's settings: `make lighthouse`.

The scores of a page are the medians of several runs, as Lighthouse's own documentation advises
(https://github.com/GoogleChrome/lighthouse/blob/main/docs/variability.md); what an audit takes a
point for is printed below the table. Ends with 1 where a score is below what is to be reached.
`CHROMIUM` names the browser.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from bench.load import copied_site
from bench.servers import Host, running_caddy

PROGRAM = Path(__file__).parent / "node_modules" / ".bin" / "lighthouse"
CHROME_FLAGS = "--headless=new --no-sandbox --disable-gpu"
TRIES = 3  # now and then a trace has no beginning, and Lighthouse asks to be run again
REACH = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
PAGES = {
    "home": "",
    "guide": "four-steps/",
    "concept": "glossary/market-share/",
    "index": "glossary/",
}
HOMES = {"English": "", "French": "fr/"}


@dataclass(frozen=True)
class Report:
    """What Lighthouse says of a page: points of a hundred by category, and the audits that fail."""

    scores: dict[str, int]
    complaints: frozenset[str]


def main(arguments: list[str]) -> int:
    """Judge each page so many times (3 if no number is given), and print a table."""
    runs = int(arguments[0]) if arguments else 3
    missed = False
    complaints: set[str] = set()
    click.echo("| page | " + " | ".join(REACH) + " |\n|---|" + "--:|" * len(REACH))
    with tempfile.TemporaryDirectory() as name:
        copied_site(Path(name))
        with running_caddy(Path(name)) as host:
            for title, path in pages():
                report = median([judged(host, path) for _ in range(runs)])
                missed |= any(report.scores[what] < least for what, least in REACH.items())
                complaints |= {f"{title}: {complaint}" for complaint in report.complaints}
                click.echo(f"| {title} | " + " | ".join(map(str, report.scores.values())) + " |")
    for complaint in sorted(complaints):
        click.echo(complaint)
    return 1 if missed else 0


def pages() -> Iterator[tuple[str, str]]:
    """The pages that are judged: what each is, and its path."""
    for language, home in HOMES.items():
        for kind, path in PAGES.items():
            yield f"{kind}, {language}", home + path


def judged(host: Host, path: str) -> Report:
    """One run of Lighthouse with its default settings, which are those of a slow phone."""
    command = [
        str(PROGRAM),
        f"http://localhost:{host.port}/{path}",
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(REACH)}",
        f"--chrome-flags={CHROME_FLAGS}",
    ]
    environment = {**os.environ, "CHROME_PATH": os.environ["CHROMIUM"]}
    for _ in range(TRIES):
        run = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=False)
        if run.returncode == 0:
            return read(json.loads(run.stdout))
    raise ChildProcessError(f"Lighthouse has failed {TRIES} times")


def read(result: dict[str, dict[str, dict[str, object]]]) -> Report:
    """A report from Lighthouse's JSON."""
    scores, complaints = {}, set()
    for category in REACH:
        found = result["categories"][category]
        scores[category] = round(100 * float(str(found["score"])))
        for reference in found["auditRefs"]:  # type: ignore[attr-defined]
            audit = result["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] != 1:
                complaints.add(f"{audit['title']} ({audit.get('displayValue', audit['score'])})")
    return Report(scores, frozenset(complaints))


def median(reports: list[Report]) -> Report:
    """The median of each score; complaints that each of the runs has."""
    scores = {what: int(statistics.median(r.scores[what] for r in reports)) for what in REACH}
    return Report(scores, frozenset.intersection(*(report.complaints for report in reports)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
