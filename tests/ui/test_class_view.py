"""What the class and path pages say and decide before anything is painted."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrity_edu.courses.values import Pretest
from integrity_edu.errors import EduError
from integrity_edu.ids import AssignmentId
from integrity_edu.plan.values import Part
from integrity_edu.review.offer import MeasureOffer, Offer
from integrity_edu.teaching.assignments import read_quiz
from integrity_edu.teaching.follow import AssignmentProgress, StudentState
from integrity_edu.teaching.paths import HoursLine, PaperLine
from integrity_edu.ui import class_view, path_view
from integrity_edu.ui.assigning import AUDIENCES, Choice, Choices, Draft
from integrity_edu.ui.class_list import preview, read_file

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=8)))


def task(
    days: int = 4, *, done: int = 1, new: int = 9, withdrawn: bool = False
) -> AssignmentProgress:
    due = TODAY + timedelta(days=days)
    return AssignmentProgress(
        AssignmentId(f"a_{days}"), "lesson", "第一课", done, 0, new, due, withdrawn
    )


def student(state: str, **more: object) -> StudentState:
    return StudentState("01", "甲", state, 1, 4, excused=bool(more.get("excused")), last_at=None)


def choices() -> Choices:
    offers: dict[str, Offer] = {
        one: Offer(
            (Part(1, "一", "第一部分", ""), Part(2, "二", "第二部分", "")),
            tuple(
                MeasureOffer(n, 1 if n < 3 else 2, f"第 {n} 项", "new",
                             frozenset({f"q{n}", "shared"}) if one != "minor" else frozenset())
                for n in range(1, 5)
            ),
            (),
        )
        for one in AUDIENCES
    }  # fmt: skip
    courses, lessons = (Choice("plan", "分工方案", ""),), (Choice("plan-01", "第一课", ""),)
    return Choices(courses, lessons, offers, (), NOW)


def draft() -> Draft:
    return Draft(choices(), kind="quiz", measures={1, 2, 3, 4})


@given(st.lists(st.tuples(st.integers(-40, 40), st.booleans()), max_size=12))
def test_running_assignments_stand_before_past_ones_and_those_before_withdrawn_ones(
    found: list[tuple[int, bool]],
) -> None:
    tasks = class_view.in_order([task(days, withdrawn=gone) for days, gone in found], TODAY)

    groups = [(one.withdrawn, one.due < TODAY) for one in tasks]
    assert groups == sorted(groups)
    running = [one.due for one in tasks if one.due >= TODAY and not one.withdrawn]
    assert running == sorted(running)


def test_a_group_of_four_gets_no_bar_and_one_of_five_does() -> None:
    assert not class_view.has_bar(task(done=1, new=3))
    assert class_view.has_bar(task(done=1, new=4))


def test_progress_is_work_done_and_never_points() -> None:
    assert class_view.progress_words("lesson", student("under_way")) == "1 / 4 课"
    assert class_view.progress_words("quiz", student("done")) == "已交卷"
    assert class_view.progress_words("quiz", student("new")) == "—"
    assert class_view.progress_words("course", student("done", excused=True)) == "免修"


def test_a_past_due_day_says_so() -> None:
    assert class_view.due_words(task(-3), TODAY) == "11 月 20 日（周五）已截止"
    assert class_view.due_words(task(4), TODAY) == "11 月 27 日（周五）"


def test_an_assignment_for_a_quiz_carries_what_was_chosen() -> None:
    made = draft()
    made.mode, made.minutes, made.count = "exam", 20, 3

    quiz = read_quiz(made.target())

    assert (quiz.measures, quiz.count, quiz.mode, quiz.minutes) == ((1, 2, 3, 4), 3, "exam", 20)


def test_a_practice_has_no_clock_and_no_more_questions_than_there_are() -> None:
    made = draft()
    made.minutes, made.count = 20, 50

    quiz = read_quiz(made.target())

    assert quiz.minutes is None
    assert quiz.count == 5


def test_the_title_follows_the_choice() -> None:
    made = draft()
    made.measures = made.part(1)
    assert made.title() == "第一部分小测"
    made.mode = "exam"
    made.measures = {3}
    assert made.title() == "第 3 项考试"
    made.kind = "course"
    assert (made.title(), made.target()) == ("分工方案", "plan")


def test_an_empty_scope_is_a_problem_in_words() -> None:
    made = draft()
    made.measures = set()
    assert made.problem() == "先选几项措施，小测从里面出题。"
    made.measures, made.audience = {1}, "minor"
    assert made.problem().startswith("选的范围里没有题目")


@given(st.lists(st.integers(1, 2), max_size=8))
def test_taking_a_part_in_and_out_leaves_the_other_as_it_was(parts: list[int]) -> None:
    made = draft()
    made.measures = {3}
    for number in parts:
        before = made.measures & made.part(3 - number)
        made.toggle_part(number)
        assert made.measures & made.part(3 - number) == before
        assert made.measures & made.part(number) in (set(), made.part(number))


@given(st.lists(st.sampled_from(["01 甲", "02 乙", "01 丙", "丁", ",戊", "=1 己", "", "03,庚,辛"])))
def test_every_line_of_a_list_is_either_taken_or_told(lines: list[str]) -> None:
    found = preview("\n".join(lines), in_class=["02"])

    assert len(found.lines) == sum(bool(line.strip()) for line in lines)
    assert found.problems == sum(bool(one.reason) for one in found.lines)
    assert "02" not in {row.student_no for row in found.rows}


def test_problems_stand_first_with_what_was_written() -> None:
    found = preview("学号,姓名\n01,甲\n,乙\n03,丙", in_class=["03"])

    assert [(one.line, one.name) for one in found.lines] == [(3, ",乙"), (4, "丙"), (2, "甲")]
    assert found.lines[1].reason == "班里已经有这个学号。"


def test_a_file_that_is_gone_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(EduError) as failed:
        read_file(tmp_path / "名单.csv")
    assert "名单.csv" not in str(failed.value)


def test_a_reminder_names_how_many_and_nobody() -> None:
    words = class_view.reminder(task(4), TODAY)

    assert "还有 9 人没有开始" in words
    assert "11 月 27 日（周五）前" in words


@pytest.mark.parametrize(("questions", "share", "right"), [(4, 0.8, 4), (5, 0.8, 4), (10, 0.7, 7)])
def test_what_excuses_is_said_in_questions(questions: int, share: float, right: int) -> None:
    assert path_view.right_to_excuse(Pretest(questions, share)) == right


def test_the_spreadsheet_has_a_row_for_each_credit() -> None:
    line = HoursLine(
        "第一课", 0.5, "pretest", "2026-11-23T09:00:00+08:00", PaperLine("前测", 4, 4, 7)
    )

    rows = path_view.hours_csv([line]).splitlines()

    assert rows[1] == "第一课,0.5,前测通过，免修,2026-11-23,4 题对 4 题，卷号 7"
