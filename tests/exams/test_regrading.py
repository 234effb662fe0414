"""Story 12: “change key → dry run lists changed students/old/new/pass crossings; cancel changes
nothing; apply needs reason; student sees 改判; undo restores exactly”."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from integrity_edu.errors import NotAllowedError, NotFoundError
from integrity_edu.exams.regrading import rules
from integrity_edu.exams.regrading.regrades import (
    my_regrades,
    propose,
    question_asked,
    regrade,
    regrades_of,
    undo,
)
from integrity_edu.exams.regrading.rules import Case, Points
from integrity_edu.exams.regrading.values import RegradeError, Wish
from integrity_edu.ids import ClassId, PersonId
from integrity_edu.quiz import store as quiz_store
from integrity_edu.quiz.grading import fraction
from integrity_edu.quiz.questions import Option
from integrity_edu.workspace import Role, Workspace
from tests.conftest import MakePerson, SignInAs
from tests.exams.conftest import FillClass
from tests.exams.exam_kit import (
    HISTORY,
    TOUCHED,
    bank,
    position_of,
    revision_of,
    set_quiz,
    single,
    sit_all,
    state,
)
from tests.quiz.small_bank import put
from tests.strategies import answered

REASON = "原答案与第 1 项不符"
ITEMS = 5
"""Four of five right is the pass line."""


class Exam:
    """Six students; 1 and 2 answer q00 with b, 1 has everything else right, 2 misses one more."""

    def __init__(self, ws: Workspace, task: str, people: list[PersonId], sittings: list[str]):
        self.ws, self.task, self.people, self.sittings = ws, task, people, sittings
        self.revision = revision_of(ws, "q00")

    def wish(self, choice: str = "new_key", key: str = "b", question: str = "q00") -> Wish:
        new = single(question, key) if choice in ("new_key", "both") else None
        return Wish(revision_of(self.ws, question), choice, new)

    def points(self, number: int) -> tuple[float, float]:
        row = quiz_store.sitting(self.ws.conn, self.sittings[number])
        assert row is not None
        assert row.earned is not None
        assert row.possible is not None
        return row.earned, row.possible


def answers(number: int, ref: str) -> object:
    """0: all right. 1: b at q00. 2: b at q00, c at q01. 3: c at q01 and q02. 4: nothing. 5: all."""
    wrong = {1: {"q00": "b"}, 2: {"q00": "b", "q01": "c"}, 3: {"q01": "c", "q02": "c"}}
    if number == 4:
        return None
    return [wrong.get(number, {}).get(ref, "a")]


@pytest.fixture
def exam(
    ws: Workspace, class_id: ClassId, teacher: PersonId, fill_class: FillClass, sign_in_as: SignInAs
) -> Exam:
    put(ws, bank(ITEMS))
    people = fill_class(6)
    task = set_quiz(ws, class_id, ITEMS)
    sittings = sit_all(ws, sign_in_as, people, task, answers)
    sign_in_as(teacher)
    return Exam(ws, task, people, sittings)


# the dry run


def test_a_dry_run_lists_students_old_new_and_crossings(ws: Workspace, exam: Exam) -> None:
    found = propose(ws, exam.task, exam.wish())
    lines = [(one.student_no, one.old_earned, one.new_earned, one.crosses) for one in found.changes]
    assert lines == [
        ("01", 5, 4, None),
        ("02", 4, 5, None),
        ("03", 3, 4, "up"),
        ("04", 3, 2, None),
        ("06", 5, 4, None),
    ]
    assert found.unchanged == 1


def test_a_dry_run_says_who_falls_below_the_line(ws: Workspace, exam: Exam) -> None:
    """Whoever had four with a at q00 would have three."""
    regrade(ws, exam.task, exam.wish("drop", question="q04"), REASON)
    found = propose(ws, exam.task, exam.wish(key="c"))
    assert {one.student_no: one.crosses for one in found.changes}["01"] == "down"


def test_a_dry_run_changes_nothing(ws: Workspace, exam: Exam) -> None:
    before = state(ws, *TOUCHED, *HISTORY)
    propose(ws, exam.task, exam.wish())
    assert state(ws, *TOUCHED, *HISTORY) == before


@pytest.mark.parametrize("choice", rules.CHOICES)
def test_what_was_announced_is_what_happens(ws: Workspace, exam: Exam, choice: str) -> None:
    announced = propose(ws, exam.task, exam.wish(choice))
    regrade(ws, exam.task, exam.wish(choice), REASON)
    for one in announced.changes:
        number = exam.sittings.index(one.sitting)
        assert exam.points(number) == (one.new_earned, one.new_possible)


# doing it


def test_a_regrade_needs_a_reason(ws: Workspace, exam: Exam) -> None:
    before = state(ws, *TOUCHED, *HISTORY)
    with pytest.raises(RegradeError):
        regrade(ws, exam.task, exam.wish(), "  ")
    assert state(ws, *TOUCHED, *HISTORY) == before


def test_both_keys_take_from_nobody(ws: Workspace, exam: Exam) -> None:
    regrade(ws, exam.task, exam.wish("both"), REASON)
    assert [exam.points(n)[0] for n in range(6)] == [5, 5, 4, 3, 0, 5]


def test_a_dropped_question_is_worth_nothing_to_anybody(ws: Workspace, exam: Exam) -> None:
    regrade(ws, exam.task, exam.wish("drop"), REASON)
    assert [exam.points(n) for n in range(6)] == [(4, 4), (4, 4), (3, 4), (2, 4), (0, 4), (4, 4)]


def test_full_marks_go_to_all(ws: Workspace, exam: Exam) -> None:
    regrade(ws, exam.task, exam.wish("full"), REASON)
    assert [exam.points(n)[0] for n in range(6)] == [5, 5, 4, 3, 1, 5]


def test_a_dropped_question_counts_again_under_a_new_key(ws: Workspace, exam: Exam) -> None:
    regrade(ws, exam.task, exam.wish("drop"), REASON)
    regrade(ws, exam.task, exam.wish(), REASON)
    assert exam.points(1) == (5, 5)


def test_every_change_is_a_mark_of_the_history(ws: Workspace, exam: Exam) -> None:
    regrade(ws, exam.task, exam.wish(), REASON)
    position = position_of(ws, exam.sittings[1], "q00")
    marks = quiz_store.marks_of_item(ws.conn, exam.sittings[1], position)
    assert [(one.why, one.fraction) for one in marks] == [("answer", 0.0), ("regrade", 1.0)]
    assert marks[-1].author == ws.actor.person


def test_the_question_has_its_new_key_and_knows_what_it_corrects(ws: Workspace, exam: Exam) -> None:
    regrade(ws, exam.task, exam.wish(), REASON)
    revision, corrects = ws.conn.execute(
        "SELECT revision, corrects FROM question WHERE id = 'q00'"
    ).fetchone()
    assert corrects == exam.revision
    assert question_asked(ws, revision) == single("q00", "b")


def test_compiling_the_library_again_keeps_the_new_key(ws: Workspace, exam: Exam) -> None:
    regrade(ws, exam.task, exam.wish(), REASON)
    before = state(ws, "question")
    put(ws, bank(ITEMS))
    assert state(ws, "question") == before


def test_a_text_that_changed_replaces_the_correction(ws: Workspace, exam: Exam) -> None:
    made = regrade(ws, exam.task, exam.wish(), REASON)
    put(ws, [replace(single("q00"), stem="改写过的题干？"), *bank(ITEMS)[1:]])
    after = state(ws, "question")
    undo(ws, made)
    assert state(ws, "question") == after


def test_the_learner_sees_reason_old_and_new_points(
    ws: Workspace, exam: Exam, sign_in_as: SignInAs
) -> None:
    regrade(ws, exam.task, exam.wish(), REASON)
    sign_in_as(exam.people[1])
    (seen,) = regrades_of(ws, exam.sittings[1])
    assert (seen.reason, seen.old_earned, seen.new_earned) == (REASON, 0, 1)
    assert seen.at == ws.stamp()
    assert seen.position == position_of(ws, exam.sittings[1], "q00")


def test_nobody_sees_anothers_regrades(ws: Workspace, exam: Exam, sign_in_as: SignInAs) -> None:
    regrade(ws, exam.task, exam.wish(), REASON)
    sign_in_as(exam.people[1])
    with pytest.raises(NotFoundError):
        regrades_of(ws, exam.sittings[2])


def test_another_teacher_regrades_nothing_of_this_class(
    ws: Workspace, exam: Exam, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    sign_in_as(make_person(Role.TEACHER))
    with pytest.raises(NotAllowedError):
        propose(ws, exam.task, exam.wish())


@pytest.mark.parametrize(
    "wish",
    [
        lambda exam: exam.wish(key="a"),
        lambda exam: exam.wish(key="z"),
        lambda exam: replace(exam.wish(), new_key=None),
        lambda exam: replace(exam.wish("full"), new_key=single("q00", "b")),
        lambda exam: replace(exam.wish(), choice="guess"),
        lambda exam: replace(exam.wish(), new_key=single("q01", "b")),
        lambda exam: replace(
            exam.wish(),
            new_key=replace(single("q00", "b"), options=(Option("b", "乙", "注"),) * 3),
        ),
    ],
)
def test_a_key_that_does_not_fit_is_refused(ws: Workspace, exam: Exam, wish) -> None:
    with pytest.raises(RegradeError):
        propose(ws, exam.task, wish(exam))


# what it brought


def credit(ws: Workspace, exam: Exam, number: int) -> None:
    """As if this attempt had brought hours and a lesson."""
    sitting, person = exam.sittings[number], exam.people[number]
    with ws.change() as db:
        db.execute(
            "INSERT INTO hours_credit (person, path, lesson, hours, way, credited_at, sitting) "
            "VALUES (?, 'p', 'l', 0.5, 'check', ?, ?)", (person, ws.stamp(), sitting),
        )  # fmt: skip
        db.execute(
            "INSERT INTO lesson_progress (person, lesson, opened_at, seen_at, passed_at, sitting) "
            "VALUES (?, 'l', ?, ?, ?, ?)",
            (person, ws.stamp(), ws.stamp(), ws.stamp(), sitting),
        )


def reviews(ws: Workspace) -> list[tuple[str | None, str | None]]:
    return ws.conn.execute(
        "SELECT h.under_review, p.under_review FROM hours_credit h JOIN lesson_progress p "
        "ON p.person = h.person AND p.lesson = h.lesson"
    ).fetchall()


def test_a_pass_that_is_lost_is_under_review_and_not_gone(ws: Workspace, exam: Exam) -> None:
    credit(ws, exam, 1)
    one = regrade(ws, exam.task, exam.wish(key="c", question="q01"), REASON)
    assert reviews(ws) == [(one, one)]


def test_a_pass_that_comes_back_is_under_review_no_longer(ws: Workspace, exam: Exam) -> None:
    credit(ws, exam, 1)
    one = regrade(ws, exam.task, exam.wish(key="c", question="q01"), REASON)
    two = regrade(ws, exam.task, exam.wish(), REASON)
    assert reviews(ws) == [(None, None)]
    undo(ws, two)
    assert reviews(ws) == [(one, one)]
    undo(ws, one)
    assert reviews(ws) == [(None, None)]


def test_what_an_attempt_brought_is_looked_at_again(ws: Workspace, exam: Exam) -> None:
    made = regrade(ws, exam.task, exam.wish(), REASON)
    unsettled = {row.id for person in exam.people for row in quiz_store.unsettled(ws.conn, person)}
    assert unsettled == {exam.sittings[n] for n in (0, 1, 2, 3, 5)}
    undo(ws, made)
    assert not any(quiz_store.unsettled(ws.conn, person) for person in exam.people)


# undoing


def test_undone_is_undone_once(ws: Workspace, exam: Exam) -> None:
    made = regrade(ws, exam.task, exam.wish(), REASON)
    undo(ws, made)
    with pytest.raises(RegradeError):
        undo(ws, made)
    assert [one.stands for one in my_regrades(ws)] == [False]


def test_the_newer_of_two_regrades_of_a_question_is_undone_first(ws: Workspace, exam: Exam) -> None:
    one = regrade(ws, exam.task, exam.wish(), REASON)
    two = regrade(ws, exam.task, exam.wish("full"), REASON)
    with pytest.raises(RegradeError):
        undo(ws, one)
    undo(ws, two)
    undo(ws, one)


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["q00", "q01", "q02"]),
            st.sampled_from(rules.CHOICES),
            st.sampled_from("bcd"),
            st.booleans(),
        ),
        min_size=1,
        max_size=6,
    ),
    seed=st.integers(0, 99),
)
def test_regrades_undone_in_reverse_leave_everything_as_it_was(
    ws: Workspace,
    exam: Exam,
    steps: list[tuple[str, str, str, bool]],
    seed: int,
) -> None:
    """Some are undone on the way, the rest at the end; only the history has grown."""
    if not reviews(ws):
        credit(ws, exam, 1)
        credit(ws, exam, 0)
    chance = random.Random(seed)
    before, history = state(ws), state(ws, *HISTORY)
    standing = []
    states = [before]
    for question, choice, key, back in steps:
        standing.append(regrade(ws, exam.task, exam.wish(choice, key, question), REASON))
        states.append(state(ws))
        if back and chance.random() < 0.5:
            undo(ws, standing.pop())
            states.pop()
            assert state(ws) == states[-1]
    while standing:
        undo(ws, standing.pop())
        states.pop()
        assert state(ws) == states[-1]
    assert state(ws) == before
    grown = state(ws, *HISTORY)
    for table, rows in history.items():
        assert set(rows) <= set(grown[table]) or table == "regrade"


# the rules


@given(answered(), st.sampled_from(["all", "half", "share", "minus"]), st.data())
def test_both_is_never_worse_than_either_key(case, rule: str, data) -> None:
    question, response = case
    now = Points(fraction(question, response, rule), 0.0, 2.0)
    one = rules.regraded(Case(question, response, rule, now, 2.0), "both", question)
    assert one.fraction == now.fraction
    assert one.earned == now.fraction * 2


@given(answered())
def test_answers_fit_the_same_question(case) -> None:
    question, _ = case
    assert rules.answers_fit(question, question) == (type(question).__name__ != "Short")
