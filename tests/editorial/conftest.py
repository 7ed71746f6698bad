"""What the tests of the editorial rules share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editorial.bread import Bakery


@pytest.fixture
def bakery(tmp_path: Path) -> Bakery:
    """A project without guides and without faults."""
    return Bakery(tmp_path)
