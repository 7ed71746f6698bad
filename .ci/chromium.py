"""Prints the path of a Chromium for the browser tests, and installs one where there is none.

In this order: the one that CHROMIUM names, one on PATH, Playwright's own download, the system's
packages (as root). Where none can be had, that fails in CI; elsewhere it prints an empty path, and
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
SYSTEM_PACKAGE = Path(__file__).with_name("system-package")
DOWNLOAD = [sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"]
# Playwright tries five times; by default an unreachable host would cost it 30 seconds each time.
PATIENCE = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "5000"}


def main() -> int:
    path = find()
    print(path or "")
    return 1 if path is None and os.environ.get("CI") else 0


def find() -> str | None:
    if chosen := os.environ.get("CHROMIUM"):
        return check(chosen)
    for step in (on_path, downloaded, download, install):
        if path := step():
            return path
    say("No Chromium for the browser tests: install one, or set CHROMIUM=/path/to/chromium.")
    return None


def check(chosen: str) -> str | None:
    path = shutil.which(chosen)
    if path and starts(path):
        return path
    say(f"No Chromium for the browser tests: CHROMIUM={chosen} does not start.")
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
    subprocess.run(DOWNLOAD, env=PATIENCE | os.environ, capture_output=True, check=False)
    return downloaded()


def install() -> str | None:
    say("Playwright's Chromium cannot be had: trying the system's packages.")
    subprocess.run([SYSTEM_PACKAGE, "chromium"], stdout=sys.stderr, check=False)
    return on_path()


def starts(path: str) -> bool:
    """Tell a browser from a distribution's stub, or from one whose libraries are missing."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
