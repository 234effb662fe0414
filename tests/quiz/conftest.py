"""The small bank in the database, and somebody to answer it."""

from __future__ import annotations

import pytest

from integrity_edu.ids import PersonId
from integrity_edu.workspace import Workspace
from tests.quiz.small_bank import bank, put


@pytest.fixture
def stocked(ws: Workspace, person: PersonId) -> Workspace:
    """A workspace with the small bank and an adult student signed in."""
    put(ws, bank())
    return ws
