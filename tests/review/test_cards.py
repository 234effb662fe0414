"""Cards are drawn from the history of marks: every error comes back, and nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrity_edu.quiz import marking, sittings
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.review import schedule
from integrity_edu.review.cards import catch_up
from integrity_edu.workspace import Workspace
from tests.review.history import all_cards, days_of, forget_cards, mark, sat, sleep

QUESTIONS = [f"q{place:03}" for place in range(4)]
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(QUESTIONS),
        st.sampled_from([0.0, 0.5, 1.0]),
        st.integers(0, 9),
        st.sampled_from(["answer", "answer", "answer", "regrade"]),
    ),
    max_size=14,
)
FREELY = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
Event = tuple[str, float, int, str]


def write(ws: Workspace, event: Event, last: dict[str, str]) -> None:
    """One answer, or another mark for the newest answer to that question."""
    question, fraction, days, why = event
    sleep(ws, days)
    if why == "regrade" and question in last:
        mark(ws, last[question], 0, question, fraction, why=why)
    else:
        last[question] = sat(ws, {question: fraction})


def clear(ws: Workspace) -> None:
    forget_cards(ws)
    with ws.change() as db:
        db.execute("DELETE FROM mark")


def test_story_17_wrong_answers_come_back_at_the_right_time(stocked: Workspace) -> None:
    """Story 17: “wrong today → due +1 day; right, right → +3, +7…; set the clock on: due list
    matches the table; practice and exam errors enter”. FSRS-6 gives +2 and +6 (4 to 8 spread)."""
    sat(stocked, {"q000": 0.0, "q001": 1.0}, mode="practice")
    sat(stocked, {"q002": 0.5, "q003": 1.0}, mode="exam")
    catch_up(stocked)
    assert [row[1] for row in all_cards(stocked)] == ["q000", "q002"]
    assert days_of(stocked, "q000") == days_of(stocked, "q002") == 1

    sleep(stocked, 1)
    sat(stocked, {"q000": 1.0}, mode="review")
    catch_up(stocked)
    assert days_of(stocked, "q000") == 2

    sleep(stocked, 2)
    sat(stocked, {"q000": 1.0}, mode="review")
    catch_up(stocked)
    low, high = schedule.bounds(6)
    assert low <= days_of(stocked, "q000") <= high


@pytest.mark.parametrize("mode", ["practice", "certainty", "mock"])
def test_an_error_made_with_the_real_engine_comes_back(stocked: Workspace, mode: str) -> None:
    request = PaperRequest(
        mode=mode, title="", audience="student", seed=1, questions=("q000", "q001")
    )
    ref = sittings.start(stocked, request)
    for position, choice in enumerate("ab"):
        sittings.save_answer(stocked, ref, position, [choice], certainty=3)
    marking.submit(stocked, ref)

    catch_up(stocked)

    assert [row[1] for row in all_cards(stocked)] == ["q001"]


def test_study_leaves_no_cards(stocked: Workspace) -> None:
    request = PaperRequest(mode="study", title="", audience="student", seed=1, questions=("q000",))
    sittings.start(stocked, request)
    assert catch_up(stocked) == 0
    assert all_cards(stocked) == []


def test_right_later_on_the_day_changes_nothing(stocked: Workspace) -> None:
    sat(stocked, {"q000": 0.0})
    catch_up(stocked)
    before = all_cards(stocked)
    sat(stocked, {"q000": 1.0})
    assert catch_up(stocked) == 1
    assert all_cards(stocked) == before


def test_wrong_later_on_the_day_counts(stocked: Workspace) -> None:
    sat(stocked, {"q000": 0.0})
    sleep(stocked, 1)
    sat(stocked, {"q000": 1.0})
    catch_up(stocked)
    assert days_of(stocked, "q000") == 2
    sat(stocked, {"q000": 0.0})
    catch_up(stocked)
    assert days_of(stocked, "q000") == 1


def test_a_regrade_to_right_takes_the_card_away_and_back_returns_it(stocked: Workspace) -> None:
    ref = sat(stocked, {"q000": 0.0})
    catch_up(stocked)
    before = all_cards(stocked)

    sleep(stocked, 3)
    mark(stocked, ref, 0, "q000", 1.0, why="regrade")
    catch_up(stocked)
    assert all_cards(stocked) == []

    sleep(stocked, 3)
    mark(stocked, ref, 0, "q000", 0.0, why="regrade")
    catch_up(stocked)
    assert all_cards(stocked) == before


def test_a_regrade_leaves_the_other_errors_of_the_question(stocked: Workspace) -> None:
    ref = sat(stocked, {"q000": 0.0})
    sat(stocked, {"q000": 0.0})
    catch_up(stocked)
    mark(stocked, ref, 0, "q000", 1.0, why="regrade")
    catch_up(stocked)
    assert len(all_cards(stocked)) == 1


def test_a_short_answer_marked_by_the_teacher_enters(stocked: Workspace) -> None:
    mark(stocked, "s_exam", 0, "q000", 0.5, why="teacher")
    catch_up(stocked)
    assert days_of(stocked, "q000") == 1


@given(EVENTS)
@FREELY
def test_every_wrong_answer_has_a_card_and_no_other(
    stocked: Workspace, events: list[Event]
) -> None:
    clear(stocked)
    last: dict[str, str] = {}
    for event in events:
        write(stocked, event, last)
    catch_up(stocked)

    newest = stocked.conn.execute(
        "SELECT question, fraction FROM mark WHERE id IN (SELECT max(id) FROM mark "
        "GROUP BY sitting, position)"
    )
    wrong = {question for question, fraction in newest if fraction < 1}
    assert {row[1] for row in all_cards(stocked)} == wrong


@given(EVENTS, st.integers(1, 5))
@FREELY
def test_in_pieces_or_at_once_or_twice_is_the_same(
    stocked: Workspace, events: list[Event], piece: int
) -> None:
    clear(stocked)
    last: dict[str, str] = {}
    for place, event in enumerate(events):
        write(stocked, event, last)
        if place % piece == 0:
            catch_up(stocked)
    catch_up(stocked)
    in_pieces = all_cards(stocked)

    assert catch_up(stocked) == 0
    assert all_cards(stocked) == in_pieces
    forget_cards(stocked)
    assert catch_up(stocked) == len(events)
    assert all_cards(stocked) == in_pieces
