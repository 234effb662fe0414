"""The students of a class: names and numbers are sealed for its teacher."""

from __future__ import annotations

import json
from collections.abc import Sequence

from msgspec import Struct

from integrity_edu import ids
from integrity_edu.errors import EduError, NotFoundError
from integrity_edu.ids import PersonId
from integrity_edu.people import store as people_store
from integrity_edu.people.keys import data_key
from integrity_edu.people.names import check_student
from integrity_edu.people.permissions import Action, may
from integrity_edu.people.sealing import seal, unseal
from integrity_edu.teaching import store
from integrity_edu.teaching.claims import claim_of
from integrity_edu.teaching.classes import code_of, own_class, own_running_class
from integrity_edu.teaching.roster_import import (
    RosterLine,
    RowProblem,
    natural_key,
)
from integrity_edu.teaching.store import ClassRow, RosterRow
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace


class RosterError(EduError):
    """A change of the roster that would contradict another row."""

    code = "roster"


class AddedStudents(Struct, frozen=True):
    """How many students were added, and which lines were not and why."""

    added: int
    skipped: tuple[RowProblem, ...]


class StudentLine(Struct, frozen=True):
    """One student of a class; `person` is the account tied to the row, if any."""

    id: str
    student_no: str
    name: str
    person: PersonId | None

    @property
    def joined(self) -> bool:
        """Whether the student has tied an account to the row."""
        return self.person is not None


def add_students(ws: Workspace, class_id: str, rows: Sequence[RosterLine]) -> AddedStudents:
    """Add students to one of my classes, all in one transaction.

    A row with a number that the class already has, or that cannot be taken, is skipped and named.
    """
    row = own_running_class(ws, class_id, Action.MAKE_CLASS)
    with ws.change("teaching") as db:
        new, skipped = _sort_out(ws, row, rows)
        store.add_students(db, new)
    return AddedStudents(len(new), tuple(skipped))


def roster(ws: Workspace, class_id: str) -> list[StudentLine]:
    """The students of one of my classes in the order of their numbers, 2 before 10."""
    own_class(ws, class_id, Action.SEE_CLASS)
    key = data_key(ws)
    lines = [_open(key, row) for row in store.roster(ws.conn, class_id)]
    return sorted(lines, key=lambda line: natural_key(line.student_no))


def remove_student(ws: Workspace, roster_id: str) -> None:
    """Take a student off the list; what he learnt stays his."""
    _own_row(ws, roster_id)
    with ws.change("teaching") as db:
        store.set_removed(db, roster_id, ws.stamp())


def restore_student(ws: Workspace, roster_id: str) -> None:
    """Undo `remove_student`.

    Raises RosterError when the number was given out again; an account that has taken another row
    of the class meanwhile stays there.
    """
    row = _own_row(ws, roster_id)
    with ws.change("teaching") as db:
        again = store.row_by_claim(ws.conn, row.class_id, row.claim)
        if again is not None and again.id != roster_id:
            raise RosterError("名单上已经有这个学号了。", "先移出现在的那一行，再恢复这一行。")
        if row.person and _has_other_row(ws, row, row.person):
            store.set_person(db, roster_id, None)
        store.set_removed(db, roster_id, None)


def link_account(ws: Workspace, roster_id: str, person: PersonId | None) -> None:
    """Tie a row of one of my classes to an account of this computer, or untie it with None.

    Raises RosterError for an account that cannot join classes or already has a row in this one.
    """
    row = _own_row(ws, roster_id)
    with ws.change("teaching") as db:
        if person is not None:
            if not may(people_store.person_row(ws.conn, person).role, Action.JOIN_CLASS):
                raise RosterError("这个账户不是学生或学员。", "选学生自己的账户。")
            if _has_other_row(ws, row, person):
                raise RosterError(
                    "这个账户已经对上了名单里的另一个人。", "先解除那一行，再来对这一行。"
                )
        store.set_person(db, roster_id, person)


def _sort_out(
    ws: Workspace, row: ClassRow, rows: Sequence[RosterLine]
) -> tuple[list[RosterRow], list[RowProblem]]:
    key, code, place = data_key(ws), code_of(ws, row), store.next_position(ws.conn, row.id)
    taken = {student.claim for student in store.roster(ws.conn, row.id)}
    new: list[RosterRow] = []
    skipped: list[RowProblem] = []
    for line in rows:
        reason, claim = check_student(line.student_no, line.name), claim_of(code, line.student_no)
        if reason is None and claim in taken:
            reason = tr("班里已经有这个学号。")
        if reason is not None:
            skipped.append(RowProblem(line.line, reason))
            continue
        taken.add(claim)
        roster_id = ids.new("r")
        sealed = seal(key, _plain(line), _purpose(roster_id))
        position = place + len(new)
        new.append(RosterRow(roster_id, row.id, None, claim, sealed, position, ws.stamp(), None))
    return new, skipped


def _open(key: bytes, row: RosterRow) -> StudentLine:
    plain = json.loads(unseal(key, row.sealed, _purpose(row.id)))
    person = PersonId(row.person) if row.person else None
    return StudentLine(row.id, plain["number"], plain["name"], person)


def _own_row(ws: Workspace, roster_id: str) -> RosterRow:
    row = store.roster_row(ws.conn, roster_id)
    if row is None:
        raise NotFoundError("名单上没有这一行。", "刷新名单再看。")
    own_class(ws, row.class_id, Action.MAKE_CLASS)
    return row


def _has_other_row(ws: Workspace, row: RosterRow, person: str) -> bool:
    found = store.row_of_person(ws.conn, row.class_id, person)
    return found is not None and found.id != row.id


def _plain(line: RosterLine) -> bytes:
    return json.dumps({"number": line.student_no, "name": line.name}, ensure_ascii=False).encode()


def _purpose(roster_id: str) -> str:
    return f"roster:{roster_id}"
