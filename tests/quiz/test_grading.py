"""What an answer is worth, whatever the question and whatever was left as an answer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrity_edu.quiz.grading import (
    grade,
    is_answered,
    is_begun,
    is_right,
    needs_marker,
    right_response,
)
from integrity_edu.quiz.questions import (
    KINDS,
    Fill,
    Judge,
    Match,
    Multiple,
    Order,
    Question,
    Single,
    decode,
    digest,
    encode,
    kind_of,
)
from integrity_edu.quiz.typed import level_text
from tests.strategies import (
    answered,
    fills,
    judges,
    marked_by_program,
    matches,
    multiples,
    orders,
    questions,
    responses,
    singles,
)


@given(questions(), responses())
def test_points_lie_between_nothing_and_everything(question: Question, response: object) -> None:
    mark = grade(question, response)

    assert 0 <= mark.earned <= mark.possible == 1


@given(marked_by_program())
def test_the_right_response_earns_everything_and_is_an_answer(question: Question) -> None:
    response = right_response(question)

    assert is_right(question, response)
    assert is_answered(question, response)
    assert not needs_marker(question)


@given(questions())
def test_no_answer_earns_nothing(question: Question) -> None:
    empties: list[object] = [None, [], {}, ""]
    for empty in empties:
        assert not is_answered(question, empty)
        assert not is_begun(question, empty)
        assert grade(question, empty).earned == 0


@given(singles() | multiples())
def test_ticking_everything_earns_nothing(question: Single | Multiple) -> None:
    everything = [option.id for option in question.options]

    assert grade(question, everything).earned == 0


@given(multiples())
def test_a_part_of_the_key_earns_nothing(question: Multiple) -> None:
    assert grade(question, list(question.key[:-1])).earned == 0


@given(multiples(), st.randoms())
def test_the_order_of_ticks_does_not_matter(question: Multiple, chance: st.DataObject) -> None:
    ticked = list(question.key)
    chance.shuffle(ticked)  # type: ignore[attr-defined]

    assert grade(question, ticked).right


@given(multiples())
def test_ticking_one_twice_does_not_stand_for_another(question: Multiple) -> None:
    assert grade(question, [question.key[0]] * len(question.key)).earned == 0


@given(judges())
def test_the_other_judgement_is_wrong_and_still_an_answer(question: Judge) -> None:
    assert grade(question, not question.key).earned == 0
    assert is_answered(question, response=False)


@given(judges())
def test_numbers_and_words_are_no_judgement(question: Judge) -> None:
    for response in (1, 0, "true", [True]):
        assert grade(question, response).earned == 0
        assert not is_answered(question, response)


@given(orders())
def test_an_order_the_other_way_round_is_wrong(question: Order) -> None:
    assert grade(question, list(reversed(question.key))).earned == 0


@given(fills(), st.data())
def test_every_accepted_form_of_every_blank_is_right(question: Fill, data: st.DataObject) -> None:
    typed = [data.draw(st.sampled_from(forms)) for forms in question.blanks]

    assert grade(question, typed).right


@given(fills())
def test_one_empty_blank_is_not_a_whole_answer(question: Fill) -> None:
    response = [forms[0] for forms in question.blanks]
    response[-1] = "  "

    assert not is_answered(question, response)
    assert grade(question, response).earned == 0


@given(matches())
def test_half_a_matching_is_not_a_whole_answer(question: Match) -> None:
    half = dict(list(question.key.items())[:-1])

    assert not is_answered(question, half)
    assert grade(question, half).earned == 0


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("５ 个工作日", "5个工作日"),
        (" 终止 ", "终止"),
        ("GB 11643", "gb11643"),
        ("甲，乙。", "甲、乙"),
        ("10：30", "10:30"),
    ],
)
def test_what_a_typist_may_vary_is_levelled(typed: str, form: str) -> None:
    assert level_text(typed) == level_text(form)


@pytest.mark.parametrize(
    ("typed", "form"), [("15", "5"), ("中止", "终止"), ("", "5"), ("3.5", "35")]
)
def test_what_is_different_stays_different(typed: str, form: str) -> None:
    assert level_text(typed) != level_text(form)


@given(questions(), responses())
def test_asking_whether_it_is_answered_never_raises(question: Question, response: object) -> None:
    assert is_answered(question, response) in (True, False)


@given(questions())
def test_a_stored_question_comes_back_the_same(question: Question) -> None:
    body = encode(question)

    assert decode(body) == question
    assert digest(encode(decode(body))) == digest(body)


@given(questions())
def test_the_whole_answer_is_begun(question: Question) -> None:
    assert is_begun(question, right_response(question))


@given(answered())
def test_what_is_answered_is_begun(left: tuple[Question, object]) -> None:
    if is_answered(*left):
        assert is_begun(*left)


def test_a_case_of_empty_blanks_is_not_begun() -> None:
    nothing: list[object] = [{"p1": ["", " "]}, {"p1": None, "p2": {}}, [[], ""], "  "]
    for response in nothing:
        assert not is_begun(Judge(id="q", stem="？", explanation="因为", key=True), response)


def test_every_kind_has_its_strategy() -> None:
    seen: set[str] = set()

    @settings(max_examples=400, database=None)
    @given(questions())
    def collect(question: Question) -> None:
        seen.add(kind_of(question))

    collect()

    assert seen == set(KINDS)
