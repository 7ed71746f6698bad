"""Caddy and nginx, running with the configuration of `deploy`, for measurements and for tests."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

DEPLOY = Path(__file__).parents[1] / "deploy"
PATIENCE = 20  # seconds until a server that does not answer has failed


@dataclass(frozen=True)
class Answer:
    """What a server says."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Host:
    """A running server."""

    name: str
    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """A request with the path as it is, dots and all."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=sent)
        with connection.getresponse() as response:
            found = {name.lower(): value for name, value in response.getheaders()}
            answer = Answer(response.status, found, response.read())
        connection.close()
        return answer


@contextmanager
def running_caddy(folder: Path) -> Iterator[Host]:
    """Caddy, with the `site` in a folder and what `make hosts` has written into `deploy/site`."""
    port = free_port()
    shutil.copy(DEPLOY / "Caddyfile", folder / "deploy")
    command = [program("caddy"), "run", "--config", "Caddyfile", "--adapter", "caddyfile"]
    place = {"SITE_ADDRESS": f":{port}", "SITE_ROOT": str(folder / "site"), "HOME": str(folder)}
    with running("caddy", port, command, folder / "deploy", place) as host:
        yield host


@contextmanager
def running_nginx(folder: Path) -> Iterator[Host]:
    """The same for nginx."""
    port = free_port()
    server = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    server = server.replace("/srv/site", str(folder / "site"))
    server = server.replace("/srv/deploy", str(folder / "deploy"))
    server = server.replace("127.0.0.1:8080", f"127.0.0.1:{port}")
    parts = ["fastcgi", "uwsgi", "scgi", "proxy", "client_body"]
    temporary = "".join(f"{part}_temp_path {folder}/{part};\n" for part in parts)
    brotli = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"
    # Root's workers would be another user's, who may not read a test's folder.
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user}load_module {brotli};\ndaemon off;\npid {folder}/pid;\nerror_log stderr;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{temporary}{server}}}\n",
        encoding="utf-8",
    )
    command = [program("nginx"), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    with running("nginx", port, command, folder, {}) as host:
        yield host


@contextmanager
def running(
    name: str, port: int, command: list[str], cwd: Path, environment: Mapping[str, str]
) -> Iterator[Host]:
    """A server in a process of its own, once it answers."""
    process = subprocess.Popen(
        command, cwd=cwd, env={"PATH": "/usr/bin:/usr/sbin:/bin", **environment}
    )
    try:
        wait_for(port, process)
        yield Host(name, port)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a port is open; the server's end is a failure."""
    while process.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(PATIENCE)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise ChildProcessError("the server has not started")


def program(name: str) -> str:
    """The path of a program that `.ci/servers` installs; raises FileNotFoundError."""
    path = shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin")
    if path is None:
        raise FileNotFoundError(f"no {name} here: `.ci/servers` installs it on Debian, as root")
    return path


def free_port() -> int:
    """A port of this machine at which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
