"""Levels go up with right answers and down with errors, and nowhere else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from integrity_edu.review import mastery
from integrity_edu.review.mastery import LEVELS, Answer, MeasureLevel
from integrity_edu.workspace import Workspace
from tests.review.history import mark, sat

ANSWERS = st.lists(st.builds(Answer, st.sampled_from("abcde"), st.booleans(), st.booleans()))


def level(answers: str, *, mixed: bool = False) -> str:
    """The level of a measure after answers, capital for right: aBC is a wrong, b and c right."""
    made = [Answer(letter.lower(), letter.isupper(), mixed) for letter in answers]
    return mastery.measure_level(1, made).level


def test_levels_follow_the_share() -> None:
    assert level("") == "new"
    assert level("a") == "tried"
    assert level("aBC") == "tried"
    assert level("ABCdEFG") == "familiar"
    assert level("ABC") == "proficient"


def test_one_or_two_right_answers_are_not_yet_proficient() -> None:
    assert level("A") == level("AB") == level("AA") == "familiar"


def test_mastered_needs_a_mixed_set_when_already_proficient() -> None:
    assert level("ABCA") == "proficient"
    assert level("ABC", mixed=True) == "proficient"
    assert level("ABCA", mixed=True) == "mastered"


def test_an_error_takes_one_step_and_then_the_share_decides() -> None:
    assert level("ABCAa", mixed=True) == "proficient"
    assert level("ABCAab", mixed=True) == "familiar"
    assert level("ABCAabc", mixed=True) == "tried"


def test_a_question_climbs_by_right_answers_in_a_row() -> None:
    def after(answers: str) -> str:
        return mastery.answers_level(Answer("q", one in "RM", one in "mM") for one in answers)

    assert [after(one) for one in ("", "w", "wR", "wRR", "wRRR")] == [
        "new", "tried", "familiar", "proficient", "proficient"
    ]  # fmt: skip
    assert after("wRRM") == "mastered"
    assert [after("wRRM" + "w" * more) for more in (1, 2, 3)] == ["proficient", "familiar", "tried"]


@given(ANSWERS, st.sampled_from("abcdef"), st.booleans())
def test_an_error_never_raises_and_a_right_answer_never_lowers_a_level(
    answers: list[Answer], question: str, mixed: bool
) -> None:
    wrong, right = (Answer(question, one, mixed) for one in (False, True))
    for level_of in (lambda made: mastery.measure_level(1, made).level, mastery.answers_level):
        before = LEVELS.index(level_of(answers))
        assert LEVELS.index(level_of([*answers, wrong])) <= max(before, 1)
        assert LEVELS.index(level_of([*answers, right])) >= before


@given(ANSWERS)
def test_right_and_asked_count_the_newest_answers(answers: list[Answer]) -> None:
    found = mastery.measure_level(1, answers)
    newest = {one.question: one.right for one in answers}
    assert (found.right, found.asked) == (sum(newest.values()), len(newest))


def test_levels_of_all_measures_come_from_my_marks(stocked: Workspace) -> None:
    sat(stocked, {"q000": 1.0, "q003": 1.0, "q006": 1.0, "q001": 0.5})
    found = mastery.levels(stocked)
    assert [one.number for one in found] == list(range(1, 30))
    assert found[0] == MeasureLevel(1, "proficient", 3, 3)
    assert found[1] == MeasureLevel(2, "tried", 0, 1)
    assert found[7] == MeasureLevel(8, "new", 0, 0)


def test_a_sitting_over_three_measures_is_mixed(stocked: Workspace) -> None:
    sat(stocked, {"q000": 1.0, "q003": 1.0, "q006": 1.0})
    sat(stocked, {"q000": 1.0, "q001": 1.0})
    assert mastery.levels(stocked)[0].level == "proficient"
    sat(stocked, {"q000": 1.0, "q001": 1.0, "q002": 1.0})
    assert mastery.levels(stocked)[0].level == "mastered"
    assert mastery.question_level(stocked, "q000") == "mastered"
    assert mastery.question_level(stocked, "q009") == "new"


def test_a_regraded_answer_counts_as_regraded(stocked: Workspace) -> None:
    ref = sat(stocked, {"q000": 0.0})
    mark(stocked, ref, 0, "q000", 1.0, why="regrade")
    assert mastery.levels(stocked)[0] == MeasureLevel(1, "familiar", 1, 1)
    assert mastery.question_level(stocked, "q000") == "familiar"


def test_every_level_has_a_state_of_the_old_kind() -> None:
    assert set(mastery.STATE_OF) == set(LEVELS)
