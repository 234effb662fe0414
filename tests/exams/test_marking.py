"""Short answers are marked by hand: anonymous, shuffled by question, and undone by giving back."""

from __future__ import annotations

import pytest

from integrity_edu.errors import NotAllowedError, NotFoundError
from integrity_edu.exams.marking import Given, MarkingError, comments, give_mark, to_mark
from integrity_edu.ids import ClassId, PersonId
from integrity_edu.quiz import store as quiz_store
from integrity_edu.quiz.passing import passed
from integrity_edu.workspace import Role, Workspace
from tests.conftest import MakePerson, SignInAs
from tests.exams.conftest import FillClass
from tests.exams.exam_kit import ANSWER, set_quiz, short, single, sit_all, state
from tests.quiz.small_bank import put

FULL = Given(("who", "when"), "说全了")
HALF = Given(("who",))


class Exam:
    def __init__(self, ws: Workspace, task: str, people: list[PersonId], sittings: list[str]):
        self.ws, self.task, self.people, self.sittings = ws, task, people, sittings

    def sitting(self, number: int) -> quiz_store.SittingRow:
        row = quiz_store.sitting(self.ws.conn, self.sittings[number])
        assert row is not None
        return row


@pytest.fixture
def exam(
    ws: Workspace, class_id: ClassId, teacher: PersonId, fill_class: FillClass, sign_in_as: SignInAs
) -> Exam:
    """Two written questions and a single; student 3 leaves both written ones open."""
    put(ws, [short("w0"), short("w1"), single("q00")])
    people = fill_class(4)
    task = set_quiz(ws, class_id, 3)

    def answers(number: int, ref: str) -> object:
        if ref == "q00":
            return ["a"]
        return "" if number == 3 else ANSWER

    sittings = sit_all(ws, sign_in_as, people, task, answers)
    sign_in_as(teacher)
    return Exam(ws, task, people, sittings)


def test_what_waits_is_listed_without_names(ws: Workspace, exam: Exam) -> None:
    found = to_mark(ws, exam.task)
    assert len(found) == 6
    assert sorted(one.label for one in found) == ["卷 1", "卷 1", "卷 2", "卷 2", "卷 3", "卷 3"]
    assert all(one.response == ANSWER for one in found)


def test_names_come_when_they_are_asked_for(ws: Workspace, exam: Exam) -> None:
    found = to_mark(ws, exam.task, named=True)
    assert {one.label for one in found} == {"01 同学01", "02 同学02", "03 同学03"}


def test_labels_stay_while_others_are_marked(ws: Workspace, exam: Exam) -> None:
    before = to_mark(ws, exam.task)
    give_mark(ws, before[0].sitting, before[0].position, FULL)
    assert to_mark(ws, exam.task) == before[1:]
    assert [one.label for one in to_mark(ws, exam.task, marked=True)] == [
        one.label for one in before
    ]


def test_what_was_left_open_waits_for_nobody(ws: Workspace, exam: Exam) -> None:
    assert exam.sitting(3).pending == 0
    assert exam.sitting(3).earned == 1


def test_totals_stand_when_the_last_is_marked(ws: Workspace, exam: Exam) -> None:
    mine = [one for one in to_mark(ws, exam.task) if one.sitting == exam.sittings[0]]
    give_mark(ws, exam.sittings[0], mine[0].position, FULL)
    assert exam.sitting(0).pending == 1
    assert passed(ws.conn, exam.sitting(0)) is None
    give_mark(ws, exam.sittings[0], mine[1].position, HALF)
    assert exam.sitting(0).pending == 0
    assert exam.sitting(0).settled == 0
    assert (exam.sitting(0).earned, exam.sitting(0).possible) == (1 + 1 + 0.25, 3)


def test_giving_back_the_mark_before_undoes_it(ws: Workspace, exam: Exam) -> None:
    one = to_mark(ws, exam.task)[0]
    give_mark(ws, one.sitting, one.position, HALF)
    before = state(ws, "sitting", "sitting_item")
    previous = give_mark(ws, one.sitting, one.position, FULL)
    assert previous == HALF
    give_mark(ws, one.sitting, one.position, previous)
    assert state(ws, "sitting", "sitting_item") == before


def test_a_first_mark_taken_away_lets_the_answer_wait_again(ws: Workspace, exam: Exam) -> None:
    waiting = to_mark(ws, exam.task)
    one = waiting[0]
    assert give_mark(ws, one.sitting, one.position, FULL) is None
    give_mark(ws, one.sitting, one.position, None)
    assert to_mark(ws, exam.task) == waiting
    assert quiz_store.sitting(ws.conn, one.sitting).pending == 2  # type: ignore[union-attr]


def test_the_learner_reads_ticks_and_comment(
    ws: Workspace, exam: Exam, sign_in_as: SignInAs
) -> None:
    one = next(one for one in to_mark(ws, exam.task) if one.sitting == exam.sittings[1])
    give_mark(ws, one.sitting, one.position, FULL)
    sign_in_as(exam.people[1])
    assert comments(ws, one.sitting) == {one.position: Given(("when", "who"), "说全了")}


def test_criteria_that_the_rubric_has_not_are_refused(ws: Workspace, exam: Exam) -> None:
    one = to_mark(ws, exam.task)[0]
    with pytest.raises(MarkingError):
        give_mark(ws, one.sitting, one.position, Given(("style",)))


def test_only_the_classes_own_teacher_marks(
    ws: Workspace, exam: Exam, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    one = to_mark(ws, exam.task)[0]
    sign_in_as(make_person(Role.TEACHER))
    with pytest.raises(NotAllowedError):
        give_mark(ws, one.sitting, one.position, FULL)
    sign_in_as(exam.people[0])
    with pytest.raises(NotAllowedError):
        to_mark(ws, exam.task)


def test_what_the_program_marks_is_not_marked_by_hand(ws: Workspace, exam: Exam) -> None:
    (position,) = ws.conn.execute(
        "SELECT i.position FROM sitting_item i JOIN question_revision r ON r.id = i.revision "
        "WHERE i.sitting = ? AND r.question = 'q00'", (exam.sittings[0],),
    ).fetchone()  # fmt: skip
    with pytest.raises(NotFoundError):
        give_mark(ws, exam.sittings[0], position, FULL)
