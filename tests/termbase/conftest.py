"""What the tests of commands share: a small project on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.termbase.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A sound project about tea, with two concepts that name each other and one guide."""
    return Desk(tmp_path)
