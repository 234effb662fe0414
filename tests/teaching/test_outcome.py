"""What came of an attempt, and the record of past ones."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from integrity_edu.ids import PersonId
from integrity_edu.plan.values import Measure, Part
from integrity_edu.teaching.finishing import finish_sitting
from integrity_edu.teaching.outcome import learning_record, outcome
from integrity_edu.teaching.paths import start_pretest
from integrity_edu.workspace import Workspace
from tests.teaching.teaching_kit import Answer, HandIn, StartCheck, StartExam


@pytest.fixture(autouse=True)
def plan(ws: Workspace) -> None:
    """Three measures in one part."""
    part = Part(1, "一", "加强个人诚信教育", "")
    measures = [
        Measure(n, 1, "", f"措施 {n}", "", "", "", (), (), date(2026, 11, 23), (), ())
        for n in (1, 2, 3)
    ]
    things = [("part", 1, part), *(("measure", one.number, one) for one in measures)]
    with ws.change("library") as db:
        for kind, number, thing in things:
            body = msgspec.json.encode(thing).decode()
            db.table("document").insert({
                "kind": kind, "id": str(number), "position": number, "title": "", "body": body,
                "digest": "d",
            })  # fmt: skip


@pytest.fixture
def hand_in(ws: Workspace, finish_with: Answer) -> HandIn:
    def act(sitting: str, right: int) -> object:
        finish_with(sitting, right)
        return finish_sitting(ws, sitting)

    return act  # type: ignore[return-value]


def test_a_practice_is_counted_but_not_passed(
    ws: Workspace, person: PersonId, start_exam: StartExam, hand_in: HandIn
) -> None:
    sitting = start_exam("practice")
    hand_in(sitting, 3)

    found = outcome(ws, sitting)

    assert (found.passed, found.lesson) == (None, None)
    assert (found.result.right, len(found.result.wrong)) == (3, 2)
    assert found.sources.places(found.result.wrong[0].question)[0][0] == 1


@pytest.mark.parametrize(("right", "passed"), [(4, True), (3, False)])
def test_a_check_leads_on_from_its_lesson(
    ws: Workspace,
    person: PersonId,
    start_check: StartCheck,
    hand_in: HandIn,
    right: int,
    passed: bool,
) -> None:
    sitting = start_check("plan-01")
    hand_in(sitting, right)

    found = outcome(ws, sitting)

    assert found.passed is passed
    assert found.lesson is not None
    assert found.lesson.next == ("plan-02", "课文 plan-02")
    assert found.lesson.status == ("passed" if passed else "new")


def test_the_last_lesson_of_a_course_has_none_after_it(
    ws: Workspace, person: PersonId, start_check: StartCheck, hand_in: HandIn
) -> None:
    sitting = start_check("plan-02")
    hand_in(sitting, 4)

    found = outcome(ws, sitting)

    assert found.lesson is not None
    assert found.lesson.next is None


def test_a_pre_test_says_whether_the_lesson_is_excused(
    ws: Workspace, trainee: PersonId, hand_in: HandIn
) -> None:
    missed = start_pretest(ws, "civil", "plan-01")
    hand_in(missed, 1)
    assert outcome(ws, missed).passed is False

    reached = start_pretest(ws, "civil", "plan-01")
    hand_in(reached, 5)

    found = outcome(ws, reached)
    assert found.passed is True
    assert found.lesson is not None
    assert found.lesson.status == "excused"


def test_the_record_lists_papers_lessons_and_paths_that_give_hours(
    ws: Workspace, trainee: PersonId, start_check: StartCheck, hand_in: HandIn
) -> None:
    empty = learning_record(ws)
    assert (empty.papers, empty.lessons) == ((), ())

    hand_in(start_check("plan-01"), 4)
    record = learning_record(ws)

    assert [paper.lesson for paper in record.papers] == ["plan-01"]
    assert [(one.id, one.excused) for one in record.lessons] == [("plan-01", False)]
    assert [(view.path.id, view.credited_hours) for view in record.paths] == [("civil", 0.5)]
