"""One attempt from the first question to the result: nothing is lost, nothing changes later."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrity_edu.clock import ManualClock
from integrity_edu.errors import EduError, NotAllowedError, NotFoundError
from integrity_edu.quiz import marking, sittings
from integrity_edu.quiz.grading import right_response
from integrity_edu.quiz.questions import Single
from integrity_edu.quiz.sittings import ClosedSittingError, PaperRequest
from integrity_edu.storage.database import open_database
from integrity_edu.workspace import Role, Workspace
from tests.quiz.small_bank import bank, put


def paper(mode: str = "practice", **wanted: object) -> PaperRequest:
    asked: dict[str, object] = {"measures": (1, 2, 8), "count": 6} | wanted
    return PaperRequest(mode=mode, title="练习", audience="student", seed=424_242, **asked)  # type: ignore[arg-type]


def named(*refs: str, mode: str = "practice", **wanted: object) -> PaperRequest:
    return paper(mode, questions=refs, measures=(), **wanted)


def test_a_paper_draws_as_many_as_asked_from_the_measures(stocked: Workspace) -> None:
    sitting = sittings.load(stocked, sittings.start(stocked, paper()))

    assert len(sitting.items) == 6
    assert all({1, 2, 8} & set(sittings.measures_of_item(item)) for item in sitting.items)
    assert sitting.unanswered == tuple(range(6))


def test_the_same_seed_gives_the_same_paper_in_the_same_order(stocked: Workspace) -> None:
    first = sittings.load(stocked, sittings.start(stocked, paper()))
    second = sittings.load(stocked, sittings.start(stocked, paper()))

    assert [item.question for item in first.items] == [item.question for item in second.items]
    assert [item.shown for item in first.items] == [item.shown for item in second.items]


def test_named_questions_come_in_the_order_named(stocked: Workspace) -> None:
    sitting = sittings.load(stocked, sittings.start(stocked, named("judge", "s2-1", "match")))

    assert [item.question.id for item in sitting.items] == ["judge", "s2-1", "match"]


def test_a_range_without_questions_is_said_so(stocked: Workspace) -> None:
    for request in (paper(measures=(29,)), paper(measures=()), named("no-such-question")):
        with pytest.raises(NotFoundError):
            sittings.start(stocked, request)


def test_an_audience_without_questions_is_said_so(stocked: Workspace) -> None:
    request = PaperRequest(mode="exam", title="卷", audience="minor", seed=1, measures=(1,))

    with pytest.raises(NotFoundError):
        sittings.start(stocked, request)


def test_a_saved_answer_is_there_after_the_program_is_opened_again(
    stocked: Workspace, tmp_path: Path
) -> None:
    ref = sittings.start(stocked, paper())
    sittings.save_answer(stocked, ref, 2, ["b"])
    sittings.flag(stocked, ref, 3, flagged=True)
    sittings.go_to(stocked, ref, 2)
    before = sittings.load(stocked, ref)

    conn = open_database(tmp_path / "data" / "integrity-edu.sqlite")
    again = Workspace(conn, stocked.clock)
    again.act_as(stocked.actor)
    after = sittings.load(again, ref)
    conn.close()

    assert after == before
    assert after.position == 2
    assert after.items[2].response == ["b"]
    assert after.flagged == (3,)


def test_the_newest_answer_stands(stocked: Workspace) -> None:
    ref = sittings.start(stocked, paper())

    for choice in ("a", "b", "c"):
        sittings.save_answer(stocked, ref, 0, [choice])

    assert sittings.load(stocked, ref).items[0].response == ["c"]


@pytest.mark.parametrize("empty", [None, []])
def test_clearing_an_answer_is_saved_like_any_other(stocked: Workspace, empty: object) -> None:
    ref = sittings.start(stocked, paper())
    sittings.save_answer(stocked, ref, 0, ["a"])

    sittings.save_answer(stocked, ref, 0, empty)

    item = sittings.load_item(stocked, ref, 0)
    assert not item.answered
    assert item.saved_at is not None
    assert marking.submit(stocked, ref).earned == 0


@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    changes=st.lists(st.tuples(st.integers(0, 5), st.sampled_from([["a"], ["b"], []])), max_size=12)
)
def test_whatever_is_changed_the_last_change_of_each_item_stands(
    stocked: Workspace, changes: list[tuple[int, list[str]]]
) -> None:
    ref = sittings.start(stocked, paper())
    last: dict[int, list[str]] = {}
    for position, response in changes:
        sittings.save_answer(stocked, ref, position, response)
        last[position] = response

    sitting = sittings.load(stocked, ref)

    assert {item.position: item.response for item in sitting.items if item.saved_at} == last
    mark = marking.submit(stocked, ref)
    assert mark.earned == sum(response == ["a"] for response in last.values())
    assert mark.possible == 6


def test_every_kind_can_be_answered_confirmed_and_earns_its_point(stocked: Workspace) -> None:
    ref = sittings.start(stocked, named("s1-0", "judge", "match", "order"))

    for item in sittings.load(stocked, ref).items:
        sittings.save_answer(stocked, ref, item.position, right_response(item.question))
        assert marking.confirm(stocked, ref, item.position).right

    assert marking.submit(stocked, ref).right


def test_a_confirmed_answer_cannot_be_changed_or_confirmed_again(stocked: Workspace) -> None:
    ref = sittings.start(stocked, paper())
    sittings.save_answer(stocked, ref, 0, ["b"])
    marking.confirm(stocked, ref, 0)

    with pytest.raises(ClosedSittingError):
        sittings.save_answer(stocked, ref, 0, ["a"])
    with pytest.raises(ClosedSittingError):
        marking.confirm(stocked, ref, 0)

    assert sittings.load_item(stocked, ref, 0).response == ["b"]


def test_half_an_answer_is_not_confirmed(stocked: Workspace) -> None:
    ref = sittings.start(stocked, named("match"))
    sittings.save_answer(stocked, ref, 0, {"a": "b"})

    with pytest.raises(EduError, match="没有答完"):
        marking.confirm(stocked, ref, 0)


@pytest.mark.parametrize("mode", ["exam", "pretest"])
def test_right_and_wrong_are_told_after_an_exam_only(stocked: Workspace, mode: str) -> None:
    ref = sittings.start(stocked, paper(mode))
    sittings.save_answer(stocked, ref, 0, ["a"])

    with pytest.raises(NotAllowedError):
        marking.confirm(stocked, ref, 0)
    assert not sittings.load(stocked, ref).explains


def test_a_submitted_paper_is_closed(stocked: Workspace) -> None:
    ref = sittings.start(stocked, paper("exam"))
    marking.submit(stocked, ref)

    with pytest.raises(ClosedSittingError):
        sittings.save_answer(stocked, ref, 0, ["a"])
    with pytest.raises(ClosedSittingError):
        sittings.flag(stocked, ref, 0, flagged=True)
    with pytest.raises(ClosedSittingError):
        marking.submit(stocked, ref)


def test_unanswered_items_earn_nothing(stocked: Workspace) -> None:
    ref = sittings.start(stocked, paper("exam"))
    sittings.save_answer(stocked, ref, 4, ["a"])

    mark = marking.submit(stocked, ref)

    assert (mark.earned, mark.possible) == (1, 6)


def test_after_the_deadline_nothing_is_taken_and_what_was_saved_counts(
    stocked: Workspace, clock: ManualClock
) -> None:
    ref = sittings.start(stocked, paper("exam", minutes=30))
    sittings.save_answer(stocked, ref, 0, ["a"])
    deadline = clock() + timedelta(minutes=30)
    clock.forward(minutes=30)

    with pytest.raises(ClosedSittingError, match="时间到了"):
        sittings.save_answer(stocked, ref, 1, ["a"])

    assert marking.submit(stocked, ref).earned == 1
    (row,) = sittings.past_sittings(stocked)
    assert row.submitted_at == deadline.isoformat()


def test_a_second_before_the_deadline_is_in_time(stocked: Workspace, clock: ManualClock) -> None:
    ref = sittings.start(stocked, paper("exam", minutes=30))
    clock.forward(minutes=29, seconds=59)

    sittings.save_answer(stocked, ref, 0, ["a"])

    assert sittings.load_item(stocked, ref, 0).answered


def test_a_question_edited_meanwhile_stays_as_it_was_seen(stocked: Workspace) -> None:
    ref = sittings.start(stocked, named("s1-0"))
    before = sittings.load(stocked, ref).items[0]
    others = [one for one in bank() if one.id != "s1-0"]

    put(stocked, others)

    assert sittings.load(stocked, ref).items[0] == before
    with pytest.raises(NotFoundError):
        sittings.start(stocked, named("s1-0"))


def test_an_attempt_left_is_no_longer_open_and_what_was_confirmed_stays(stocked: Workspace) -> None:
    ref = sittings.start(stocked, paper())
    sittings.save_answer(stocked, ref, 0, ["a"])
    marking.confirm(stocked, ref, 0)

    sittings.leave(stocked, ref)

    assert sittings.open_sittings(stocked) == []
    assert sittings.past_sittings(stocked) == []
    assert sittings.load(stocked, ref).items[0].earned == 1


def test_open_attempts_are_listed_newest_first(stocked: Workspace, clock: ManualClock) -> None:
    first = sittings.start(stocked, paper())
    clock.forward(minutes=1)
    second = sittings.start(stocked, paper())

    assert [row.id for row in sittings.open_sittings(stocked)] == [second, first]


def test_nobody_else_reaches_an_attempt(stocked: Workspace, make_person, sign_in_as) -> None:
    ref = sittings.start(stocked, paper())
    sign_in_as(make_person(Role.TEACHER))

    for reach in (
        lambda: sittings.load(stocked, ref),
        lambda: sittings.load_item(stocked, ref, 0),
        lambda: sittings.save_answer(stocked, ref, 0, ["a"]),
        lambda: marking.confirm(stocked, ref, 0),
        lambda: sittings.flag(stocked, ref, 0, flagged=True),
        lambda: sittings.go_to(stocked, ref, 1),
        lambda: marking.submit(stocked, ref),
        lambda: sittings.leave(stocked, ref),
    ):
        with pytest.raises(NotFoundError):
            reach()
    assert sittings.open_sittings(stocked) == []


def test_an_item_beyond_the_paper_is_not_found(stocked: Workspace) -> None:
    ref = sittings.start(stocked, paper())

    with pytest.raises(NotFoundError):
        sittings.load_item(stocked, ref, 99)


def test_an_ordering_is_shown_unsolved(stocked: Workspace) -> None:
    item = sittings.load(stocked, sittings.start(stocked, named("order"))).items[0]

    assert not isinstance(item.question, Single)
    assert list(item.shown) != right_response(item.question)
