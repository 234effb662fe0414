"""The four rules of scoring, against the sentences that promise them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from integrity_edu.quiz.grading import (
    RULES,
    certainty_mark,
    fraction,
    grade,
    is_answered,
    needs_marker,
    right_response,
    rubric_fraction,
)
from integrity_edu.quiz.questions import (
    CaseSet,
    Cloze,
    Judge,
    Match,
    Multiple,
    Number,
    Order,
    Question,
    Short,
    Single,
)
from tests.strategies import (
    answered,
    cases,
    choices,
    clozes,
    corrections,
    marked_by_program,
    matches,
    multiples,
    numbers,
    orders,
    questions,
    responses,
    shorts,
    singles,
)

EVERY_RULE = pytest.mark.parametrize("rule", RULES)
PARTIAL = pytest.mark.parametrize("rule", [rule for rule in RULES if rule != "all"])


@EVERY_RULE
@given(question=marked_by_program())
def test_the_right_response_earns_everything(rule: str, question: Question) -> None:
    response = right_response(question)

    assert fraction(question, response, rule) == 1
    assert grade(question, response, rule, points=3).right
    assert is_answered(question, response)


@EVERY_RULE
@given(left=answered())
def test_a_fraction_lies_between_nothing_and_everything(
    rule: str, left: tuple[Question, object]
) -> None:
    assert 0 <= fraction(*left, rule) <= 1


@EVERY_RULE
@given(question=questions(), response=responses())
def test_no_shape_of_response_is_too_strange(
    rule: str, question: Question, response: object
) -> None:
    assert 0 <= fraction(question, response, rule) <= 1


@EVERY_RULE
@given(question=choices())
def test_ticking_everything_scores_0_unless_everything_is_right_in_every_rule(
    rule: str, question: Single | Multiple
) -> None:
    """The issue: “Ticking everything scores 0 unless everything is right, in every rule.”"""
    everything = [option.id for option in question.options]

    assert fraction(question, everything, rule) == 0


@EVERY_RULE
@given(question=multiples())
def test_ticking_everything_is_right_where_everything_is(rule: str, question: Multiple) -> None:
    everything = tuple(option.id for option in question.options)
    generous = structs.replace(question, key=everything)

    assert fraction(generous, list(everything), rule) == 1


@EVERY_RULE
@given(question=cases())
def test_ticking_everything_in_a_case_earns_nothing_for_its_choices(
    rule: str, question: CaseSet
) -> None:
    ticked = {
        part.id: [option.id for option in part.options]
        for part in question.parts
        if isinstance(part, Single | Multiple)
    }

    assert fraction(question, ticked, rule) == 0


@EVERY_RULE
@given(question=singles(), data=st.data())
def test_two_ticks_in_a_single_choice_earn_nothing(
    rule: str, question: Single, data: st.DataObject
) -> None:
    other = data.draw(st.sampled_from([o.id for o in question.options if o.id not in question.key]))

    assert fraction(question, [question.key[0], other], rule) == 0


@given(answered())
def test_all_or_nothing_is_never_kinder_than_another_rule(left: tuple[Question, object]) -> None:
    strict = fraction(*left, "all")

    assert strict in (0, 1)
    for rule in ("half", "share", "minus"):
        assert strict <= fraction(*left, rule)


@given(answered())
def test_taking_wrong_from_right_is_never_harder_than_losing_everything(
    left: tuple[Question, object],
) -> None:
    assert fraction(*left, "share") <= fraction(*left, "minus") + 1e-12


@given(answered())
def test_every_rule_agrees_on_what_is_wholly_right(left: tuple[Question, object]) -> None:
    assert len({fraction(*left, rule) == 1 for rule in RULES}) == 1


@given(multiples(), st.data())
def test_a_part_of_the_key_earns_half_or_its_share(question: Multiple, data: st.DataObject) -> None:
    count = data.draw(st.integers(1, len(question.key) - 1))
    some = list(question.key[:count])
    share = count / len(question.key)

    assert fraction(question, some, "all") == 0
    assert fraction(question, some, "half") == 0.5
    assert fraction(question, some, "share") == share
    assert fraction(question, some, "minus") == share


@given(multiples(), st.data())
def test_one_wrong_tick_costs_as_the_rule_says(question: Multiple, data: st.DataObject) -> None:
    wrong = [option.id for option in question.options if option.id not in question.key]
    ticked = [*question.key, data.draw(st.sampled_from(wrong))]

    assert [fraction(question, ticked, rule) for rule in ("all", "half", "share")] == [0, 0, 0]
    assert fraction(question, ticked, "minus") == max(0, 1 - 1 / len(wrong))


@given(multiples())
def test_ticking_one_twice_is_no_second_right_tick(question: Multiple) -> None:
    twice = [question.key[0], question.key[0]]

    assert fraction(question, twice, "half") == 0
    assert fraction(question, twice, "share") == 0


@given(corrections())
def test_seeing_the_mistake_without_mending_it_is_half_an_answer(question: Judge) -> None:
    seen = {"judged": False, "correction": ""}

    assert fraction(question, seen) == 0
    assert fraction(question, seen, "half") == 0.5
    assert fraction(question, seen, "share") == 0.5
    assert not is_answered(question, seen)
    assert is_answered(question, {"judged": False, "correction": "别的话"})


@EVERY_RULE
@given(question=corrections())
def test_calling_a_false_statement_true_earns_nothing(rule: str, question: Judge) -> None:
    assert question.correction
    mended = {"judged": True, "correction": question.correction.forms[0]}

    assert fraction(question, mended, rule) == 0
    assert is_answered(question, {"judged": True})


@given(clozes())
def test_an_open_gap_costs_its_share_only(question: Cloze) -> None:
    taken = [gap.key for gap in question.gaps]
    taken[0] = ""
    share = (len(taken) - 1) / len(taken)

    assert fraction(question, taken) == 0
    assert fraction(question, taken, "share") == share
    assert not is_answered(question, taken)


@given(clozes())
def test_a_wrong_gap_is_worse_than_an_open_one(question: Cloze) -> None:
    first = question.gaps[0]
    wrong = next(option.id for option in first.options if option.id != first.key)
    taken = [wrong, *(gap.key for gap in question.gaps[1:])]

    assert fraction(question, taken, "half") == 0
    assert fraction(question, taken, "share") == 0
    assert fraction(question, taken, "minus") == max(0, (len(taken) - 2) / len(taken))


@given(matches())
def test_a_pair_left_out_costs_its_share(question: Match) -> None:
    pairs = dict(list(question.key.items())[1:])

    assert fraction(question, pairs, "share") == len(pairs) / len(question.key)
    assert fraction(question, pairs, "half") == (0.5 if pairs else 0)


@PARTIAL
@given(question=orders())
def test_an_order_half_right_is_not_more_than_its_right_places(rule: str, question: Order) -> None:
    moved = [*question.key[1:], question.key[0]]

    assert fraction(question, moved, rule) == 0


@given(cases())
def test_a_case_is_the_mean_of_its_parts(question: CaseSet) -> None:
    response = right_response(question)
    assert isinstance(response, dict)
    del response[question.parts[0].id]
    share = (len(question.parts) - 1) / len(question.parts)

    assert fraction(question, response) == 0
    for rule in ("half", "share", "minus"):
        assert fraction(question, response, rule) == share
    assert not is_answered(question, response)


@given(numbers(), st.floats(0, 20))
def test_a_number_is_right_within_its_tolerance(question: Number, off: float) -> None:
    typed = format(question.key + off, "f")

    inside = off <= question.tolerance
    if abs(off - question.tolerance) > 1e-5:
        assert (fraction(question, typed) == 1) == inside


@pytest.mark.parametrize(
    "typed", ["15", "１５", " 15 个工作日", "十五个工作日", "15工作日", "十五"]
)
def test_a_number_is_right_in_the_forms_people_write(typed: str) -> None:
    question = Number(id="n", stem="几天？", explanation="因为。", key=15, unit="个工作日")

    assert fraction(question, typed) == 1


@given(shorts())
def test_a_short_answer_waits_for_a_person(question: Short) -> None:
    assert needs_marker(question)
    assert all(fraction(question, question.answer, rule) == 0 for rule in RULES)
    assert is_answered(question, right_response(question))


@given(shorts(), st.data())
def test_a_rubric_counts_what_was_met_by_points(question: Short, data: st.DataObject) -> None:
    ids = [one.id for one in question.rubric]
    met = data.draw(st.lists(st.sampled_from([*ids, "unknown"])))

    worth = sum(one.points for one in question.rubric if one.id in met)
    assert rubric_fraction(question, tuple(met)) == worth / sum(o.points for o in question.rubric)
    assert rubric_fraction(question, tuple(ids)) == 1
    assert rubric_fraction(question, ()) == 0


@pytest.mark.parametrize(("certainty", "right", "wrong"), [(1, 1, 0), (2, 2, -2), (3, 3, -6)])
def test_certainty_pays_and_costs_as_its_table_says(certainty: int, right: int, wrong: int) -> None:
    assert certainty_mark(1, certainty).earned == right
    assert certainty_mark(0, certainty).earned == wrong
    assert certainty_mark(0.5, certainty).earned == right / 2
    assert certainty_mark(1, certainty).possible == 3
