"""Links elsewhere: what is gone is a fault, what is down today is a note."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from publishing.links.outside import CACHE, ask, main
from publishing.links.report import report
from termbase.problem import Level, Problem
from tests.publishing.test_links import SITE, write

ANSWERS = {"/there": 200, "/gone": 404, "/removed": 410, "/broken": 503, "/forbidden": 403}


class Elsewhere(BaseHTTPRequestHandler):
    """A host that answers as it is told, and remembers what it was asked for."""

    asked: list[str]
    awaited = threading.Event()  # until then nothing is heard of /late

    def do_GET(self) -> None:  # upstream’s name
        self.asked.append(self.path)
        if self.path == "/late":
            self.awaited.wait()
        self.send_response(ANSWERS.get(self.path.partition("?")[0], 404))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def host() -> Iterator[str]:
    """The address of the host."""
    Elsewhere.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def project(root: Path, host: str, *paths: str) -> Path:
    links = " ".join(f'<a href="{host}{path}#place">x</a>' for path in paths)
    home = SITE["site/index.html"].replace("https://b.example/x?y=1#z", f"{host}/there")
    files = {**SITE, "site/index.html": home.replace("</body>", f"<p>{links}</p></body>")}
    files["docs/en/index.md"] += f"\n[gone]({host}/gone)\n"
    return write(root, files)


def test_what_is_gone_is_a_fault_and_what_is_down_a_note(tmp_path: Path, host: str) -> None:
    root = project(tmp_path, host, *ANSWERS)
    to = tmp_path / "report.md"
    options = ["--root", str(root), "--rate", "99", "--timeout", "5", "--report", str(to)]
    result = CliRunner().invoke(main, [str(root / "site"), *options])
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert sorted(line.split(": ")[0] for line in lines) == [
        "docs/en/index.md:5:8",
        "site/index.html:15:105",
    ]
    assert all("is gone" in line and line.endswith("[dead-link]") for line in lines)
    assert f"no good answer from {host}/broken: 503" in result.stderr
    assert f"no good answer from {host}/forbidden: 403" in result.stderr
    lines = to.read_text("utf-8").splitlines()
    gone = [line.split(": ")[0] for line in lines if line.startswith("- [ ] ")]
    assert sorted(gone) == ["- [ ] `docs/en/index.md:5`", "- [ ] `site/index.html:15`"]
    silent = [line.split("`")[1] for line in lines if line.startswith("- `")]
    assert silent == [f"{host}/broken", f"{host}/forbidden"]


def test_what_was_there_lately_is_not_asked_for_again(tmp_path: Path, host: str) -> None:
    root = project(tmp_path, host)
    options = [str(root / "site"), "--root", str(root), "--rate", "99", "--timeout", "5"]
    options += ["--report", str(tmp_path / "report.md")]
    assert CliRunner().invoke(main, options).exit_code == 0
    assert (tmp_path / "report.md").read_text("utf-8") == ""
    assert (root / CACHE).is_file()
    Elsewhere.asked.clear()
    assert CliRunner().invoke(main, options).exit_code == 0
    assert Elsewhere.asked == []


def test_what_is_allowed_is_not_asked_for(tmp_path: Path, host: str) -> None:
    root = project(tmp_path, host, "/gone")
    write(root, {"deploy/external-links.yml": '"127\\\\.0": "a test"\n'})
    result = CliRunner().invoke(main, [str(root / "site"), "--root", str(root)])
    assert (result.exit_code, Elsewhere.asked) == (0, [])


def test_an_answer_is_there_before_all_others_are(host: str) -> None:
    answers = ask([f"{host}/late", f"{host}/there"], rate=99, timeout=5)
    try:
        assert next(answers).url == f"{host}/there"
    finally:
        Elsewhere.awaited.set()
    assert [answer.url for answer in answers] == [f"{host}/late"]


def test_many_links_show_how_many_have_been_asked_for(
    tmp_path: Path, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path, host, "/broken", "/broken?2")
    options = [str(root / "site"), "--root", str(root), "--rate", "99", "--timeout", "5"]
    monkeypatch.setattr("publishing.links.outside._LONG", 3)
    result = CliRunner().invoke(main, options)
    told = [line for line in result.stderr.splitlines() if "%" in line]
    assert told == [f"Links elsewhere: {percent} %" for percent in (30, 60, 100)]
    assert "%" not in result.stdout
    (root / CACHE).unlink()
    monkeypatch.setattr("publishing.links.outside._LONG", 4)
    assert "%" not in CliRunner().invoke(main, options).stderr


def test_what_a_host_says_is_no_markup_in_the_report() -> None:
    problem = Problem("a.md", 1, 2, Level.ERROR, "dead-link", "“x” is gone: `<b>` @you\n# Title")
    assert "- [ ] `a.md:1`: `“x” is gone: ’<b>’ @you # Title`" in report([problem], {})
