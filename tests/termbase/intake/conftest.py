"""What the tests of the import share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Tea
from tests.termbase.intake.bringing import House


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A project about tea into which a test brings files."""
    return House(Tea(tmp_path))
