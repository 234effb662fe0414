"""Taking back what was answered, over several questions, through the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from integrity_edu.ids import PersonId
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.result import ResultPage
from tests.stories.conftest import House
from tests.stories.quiz_desk import Desk

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(house: House, window: MainWindow, student: PersonId, qtbot: QtBot) -> Desk:
    return Desk(house, window, student, qtbot)


def undo(desk: Desk) -> None:
    desk.press("z", CTRL)


def redo(desk: Desk) -> None:
    desk.press("z", CTRL | SHIFT)


def responses(desk: Desk, sitting: str) -> list[object]:
    return [item.response for item in desk.stored(sitting).items]


def test_changes_are_taken_back_and_brought_again_over_several_questions(desk: Desk) -> None:
    sitting = desk.start_exam(20)
    shown = desk.item.shown
    desk.press("2")
    desk.press("4")
    desk.press(Qt.Key.Key_Return)
    desk.press("1")
    desk.press(Qt.Key.Key_Return)
    assert responses(desk, sitting)[:2] == [[shown[3]], True]

    undo(desk)
    assert desk.item.position == 1
    assert responses(desk, sitting)[1] is None
    undo(desk)
    assert desk.item.position == 0
    assert responses(desk, sitting)[0] == [shown[1]]
    undo(desk)
    assert responses(desk, sitting)[:2] == [None, None]
    assert desk.stored(sitting).position == 0
    undo(desk)
    assert responses(desk, sitting)[:2] == [None, None]

    for _ in range(3):
        redo(desk)
    assert responses(desk, sitting)[:2] == [[shown[3]], True]
    assert desk.page.card.property("announced") == "改回来了"


def test_a_clearing_is_taken_back_by_the_button(desk: Desk) -> None:
    sitting = desk.start_exam(20)
    desk.press("2")
    kept = responses(desk, sitting)[0]
    desk.click("clear")
    assert responses(desk, sitting)[0] is None
    desk.click("undo")
    assert responses(desk, sitting)[0] == kept


def test_taking_back_goes_on_after_a_restart_of_the_window(desk: Desk) -> None:
    sitting = desk.start_exam(20)
    desk.press("2")
    desk.press(Qt.Key.Key_Return)
    desk.press("1")
    house = desk.house
    house.close(desk.window)
    again = Desk(house, house.open(desk.person), desk.person, desk.qtbot)
    house.go(again.window, "sitting", sitting)
    assert again.item.position == 1

    undo(again)
    assert again.item.position == 1
    undo(again)

    assert again.item.position == 0
    assert responses(again, sitting)[:2] == [None, None]
    redo(again)
    redo(again)
    assert responses(again, sitting)[1] is True


def test_what_was_typed_is_taken_back_from_within_the_field_and_beyond_it(desk: Desk) -> None:
    sitting = desk.start(
        mode="exam", minutes=20, questions=(desk.one_of("single"), desk.one_of("fill"))
    )
    desk.press("1")
    desk.press(Qt.Key.Key_Return)
    desk.type("诚信")
    field = QApplication.focusWidget()
    assert field is not None
    assert field.objectName() == "blank-1"

    undo(desk)
    assert responses(desk, sitting)[1] is None
    undo(desk)
    assert desk.item.position == 0
    assert responses(desk, sitting)[0] is None


def test_a_text_of_several_lines_is_taken_back_too(desk: Desk) -> None:
    sitting = desk.start_kinds("short")
    desk.type("第一句。")
    desk.type("第二句。")
    undo(desk)
    assert responses(desk, sitting) == ["第一句。"]
    redo(desk)
    assert responses(desk, sitting) == ["第一句。第二句。"]


def test_a_confirmed_answer_stands(desk: Desk) -> None:
    sitting = desk.start_kinds("single", "judge")
    desk.press("1")
    kept = responses(desk, sitting)[0]
    desk.press(Qt.Key.Key_Return)
    undo(desk)
    assert responses(desk, sitting)[0] == kept
    desk.press(Qt.Key.Key_Return)
    desk.press("1")
    undo(desk)
    undo(desk)
    assert responses(desk, sitting) == [kept, None]
    assert desk.item.position == 1


def test_nothing_is_taken_back_once_it_is_handed_in(desk: Desk) -> None:
    sitting = desk.start_exam(20)
    desk.press("2")
    kept = responses(desk, sitting)
    desk.click("hand-in")
    undo(desk)
    assert responses(desk, sitting) == kept
    desk.click("hand-in-now")
    assert isinstance(desk.window.page, ResultPage)
    undo(desk)
    desk.house.go(desk.window, "sitting", sitting)
    undo(desk)
    assert responses(desk, sitting) == kept
    assert desk.stored(sitting).state == "submitted"
