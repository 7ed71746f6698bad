"""What the audits of licenses and of known weaknesses find."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import yaml

import audit
from audit import Package, Rules, licenses, npm_packages, read_rules, weaknesses
from termbase.problem import Place

RULES = read_rules("""
licenses:
  - names: [MIT]
  - {names: [GPL-3.0-only], only: tools}
packages:
  Silent_One: {license: MIT}
weaknesses: {PYSEC-0: it is in a part that we do not use}
""")
LOCK = f"# A lock file\nkettle==1.0 \\\n    --hash=sha256:{'0' * 64}\n"
WEAK = {
    "id": "PYSEC-1",
    "aliases": ["CVE-1"],
    "summary": "It boils over.",
    "details": "It boils over.",
    "affected": [
        {
            "package": {"name": "kettle", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.1"}]}],
        }
    ],
}


class Database(BaseHTTPRequestHandler):
    """Answers as OSV does (`POST /v1/query`): every package has one weakness."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"vulns": [WEAK]}).encode())

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@pytest.fixture
def database() -> Iterator[tuple[str, ...]]:
    """The options with which pip-audit asks a database of our own."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Database) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield asking(server.server_port)
        server.shutdown()


def asking(port: int) -> tuple[str, ...]:
    return "--vulnerability-service", "osv", "--osv-url", f"http://127.0.0.1:{port}/v1/query"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / audit.PYTHON_LOCK).write_text(LOCK, encoding="utf-8")
    return tmp_path


def judged(name: str, terms: str, *, builds: bool = True) -> list[str]:
    package = Package(name, terms, "requirements.lock", Place(7, 1), builds)
    return [str(problem) for problem in licenses([package], RULES)]


def test_every_package_installed_here_has_a_license_that_is_allowed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert audit.main(["licenses"]) == 0, capsys.readouterr().out


def test_every_license_is_allowed_for_a_reason() -> None:
    data = yaml.safe_load((audit.ROOT / audit.RULES).read_text(encoding="utf-8"))
    for said in [*data["licenses"], *data["packages"].values()]:
        assert len(said["reason"].split()) >= 5, said
    assert all(data["weaknesses"].values())


def test_a_license_that_nobody_has_allowed_is_a_finding_with_its_place() -> None:
    assert judged("tea", "All rights reserved") == [
        "requirements.lock:7:1: error: the license of tea is “All rights reserved”, which is "
        "allowed nowhere in .ci/audit.yml; read it, then allow it there [license]"
    ]
    assert judged("tea", "UNKNOWN") != []
    assert judged("tea", "MIT") == []


def test_a_license_for_tools_is_not_allowed_in_what_the_site_is_made_with() -> None:
    assert judged("tea", "GPL-3.0-only", builds=False) == []
    assert "for tools alone" in judged("tea", "GPL-3.0-only", builds=True)[0]


def test_a_package_that_declares_no_license_has_the_one_that_was_read() -> None:
    assert judged("silent-one", "UNKNOWN") == []


def test_what_the_site_is_made_with_is_followed_to_the_end_and_tools_are_not_in_it() -> None:
    building = audit.needed(audit.PROJECT)
    assert {"mkdocs", "markupsafe"} <= building  # MarkupSafe is Jinja's
    assert not {"pytest", "anki", "yamllint"} & building


def test_packages_of_npm_are_read_from_their_lock_file() -> None:
    lock = json.dumps(
        {
            "packages": {
                "": {"name": "bench"},
                "node_modules/@a/b": {"license": "MIT"},
                "node_modules/c/node_modules/d": {},
            }
        },
        indent=2,
    )
    found = [(p.name, p.license, p.place.line) for p in npm_packages(lock)]
    assert found == [("@a/b", "MIT", 6), ("d", "UNKNOWN", 9)]


def test_a_known_weakness_is_an_error_at_the_line_of_the_package(
    root: Path, database: tuple[str, ...]
) -> None:
    assert [str(problem) for problem in weaknesses(root, RULES, database)] == [
        "requirements.lock:2:1: error: kettle 1.0 has a known weakness, PYSEC-1 or CVE-1; "
        "mended in 1.1 [weakness]"
    ]


def test_a_weakness_that_does_not_concern_us_is_none(root: Path, database: tuple[str, ...]) -> None:
    rules = Rules(frozenset(), frozenset(), {}, ("PYSEC-1",))
    assert list(weaknesses(root, rules, database)) == []


def test_a_database_that_does_not_answer_is_a_notice(root: Path) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Database) as server:
        closed = asking(server.server_port)
    (problem,) = weaknesses(root, RULES, closed)
    assert str(problem).startswith("requirements.lock:1:1: notice: nothing was asked of")
    assert "\n" not in str(problem)


def test_packages_that_the_database_lacks_are_one_notice() -> None:
    found = [{"name": "kettle", "skip_reason": "not found"}, {"name": "pot", "vulns": []}]
    assert [str(problem) for problem in audit.answers(found, LOCK)] == [
        "requirements.lock:1:1: notice: of 2 packages, the database does not know 1: kettle, …; "
        "ask another database [no-audit]"
    ]
