"""Thirty singles in the bank, and an adult student to answer them."""

from __future__ import annotations

import pytest

from integrity_edu.ids import PersonId
from integrity_edu.workspace import Workspace
from tests.review.history import stock


@pytest.fixture
def stocked(ws: Workspace, person: PersonId) -> Workspace:
    """A workspace with thirty questions on measures 1, 2 and 8, and a student signed in."""
    stock(ws, 30)
    return ws
