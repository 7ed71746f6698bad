"""The rows of the benchmark: each measures this project and what it is compared with."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from ahocorasick_rs import AhoCorasick

from bench.measure import (
    SETTINGS,
    Cost,
    WrongOutput,
    alternating,
    cpu_of,
    put_aside,
    run,
    run_hooks,
)
from bench.peers import installed
from bench.preview import previewing
from bench.reader import MATERIALS, OURS, Answer, chromium, first_result
from bench.servers import free_port
from bench.sites import LANGUAGES, Size, Words, looked_up, write_plain, write_site
from publishing.shards import Shard
from termbase.fold import fold, fold_term
from termbase.language import Language
from termbase.match import Finder, Form
from termbase.model import Language as Profile

_GUIDES = Shard(1, 999)

# All of yamllint's own but what the records, written by a program, do not keep.
_RULES = """
extends: default
rules: {line-length: disable, document-start: disable, indentation: {indent-sequences: false}}
"""


@dataclass(frozen=True)
class Scale:
    """How large the benchmark's sites are, and how often each is built."""

    runs: int
    site: Size
    linking: Size
    forms: int
    reading: Size
    with_peers: bool = True


@dataclass(frozen=True)
class Row:
    """A line of the table: a ratio, the most it is to be, and what was measured in words."""

    what: str
    ratio: float
    reach: float
    detail: str


# Pages as long as those of this site, 4,000 in all: 370 words an entry, 1,500 a guide.
_READING = Size(1_900, 100, 1_500, sentences=13)
SCALES = {
    "smoke": Scale(1, Size(25, 2, 120), Size(25, 4, 120), 100, Size(5, 2, 120), with_peers=False),
    "small": Scale(5, Size(1_000, 100), Size(1_000, 100), 10_000, _READING),
    "full": Scale(3, Size(10_000, 100), Size(10_000, 500), 10_000, _READING),
}


def find(scale: Scale, folder: Path) -> Iterator[Row]:
    """Finding terms in a text, over the bare automaton on the same folded text."""
    words = Words(scale.forms)
    text = words.paragraphs(max(600, scale.forms * 5))
    finder = Finder((Form(term, term) for term in words.terms), Language("en", Profile(name="en")))
    bare, folded = AhoCorasick([fold_term(term) for term in words.terms]), fold(text).text
    search = partial(bare.find_matches_as_indexes, folded, overlapping=True)
    ours, theirs = alternating(
        max(3, scale.runs),
        partial(cpu_of, partial(finder.find, text), 3),
        partial(cpu_of, search, 9),
    )
    found, proposed = {o.concept for o in finder.find(text)}, {m[0] for m in search()}
    _expect(found == {words.terms[pattern] for pattern in proposed}, "the terms that a text has")
    detail = f"{len(text) / 1e6:.2f} MB of text: {ours.cpu * 1e3:.1f} : {theirs.cpu * 1e3:.1f} ms"
    yield Row(f"find {scale.forms:,} forms : bare ahocorasick_rs", ours.cpu / theirs.cpu, 3, detail)


def check(scale: Scale, folder: Path) -> Iterator[Row]:
    """`termbase check`, over yamllint on the same files."""
    site = write_site(folder / "check", Size(scale.site.concepts, 0))
    linter = [_program("yamllint"), "-d", _RULES, "glossary/terms"]
    ours, theirs = alternating(
        scale.runs,
        partial(run, [_program("termbase"), "check"], site),
        partial(run, linter, site),
    )
    what = f"termbase check, {scale.site.concepts:,} concepts : yamllint"
    yield Row(what, ours.cpu / theirs.cpu, 0.5, f"{ours.cpu:.2f} : {theirs.cpu:.2f} s")


def pages(scale: Scale, folder: Path) -> Iterator[Row]:
    """A concept's page, and the whole site, over a plain Material site of as many pages.

    What one page takes is the slope between a site of all concepts and one of a tenth: its HTML
    alone, and with all that is made of it (copy, full text, data, digests).
    """
    size, few = scale.site, Size(max(1, scale.site.concepts // 10), scale.site.guides)
    few = Size(few.concepts, few.guides, size.words)
    sites = [
        write(folder / f"{write.__name__}-{of.concepts}", of)
        for write in (write_site, write_plain)
        for of in (size, few)
    ]
    html = [partial(_build_html, site, of) for site, of in zip(sites, (size, few), strict=False)]
    whole = [partial(build, site) for site in sites]
    html_all, html_few, ours, ours_few, plain, plain_few = alternating(scale.runs, *html, *whole)
    _expect_pages(sites[0], size)
    more = (size.concepts - few.concepts) * len(LANGUAGES)
    pairs = (html_all, html_few), (ours, ours_few), (plain, plain_few)
    alone, slope, plain_slope = ((all_of.cpu - of_few.cpu) / more * 1e3 for all_of, of_few in pairs)
    detail = f"{alone:.2f} : {plain_slope:.2f} ms"
    yield Row("a concept's HTML : a plain Material page", alone / plain_slope, 0.2, detail)
    detail = f"{slope:.2f} : {plain_slope:.2f} ms"
    what = "the same with copy, full text, data and digests"
    yield Row(what, slope / plain_slope, 1, detail)
    number = f"{size.concepts:,} concepts × {len(LANGUAGES)}, {size.guides} guides"
    detail = f"{ours.cpu:.1f} : {plain.cpu:.1f} s; {ours.memory:.0f} : {plain.memory:.0f} MiB"
    yield Row(f"build of {number} : plain Material", ours.cpu / plain.cpu, 0.25, detail)
    detail = f"{ours.cpu:.1f} : {ours_few.cpu:.1f} s"
    yield Row(f"{size.concepts:,} concepts : {few.concepts:,}", ours.cpu / ours_few.cpu, 11, detail)


def linking(scale: Scale, folder: Path) -> Iterator[Row]:
    """Guides that link their terms, over the same guides without a glossary.

    What linking takes is the difference between two builds of the first of so many parts that it
    has all guides, and the pages of one subject field.
    """
    site = write_site(folder / "linking", scale.linking)
    silent = shutil.copytree(site, folder / "silent")
    text = (silent / "mkdocs.yml").read_text(encoding="utf-8")
    (silent / "mkdocs.yml").write_text(text.replace("\nextra:\n", "\nextra:\n  terms: none\n"))
    alone = write_site(folder / "alone", Size(2, scale.linking.guides, scale.linking.words))
    linked, unlinked, without = alternating(
        scale.runs,
        partial(build_guides, site),
        partial(build_guides, silent),
        partial(build, alone),
    )
    guide = f"shards/{_GUIDES.folder}/site/guide-000/index.html"
    _expect('class="term"' in (site / guide).read_text(encoding="utf-8"), "links in a guide")
    _expect('class="term"' not in (silent / guide).read_text(encoding="utf-8"), "no links")
    ratio = 1 + (linked.cpu - unlinked.cpu) / without.cpu
    number = f"{scale.linking.guides * len(LANGUAGES)} pages, {scale.linking.concepts:,} concepts"
    detail = f"{linked.cpu:.2f} − {unlinked.cpu:.2f} over {without.cpu:.1f} s"
    yield Row(f"linking {number} : no glossary", ratio, 1.08, detail)


def preview(scale: Scale, folder: Path) -> Iterator[Row]:
    """A preview after a save, over one that builds all pages, and over the peers' previews."""
    size = scale.site
    site, port = write_site(folder / "preview", size), free_port()
    command = [_program("mkdocs"), "serve", "--dev-addr", f"127.0.0.1:{port}"]
    settings = {**SETTINGS, "SITE_URL": f"http://127.0.0.1:{port}/"}
    guide, address = "docs/en/guide-000.md", "guide-000/"
    with previewing(site, command, port, settings) as ours:
        ours.watches(guide, "{#part-0}\n\n", address)
        whole = ours.saved(guide, "{#part-0}\n\n", address, "mkdocs.yml", runs=scale.runs)
        text = ours.saved(guide, "{#part-0}\n\n", address, runs=3 * scale.runs)
        record = "glossary/terms/concept-00001.yml", "definition:", "glossary/concept-00001/"
        entry = ours.saved(*record, runs=3 * scale.runs)
    number = f"{size.concepts:,} concepts × {len(LANGUAGES)}"
    for what, took in (("a guide", text), ("a record", entry)):
        detail = f"{took:.2f} : {whole:.2f} s on the clock"
        yield Row(f"preview, {number}: {what} saved : all built", took / whole, 0.1, detail)
    for peer in installed() if scale.with_peers else ():
        other, port = folder / peer.name.split()[0], free_port()
        name = peer.write(other, size)
        with previewing(other, peer.serve(port), port, SETTINGS) as theirs:
            theirs.watches(name, "{#part-0}\n\n", peer.address)
            took = theirs.saved(name, "{#part-0}\n\n", peer.address, runs=3 * scale.runs)
        what = f"preview, {number}: a guide saved : {peer.name}"
        yield Row(what, text / took, 1, f"{text:.2f} : {took:.2f} s on the clock")


def reader(scale: Scale, folder: Path) -> Iterator[Row]:
    """What a reader fetches and waits for until the first result, over Material's own search."""
    with chromium() as browser:
        site = write_site(folder / "site", scale.reading)
        plain = write_plain(folder / "plain", scale.reading)
        for root in (site, plain):
            build(root)
        query = looked_up(scale.reading)
        visits = [
            (
                first_result(browser, site / "site", OURS, query),
                first_result(browser, plain / "site", MATERIALS, query),
            )
            for _ in range(scale.runs)
        ]
    ours, theirs = (
        Answer(median(visit.fetched for visit in column), median(visit.seconds for visit in column))
        for column in zip(*visits, strict=True)
    )
    number = f"{(scale.reading.concepts + scale.reading.guides) * len(LANGUAGES):,} pages"
    detail = f"{ours.fetched / 1e3:,.0f} : {theirs.fetched / 1e3:,.0f} kB"
    what = f"fetched until a search's first result, {number} : Material's search"
    yield Row(what, ours.fetched / theirs.fetched, 0.1, detail)
    detail = f"{ours.seconds:.2f} : {theirs.seconds:.2f} s on the clock"
    yield Row("time of the same", ours.seconds / theirs.seconds, 1, detail)


ROWS: tuple[Callable[[Scale, Path], Iterator[Row]], ...] = (
    find,
    check,
    linking,
    pages,
    preview,
    reader,
)


def build(site: Path) -> Cost:
    """What a build takes."""
    put_aside(site / "site")
    return run([_program("mkdocs"), "build"], site, SETTINGS)


def _build_html(site: Path, size: Size) -> Cost:
    """What the pages of a site take without all else that a build makes of them."""
    put_aside(site / "site")
    cost = run_hooks(site, "-m", "bench.html_alone")
    _expect_pages(site, size)
    return cost


def build_guides(site: Path) -> Cost:
    """What a build of the guides takes, with the pages of one subject field at most."""
    return run_hooks(site, "hooks/build_site.py", "--shard", str(_GUIDES), "--no-strict")


def _program(name: str) -> str:
    return os.fspath(Path(sys.executable).parent / name)


def _expect_pages(site: Path, size: Size) -> None:
    built = len(list((site / "site").rglob("glossary/concept-*/index.html")))
    _expect(built == size.concepts * len(LANGUAGES), f"{built} pages of concepts")


def _expect(holds: bool, what: str) -> None:
    if not holds:
        raise WrongOutput(f"wrong output: {what}")
