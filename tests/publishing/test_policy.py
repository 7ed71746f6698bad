"""The policy allows the scripts and styles that pages hold, and knows them by their digests."""

from __future__ import annotations

import base64
import hashlib

import pytest

from publishing.policy import Inline, inline_digests


def source(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@pytest.mark.parametrize(
    ("page", "scripts"),
    [
        ("<script>run()</script>", ["run()"]),
        ('<SCRIPT type="module">run()</script >', ["run()"]),
        ('<script type="application/ld+json">{}</script><script>run()</script>', ["run()"]),
        ('<script src="a.js"></script><script>run()</script>', ["run()"]),
        ("<!-- <script> --><script>run()</script>", ["run()"]),
        ('<p title="<script>">…</p><script>run()</script>', ["run()"]),
        ("<p title='a > b <style>'>…</p><script>run()</script>", ["run()"]),
        ("<script>a < b</script><script>c</script><script>c</script>", ["a < b", "c"]),
    ],
)
def test_each_script_that_runs_is_known_by_its_digest(page: str, scripts: list[str]) -> None:
    expected = Inline(tuple(sorted(map(source, scripts))))
    assert inline_digests([f"<!doctype html><body>{page}</body>"]) == expected


def test_styles_are_known_apart_from_scripts_on_whichever_page_they_are() -> None:
    pages = ["<style>p { color: red }</style>", "<p><script>run()</script></p>", "<p>words</p>"]
    assert inline_digests(pages) == Inline((source("run()"),), (source("p { color: red }"),))
