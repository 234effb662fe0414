"""Recording conduct: weighed first, resting on a document, told, confirmed by somebody else.

Negative records follow 国办发〔2016〕98号 (four acts, from 18 on) and the idea of 两书同达
(国办发〔2025〕22号): no record without the notice that says how to object and how to repair.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from integrity_edu.archive import ledger
from integrity_edu.archive.catalogue import NEGATIVE
from integrity_edu.archive.conduct_rules import check_conduct, refuse_if_too_small
from integrity_edu.archive.entries import Section
from integrity_edu.archive.record_entries import (
    Conduct,
    Confirmed,
    Decision,
    Dropped,
    Recorded,
    Told,
    Withdrawn,
)
from integrity_edu.archive.record_flow import Record, StepError
from integrity_edu.archive.records import record_of, take_step
from integrity_edu.archive.workday_table import workdays_of
from integrity_edu.errors import EduError
from integrity_edu.ids import PersonId
from integrity_edu.office import agenda
from integrity_edu.office.agenda import Task
from integrity_edu.office.opening import terms
from integrity_edu.people import store as people_store
from integrity_edu.people.permissions import Action, require
from integrity_edu.workspace import Workspace

NOTICE_VERSION = "2026-11"


class Weighing(Struct, frozen=True):
    """The answers on the page "should this be recorded at all".

    After 山东省社会信用条例 art. 13: what was slight and put right by the person, and what was
    settled on the spot, stays out.
    """

    slight_and_put_right: bool
    settled_on_the_spot: bool
    why: str


def record(ws: Workspace, subject: PersonId, conduct: Conduct, weighing: Weighing | None) -> int:
    """Enter a record in the archive of `subject`; returns its number.

    A negative one waits to be told to the person. Raises NotAllowedError, NotOpenedError,
    ConductError and EventDateError (`conduct_rules`), BrokenArchiveError.
    """
    require(ws, Action.RECORD_CONDUCT)
    _not_oneself(ws, subject)
    since = people_store.adult_from(ws.conn, subject)
    if conduct.kind in NEGATIVE:
        refuse_if_too_small(
            slight_and_put_right=weighing is not None and weighing.slight_and_put_right,
            settled_on_the_spot=weighing is not None and weighing.settled_on_the_spot,
        )
    check_conduct(conduct, since, ws.today(), terms(ws).years)
    with ws.change("archive"):
        n = ledger.append(ws, subject, Section.CONDUCT, Recorded(conduct), conduct.began)
        if conduct.kind in NEGATIVE:
            due = workdays_of(ws.conn).after(ws.today(), terms(ws).own_days)
            agenda.put(ws, due, Task("tell", subject, n))
        if conduct.until is not None:
            agenda.put(ws, conduct.until, Task("expire", subject, n))
    return n


def tell(
    ws: Workspace,
    subject: PersonId,
    n: int,
    way: Literal["in_person", "in_program", "delivered"],
    on: date,
) -> Record:
    """Note that the person was given the notice of record `n` on a day, and how.

    The time to answer is the office's, in working days, the day itself not counted. Raises
    StepError, NotFoundError, ConductError for a day that cannot be.
    """
    require(ws, Action.RECORD_CONDUCT)
    before = record_of(ws, subject, n)
    if not before.conduct.decision.date <= on <= ws.today():
        raise StepError("告知日期要在认定决定之后、今天以前。", "看看日期有没有写错。")
    answer_by = workdays_of(ws.conn).after(on, terms(ws).answer_days)
    with ws.change("archive"):
        told = Told(record=n, way=way, on=on, answer_by=answer_by, notice=NOTICE_VERSION)
        after = take_step(ws, before, told, Section.CONDUCT)
        agenda.take_off(ws, Task("tell", subject, n))
        agenda.put(ws, workdays_of(ws.conn).after(answer_by, 1), Task("confirm", subject, n))
    return after


def confirm(ws: Workspace, subject: PersonId, n: int) -> Record:
    """Put record `n` in force, after the time to answer, by somebody who did not record it.

    Raises StepError, NotFoundError, NotAllowedError.
    """
    require(ws, Action.DECIDE)
    before = record_of(ws, subject, n)
    with ws.change("archive"):
        after = take_step(ws, before, Confirmed(record=n, on=ws.today()), Section.CONDUCT)
        agenda.take_off(ws, Task("confirm", subject, n))
    return after


def drop(ws: Workspace, subject: PersonId, n: int, reason: str) -> None:
    """Give up record `n`, which is not in force, and destroy its content.

    Raises StepError, NotFoundError, NotAllowedError, EduError without a reason.
    """
    require(ws, Action.RECORD_CONDUCT)
    before = record_of(ws, subject, n)
    with ws.change("archive"):
        entry = Dropped(record=n, reason=said(reason))
        take_step(ws, before, entry, Section.CONDUCT)
        end_content(ws, before, "没有生效，不再登记")


def withdraw(
    ws: Workspace, subject: PersonId, n: int, reason: str, revoked_by: Decision | None
) -> None:
    """Take record `n` back because the decision under it was revoked or should not stand.

    Its content is destroyed at once; 山东省社会信用条例 art. 40 gives three working days. Raises
    StepError, NotFoundError, NotAllowedError, EduError without a reason.
    """
    require(ws, Action.DECIDE)
    before = record_of(ws, subject, n)
    with ws.change("archive"):
        entry = Withdrawn(record=n, reason=said(reason), revoked_by=revoked_by, on=ws.today())
        take_step(ws, before, entry, Section.CONDUCT)
        end_content(ws, before, "依据的认定被撤销或者不成立")


def note_revocation(ws: Workspace, subject: PersonId, n: int, received: date) -> date:
    """Put the withdrawal of record `n` on the agenda when news of a revocation comes in.

    Returns the last day: the third working day after `received` (条例 art. 40).
    """
    require(ws, Action.RECORD_CONDUCT)
    record_of(ws, subject, n)
    due = workdays_of(ws.conn).after(received, 3)
    with ws.change("archive"):
        agenda.put(ws, due, Task("withdraw", subject, n))
    return due


def end_content(ws: Workspace, done: Record, reason: str) -> None:
    """Destroy what a record's entries say and clear the agenda of it, in the caller's block."""
    ledger.destroy_contents(ws, done.subject, done.entries, reason)
    for what in ("tell", "confirm", "withdraw", "expire"):
        agenda.take_off(ws, Task(what, done.subject, done.n))
    for objection in done.objections:
        agenda.take_off(ws, Task("object", done.subject, objection.n))
        agenda.take_off(ws, Task("review", done.subject, objection.n))
    for repair in done.repairs:
        agenda.take_off(ws, Task("repair", done.subject, repair.n))


def said(text: str) -> str:
    """A text that was really written; EduError for an empty one."""
    if len(text.strip()) < 2:
        raise EduError("理由还没有写。", "写一两句，让对方看得明白。")
    return text.strip()


def _not_oneself(ws: Workspace, subject: PersonId) -> None:
    if subject == ws.actor.person:
        raise StepError("不能登记自己的行为记录。", "请另一位有登记职责的老师来登记。")
