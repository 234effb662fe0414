"""What goes on paper: the whole archive, with its own line in the access log."""

from __future__ import annotations

import pytest

from integrity_edu.archive.entries import Look, Section
from integrity_edu.archive.export import printed_copy
from integrity_edu.archive.ledger import NotOpenedError, first_broken
from integrity_edu.archive.opening import notice, open_archive
from integrity_edu.people import sealing
from integrity_edu.people.permissions import TooYoungError
from integrity_edu.workspace import Workspace
from tests.conftest import MINOR_BIRTH, MakePerson, SignInAs


@pytest.mark.usefixtures("person")
def test_a_printed_copy_is_logged_and_holds_its_own_line(ws: Workspace) -> None:
    open_archive(ws, notice().version)
    (trace,) = printed_copy(ws).view.section(Section.ACCESS)
    assert trace.content == Look("学员1", "导出自己的档案（PDF）", tuple(Section))
    assert first_broken(ws, ws.actor.person) is None


@pytest.mark.usefixtures("person")
def test_a_printed_copy_names_the_key_of_the_signed_one(ws: Workspace) -> None:
    open_archive(ws, notice().version)
    mine = sealing.fingerprint(sealing.sign_public(ws.actor.secret))
    assert printed_copy(ws).fingerprint == mine


@pytest.mark.usefixtures("person")
def test_without_an_archive_nothing_is_printed(ws: Workspace) -> None:
    with pytest.raises(NotOpenedError):
        printed_copy(ws)


def test_a_minor_prints_nothing(
    ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    sign_in_as(make_person(birth=MINOR_BIRTH))
    with pytest.raises(TooYoungError):
        printed_copy(ws)
