"""A built site over HTTP with the headers of the policy, and pages fetched from there."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from publishing.policy import read_policy

_POLICY = Path(__file__).parents[2] / "deploy" / "policy.yml"


class _Handler(SimpleHTTPRequestHandler):
    """What a host does: files, and for a missing one the error page of the nearest folder."""

    headers_of_host: Mapping[str, str]

    def end_headers(self) -> None:
        for name, value in self.headers_of_host.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        page = self._error_page().read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # upstream's name
        pass

    def _error_page(self) -> Path:
        root = Path(self.directory)
        asked = Path(self.translate_path(self.path))
        folders = [folder for folder in asked.parents if folder.is_relative_to(root)]
        return next(f / "404.html" for f in folders if (f / "404.html").is_file())


class _Server(ThreadingHTTPServer):
    # Closing waits for the threads otherwise, and those for browsers that keep connections open.
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves before it has read everything is no fault."""


@contextmanager
def served(folder: Path, *, policy: bool = True) -> Iterator[str]:
    """The address at which a folder is served as long as the context lasts.

    Without the policy, as a host does that sends no headers of ours.
    """
    headers = read_policy(_POLICY, folder).headers if policy else {}
    handler = type("Host", (_Handler,), {"headers_of_host": headers})
    server = _Server(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
