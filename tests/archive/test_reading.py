"""My own archive, and another's with purpose, right and trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from integrity_edu.archive.entries import Basic, BrokenArchiveError, Look, Section
from integrity_edu.archive.keeping import NOTICE_VERSION, give_into_keeping, take_back
from integrity_edu.archive.ledger import Broken, NotOpenedError
from integrity_edu.archive.opening import notice, open_archive
from integrity_edu.archive.reading import PurposeError, look_at, my_archive
from integrity_edu.errors import NotAllowedError
from integrity_edu.ids import PersonId
from integrity_edu.workspace import Role, Workspace
from tests.conftest import MakePerson, SignInAs, Staff


@pytest.fixture
def subject(ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs, staff: Staff) -> PersonId:
    """A student who gave his archive into the keeping of the office; a decider is signed in."""
    student = make_person()
    sign_in_as(student)
    open_archive(ws, notice().version)
    give_into_keeping(ws, NOTICE_VERSION, "20230001")
    sign_in_as(staff.decider)
    return student


def test_my_archive_has_six_sections_in_order(ws: Workspace, person: PersonId) -> None:
    open_archive(ws, notice().version)
    view = my_archive(ws)
    assert tuple(part.section for part in view.sections) == tuple(Section)
    assert view.broken is None


def test_a_look_returns_only_the_sections_asked_for(ws: Workspace, subject: PersonId) -> None:
    view = look_at(ws, subject, "核对奖学金申请", [Section.BASIC])
    assert [part.section for part in view.sections] == [Section.BASIC]
    assert view.section(Section.BASIC)[0].content == Basic("林晓雨", "学员5")
    assert view.section(Section.ACCESS) == ()


def test_a_look_leaves_a_trace_its_subject_sees(
    ws: Workspace, subject: PersonId, sign_in_as: SignInAs
) -> None:
    look_at(ws, subject, " 核对奖学金申请 ", [Section.EDUCATION, Section.BASIC])
    sign_in_as(subject)
    (trace,) = my_archive(ws).section(Section.ACCESS)
    assert trace.content == Look("学员3", "核对奖学金申请", (Section.BASIC, Section.EDUCATION))
    assert trace.event_date == ws.today()


@pytest.mark.parametrize("purpose", ["", "看看", "  看一看  "])
def test_a_look_without_a_purpose_is_refused(
    ws: Workspace, subject: PersonId, purpose: str
) -> None:
    with pytest.raises(PurposeError):
        look_at(ws, subject, purpose, [Section.BASIC])


def test_a_look_at_no_section_is_refused(ws: Workspace, subject: PersonId) -> None:
    with pytest.raises(PurposeError):
        look_at(ws, subject, "核对奖学金申请", [])


def test_students_look_at_nobody(
    ws: Workspace, subject: PersonId, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    sign_in_as(make_person())
    with pytest.raises(NotAllowedError):
        look_at(ws, subject, "核对奖学金申请", [Section.BASIC])


def test_a_teacher_without_the_persons_leave_sees_nothing_and_leaves_no_trace(
    ws: Workspace, subject: PersonId, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    sign_in_as(make_person(role=Role.TEACHER))
    with pytest.raises(NotAllowedError):
        look_at(ws, subject, "核对奖学金申请", [Section.BASIC])
    sign_in_as(subject)
    assert my_archive(ws).section(Section.ACCESS) == ()


def test_leave_taken_back_ends_the_looking(
    ws: Workspace, subject: PersonId, staff: Staff, sign_in_as: SignInAs
) -> None:
    sign_in_as(subject)
    take_back(ws)
    sign_in_as(staff.decider)
    with pytest.raises(NotAllowedError):
        look_at(ws, subject, "核对奖学金申请", [Section.BASIC])


def test_somebody_without_an_archive_cannot_be_looked_at(
    ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs, staff: Staff
) -> None:
    student = make_person()
    sign_in_as(staff.decider)
    with pytest.raises(NotOpenedError):
        look_at(ws, student, "核对奖学金申请", [Section.BASIC])


def test_no_trace_no_look(ws: Workspace, subject: PersonId) -> None:
    ws.conn.execute("UPDATE archive SET head = zeroblob(32)")
    with pytest.raises(BrokenArchiveError):
        look_at(ws, subject, "核对奖学金申请", [Section.BASIC])


def test_my_archive_names_what_is_broken(ws: Workspace, person: PersonId) -> None:
    open_archive(ws, notice().version)
    ws.conn.execute("DROP TRIGGER ledger_is_never_changed")
    ws.conn.execute("UPDATE ledger SET sealed = zeroblob(40)")
    view = my_archive(ws)
    assert isinstance(view.broken, Broken)
    assert view.broken.n == 1


def test_no_content_of_an_archive_is_readable_on_disk(
    ws: Workspace, subject: PersonId, tmp_path: Path
) -> None:
    look_at(ws, subject, "核对奖学金申请", [Section.BASIC])
    for path in (tmp_path / "data").rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        assert "核对奖学金".encode() not in data
        assert "林晓雨".encode() not in data
        assert "未核验".encode() not in data
