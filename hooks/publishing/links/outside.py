"""The links that lead elsewhere, asked politely: `python -m publishing.links.outside [SITE]`.

LinkChecker asks: a few at a time, one request a second to a host, robots.txt respected. What does
not answer is asked once more; what was there within a week is not asked again. An address that is
gone (404, 410) is a fault; an outage, a refusal or a slow host is somebody else's, and only noted.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urldefrag, urlsplit

import click
import yaml

from publishing.links.__main__ import languages_of
from publishing.links.fault import Fault
from publishing.links.files import SiteFiles
from publishing.links.report import report
from publishing.links.source import Sources
from termbase.problem import Problem
from termbase.progress import told

ALLOWED = Path("deploy/external-links.yml")
CACHE = Path(".cache/external-links.json")
_LONG = 20  # addresses from which on asking takes so long that it is shown
_WEEK = 7 * 24 * 3600
_GONE = re.compile(r"\b(?:404|410)\b")
_CONFIGURATION = """\
[checking]
maxrequestspersecond={rate}
threads=4
timeout={timeout}
recursionlevel=0
useragent=Mozilla/5.0 (compatible; link check of an open glossary)
[filtering]
checkextern=1
[output]
status=0
verbose=1
warnings=0
"""


class Answer(NamedTuple):
    """What asking for an address gave: whether it is there, and LinkChecker's words for it."""

    url: str
    valid: bool
    result: str

    @property
    def is_gone(self) -> bool:
        """Whether its host says that there is no such page."""
        return not self.valid and bool(_GONE.search(self.result))


def external_links(files: SiteFiles) -> dict[str, Fault]:
    """Every address elsewhere that a page links, with the first place where it stands."""
    found: dict[str, Fault] = {}
    for page, document in files.pages.items():
        for one in document.of("a", "area", "blockquote", "q"):
            url = urldefrag(one.url.strip()).url
            if urlsplit(url).scheme in ("http", "https") and not files.is_ours(url, page):
                found.setdefault(url, Fault("dead-link", page, one.line, one.column, url, ""))
    return found


def ask(urls: Iterable[str], *, rate: int = 1, timeout: int = 20) -> Iterator[Answer]:
    """Ask for addresses: at most `rate` requests a second to a host, `timeout` seconds each.

    Each answer comes when it is there, whatever the order of the addresses.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        tempfile.TemporaryFile("w+", encoding="utf-8") as wanted,
    ):
        settings = Path(folder, "linkcheckerrc")
        settings.write_text(_CONFIGURATION.format(rate=rate, timeout=timeout), encoding="utf-8")
        Path(folder).chmod(0o755)  # LinkChecker becomes another user where root calls it
        command = [sys.executable, "-m", "linkcheck", "--config", str(settings), "--stdin"]
        wanted.write("\n".join(urls))
        wanted.seek(0)
        with subprocess.Popen(
            [*command, "-o", "csv/utf-8"],
            stdin=wanted,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        ) as process:
            assert process.stdout is not None
            lines = (line for line in process.stdout if line.strip() and line[0] != "#")
            for row in csv.DictReader(lines, delimiter=";"):
                yield Answer(row["urlname"], row["valid"] == "True", row["result"])


def ask_twice(urls: Collection[str], *, rate: int = 1, timeout: int = 20) -> list[Answer]:
    """Ask, and ask again for what did not answer well."""
    asked = partial(ask, rate=rate, timeout=timeout)
    first = {
        answer.url: answer
        for answer in told(asked(urls), "Links elsewhere", len(urls), shown=len(urls) >= _LONG)
    }
    doubtful = [url for url, answer in first.items() if not answer.valid and not answer.is_gone]
    if doubtful:
        again = told(asked(doubtful), "Once more", len(doubtful), shown=len(doubtful) >= _LONG)
        first.update((answer.url, answer) for answer in again)
    return list(first.values())


def read_allowed(path: Path) -> Mapping[str, str]:
    """Addresses that are not asked for, as regular expressions, each with its reason."""
    return yaml.safe_load(path.read_text(encoding="utf-8")) or {} if path.is_file() else {}


@click.command()
@click.argument("site", type=click.Path(path_type=Path), default="site")
@click.option("--root", type=click.Path(path_type=Path), default=".")
@click.option("--rate", default=1, help="Requests a second to one host.")
@click.option("--timeout", default=20, help="Seconds until a host counts as silent.")
@click.option("--report", "to", type=click.Path(path_type=Path), help="Also write Markdown here.")
def main(site: Path, root: Path, rate: int, timeout: int, to: Path | None) -> None:
    """Report the links elsewhere that are gone; exit 1 if there is one. Outages are only noted."""
    files = SiteFiles.read(site)
    sources, links = Sources(root, *languages_of(files)), external_links(files)
    allowed = read_allowed(root / ALLOWED)
    asked = [url for url in links if not any(re.search(pattern, url) for pattern in allowed)]
    known = _cached(root / CACHE)
    fresh = [url for url in asked if time.time() - known.get(url, 0) > _WEEK]
    answers = ask_twice(fresh, rate=rate, timeout=timeout)
    _remember(root / CACHE, known, answers)
    gone = [_gone(answer, links, sources, site) for answer in answers if answer.is_gone]
    silent = {a.url: a.result for a in answers if not a.valid and not a.is_gone}
    for problem in gone:
        click.echo(problem)
    for url, said in silent.items():
        click.echo(f"no good answer from {url}: {said}", err=True)
    if to:
        to.write_text(report(gone, silent), encoding="utf-8")
    counts = f"{len(links)} links elsewhere: {len(asked) - len(fresh)} known to be there"
    click.echo(f"{counts}, {len(links) - len(asked)} allowed, {len(gone)} gone", err=True)
    sys.exit(1 if gone else 0)


def _gone(answer: Answer, links: Mapping[str, Fault], sources: Sources, site: Path) -> Problem:
    message = f"“{answer.url}” is gone: {answer.result}"
    return sources.problem(links[answer.url]._replace(message=message), site)


def _cached(path: Path) -> dict[str, float]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _remember(path: Path, known: Mapping[str, float], answers: Iterable[Answer]) -> None:
    now = round(time.time())
    found = {**known, **{answer.url: now for answer in answers if answer.valid}}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found, indent=0, sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    main()
