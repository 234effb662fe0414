"""Hints lead to the answer and never say it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from integrity_edu.quiz.hints import answer_texts, gives_answer, hints
from integrity_edu.quiz.questions import (
    CaseSet,
    Day,
    Fill,
    Judge,
    Multiple,
    Number,
    Option,
    Point,
    Question,
    Single,
)
from tests.strategies import hinted, questions

SAID = {"id": "q", "stem": "问什么？", "explanation": "因为。"}
FOUR = tuple(Option(ref, text, "注") for ref, text in zip("abcd", "甲乙丙丁", strict=True))


@given(hinted())
def test_no_hint_says_the_answer(question: Question) -> None:
    for hint in hints(question):
        assert hint
        assert not gives_answer(hint, question)


@given(hinted())
def test_the_words_of_the_answer_stand_in_no_hint(question: Question) -> None:
    """Said again without the module's own judgement, for every answer that is a word."""
    for hint in hints(question):
        for answer in answer_texts(question):
            assert not answer.strip().isalpha() or answer not in hint


@given(questions())
def test_at_most_two_hints_are_derived(question: Question) -> None:
    assert len(hints(question)) <= 2


@given(questions())
def test_the_same_question_gives_the_same_hints(question: Question) -> None:
    assert hints(question) == hints(question)


def test_the_author_s_hints_come_instead() -> None:
    question = Single(**SAID, options=FOUR, key=("a",), hints=("先想甲以外的", "想想对象"))  # type: ignore[arg-type]

    assert hints(question) == ("想想对象",)


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ((Point(measure=14),), "想一想方案第 14 项"),
        ((Point(law="pipl", point="39"),), "想一想这部法的第 39 条"),
        ((Point(law="xingfa", point="253-1"),), "想一想这部法的第 253 条之一"),
        ((Point(law="pipl", point="39"), Point(measure=14)), "想一想方案第 14 项"),
    ],
)
def test_the_first_hint_says_where_it_rests(points: tuple[Point, ...], said: str) -> None:
    question = Single(**SAID, options=FOUR, key=("a",), rests_on=points)  # type: ignore[arg-type]

    assert hints(question)[0] == said


def test_a_place_that_is_the_answer_is_not_said() -> None:
    question = Number(**SAID, key=14, rests_on=(Point(measure=14),))  # type: ignore[arg-type]

    assert "14" not in "".join(hints(question))


def test_a_choice_rules_out_a_wrong_option() -> None:
    question = Single(**SAID, options=FOUR, key=("a",))  # type: ignore[arg-type]

    assert hints(question)[0] == "“乙”可以排除"


def test_the_last_wrong_option_is_not_ruled_out() -> None:
    question = Multiple(**SAID, options=FOUR, key=("a", "b", "c"))  # type: ignore[arg-type]

    assert hints(question) == ("一共有 3 项对",)


def test_a_blank_gives_its_first_character_and_length() -> None:
    question = Fill(**SAID | {"stem": "{{1}}"}, blanks=(("终止之日",),))  # type: ignore[arg-type]

    assert hints(question) == ("第 1 空 4 个字，开头是“终”",)


def test_a_day_gives_its_month() -> None:
    question = Day(**SAID, key=date(2026, 11, 23))  # type: ignore[arg-type]

    assert hints(question) == ("答案在 2026 年 11 月里",)


def test_a_case_passes_on_the_hints_of_its_parts() -> None:
    part = Judge(**SAID | {"id": "p1"}, key=True, hints=("看主体",))  # type: ignore[arg-type]
    other = Judge(**SAID | {"id": "p2"}, key=False)  # type: ignore[arg-type]

    assert hints(CaseSet(**SAID, parts=(part, other)))[0] == "第 1 问：看主体"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hint", "given_away"),
    [
        ("一共 15 天", False),
        ("就是 5 天", True),
        ("５天", True),
        ("5.5 天", False),
        ("不到 50", False),
    ],
)
def test_digits_count_as_whole_numbers_only(hint: str, given_away: bool) -> None:
    question = Number(**SAID, key=5)  # type: ignore[arg-type]

    assert gives_answer(hint, question) == given_away
