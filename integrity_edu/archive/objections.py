"""The person's side, and the answers to it: statements, objections, second looks, repair.

The clocks of an objection are those of 山东省社会信用条例 art. 39: three working days when the
office can settle it, seven when others have to help, from the day it came in, which does not
count. An objection marks the record the moment it is made, wherever the record is shown.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from integrity_edu.archive import ledger
from integrity_edu.archive.conduct import end_content, said
from integrity_edu.archive.conduct_rules import check_conduct
from integrity_edu.archive.entries import Section
from integrity_edu.archive.record_entries import (
    Conduct,
    Decided,
    Extended,
    Objected,
    Outcome,
    RepairAsked,
    RepairDecided,
    ReviewAsked,
    Stated,
)
from integrity_edu.archive.record_flow import Record, StepError
from integrity_edu.archive.records import record_of, take_step
from integrity_edu.archive.workday_table import workdays_of
from integrity_edu.ids import PersonId
from integrity_edu.office import agenda
from integrity_edu.office.agenda import Task
from integrity_edu.office.opening import terms
from integrity_edu.people import store as people_store
from integrity_edu.people.permissions import Action, require
from integrity_edu.workspace import Workspace

Ground = Literal["wrong", "incomplete", "not_me", "basis", "outdated", "procedure"]


def make_statement(ws: Workspace, text: str, n: int | None = None, *, final: bool = False) -> None:
    """Add a statement of one's own: on record `n`, or on nothing in particular.

    `final` ends the time to answer a notice early. Raises NotOpenedError, NotFoundError,
    EduError for an empty text.
    """
    require(ws, Action.OBJECT)
    me, entry = ws.actor.person, Stated(text=said(text), record=n, final=final)
    with ws.change("archive"):
        if n is None:
            ledger.append(ws, me, Section.STATEMENT, entry, ws.today())
            return
        take_step(ws, record_of(ws, me, n), entry, Section.STATEMENT)


def object_to(ws: Workspace, n: int, ground: Ground, text: str) -> Record:
    """Object to record `n` of one's own archive; it is marked at once and the clock runs.

    Raises StepError, NotOpenedError, NotFoundError, EduError for an empty text.
    """
    require(ws, Action.OBJECT)
    return _object(ws, ws.actor.person, n, ground, text, ws.today())


def take_objection(ws: Workspace, subject: PersonId, n: int, text: str, received: date) -> Record:
    """Enter an objection that somebody handed in on paper on the day `received`.

    Raises as `object_to`, NotAllowedError, StepError for a day after today.
    """
    require(ws, Action.SEE_OFFICE)
    if received > ws.today():
        raise StepError("收到的日期在今天之后。", "看看日期有没有写错。")
    return _object(ws, subject, n, "wrong", text, received)


def extend(ws: Workspace, subject: PersonId, n: int, unit: str) -> Record:
    """Note that the objection to record `n` needs another unit to check; the longer clock holds.

    Raises StepError, NotFoundError, NotAllowedError, EduError without the unit.
    """
    require(ws, Action.DECIDE)
    before = record_of(ws, subject, n)
    if before.objection is None:
        raise _none_open()
    received = before.objection.made.received
    due = workdays_of(ws.conn).after(received, terms(ws).others_days)
    with ws.change("archive"):
        entry = Extended(objection=before.objection.n, unit=said(unit), due=due)
        after = take_step(ws, before, entry, Section.STATEMENT)
        task = Task("object", subject, before.objection.n)
        agenda.put(ws, due, task)
    return after


def decide(
    ws: Workspace,
    subject: PersonId,
    n: int,
    outcome: Outcome,
    reasons: str,
    corrected: Conduct | None = None,
) -> Record:
    """Answer the open objection to record `n`, or the second look asked for, with reasons.

    What was withdrawn is destroyed but for the answer. Raises StepError when whoever is acting
    recorded it or decided before, NotFoundError, NotAllowedError, ConductError.
    """
    require(ws, Action.DECIDE)
    before = record_of(ws, subject, n)
    if before.objection is None:
        raise _none_open()
    if corrected is not None:
        since = people_store.adult_from(ws.conn, subject)
        check_conduct(corrected, since, ws.today(), terms(ws).years)
    entry = Decided(
        objection=before.objection.n,
        outcome=outcome,
        reasons=said(reasons),
        on=ws.today(),
        conduct=corrected,
    )
    with ws.change("archive"):
        after = take_step(ws, before, entry, Section.STATEMENT)
        what: Literal["review", "object"] = "review" if before.objection.review else "object"
        agenda.take_off(ws, Task(what, subject, before.objection.n))
        if outcome == "withdrawn":
            end_content(ws, before, "核查后撤销")
        elif corrected is not None and corrected.until != before.conduct.until:
            assert corrected.until is not None
            agenda.put(ws, corrected.until, Task("expire", subject, n))
    return after


def ask_review(ws: Workspace, n: int, text: str) -> Record:
    """Ask for a second look at the last answer on record `n`, by somebody else.

    Raises StepError, NotFoundError, EduError for an empty text.
    """
    require(ws, Action.OBJECT)
    me = ws.actor.person
    before = record_of(ws, me, n)
    answered = [one for one in before.objections if one.decided is not None]
    if not answered:
        raise StepError("还没有答复，不用申请复核。", "答复以后还不同意，再申请。")
    due = workdays_of(ws.conn).after(ws.today(), terms(ws).review_days)
    entry = ReviewAsked(objection=answered[-1].n, text=said(text), received=ws.today(), due=due)
    with ws.change("archive"):
        after = take_step(ws, before, entry, Section.STATEMENT)
        agenda.put(ws, due, Task("review", me, answered[-1].n))
    return after


def ask_repair(ws: Workspace, n: int, text: str, evidence: str) -> Record:
    """Say what was put right about record `n`, with what shows it.

    Raises StepError, NotFoundError, EduError for an empty text.
    """
    require(ws, Action.OBJECT)
    me = ws.actor.person
    due = workdays_of(ws.conn).after(ws.today(), terms(ws).repair_days)
    entry = RepairAsked(
        record=n, text=said(text), evidence=said(evidence), received=ws.today(), due=due
    )
    with ws.change("archive"):
        after = take_step(ws, record_of(ws, me, n), entry, Section.STATEMENT)
        assert after.repair is not None
        agenda.put(ws, due, Task("repair", me, after.repair.n))
    return after


def decide_repair(
    ws: Workspace, subject: PersonId, n: int, reasons: str, *, granted: bool
) -> Record:
    """Answer the request to repair record `n`; a repaired record is shown to nobody else any more.

    Raises StepError when whoever is acting recorded it, NotFoundError, NotAllowedError.
    """
    require(ws, Action.DECIDE)
    before = record_of(ws, subject, n)
    if before.repair is None:
        raise StepError("没有找到这个修复申请。", "刷新以后再看。")
    entry = RepairDecided(
        request=before.repair.n, granted=granted, reasons=said(reasons), on=ws.today()
    )
    with ws.change("archive"):
        after = take_step(ws, before, entry, Section.STATEMENT)
        agenda.take_off(ws, Task("repair", subject, before.repair.n))
    return after


def _object(
    ws: Workspace, subject: PersonId, n: int, ground: Ground, text: str, received: date
) -> Record:
    due = workdays_of(ws.conn).after(received, terms(ws).own_days)
    entry = Objected(record=n, ground=ground, text=said(text), received=received, due=due)
    with ws.change("archive"):
        after = take_step(ws, record_of(ws, subject, n), entry, Section.STATEMENT)
        assert after.objection is not None
        task = Task("object", subject, after.objection.n)
        agenda.put(ws, due, task)
    return after


def _none_open() -> StepError:
    return StepError("这条记录上没有等待答复的异议。", "刷新以后再看。")
