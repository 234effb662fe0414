"""The time of an exam through the real window: more of it, set-back clocks, grace, abandoned."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from integrity_edu.clock import ManualClock, monotonic
from integrity_edu.folders import DATABASE
from integrity_edu.ids import PersonId
from integrity_edu.quiz.sitting import Terms
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.result import ResultPage
from tests.stories.conftest import House, cut_labels
from tests.stories.quiz_desk import Desk

SOON_S = 5


@pytest.fixture
def desk(house: House, window: MainWindow, student: PersonId, qtbot: QtBot) -> Desk:
    return Desk(house, window, student, qtbot)


def sql(desk: Desk, words: str, *values: object) -> list[tuple[Any, ...]]:
    """What another process does to the data file."""
    conn = sqlite3.connect(desk.house.folder / DATABASE)
    with conn:
        rows = conn.execute(words, values).fetchall()
    conn.close()
    return rows


def clock_back(desk: Desk, sitting: str) -> list[float]:
    """The minutes of every setting back that was noted."""
    return [
        minutes
        for kind, minutes in sql(
            desk, "SELECT kind, minutes FROM sitting_event WHERE sitting = ?", sitting
        )
        if kind == "clock_back"
    ]


def reopen(desk: Desk, sitting: str) -> Desk:
    house = desk.house
    if desk.window in house.windows:
        house.close(desk.window)
    again = Desk(house, house.open(desk.person), desk.person, desk.qtbot)
    house.go(again.window, "sitting", sitting)
    return again


def seconds(desk: Desk) -> int:
    clock = desk.page.timer._clock
    assert clock is not None
    return clock.seconds


# ---- more time -----------------------------------------------------------------------------------


def test_ten_minutes_more_show_within_five_seconds_and_are_not_late(
    desk: Desk, clock: ManualClock
) -> None:
    sitting = desk.start_exam(20)
    desk.press("1")
    ends = datetime.fromisoformat(sql(desk, "SELECT deadline FROM sitting")[0][0])
    later = (ends + timedelta(minutes=10)).isoformat()
    sql(desk, "UPDATE sitting SET deadline = ? WHERE id = ?", later, sitting)
    changed = monotonic()
    said = desk.window.messages.notice.label

    desk.qtbot.waitUntil(lambda: "加了 10 分钟" in said.text(), timeout=SOON_S * 1000)

    assert monotonic() - changed <= SOON_S
    assert said.text() == "老师给你加了 10 分钟，做到 09:30。"
    assert desk.window.property("announced") == said.text()
    assert 29 * 60 < seconds(desk) <= 30 * 60
    assert desk.page.timer.text().startswith("剩余 29:5") or "30:00" in desk.page.timer.text()

    clock.forward(minutes=25)
    desk.press("2")
    desk.click("hand-in")
    desk.click("hand-in-now")
    stored = desk.stored(sitting)
    assert (stored.state, stored.submitted_at) == ("submitted", clock.time.isoformat())
    assert stored.items[0].response == [stored.items[0].shown[1]]


def test_one_and_a_half_times_the_minutes_move_the_limit_and_the_closing_time(
    desk: Desk, clock: ManualClock
) -> None:
    closes = (clock.time + timedelta(minutes=60)).isoformat()
    terms = Terms(multiplier=1.5, closes_at=closes)
    sitting = desk.start(mode="exam", minutes=60, questions=(desk.one_of("judge"),), terms=terms)
    assert desk.stored(sitting).deadline == clock.time + timedelta(minutes=90)
    assert 89 * 60 < seconds(desk) <= 90 * 60


# ---- a clock that is set back --------------------------------------------------------------------


def test_a_clock_set_back_during_an_exam_gives_no_time(desk: Desk, clock: ManualClock) -> None:
    passed = [0.0]
    desk.house.go(desk.window, "quiz")
    sitting = desk.start_exam(20)
    desk.page.timer.monotonic = lambda: passed[0]
    desk.house.go(desk.window, "sitting", sitting)
    passed[0] = 300
    clock.forward(minutes=5)
    desk.press("1")
    clock.forward(minutes=-60)
    passed[0] = 600
    desk.press("2")
    desk.page.timer.tick()
    assert seconds(desk) == 600

    again = reopen(desk, sitting)

    assert seconds(again) <= 600
    assert clock_back(again, sitting)


def test_a_clock_set_back_across_a_restart_gives_no_time(desk: Desk, clock: ManualClock) -> None:
    sitting = desk.start_exam(20)
    clock.forward(minutes=8)
    desk.press("1")
    desk.house.close(desk.window)
    clock.forward(minutes=-30)

    again = reopen(desk, sitting)

    assert 11 * 60 < seconds(again) <= 12 * 60
    assert clock_back(again, sitting) == [30.0]
    again.press("2")
    assert again.stored(sitting).items[0].response == [again.item.shown[1]]


def test_a_clock_set_back_before_anything_was_answered_gives_no_time(
    desk: Desk, clock: ManualClock
) -> None:
    sitting = desk.start_exam(20)
    desk.house.close(desk.window)
    clock.forward(minutes=-45)
    again = reopen(desk, sitting)
    assert seconds(again) <= 20 * 60
    assert clock_back(again, sitting) == [45.0]


# ---- grace and abandoned -------------------------------------------------------------------------


def _graced(desk: Desk) -> str:
    questions = (desk.one_of("judge"), desk.one_of("single"))
    sitting = desk.start(mode="exam", minutes=10, questions=questions, terms=Terms(grace_minutes=5))
    desk.answer_by_keys()
    return sitting


def test_within_the_grace_period_it_is_handed_in_as_it_stood_at_the_deadline(
    desk: Desk, clock: ManualClock
) -> None:
    sitting = _graced(desk)
    ends = clock.time + timedelta(minutes=10)
    desk.house.close(desk.window)
    clock.forward(minutes=13)

    again = reopen(desk, sitting)
    again.settle()

    assert isinstance(again.window.page, ResultPage)
    stored = again.stored(sitting)
    assert (stored.state, stored.submitted_at) == ("submitted", ends.isoformat())
    assert again.window.page.score.text() == "2 题，对 1 题"


def test_after_the_grace_period_it_is_abandoned_and_said_so_calmly(
    desk: Desk, clock: ManualClock
) -> None:
    sitting = _graced(desk)
    desk.house.close(desk.window)
    clock.forward(minutes=16)

    again = reopen(desk, sitting)
    again.settle()

    assert again.stored(sitting).state == "abandoned"
    assert isinstance(again.window.page, ResultPage)
    assert "时间过了" in again.window.page.verdict.text()
    assert "替你交上" not in again.window.messages.notice.label.text()
    assert sql(again, "SELECT count(*) FROM mark") == [(0,)]
    assert cut_labels(again.window) == []
    again.house.go(again.window, "sitting", sitting)
    assert again.window.header.subtitle.text() == "时间过了，没有交卷"
    assert again.page.sheet.closed.label.text() == "这份卷子已经结束了。"


def test_an_exam_left_beyond_its_grace_is_found_on_the_first_page(
    desk: Desk, clock: ManualClock
) -> None:
    sitting = _graced(desk)
    house = desk.house
    house.close(desk.window)
    clock.forward(hours=20)
    again = Desk(house, house.open(desk.person), desk.person, desk.qtbot)
    assert again.window.page is not None
    again.house.go(again.window, "quiz")
    again.click(f"resume-{sitting}")
    again.settle()
    assert again.stored(sitting).state == "abandoned"
