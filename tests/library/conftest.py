"""A flawless small content tree for each test to spoil."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.library.tree import Tree, build


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A content tree in which the linter finds nothing."""
    return build(tmp_path / "authored")
