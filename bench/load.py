"""Requests per second that Caddy and nginx serve with this site's configuration, on loopback.

Beside each figure stands that of nginx with the same page and next to no configuration: what the
machine gives at most. Run by `make load`; `deploy/site` and the compressed files have to be there.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bench.servers import (
    Host,
    free_port,
    program,
    running,
    running_caddy,
    running_nginx,
)

# Bounded: one thread of wrk, so that the server keeps a core of two.
WRK = ("--threads", "1", "--connections", "16", "--timeout", "5s", "--header")
RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
ERRORS = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)")
ROWS = (
    ("a page, compressed by brotli", "", "br"),
    ("a page, compressed by gzip", "", "gzip"),
    ("a concept in French, gzip", "fr/glossary/market-share/", "gzip"),
)
SERVERS = (("caddy", running_caddy), ("nginx", running_nginx))


def main(arguments: list[str]) -> int:
    """Measure for so many seconds a row (3 if none are given), and print a table."""
    seconds = int(arguments[0]) if arguments else 3
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copied_site(folder)
        with running_plainly(folder) as plain:
            limit, _ = measured(plain, "", "identity", seconds)
        click.echo(f"nginx, the home page as it is and nothing else: {limit:,.0f} a second\n")
        click.echo("| server | what | requests a second | of the plain file | errors |")
        click.echo("|---|---|--:|--:|---|")
        for server, start in SERVERS:
            with start(folder) as host:
                for what, path, encoding in ROWS:
                    rate, faults = measured(host, path, encoding, seconds)
                    click.echo(
                        f"| {server} | {what} | {rate:,.0f} | {rate / limit:.2f} | {faults} |"
                    )
    return 0


def copied_site(folder: Path) -> None:
    """Copy the built site and what hosts need beside it into a folder, for a server to serve."""
    for name in ("site", "deploy/site"):
        shutil.copytree(name, folder / name)


def measured(host: Host, path: str, encoding: str, seconds: int) -> tuple[float, str]:
    """Requests per second for one address, and the errors that wrk has counted."""
    address = f"http://127.0.0.1:{host.port}/{path}"
    command = [program("wrk"), *WRK, f"Accept-Encoding: {encoding}"]
    run = subprocess.run(
        [*command, "--duration", f"{seconds}s", address],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    rate = RATE.search(run.stdout)
    assert rate is not None, run.stdout
    found = ERRORS.search(run.stdout)
    return float(rate[1]), found[0] if found else "none"


@contextmanager
def running_plainly(folder: Path) -> Iterator[Host]:
    """The server that a row is compared with: nginx, and one file."""
    port, place = free_port(), folder / "plain"
    (place / "root").mkdir(parents=True)
    shutil.copy(folder / "site/index.html", place / "root")
    (place / "nginx.conf").write_text(
        f"user root;\ndaemon off;\npid {place}/pid;\nevents {{}}\nhttp {{\naccess_log off;\n"
        f"server {{ listen 127.0.0.1:{port}; root {place}/root; }}\n}}\n",
        encoding="utf-8",
    )
    command = [program("nginx"), "-c", str(place / "nginx.conf"), "-e", "stderr"]
    with running("nginx", port, command, place, {}) as host:
        yield host


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
