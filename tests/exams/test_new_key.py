"""A question with another key, put together from an answer to it."""

from __future__ import annotations

from datetime import date

from hypothesis import given

from integrity_edu.exams.regrading.new_key import with_key
from integrity_edu.exams.regrading.rules import answers_fit
from integrity_edu.quiz.grading import is_right, right_response
from integrity_edu.quiz.questions import Correction, Day, Fill, Judge, Number, Question, Short
from tests.exams.exam_kit import single
from tests.quiz.small_bank import common
from tests.strategies import questions


@given(questions())
def test_the_present_key_as_the_new_one_changes_nothing(question: Question) -> None:
    if isinstance(question, Short):
        assert with_key(question, question.answer) is None
        return
    same = with_key(question, right_response(question))
    assert same is not None
    assert is_right(same, right_response(question))
    assert answers_fit(question, same)


def test_half_an_answer_is_no_key() -> None:
    assert with_key(single("q"), None) is None
    fill = Fill(**common("q", 1), blanks=(("甲",), ("乙",)))  # type: ignore[arg-type]
    assert with_key(fill, ["甲", ""]) is None


def test_a_form_that_was_right_already_keeps_the_others() -> None:
    fill = Fill(**common("q", 1), blanks=(("三", "3"), ("乙",)))  # type: ignore[arg-type]
    assert with_key(fill, ["３", "丙"]) == Fill(  # full width is the same answer
        **common("q", 1),  # type: ignore[arg-type]
        blanks=(("三", "3"), ("丙",)),
    )


def test_numbers_and_days_are_read_as_learners_type_them() -> None:
    number = Number(**common("q", 1), key=3, unit="个工作日")  # type: ignore[arg-type]
    day = Day(**common("q", 1), key=date(2026, 1, 1))  # type: ignore[arg-type]
    new_number, new_day = with_key(number, "五个工作日"), with_key(day, "2026年1月2日")
    assert isinstance(new_number, Number)
    assert new_number.key == 5
    assert isinstance(new_day, Day)
    assert new_day.key == date(2026, 1, 2)
    assert with_key(number, "很久") is None


def test_a_statement_that_turns_out_true_has_nothing_to_correct() -> None:
    fix = Correction("三", ("五",))
    judge = Judge(**common("q", 1), key=False, correction=fix)  # type: ignore[arg-type]
    assert with_key(judge, {"judged": True}) == Judge(
        **common("q", 1),  # type: ignore[arg-type]
        key=True,
        correction=Correction(),
    )
