"""Prints the path of a Chromium for the browser tests, and installs one where there is none.

In this order: the one that CHROMIUM names, one on PATH, Playwright's own download, the system's
package (as root). Where none can be had, that fails in CI; elsewhere it prints an empty path, and
the browser tests are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
PLAYWRIGHT = (sys.executable, "-m", "playwright")
SYSTEM_PACKAGE = Path(__file__).with_name("system-package")
# Playwright tries five times; by default an unreachable host would cost it 30 seconds each time.
PATIENCE = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "5000"}


def main() -> int:
    path = find() if has_driver() else None
    print(path or "")
    return 1 if path is None and os.environ.get("CI") else 0


def has_driver() -> bool:
    """Tell whether Playwright starts: it needs a library that a bare Debian lacks."""
    if starts(*PLAYWRIGHT):
        return True
    install("libatomic1")
    if starts(*PLAYWRIGHT):
        return True
    say("No browser tests: Playwright does not start. On Debian, install libatomic1.")
    return False


def find() -> str | None:
    if chosen := os.environ.get("CHROMIUM"):
        return named(chosen)
    for step in (on_path, downloaded, download, from_system):
        if path := step():
            return path
    say("No browser tests: install Chromium, or name one with CHROMIUM=/path/to/chromium.")
    return None


def named(chosen: str) -> str | None:
    path = shutil.which(chosen)
    if path and starts(path):
        return path
    say(f"No browser tests: CHROMIUM={chosen} does not start.")
    return None


def on_path() -> str | None:
    paths = (path for name in NAMES if (path := shutil.which(name)))
    return next(filter(starts, paths), None)


def downloaded() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if starts(path) else None


def download() -> str | None:
    say("No Chromium on PATH: downloading Playwright's (about 180 MB).")
    command = (*PLAYWRIGHT, "install", "--no-shell", "chromium")
    subprocess.run(command, env=PATIENCE | os.environ, capture_output=True, check=False)
    return downloaded()


def from_system() -> str | None:
    # Without fonts of its own, what is drawn is wider than what people read.
    install("chromium", "fonts-liberation")
    return on_path()


def install(*packages: str) -> None:
    subprocess.run([SYSTEM_PACKAGE, *packages], check=False)


def starts(*command: str) -> bool:
    """Tell a program from a distribution's stub, or from one whose libraries are missing."""
    try:
        run = subprocess.run([*command, "--version"], capture_output=True, check=False)
    except OSError:
        return False
    return run.returncode == 0


def say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
