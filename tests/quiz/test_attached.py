"""The check of a lesson and the practice of a case."""

from __future__ import annotations

import pytest

from integrity_edu.courses.library import case, lesson
from integrity_edu.library.compile import compile_library
from integrity_edu.quiz import marking, sittings
from integrity_edu.quiz.attached import (
    case_questions,
    needed_to_pass,
    open_check,
    practise_case,
)
from integrity_edu.workspace import Workspace


@pytest.fixture
def bank(ws: Workspace, person: str) -> Workspace:
    compile_library(ws)
    return ws


def test_a_check_asks_the_questions_of_its_lesson_in_order(bank: Workspace) -> None:
    front = lesson(bank.conn, "plan-04").front

    sitting = sittings.load(bank, open_check(bank, front.id, "检查", front.check, "student"))

    assert sitting.mode == "check"
    assert sitting.lesson == "plan-04"
    assert tuple(item.question.id for item in sitting.items) == front.check


def test_a_check_left_open_goes_on(bank: Workspace) -> None:
    front = lesson(bank.conn, "plan-04").front
    first = open_check(bank, front.id, "检查", front.check, "student")

    assert open_check(bank, front.id, "检查", front.check, "student") == first


def test_a_check_handed_in_starts_anew(bank: Workspace) -> None:
    front = lesson(bank.conn, "plan-04").front
    first = open_check(bank, front.id, "检查", front.check, "student")
    marking.submit(bank, first)

    assert open_check(bank, front.id, "检查", front.check, "student") != first


def test_a_case_finds_the_questions_written_for_it(bank: Workspace) -> None:
    measures = case(bank.conn, "lend-a-card").front.measures

    found = case_questions(bank, "lend-a-card", measures, "student")

    assert found == ("case-lend-a-card-q1", "case-lend-a-card-q2")
    assert case_questions(bank, "lend-a-card", measures, "trainee") == ()


def test_a_case_practice_belongs_to_no_lesson(bank: Workspace) -> None:
    started = practise_case(bank, "案例练习", ("case-lend-a-card-q1",), "student")

    sitting = sittings.load(bank, started)

    assert (sitting.mode, sitting.lesson) == ("practice", "")


@pytest.mark.parametrize(("asked", "needed"), [(3, 3), (4, 4), (5, 4)])
def test_a_check_is_passed_with_four_in_five(asked: int, needed: int) -> None:
    assert needed_to_pass(asked) == needed
