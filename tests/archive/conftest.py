"""A student whose archive the office keeps."""

from __future__ import annotations

import pytest

from integrity_edu.archive.keeping import NOTICE_VERSION, give_into_keeping
from integrity_edu.archive.opening import notice, open_archive
from integrity_edu.ids import PersonId
from integrity_edu.workspace import Workspace
from tests.conftest import MakePerson, SignInAs, Staff


@pytest.fixture
def student(ws: Workspace, staff: Staff, make_person: MakePerson, sign_in_as: SignInAs) -> PersonId:
    """A student of 21 with an archive in the keeping of the office; the recorder is signed in."""
    found = make_person()
    sign_in_as(found)
    open_archive(ws, notice().version)
    give_into_keeping(ws, NOTICE_VERSION, "20230001", "计算机 1 班")
    sign_in_as(staff.recorder)
    return found
