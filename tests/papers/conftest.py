"""A teacher at work."""

from __future__ import annotations

import pytest

from integrity_edu.ids import PersonId
from integrity_edu.workspace import Role, Workspace
from tests.conftest import MakePerson, SignInAs


@pytest.fixture
def teacher(ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs) -> PersonId:
    """A teacher, signed in."""
    person = make_person(Role.TEACHER)
    sign_in_as(person)
    return person
