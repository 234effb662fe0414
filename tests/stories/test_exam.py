"""Exams through the real window: by keyboard alone, interrupted, out of time; and setting up."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from integrity_edu.clock import ManualClock
from integrity_edu.ids import PersonId
from integrity_edu.quiz.questions import Fill
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.quiz_setup import QuizSetupPage
from integrity_edu.ui.pages.result import ResultPage
from integrity_edu.ui.widgets.option import OptionButton
from tests.stories.conftest import House, cut_labels
from tests.stories.quiz_desk import LEFT, Desk


@pytest.fixture
def desk(house: House, window: MainWindow, student: PersonId, qtbot: QtBot) -> Desk:
    return Desk(house, window, student, qtbot)


def test_an_exam_is_taken_by_keyboard_alone_from_setting_up_to_the_result(desk: Desk) -> None:
    desk.house.go(desk.window, "quiz")
    desk.tab_to("filter-practice")
    for _ in range(4):
        desk.press(Qt.Key.Key_Right)
    desk.tab_to("filter-count-5")
    desk.press(Qt.Key.Key_Space)
    desk.tab_to("start-quiz")
    desk.press(Qt.Key.Key_Space)
    sitting = desk.page.route.ref
    stored = desk.stored(sitting)
    assert (stored.mode, len(stored.items)) == ("mock", 5)

    for _ in stored.items:
        if isinstance(desk.item.question, Fill):
            desk.press("7")
        else:
            desk.press("1")
        desk.confirm_by_keys()
    desk.tab_to("hand-in-now")
    desk.press(Qt.Key.Key_Return)

    assert isinstance(desk.window.page, ResultPage)
    assert desk.stored(sitting).state == "submitted"


def test_an_exam_shows_no_right_or_wrong_before_it_is_handed_in(desk: Desk) -> None:
    desk.start_exam(20)
    desk.press("1")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Left)

    assert desk.page.side.heading.text() == "交卷以前不显示对错"
    assert set(desk.page.strip.states) <= {"empty", "answered"}
    assert not any(option.revealed for option in desk.page.findChildren(OptionButton))


def test_one_click_never_hands_in_and_the_panel_leads_to_what_is_open(desk: Desk) -> None:
    sitting = desk.start_exam(20)
    desk.press("F", Qt.KeyboardModifier.ShiftModifier)
    desk.click("hand-in")
    assert desk.stored(sitting).state == "open"
    assert [b.text() for b in desk.page.panel.unanswered.buttons if b.isVisible()] == list("12345")
    assert [b.text() for b in desk.page.panel.flagged.buttons if b.isVisible()] == ["1"]

    desk.click("unanswered-4")

    assert desk.item.position == 3
    assert desk.stored(sitting).items[0].flagged
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.press(Qt.Key.Key_Return)
    assert desk.stored(sitting).state == "open"
    assert desk.item.position == 3


def test_a_closed_window_opens_at_the_same_question_with_the_same_answer(desk: Desk) -> None:
    sitting = desk.start_exam(20)
    desk.page.timer.stop()
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Right)
    desk.press("2")
    before = desk.stored(sitting)
    desk.house.close(desk.window)

    window = desk.house.open(desk.person)
    again = Desk(desk.house, window, desk.person, desk.qtbot)
    again.house.go(window, "quiz")
    again.click(f"resume-{sitting}")

    assert again.item.position == 2
    assert again.stored(sitting).items == before.items
    assert again.page.timer.text() in ("剩余 20:00", "剩余 19:59")


def test_when_time_is_up_what_was_saved_is_handed_in(desk: Desk, clock: ManualClock) -> None:
    sitting = desk.start_exam(10)
    desk.press("1")
    kept = desk.stored(sitting).items[0].response
    clock.forward(minutes=11)
    desk.house.go(desk.window, "sitting", sitting)
    desk.settle()

    assert isinstance(desk.window.page, ResultPage)
    assert desk.window.messages.notice.label.text().startswith("时间到了")
    stored = desk.stored(sitting)
    assert (stored.state, stored.items[0].response) == ("submitted", kept)


def test_an_answer_after_the_deadline_hands_in_calmly(desk: Desk, clock: ManualClock) -> None:
    sitting = desk.start_exam(10)
    clock.forward(minutes=10)
    desk.press("1")
    desk.settle()

    assert desk.stored(sitting).state == "submitted"
    assert desk.window.messages.dialog is None


def test_the_last_minutes_are_said(desk: Desk) -> None:
    passed = [0.0]
    desk.house.go(desk.window, "quiz")
    desk.start_exam(10)
    desk.page.timer.monotonic = lambda: passed[0]
    desk.house.go(desk.window, "sitting", desk.page.route.ref)
    said = desk.window.messages.notice.label
    for seconds, minutes in ((0, 10), (301, 5), (541, 1)):
        passed[0] = float(seconds)
        desk.page.timer.tick()
        assert said.text() == f"还剩 {minutes} 分钟。答案一直在存。"


def test_a_paper_handed_in_before_leads_to_its_result(desk: Desk) -> None:
    sitting = desk.start_kinds("judge")
    desk.answer_by_mouse()
    desk.click("primary")
    desk.click("primary")
    desk.click("hand-in-now")

    desk.house.go(desk.window, "sitting", sitting)
    QTest.mouseClick(desk.page.sheet.closed.button, LEFT)
    desk.settle()

    assert isinstance(desk.window.page, ResultPage)


def test_a_range_with_too_few_questions_says_so_and_nothing_chosen_cannot_start(desk: Desk) -> None:
    desk.house.go(desk.window, "quiz", "5")
    page = desk.window.page
    assert isinstance(page, QuizSetupPage)
    assert page.picker.chosen == (5,)
    desk.click("filter-count-20")
    assert "不够 20 题" in page.form.trouble_words.text()
    assert desk.find("start-quiz").isEnabled()

    desk.click("pick-none")

    assert not desk.find("start-quiz").isEnabled()
    assert cut_labels(desk.window) == []


def test_the_same_seed_gives_the_same_paper(desk: Desk) -> None:
    papers = []
    for _ in range(2):
        desk.house.go(desk.window, "quiz")
        seed = cast("QLineEdit", desk.find("seed"))
        seed.setText("424242")
        desk.click("start-quiz")
        stored = desk.stored(desk.page.route.ref)
        papers.append([(item.question.id, item.shown) for item in stored.items])

    assert papers[0] == papers[1]


def test_giving_up_asks_once(desk: Desk) -> None:
    sitting = desk.start_kinds("single")
    desk.house.go(desk.window, "quiz")
    desk.click(f"drop-{sitting}")
    assert desk.stored(sitting).state == "open"
    dialog = desk.window.messages.dialog
    assert dialog is not None

    QTest.mouseClick(dialog.buttons[-1], LEFT)
    desk.settle()

    assert desk.stored(sitting).state == "left"
    assert desk.window.page is not None
    assert not [w for w in desk.window.findChildren(QWidget, f"drop-{sitting}") if w.isVisible()]
