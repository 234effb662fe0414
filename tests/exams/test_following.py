"""Who sits an exam, how long still, and how the class answered."""

from __future__ import annotations

from datetime import date

import pytest

from integrity_edu.clock import ManualClock
from integrity_edu.errors import NotAllowedError, NotFoundError
from integrity_edu.exams.extra_time import extend, set_multiplier, undo_extension
from integrity_edu.exams.following import exam_now
from integrity_edu.exams.others import FEWEST, others
from integrity_edu.exams.regrading.corrected import corrected
from integrity_edu.exams.regrading.regrades import question_asked, regrade, undo
from integrity_edu.exams.regrading.values import Wish
from integrity_edu.exams.setting import set_paper, start_set_paper
from integrity_edu.exams.tasks import PaperTask
from integrity_edu.ids import ClassId, PersonId
from integrity_edu.papers.blueprint import Blueprint, Row, Section
from integrity_edu.papers.saving import make_paper
from integrity_edu.quiz import sittings
from integrity_edu.quiz.questions import Single
from integrity_edu.quiz.reveal import EXAM, THINGS, Reveal
from integrity_edu.teaching.finishing import finish_sitting
from integrity_edu.teaching.rosters import roster
from integrity_edu.workspace import Role, Workspace
from tests.conftest import MakePerson, SignInAs
from tests.exams.conftest import FillClass
from tests.exams.exam_kit import bank
from tests.quiz.small_bank import put

OPEN = Reveal(after=THINGS, closed=THINGS)


def make_task(ws: Workspace, class_id: str, reveal: Reveal = OPEN) -> str:
    """A paper of two questions, an hour, five minutes of grace."""
    put(ws, bank(2))
    plan = Blueprint(
        title="卷", sections=(Section(title="一", rows=(Row(measures=(1,), count=2),)),)
    )
    task = PaperTask(paper=make_paper(ws, plan, 7), minutes=60, grace_minutes=5, reveal=reveal)
    return set_paper(ws, class_id, task, due=date(2026, 12, 1))


def sit(ws: Workspace, task: str, choice: str) -> str:
    sitting = start_set_paper(ws, task)
    for item in sittings.load(ws, sitting).items:
        sittings.save_answer(ws, sitting, item.position, [choice])
    finish_sitting(ws, sitting)
    return sitting


def test_every_student_has_a_state_and_the_minutes_left(
    ws: Workspace,
    class_id: ClassId,
    teacher: PersonId,
    fill_class: FillClass,
    sign_in_as: SignInAs,
    clock: ManualClock,
) -> None:
    people = fill_class(4)
    task = make_task(ws, class_id)
    set_multiplier(ws, roster(ws, class_id)[1].id, 1.5)
    for person in people[:2]:
        sign_in_as(person)
        start_set_paper(ws, task)
    sign_in_as(people[2])
    sit(ws, task, "a")
    clock.forward(minutes=62)
    sign_in_as(teacher)
    seats = exam_now(ws, task).seats
    assert [seat.state for seat in seats] == ["overdue", "in_progress", "submitted", "new"]
    assert [seat.left for seat in seats] == [0, 28, None, None]
    clock.forward(minutes=4)
    assert exam_now(ws, task).count("abandoned") == 1


def test_what_was_given_is_listed_and_can_be_undone_from_the_list(
    ws: Workspace,
    class_id: ClassId,
    teacher: PersonId,
    fill_class: FillClass,
    sign_in_as: SignInAs,
    clock: ManualClock,
) -> None:
    people = fill_class(2)
    task = make_task(ws, class_id)
    for person in people:
        sign_in_as(person)
        start_set_paper(ws, task)
    sign_in_as(teacher)
    extend(ws, task, 10, "停电")
    clock.forward(minutes=1)
    extend(ws, task, 5, "换电脑", sitting=exam_now(ws, task).seats[0].sitting)
    now = exam_now(ws, task)
    assert [(one.name, one.extension.minutes) for one in now.given] == [("同学01", 5), ("", 10)]
    assert [seat.added for seat in now.seats] == [15, 10]

    undo_extension(ws, now.given[1].extension)

    after = exam_now(ws, task)
    assert [seat.added for seat in after.seats] == [5, 0]
    assert [one.extension.minutes for one in after.given] == [5]


def test_only_its_own_teacher_follows_an_exam(
    ws: Workspace, class_id: ClassId, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    task = make_task(ws, class_id)
    sign_in_as(make_person(Role.TEACHER))
    with pytest.raises((NotFoundError, NotAllowedError)):
        exam_now(ws, task)


@pytest.mark.parametrize(
    ("people", "reveal", "told"),
    [(FEWEST, OPEN, 2), (FEWEST - 1, OPEN, 0), (FEWEST, EXAM, 0)],
)
def test_others_are_told_where_the_paper_says_so_and_from_five_on(
    ws: Workspace,
    class_id: ClassId,
    fill_class: FillClass,
    sign_in_as: SignInAs,
    people: int,
    reveal: Reveal,
    told: int,
) -> None:
    class_of = fill_class(people)
    task = make_task(ws, class_id, reveal)
    for number, person in enumerate(class_of):
        sign_in_as(person)
        mine = sit(ws, task, "a" if number else "b")
    found = others(ws, mine)
    assert len(found) == told
    for one in found.values():
        assert (one.people, one.right) == (5, 0.8)
        assert dict(one.answers) == {"选项a": 0.8, "选项b": 0.2}


def test_learners_read_the_key_that_holds_now(
    ws: Workspace,
    class_id: ClassId,
    teacher: PersonId,
    fill_class: FillClass,
    sign_in_as: SignInAs,
) -> None:
    (person,) = fill_class(1)
    task = make_task(ws, class_id)
    sign_in_as(person)
    mine = sit(ws, task, "a")
    revision = sittings.load(ws, mine).items[0].revision
    assert corrected(ws, mine) == {}
    sign_in_as(teacher)
    question = question_asked(ws, revision)
    assert isinstance(question, Single)
    new = Single(**{**{f: getattr(question, f) for f in question.__struct_fields__}, "key": ("c",)})
    made = regrade(ws, task, Wish(revision, "new_key", new), "印错了")
    sign_in_as(person)
    assert corrected(ws, mine) == {0: new}
    sign_in_as(teacher)
    undo(ws, made)
    sign_in_as(person)
    assert corrected(ws, mine) == {}
