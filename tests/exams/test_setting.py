"""A paper set to a class: who may begin it when, which variant, and which attempt counts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from integrity_edu.clock import ManualClock
from integrity_edu.errors import NotFoundError
from integrity_edu.exams.extra_time import set_multiplier
from integrity_edu.exams.regrading.regrades import regrade
from integrity_edu.exams.regrading.values import Wish
from integrity_edu.exams.setting import last_close, offer, set_paper, start_set_paper
from integrity_edu.exams.tasks import (
    CannotStartError,
    Counts,
    PaperTask,
    counted_share,
    must_wait,
    read_paper_task,
    window,
)
from integrity_edu.ids import ClassId, PersonId
from integrity_edu.papers.blueprint import Blueprint, Row, Section
from integrity_edu.papers.saving import make_paper, withdraw
from integrity_edu.quiz import sittings
from integrity_edu.quiz import store as quiz_store
from integrity_edu.teaching.assignments import AssignmentError
from integrity_edu.teaching.finishing import finish_sitting
from integrity_edu.teaching.rosters import roster
from integrity_edu.workspace import Workspace
from tests.conftest import SignInAs
from tests.exams.conftest import FillClass
from tests.exams.exam_kit import bank, single
from tests.quiz.small_bank import put

PLAN = Blueprint(
    title="期中卷",
    sections=(Section(title="一", rows=(Row(measures=(1,), count=3, points=2.0),)),),
    rule="minus",
    pass_share=0.6,
)


@pytest.fixture
def task(ws: Workspace, class_id: ClassId) -> PaperTask:
    """A paper of three questions in three variants, 60 minutes."""
    put(ws, bank(12))
    return PaperTask(paper=make_paper(ws, PLAN, 7, 3), minutes=60)


def opened(ws: Workspace, task: PaperTask, **minutes: int) -> PaperTask:
    """The task with bounds so many minutes from now."""
    return replace(task, **{name: ws.now() + timedelta(minutes=n) for name, n in minutes.items()})


def assigned(ws: Workspace, class_id: str, task: PaperTask) -> str:
    return set_paper(ws, class_id, task, due=date(2026, 12, 1))


def hand_in(ws: Workspace, sitting: str, right: int) -> None:
    for item in sittings.load(ws, sitting).items:
        sittings.save_answer(ws, sitting, item.position, ["a" if item.position < right else "b"])
    finish_sitting(ws, sitting)


def test_a_task_is_read_as_it_was_written(ws: Workspace, task: PaperTask) -> None:
    full = opened(ws, replace(task, attempts=3, counts="average"), opens_at=5, closes_at=90)
    assert read_paper_task(full.encode()) == full


@pytest.mark.parametrize("wrong", [{"minutes": 0}, {"attempts": 0}, {"grace_minutes": -1},
                                   {"closes_at": datetime(2026, 12, 1)}])  # fmt: skip
def test_what_makes_no_sense_is_not_set(
    ws: Workspace, class_id: ClassId, task: PaperTask, wrong: dict[str, object]
) -> None:
    with pytest.raises(AssignmentError):
        assigned(ws, class_id, replace(task, **wrong))


def test_it_cannot_close_before_it_opens(ws: Workspace, class_id: ClassId, task: PaperTask) -> None:
    with pytest.raises(AssignmentError):
        assigned(ws, class_id, opened(ws, task, opens_at=60, closes_at=30))


def test_a_paper_taken_back_is_not_set(ws: Workspace, class_id: ClassId, task: PaperTask) -> None:
    withdraw(ws, task.paper)
    with pytest.raises(AssignmentError):
        assigned(ws, class_id, task)


def test_it_is_due_on_the_day_it_closes(ws: Workspace, class_id: ClassId, task: PaperTask) -> None:
    made = set_paper(ws, class_id, opened(ws, task, closes_at=24 * 60))
    (due, title) = ws.conn.execute(
        "SELECT due, title FROM assignment WHERE id = ?", (made,)
    ).fetchone()
    assert (due, title) == ("2026-11-24", "期中卷")


def test_neighbours_have_different_variants(
    ws: Workspace,
    class_id: ClassId,
    task: PaperTask,
    fill_class: FillClass,
    sign_in_as: SignInAs,
) -> None:
    people = fill_class(4)
    made = assigned(ws, class_id, task)
    variants = []
    for person in people:
        sign_in_as(person)
        row = quiz_store.sitting(ws.conn, start_set_paper(ws, made))
        assert row is not None
        variants.append(row.variant)
    assert all(one != two for one, two in pairwise(variants))
    assert set(variants) == {0, 1, 2}


@pytest.fixture
def mine(fill_class: FillClass) -> PersonId:
    return fill_class(2)[0]


def test_rule_pass_line_and_points_are_the_papers(
    ws: Workspace, class_id: ClassId, task: PaperTask, mine: PersonId, sign_in_as: SignInAs
) -> None:
    made = assigned(ws, class_id, task)
    sign_in_as(mine)
    sitting = sittings.load(ws, start_set_paper(ws, made))
    assert (sitting.terms.rule, sitting.terms.pass_share, sitting.mode) == ("minus", 0.6, "exam")
    assert [item.possible for item in sitting.items] == [2.0, 2.0, 2.0]


def test_it_opens_and_closes(
    ws: Workspace,
    class_id: ClassId,
    task: PaperTask,
    mine: PersonId,
    sign_in_as: SignInAs,
    clock: ManualClock,
) -> None:
    made = assigned(ws, class_id, opened(ws, task, opens_at=10, closes_at=100))
    sign_in_as(mine)
    with pytest.raises(CannotStartError):
        start_set_paper(ws, made)
    clock.forward(minutes=10)
    assert offer(ws, made).cannot is None
    clock.forward(minutes=90)
    with pytest.raises(CannotStartError):
        start_set_paper(ws, made)


def test_the_open_attempt_is_gone_on_with(
    ws: Workspace, class_id: ClassId, task: PaperTask, mine: PersonId, sign_in_as: SignInAs
) -> None:
    made = assigned(ws, class_id, task)
    sign_in_as(mine)
    begun = start_set_paper(ws, made)
    assert offer(ws, made).going_on == begun
    assert start_set_paper(ws, made) == begun


def test_attempts_are_counted_and_kept_apart(
    ws: Workspace,
    class_id: ClassId,
    task: PaperTask,
    mine: PersonId,
    sign_in_as: SignInAs,
    clock: ManualClock,
) -> None:
    made = assigned(ws, class_id, replace(task, attempts=2, cooldown_minutes=30))
    sign_in_as(mine)
    first = start_set_paper(ws, made)
    hand_in(ws, first, 1)
    with pytest.raises(CannotStartError):
        start_set_paper(ws, made)
    clock.forward(minutes=30)
    second = start_set_paper(ws, made)
    rows = [quiz_store.sitting(ws.conn, one) for one in (first, second)]
    assert rows[0].variant != rows[1].variant  # type: ignore[union-attr]
    hand_in(ws, second, 3)
    clock.forward(minutes=30)
    assert offer(ws, made).share == 1.0
    assert offer(ws, made).taken == 2
    with pytest.raises(CannotStartError):
        start_set_paper(ws, made)


def test_an_attempt_that_outlived_its_grace_counts_as_taken(
    ws: Workspace,
    class_id: ClassId,
    task: PaperTask,
    mine: PersonId,
    sign_in_as: SignInAs,
    clock: ManualClock,
) -> None:
    made = assigned(ws, class_id, replace(task, attempts=2, grace_minutes=5))
    sign_in_as(mine)
    first = start_set_paper(ws, made)
    clock.forward(minutes=66)
    second = start_set_paper(ws, made)
    assert second != first
    assert quiz_store.sitting(ws.conn, first).state == "abandoned"  # type: ignore[union-attr]


def test_a_paper_of_another_class_is_not_there(
    ws: Workspace, class_id: ClassId, task: PaperTask, person: PersonId, sign_in_as: SignInAs,
    teacher: PersonId,
) -> None:  # fmt: skip
    sign_in_as(teacher)
    made = assigned(ws, class_id, task)
    sign_in_as(person)
    with pytest.raises(NotFoundError):
        start_set_paper(ws, made)


def test_whoever_begins_after_a_regrade_has_the_new_key(
    ws: Workspace,
    class_id: ClassId,
    task: PaperTask,
    fill_class: FillClass,
    sign_in_as: SignInAs,
    teacher: PersonId,
) -> None:
    people = fill_class(4)
    made = assigned(ws, class_id, task)
    sign_in_as(people[0])
    first = start_set_paper(ws, made)
    hand_in(ws, first, 3)
    asked = sittings.load(ws, first).items[0]
    sign_in_as(teacher)
    new = single(asked.question.id, "b")
    regrade(ws, made, Wish(asked.revision, "new_key", new), "原答案错了")
    sign_in_as(people[3])  # three places on: the same variant
    begun = sittings.load(ws, start_set_paper(ws, made))
    assert begun.items[0].question == new
    assert begun.items[0].shown == asked.shown


def test_keys_wait_for_whoever_has_most_time(
    ws: Workspace, class_id: ClassId, task: PaperTask, fill_class: FillClass
) -> None:
    fill_class(2)
    set_multiplier(ws, roster(ws, class_id)[1].id, 1.5)
    made = assigned(ws, class_id, opened(ws, replace(task, grace_minutes=5), closes_at=60))
    assert last_close(ws, made) == ws.now() + timedelta(minutes=60 + 30 + 5)


# which attempt counts


WAYS: tuple[Counts, ...] = ("best", "last", "first", "average")
SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=6)


@given(SHARES)
def test_the_best_is_no_worse_than_any_other_way_of_counting(shares: list[float]) -> None:
    best = counted_share(shares, "best")
    assert best is not None
    for way in WAYS:
        other = counted_share(shares, way)
        assert other is not None
        assert other <= best + 1e-12


def test_the_ways_of_counting() -> None:
    shares = [0.25, 1.0, 0.25]
    assert [counted_share(shares, way) for way in WAYS] == [1.0, 0.25, 0.25, 0.5]
    assert counted_share([], "best") is None


@given(st.sampled_from([1.0, 1.5, 2.0]), st.integers(0, 300), st.integers(1, 4))
def test_nobody_waits_for_a_second_attempt_that_is_not_his(
    multiplier: float, minute: int, attempts: int
) -> None:
    task = PaperTask(paper="e_1", minutes=60, attempts=attempts)
    start = datetime(2026, 11, 23, 9, 0).astimezone()
    now = start + timedelta(minutes=minute)
    ended = [start] * attempts
    assert must_wait(task, window(task, multiplier), ended, now) is not None
    assert must_wait(task, window(task, multiplier), ended[1:], now) is None
