"""The set-up leaves a project in which one can work, whatever happens."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.site.building import ROOT


def test_packages_that_cannot_be_installed_leave_the_last_ones(tmp_path: Path) -> None:
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "requirements.lock").write_text("no requirement at all\n", encoding="utf-8")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "packages").write_text("of another lock\n", encoding="utf-8")
    run = subprocess.run([tmp_path / ".ci/setup"], capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert "requirement" in run.stderr
    assert [path.name for path in (tmp_path / ".venv").iterdir()] == ["packages"]
    assert not (tmp_path / ".venv.old").exists()
