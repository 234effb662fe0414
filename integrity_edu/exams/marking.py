"""Mark short answers by hand: anonymous, question by question, in an order of its own."""

from __future__ import annotations

import json
import random

import msgspec
from msgspec import Struct

from integrity_edu.errors import EduError, NotFoundError
from integrity_edu.exams import store
from integrity_edu.exams.store import WrittenRow
from integrity_edu.people.permissions import Action, require
from integrity_edu.quiz import store as quiz_store
from integrity_edu.quiz.grading import is_begun, rubric_fraction
from integrity_edu.quiz.questions import Short, decode
from integrity_edu.quiz.sittings import own
from integrity_edu.quiz.store import MarkRow
from integrity_edu.teaching.assignments import own_assignment
from integrity_edu.teaching.rosters import roster
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace


class MarkingError(EduError):
    """This mark cannot be given."""

    code = "marking"


class Given(Struct, frozen=True):
    """A mark as the teacher gave it: the ids of the criteria met, and a comment."""

    met: tuple[str, ...]
    comment: str = ""


class Written(Struct, frozen=True):
    """One short answer; `label` is 卷 1, 卷 2 …, or number and name where they were asked for."""

    sitting: str
    position: int
    label: str
    question: Short
    response: str
    possible: float
    given: Given | None

    @property
    def waiting(self) -> bool:
        """Whether nobody has marked it yet."""
        return self.given is None


def to_mark(
    ws: Workspace, assignment_id: str, *, named: bool = False, marked: bool = False
) -> tuple[Written, ...]:
    """The short answers of an assignment that wait for a mark; with `marked` those done as well.

    Question after question; for each the papers lie in an order of their own, so that nobody is
    always marked first or last, and 卷 1 of one question says nothing about 卷 1 of the next.
    """
    task = own_assignment(ws, assignment_id, Action.MARK)
    names: dict[str | None, str] = {
        one.person: tr("{number} {name}", number=one.student_no, name=one.name)
        for one in (roster(ws, task.class_id) if named else ())
    }
    by_question: dict[str, list[tuple[Short, WrittenRow]]] = {}
    for row in store.written(ws.conn, task.class_id, assignment_id):
        question = _short(row)
        if is_begun(question, _response(row)):
            by_question.setdefault(question.id, []).append((question, row))
    found: list[Written] = []
    for ref, rows in by_question.items():
        random.Random(f"{assignment_id} {ref}").shuffle(rows)
        for number, (question, row) in enumerate(rows, start=1):
            label = names.get(row.person) or tr("卷 {n}", n=number)
            found.append(_written(row, question, label))
    return tuple(one for one in found if marked or one.waiting)


def give_mark(ws: Workspace, sitting_id: str, position: int, given: Given | None) -> Given | None:
    """Mark a short answer; returns the mark before, and giving that back undoes this.

    None takes the mark away, so that the answer waits again. The totals are added up anew; what
    the attempt brings is drawn once nothing in it waits. Raises MarkingError for criteria that
    the rubric does not have.
    """
    require(ws, Action.MARK)
    with ws.change("quiz", "teaching") as db:
        row = store.written_item(ws.conn, sitting_id, position)
        if row is None:
            raise NotFoundError("没有这份要批的答卷。", "刷新批改页再看。")
        own_assignment(ws, row.assignment, Action.MARK)
        if given is None:
            store.unmark(db, sitting_id, position)
        else:
            mark = _mark(ws, row, given)
            quiz_store.set_mark(db, mark, mark.fraction * row.possible)
        quiz_store.add_up(db, sitting_id)
        store.unsettle(db, sitting_id)
    return _given(row)


def comments(ws: Workspace, sitting_id: str) -> dict[int, Given]:
    """Position → what the teacher ticked and wrote, in one of my attempts."""
    require(ws, Action.SEE_OWN_PROGRESS)
    own(ws, sitting_id)
    found = store.comments(ws.conn, sitting_id)
    return {position: msgspec.json.decode(detail, type=Given) for position, detail in found}


def _mark(ws: Workspace, row: WrittenRow, given: Given) -> MarkRow:
    question = _short(row)
    if set(given.met) - {one.id for one in question.rubric}:
        raise MarkingError("评分要点里没有这一条。", "刷新批改页再勾一次。")
    ticked = Given(tuple(sorted(set(given.met))), given.comment.strip())
    return MarkRow(
        person=row.person,
        question=question.id,
        sitting=row.sitting,
        position=row.position,
        fraction=rubric_fraction(question, ticked.met),
        certainty=row.certainty,
        at=ws.stamp(),
        why="teacher",
        author=ws.actor.person,
        detail=msgspec.json.encode(ticked).decode(),
    )


def _written(row: WrittenRow, question: Short, label: str) -> Written:
    return Written(
        sitting=row.sitting,
        position=row.position,
        label=label,
        question=question,
        response=str(_response(row)),
        possible=row.possible,
        given=_given(row),
    )


def _given(row: WrittenRow) -> Given | None:
    """The mark that stands; ticks are known of marks given by hand only."""
    if row.fraction is None:
        return None
    detail = json.loads(row.detail) if row.detail else {}
    return Given(tuple(detail.get("met", ())), str(detail.get("comment", "")))


def _short(row: WrittenRow) -> Short:
    question = decode(row.body)
    assert isinstance(question, Short)
    return question


def _response(row: WrittenRow) -> object:
    return json.loads(row.response) if row.response else None
