"""Giving somebody the way back to the own archive: password and code are both lost.

The custodian recognises the person, the account gets new keys and a new letter, and the archive,
whose key the office keeps, opens with them again. Notes and settings that only the old password
opened stay shut for good, which the person is told before.
"""

from __future__ import annotations

from integrity_edu.archive import store
from integrity_edu.archive.entries import Look, Section
from integrity_edu.archive.keys import archive_key, give_key
from integrity_edu.archive.ledger import append
from integrity_edu.ids import PersonId
from integrity_edu.office import directory
from integrity_edu.office.entering import EnteringError, Letter, letter
from integrity_edu.office.log import LogLine, note
from integrity_edu.people.enrolling import prepare_account, reopen_account
from integrity_edu.people.permissions import Action, require
from integrity_edu.people.store import person_row
from integrity_edu.words import tr
from integrity_edu.workspace import Role, Workspace


def return_keys(ws: Workspace, person: PersonId, how_checked: str) -> Letter:
    """New keys and a new letter for somebody in the directory; returns the letter.

    `how_checked` says how the person was recognised; it goes into the log, and the archive's
    access log says that new keys were given. Raises NotAllowedError, NotFoundError, EnteringError
    without `how_checked` or for a teacher's account.
    """
    require(ws, Action.KEEP_OFFICE)
    known = directory.listed(ws, person)
    row = person_row(ws.conn, person)
    if row.role is Role.TEACHER:
        raise EnteringError("老师的账户不能这样重开。", "老师用自己的恢复码登录。")
    if len(how_checked.strip()) < 2:
        raise EnteringError("还没有写怎么核对的本人。", "比如：当面核对学生证。")
    student = known.student
    made = prepare_account(student.name, student.birth, ws.stamp(), (person, row.nickname))
    with ws.change("office", "people", "archive") as db:
        key = archive_key(ws, person) if known.has_archive else None
        reopen_account(ws, made)
        if key is not None:
            store.remove_wrapped_keys(db, person)
            give_key(ws, person, person, key)
            viewer = person_row(ws.conn, ws.actor.person).nickname
            look = Look(viewer, tr("核对本人后，重新交给本人钥匙"), (Section.BASIC,))
            append(ws, person, Section.ACCESS, look, ws.today())
        note(ws, LogLine("code_renewed", about=person, note=how_checked.strip()))
    return letter(made, student)
