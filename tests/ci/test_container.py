"""The container file, as far as it can be judged without a container."""

from __future__ import annotations

import re
from pathlib import Path

from tests.site.building import ROOT

TEXT = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")
# What the build in the container makes.
MADE = {"site", "deploy/site"}
# The Caddyfile's own, or of every process.
KNOWN = {"SITE_ADDRESS", "SITE_ROOT", "XDG_DATA_HOME", "XDG_CONFIG_HOME"}


def test_what_is_copied_from_the_build_is_there_or_made_there() -> None:
    sources = re.findall(r"^COPY --from=build /build/(\S+)", TEXT, re.MULTILINE)
    assert len(sources) == 3
    assert [path for path in sources if path not in MADE and not (ROOT / path).exists()] == []


def test_the_targets_that_it_makes_are_targets() -> None:
    (called,) = re.findall(r"&& make ([\w ]+)$", TEXT, re.MULTILINE)
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(called.split()) <= set(targets)


def test_the_server_is_told_what_its_configuration_asks_for() -> None:
    caddyfile = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    asked = set(re.findall(r"\{\$(\w+)", caddyfile))
    given = set(re.findall(r"(\w+)=\S+", next(re.finditer(r"^ENV (.*)$", TEXT, re.M))[1]))
    assert asked <= given <= KNOWN


def test_it_is_not_run_by_root_and_starts_with_the_configuration_that_it_copies() -> None:
    assert re.search(r"^USER (?!root)\w+$", TEXT, re.MULTILINE)
    (config,) = re.findall(r'"--config", "([^"]+)"', TEXT)
    copied = re.findall(r"^COPY --from=build \S+ (\S+)$", TEXT, re.MULTILINE)
    assert config in copied
    assert Path(config).name == "Caddyfile"
