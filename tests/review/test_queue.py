"""Ten minutes a day are enough: the queue never exceeds the cap."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrity_edu.errors import EduError
from integrity_edu.quiz import marking, sittings
from integrity_edu.review import queue
from integrity_edu.review.cards import catch_up
from integrity_edu.review.settings import ReviewSettings
from integrity_edu.workspace import Workspace
from tests.quiz.small_bank import put
from tests.review.history import all_cards, due_of, forget_cards, sat, single, sleep, stock

FREELY = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def wrong(ws: Workspace, count: int) -> list[str]:
    """So many questions answered wrong now."""
    questions = [f"q{place:03}" for place in range(count)]
    sat(ws, dict.fromkeys(questions, 0.0))
    return questions


def review(ws: Workspace, choice: str = "a") -> None:
    """Answer today's reviews, all with one option, in a real sitting."""
    ref = queue.start_review(ws, 1, "student")
    for item in sittings.load(ws, ref).items:
        sittings.save_answer(ws, ref, item.position, [choice])
        marking.confirm(ws, ref, item.position)
    marking.submit(ws, ref)


def test_story_16_ten_minutes_a_day_are_enough(stocked: Workspace) -> None:
    """Story 16: “home shows queue ≤ cap with minutes; finish → "今日完成"; missed 5 days → queue
    still ≤ cap”."""
    stock(stocked, 60)
    wrong(stocked, 45)
    sleep(stocked, 1)
    found = queue.today(stocked)
    assert (found.left, found.done, found.cap, found.minutes) == (20, 0, 20, 14)
    assert not found.finished

    review(stocked)
    found = queue.today(stocked)
    assert (found.due, found.left, found.done, found.minutes) == ((), 0, 20, 0)
    assert found.finished

    sleep(stocked, 5)
    assert queue.today(stocked).left == 20


def test_nothing_due_is_not_finished(stocked: Workspace) -> None:
    wrong(stocked, 3)
    found = queue.today(stocked)
    assert found.left == 0
    assert not found.finished


def test_the_list_done_is_finished_before_the_cap(stocked: Workspace) -> None:
    wrong(stocked, 3)
    sleep(stocked, 1)
    review(stocked, "b")
    found = queue.today(stocked)
    assert (found.left, found.done, found.finished) == (0, 3, True)


def test_most_overdue_comes_first_in_a_stable_order(stocked: Workspace) -> None:
    sat(stocked, {"q005": 0.0, "q004": 0.0})
    sleep(stocked, 1)
    sat(stocked, {"q001": 0.0})
    sleep(stocked, 1)
    assert queue.today(stocked).due == ("q004", "q005", "q001")
    assert queue.next_card(stocked) == "q004"


def test_what_left_the_bank_is_left_out(stocked: Workspace) -> None:
    wrong(stocked, 2)
    sleep(stocked, 1)
    put(stocked, [single("q001", 1)])
    assert queue.today(stocked).due == ("q001",)
    assert queue.next_card(stocked) == "q001"


def test_an_exam_others_may_still_sit_keeps_its_questions(stocked: Workspace) -> None:
    closes = (stocked.now() + timedelta(days=3)).isoformat()
    sat(stocked, {"q000": 0.0}, mode="exam", terms=f'{{"closes_at": "{closes}"}}')
    sleep(stocked, 1)
    assert queue.today(stocked).due == ()
    sleep(stocked, 2)
    assert queue.today(stocked).due == ("q000",)


def test_answers_outside_reviews_do_not_use_up_the_cap(stocked: Workspace) -> None:
    wrong(stocked, 10)
    sleep(stocked, 1)
    sat(stocked, {"q020": 1.0, "q021": 1.0})
    assert queue.today(stocked).done == 0


def test_an_exam_handed_in_late_does_not_hide_todays_reviews(stocked: Workspace) -> None:
    wrong(stocked, 10)
    sleep(stocked, 1)
    review(stocked)
    ref = sat(stocked, {"q020": 0.0}, mode="mock")
    yesterday = (stocked.now() - timedelta(days=1)).isoformat()
    with stocked.change() as db:
        db.execute("UPDATE mark SET at = ? WHERE sitting = ?", (yesterday, ref))
    assert queue.today(stocked).done == 10


def test_no_card_once_the_cap_is_reached(stocked: Workspace) -> None:
    queue.save_settings(stocked, ReviewSettings(cap=5))
    wrong(stocked, 10)
    sleep(stocked, 1)
    review(stocked)
    assert queue.next_card(stocked) is None
    assert queue.today(stocked).finished


def test_a_review_without_anything_due_says_so(stocked: Workspace) -> None:
    with pytest.raises(EduError, match="没有要复习的题"):
        queue.start_review(stocked, 1, "student")


@pytest.mark.parametrize("cap", [4, 101])
def test_a_cap_outside_its_range_is_refused(stocked: Workspace, cap: int) -> None:
    with pytest.raises(ValueError, match="cap"):
        queue.save_settings(stocked, ReviewSettings(cap=cap))
    assert queue.my_settings(stocked) == ReviewSettings()


def test_an_exam_date_pulls_cards_in_and_taking_it_back_restores_them(stocked: Workspace) -> None:
    wrong(stocked, 6)
    for days in (1, 2, 8):
        sleep(stocked, days)
        sat(stocked, {f"q{place:03}": 1.0 for place in range(6)})
    catch_up(stocked)
    before = all_cards(stocked)

    exam = stocked.today() + timedelta(days=9)
    undo = queue.save_settings(stocked, ReviewSettings(exam=exam))
    pulled = all_cards(stocked)
    assert due_of(stocked, "q000") == (stocked.today() + timedelta(days=2)).isoformat()
    forget_cards(stocked)
    catch_up(stocked)
    assert all_cards(stocked) == pulled

    queue.save_settings(stocked, undo)
    assert all_cards(stocked) == before


@given(
    st.integers(5, 100),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 30), st.booleans()), max_size=8),
)
@FREELY
def test_the_cap_is_never_exceeded(
    stocked: Workspace, cap: int, days: list[tuple[int, int, bool]]
) -> None:
    queue.save_settings(stocked, ReviewSettings(cap=cap))
    sleep(stocked, 1)  # a new day for every example
    for gap, errors, keen in days:
        sleep(stocked, gap)
        wrong(stocked, errors)
        if keen and queue.today(stocked).due:
            review(stocked, "b")
        found = queue.today(stocked)
        assert found.left == len(found.due) <= cap
        assert found.left + found.done <= cap
