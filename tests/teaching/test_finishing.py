"""Handing in: every consequence at once, or none."""

from __future__ import annotations

from datetime import date

import pytest

from integrity_edu.archive import ledger
from integrity_edu.archive.education import record_training
from integrity_edu.archive.entries import Section, Training
from integrity_edu.archive.opening import notice, open_archive
from integrity_edu.clock import ManualClock
from integrity_edu.errors import NotFoundError
from integrity_edu.ids import PersonId
from integrity_edu.quiz import sittings
from integrity_edu.quiz.sittings import ClosedSittingError, PaperRequest
from integrity_edu.teaching import finishing
from integrity_edu.teaching.finishing import Finished, finish_sitting
from integrity_edu.workspace import Workspace
from tests.conftest import MakePerson, SignInAs
from tests.teaching.teaching_kit import Answer, Count, HandIn, StartCheck, StartExam


@pytest.fixture
def archive(ws: Workspace, trainee: PersonId) -> PersonId:
    """The trainee has an archive."""
    open_archive(ws, notice().version)
    return trainee


@pytest.fixture
def hand_in(ws: Workspace, finish_with: Answer) -> HandIn:
    def act(sitting: str, right: int) -> Finished:
        finish_with(sitting, right)
        return finish_sitting(ws, sitting)

    return act


def facts(ws: Workspace) -> list[Training]:
    entries = ledger.entries(ws, ws.actor.person, Section.EDUCATION)
    return [one.content for one in entries if isinstance(one.content, Training)]


def test_practice_is_neither_passed_nor_failed(
    ws: Workspace, person: PersonId, start_exam: StartExam, hand_in: HandIn
) -> None:
    finished = hand_in(start_exam("practice"), 5)
    assert (finished.passed, finished.mark.earned) == (None, 5)


@pytest.mark.parametrize(("right", "passed"), [(4, True), (3, False)])
def test_an_exam_is_passed_from_four_fifths_on(
    ws: Workspace,
    person: PersonId,
    start_exam: StartExam,
    hand_in: HandIn,
    right: int,
    passed: bool,
) -> None:
    assert hand_in(start_exam(), right).passed is passed


def test_a_passed_check_goes_into_the_archive_with_its_test(
    ws: Workspace, archive: PersonId, start_check: StartCheck, hand_in: HandIn
) -> None:
    hand_in(start_check(), 4)
    lesson, hours = facts(ws)
    assert (lesson.kind, lesson.ref, lesson.version) == (
        "lesson_passed",
        "plan-01",
        "digest-plan-01",
    )
    assert lesson.test is not None
    assert (lesson.test.score, lesson.test.seed) == ("4 题，对 4 题", 7)
    assert (hours.kind, hours.ref, hours.version, hours.hours) == (
        "hours_credited",
        "civil",
        "p1",
        0.5,
    )
    assert {fact.date for fact in (lesson, hours)} == {ws.today()}


def test_the_last_lesson_completes_the_course(
    ws: Workspace, archive: PersonId, start_check: StartCheck, hand_in: HandIn
) -> None:
    assert hand_in(start_check("plan-01"), 4).course_completed is None
    assert hand_in(start_check("plan-02"), 4).course_completed == "课程 plan"
    completed = [fact for fact in facts(ws) if fact.kind == "course_completed"]
    assert [(fact.ref, fact.version) for fact in completed] == [("plan", "c1")]


def test_a_second_pass_records_nothing(
    ws: Workspace, archive: PersonId, start_check: StartCheck, hand_in: HandIn
) -> None:
    for lesson in ("plan-01", "plan-02"):
        hand_in(start_check(lesson), 4)
    before = facts(ws)
    again = hand_in(start_check("plan-02"), 4)
    assert (again.lesson_passed, again.course_completed, again.hours) == (None, None, 0)
    assert facts(ws) == before


def test_a_passed_exam_is_a_fact_of_training(
    ws: Workspace, archive: PersonId, start_exam: StartExam, hand_in: HandIn
) -> None:
    hand_in(start_exam(), 5)
    assert [(fact.kind, fact.title) for fact in facts(ws)] == [("assessment_passed", "综合测验")]


def test_a_passed_exam_of_a_lesson_does_not_pass_the_lesson(
    ws: Workspace, person: PersonId, start_check: StartCheck, hand_in: HandIn, count: Count
) -> None:
    hand_in(start_check(mode="exam"), 4)
    assert count("lesson_progress", "passed_at IS NOT NULL") == 0


def test_ten_failed_exams_leave_the_archive_as_it_was(
    ws: Workspace, archive: PersonId, start_exam: StartExam, hand_in: HandIn, count: Count
) -> None:
    before = count("ledger")
    for _ in range(10):
        assert hand_in(start_exam(), 0).passed is False
    assert count("ledger", "section = 'conduct'") == 0
    assert count("ledger") == before
    assert count("lesson_progress") == count("hours_credit") == 0


def test_no_foreign_key_or_trigger_leads_from_attempts_to_the_ledger(ws: Workspace) -> None:
    keys = ws.conn.execute(
        'SELECT m.name, f."table" FROM sqlite_master m, pragma_foreign_key_list(m.name) f '
        "WHERE m.type = 'table' AND m.name IN ('ledger', 'archive', 'entry_key')"
    ).fetchall()
    assert {target for _, target in keys} <= {"person", "archive", "ledger"}
    learning = ("sitting", "sitting_item", "answer", "lesson_progress", "hours_credit")
    marks = ",".join("?" * len(learning))
    triggers = ws.conn.execute(
        f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({marks})", learning
    ).fetchall()
    assert triggers == []


@pytest.mark.parametrize("kind", ["lesson_passed", "hours_credited", "course_completed"])
def test_a_failure_anywhere_leaves_nothing_half_done(
    ws: Workspace,
    archive: PersonId,
    start_check: StartCheck,
    finish_with: Answer,
    hand_in: HandIn,
    count: Count,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
) -> None:
    hand_in(start_check("plan-01"), 4)
    sitting, before = start_check("plan-02"), (count("ledger"), count("hours_credit"))
    finish_with(sitting, 4)

    def break_at(ws: Workspace, training: Training) -> None:
        if training.kind == kind:
            raise RuntimeError(kind)
        record_training(ws, training)

    monkeypatch.setattr(finishing, "record_training", break_at)
    with pytest.raises(RuntimeError, match=kind):
        finish_sitting(ws, sitting)
    assert sittings.load(ws, sitting).state == "open"
    assert count("lesson_progress", "passed_at IS NOT NULL") == 1
    assert (count("ledger"), count("hours_credit")) == before
    monkeypatch.undo()
    assert finish_sitting(ws, sitting).course_completed == "课程 plan"


def test_listeners_hear_once_of_everything(
    ws: Workspace, archive: PersonId, start_check: StartCheck, finish_with: Answer
) -> None:
    sitting = start_check()
    finish_with(sitting, 4)
    heard: list[frozenset[str]] = []
    ws.listeners.append(heard.append)
    finish_sitting(ws, sitting)
    assert heard == [frozenset({"teaching", "quiz", "courses", "archive"})]


def test_handing_in_twice_is_a_sentence(
    ws: Workspace, person: PersonId, start_check: StartCheck, hand_in: HandIn
) -> None:
    sitting = start_check()
    hand_in(sitting, 4)
    with pytest.raises(ClosedSittingError):
        finish_sitting(ws, sitting)


def test_somebody_elses_attempt_is_not_there(
    ws: Workspace,
    person: PersonId,
    start_check: StartCheck,
    make_person: MakePerson,
    sign_in_as: SignInAs,
) -> None:
    sitting = start_check()
    sign_in_as(make_person())
    with pytest.raises(NotFoundError):
        finish_sitting(ws, sitting)


def test_without_an_archive_a_lesson_is_passed_all_the_same(
    ws: Workspace, person: PersonId, start_check: StartCheck, hand_in: HandIn, count: Count
) -> None:
    assert hand_in(start_check(), 4).lesson_passed == "课文 plan-01"
    assert count("ledger") == 0


def test_a_minor_passes_lessons_and_has_no_archive(
    ws: Workspace,
    make_person: MakePerson,
    sign_in_as: SignInAs,
    start_check: StartCheck,
    hand_in: HandIn,
    count: Count,
) -> None:
    sign_in_as(make_person(birth=date(2010, 6, 1)))
    assert hand_in(start_check(), 4).lesson_passed == "课文 plan-01"
    assert count("ledger") == count("archive") == 0


def test_a_lesson_that_left_the_content_can_still_be_handed_in(
    ws: Workspace, person: PersonId, start_check: StartCheck, finish_with: Answer
) -> None:
    sitting = start_check()
    finish_with(sitting, 4)
    ws.conn.execute("DELETE FROM document WHERE kind = 'lesson'")
    finished = finish_sitting(ws, sitting)
    assert (finished.passed, finished.lesson_passed) == (True, None)


def test_an_exam_whose_time_ran_out_is_recorded_on_the_day_it_ended(
    ws: Workspace, archive: PersonId, finish_with: Answer, clock: ManualClock
) -> None:
    request = PaperRequest(
        mode="exam", title="限时", audience="student", seed=3, measures=(1,), count=3, minutes=30
    )
    sitting = sittings.start(ws, request)
    finish_with(sitting, 3)
    ended = ws.today()
    clock.forward(days=2)
    finish_sitting(ws, sitting)
    assert [fact.date for fact in facts(ws)] == [ended]
