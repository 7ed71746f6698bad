"""Caddy and nginx, started for real with the configuration of `deploy`, and asked."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.servers import DEPLOY, Host, program, running_caddy, running_nginx
from publishing.hosts import write_hosts
from publishing.policy import read_policy
from tests.site.building import Built

FOREIGN = "/sv/"
ENCODINGS = {"caddy": ("zstd", "br", "gzip"), "nginx": ("br", "gzip")}


@pytest.fixture(scope="module")
def published(tea: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the site, compressed, and with what the servers include."""
    folder = tmp_path_factory.mktemp("host")
    folder.chmod(0o755)
    shutil.copytree(tea.site.root, folder / "site")
    for left in ("site/.env", "site/.git/config"):
        (folder / left).parent.mkdir(exist_ok=True)
        (folder / left).write_text("secret", encoding="utf-8")
    data = folder / "site/glossary/data"
    data.mkdir(parents=True, exist_ok=True)
    (data / "x.ttl").write_text("# nothing\n", encoding="utf-8")
    policy = read_policy(DEPLOY / "policy.yml", folder / "site")
    write_hosts(folder / "site", folder / "deploy/site", policy)
    return folder


@pytest.fixture(scope="module", params=["caddy", "nginx"])
def host(request: pytest.FixtureRequest, published: Path) -> Iterator[Host]:
    """Each of the two servers."""
    try:
        program(request.param)
    except FileNotFoundError as fault:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(str(fault))
    server = {"caddy": running_caddy, "nginx": running_nginx}[request.param]
    with server(published) as host:
        yield host


def test_a_page_comes_with_every_header_of_the_policy(host: Host, published: Path) -> None:
    policy = read_policy(DEPLOY / "policy.yml", published / "site")
    for path in ("/", "/brewing/", "/no/such/page/", "/sv/nothing"):
        answer = host.ask(path)
        found = {name: answer.headers.get(name.lower()) for name in policy.headers}
        assert found == policy.headers, path


@pytest.mark.parametrize("encoding", ["zstd", "br", "gzip", "identity"])
def test_what_was_compressed_in_advance_is_sent_so(
    host: Host, published: Path, encoding: str
) -> None:
    answer = host.ask("/brewing/", Accept_Encoding=encoding)
    plain = (published / "site/brewing/index.html").read_bytes()
    if encoding not in ENCODINGS[host.name]:
        assert answer.body == plain
        return
    assert answer.headers["content-encoding"] == encoding
    assert "accept-encoding" in answer.headers["vary"].lower()
    suffix = {"zstd": ".zst", "br": ".br", "gzip": ".gz"}[encoding]
    compressed = published / f"site/brewing/index.html{suffix}"
    assert answer.body == compressed.read_bytes()
    assert len(answer.body) < len(plain)


def test_a_name_with_a_digest_is_kept_for_ever_and_a_page_is_asked_for_again(
    host: Host, published: Path
) -> None:
    page = host.ask("/")
    assert page.headers["cache-control"] == "no-cache"
    again = host.ask("/", If_None_Match=page.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    (style,) = (published / "site/assets").glob("site.*.css")
    kept = host.ask(f"/assets/{style.name}").headers["cache-control"]
    assert kept == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("path", "home"),
    [
        ("/nothing", ""),
        ("/no/such/page/", ""),
        ("/sv/nothing", "sv"),
        ("/svx", ""),
        ("/es/a/", "es"),
    ],
)
def test_a_lost_reader_gets_the_error_page_of_the_language(
    host: Host, published: Path, path: str, home: str
) -> None:
    answer = host.ask(path)
    assert answer.status == 404
    assert answer.body == (published / "site" / home / "404.html").read_bytes()


def test_the_previous_address_of_a_concept_redirects(host: Host) -> None:
    for home in ("", "/sv"):
        answer = host.ask(f"{home}/glossary/leaf-bud/")
        assert answer.status == 301
        assert answer.headers["location"] == f"{home}/glossary/bud/"


def test_an_address_without_its_last_slash_redirects_to_the_one_with_it(host: Host) -> None:
    answer = host.ask("/sv/brewing")
    assert answer.status in (301, 308)
    assert re.sub(r"^https?://[^/]+", "", answer.headers["location"]) == "/sv/brewing/"


def test_a_part_of_a_file_can_be_asked_for_and_only_its_headers(
    host: Host, published: Path
) -> None:
    whole = (published / "site/assets/mark.svg").read_bytes()
    part = host.ask("/assets/mark.svg", Range="bytes=5-14")
    assert (part.status, part.body) == (206, whole[5:15])
    head = host.ask("/assets/mark.svg", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(whole))


def test_open_data_may_be_read_by_pages_of_other_sites(host: Host) -> None:
    answer = host.ask("/glossary/data/x.ttl")
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "access-control-allow-origin" not in host.ask("/").headers


@pytest.mark.parametrize(
    "path",
    [
        "/.env",
        "/.git/config",
        "/_headers",
        "/_redirects",
        "/../deploy/Caddyfile",
        "/..%2fdeploy/Caddyfile",
        "/%2e%2e/deploy/Caddyfile",
        "/assets/../../deploy/Caddyfile",
        "/assets/..\\..\\deploy/Caddyfile",
        "/mkdocs.yml",
        "/glossary/terms/bud.yml",
        "/assets/",
        "/glossary/data/",
    ],
)
def test_nothing_can_be_reached_that_was_not_built(host: Host, path: str) -> None:
    answer = host.ask(path)
    assert answer.status in (400, 403, 404), path
    assert b"secret" not in answer.body
    assert b"SITE_ROOT" not in answer.body
    assert b"mark.svg</a>" not in answer.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_page_can_only_be_read(host: Host, method: str) -> None:
    assert host.ask("/", method).status in (405, 501)
