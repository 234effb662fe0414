"""Self-study: a path's lessons, the pre-test that excuses, hours that rest on tests alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from integrity_edu.courses import library
from integrity_edu.ids import PersonId
from integrity_edu.quiz import sittings
from integrity_edu.quiz.attached import open_check
from integrity_edu.quiz.grading import right_response
from integrity_edu.teaching import rosters
from integrity_edu.teaching.classes import join_class, make_class, my_classes, my_memberships
from integrity_edu.teaching.finishing import finish_sitting
from integrity_edu.teaching.paths import hours_sheet, path_view
from integrity_edu.teaching.roster_import import read_rows
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.paths import PathsPage
from integrity_edu.ui.widgets.table import ReadingTable
from integrity_edu.workspace import Role, Workspace
from tests.stories.conftest import MINOR, House, cut_labels, find
from tests.stories.dialogs import choose

LEFT = Qt.MouseButton.LeftButton
PATH = "civil-servant"


@pytest.fixture
def trainee(house: House) -> PersonId:
    return house.account("小何", Role.TRAINEE, date(1990, 1, 1), real_name="何一")


def press(house: House, window: MainWindow, name: str) -> None:
    QTest.mouseClick(find(window, name, QAbstractButton), LEFT)
    house.settle(window)


def text(window: MainWindow, name: str) -> str:
    found = find(window, name, QLabel)
    assert isinstance(found, QLabel)
    return found.text()


def hours(window: MainWindow) -> list[tuple[str, ...]]:
    found = find(window, "hours", ReadingTable)
    assert isinstance(found, ReadingTable)
    return [tuple(cell.text for cell in row) for row in found.rows.cells]


def answer(ws: Workspace, sitting: str) -> None:
    for item in sittings.load(ws, sitting).items:
        sittings.save_answer(ws, sitting, item.position, right_response(item.question))
    finish_sitting(ws, sitting)


def pass_all(ws: Workspace, audience: str) -> None:
    for step in library.paths(ws.conn, audience)[0].steps:
        front = library.lesson(ws.conn, step.lesson).front
        answer(ws, open_check(ws, step.lesson, front.title, front.check, audience))


def class_of_three(ws: Workspace) -> str:
    made = make_class(ws, "信用管理 1 班")
    rosters.add_students(ws, made, read_rows("01 甲\n02 乙\n03 丙").rows)
    return my_classes(ws)[0].code


def shown(window: MainWindow, name: str) -> bool:
    return any(one.isVisible() for one in window.findChildren(QWidget, name))


def test_a_trainee_is_excused_by_a_pretest_and_gets_the_hours(
    house: House, trainee: PersonId
) -> None:
    window = house.open(trainee)
    house.go(window, "paths")
    assert text(window, "state-plan-02") == "未学"

    press(house, window, "pretest-plan-02")
    assert window.page is window.pages["sitting"]
    sitting = window.page.route.ref
    house.with_ws(lambda ws: answer(ws, sitting), trainee)
    house.go(window, "paths")

    assert text(window, "state-plan-02") == "免修"
    ((lesson, credited, way, day, test),) = hours(window)
    assert (credited, way, day) == ("0.5", "前测通过，免修", "2026-11-23")
    assert lesson == "第一部分：教育在前，档案在后"
    assert test.startswith("4 题对 4 题，卷号 ")
    assert cut_labels(window) == []


def test_three_hours_of_an_open_window_credit_nothing(house: House, trainee: PersonId) -> None:
    window = house.open(trainee)
    house.go(window, "paths")
    press(house, window, "learn-plan-01")
    assert window.page is window.pages["lesson"]

    house.clock.forward(hours=3)
    house.go(window, "paths")

    assert text(window, "state-plan-01") == "在学"
    assert not shown(window, "hours")
    assert text(window, "hours-rule") == "开着窗口不计学时，学时只凭测试认定。"
    assert house.with_ws(lambda ws: hours_sheet(ws, PATH), trainee) == []
    view: Any = house.with_ws(lambda ws: path_view(ws, PATH), trainee)
    assert view.credited_hours == 0


def test_the_next_lesson_is_begun_by_keyboard(house: House, trainee: PersonId) -> None:
    window = house.open(trainee)
    window.activateWindow()
    house.qtbot.waitUntil(window.isActiveWindow)
    house.go(window, "paths")
    button = find(window, "learn-plan-01")
    button.setFocus(Qt.FocusReason.TabFocusReason)

    QTest.keyClick(button, Qt.Key.Key_Space)
    house.settle(window)

    assert window.page is window.pages["lesson"]
    assert window.page.route.ref == "plan-01"


def test_the_hours_sheet_is_saved_as_pdf_and_as_a_spreadsheet(
    house: House, trainee: PersonId, tmp_path: Path
) -> None:
    house.with_ws(lambda ws: pass_all(ws, "trainee"), trainee)
    window = house.open(trainee)
    house.go(window, "paths")

    press(house, window, "hours-pdf")
    choose(window, tmp_path / "学时单.pdf")
    house.settle(window)
    press(house, window, "hours-csv")
    choose(window, tmp_path / "学时单.csv")
    house.settle(window)

    assert (tmp_path / "学时单.pdf").read_bytes().startswith(b"%PDF")
    lines = (tmp_path / "学时单.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "课,学时,怎么认定,日期,依据的测试"
    assert len(lines) == 1 + 26


def test_a_sheet_that_cannot_be_saved_is_told(
    house: House, trainee: PersonId, tmp_path: Path
) -> None:
    house.with_ws(lambda ws: pass_all(ws, "trainee"), trainee)
    window = house.open(trainee)
    house.go(window, "paths")
    page = window.page
    assert isinstance(page, PathsPage)

    page.hours.save_csv(tmp_path / "没有这个文件夹" / "a.csv")
    house.settle(window)

    assert window.messages.dialog is not None
    window.messages.dialog.accept()


def test_a_finished_path_is_said_warmly(house: House, student: PersonId) -> None:
    house.with_ws(lambda ws: pass_all(ws, "student"), student)
    window = house.open(student)
    house.go(window, "paths")

    assert find(window, "path-done").isVisible()
    assert not shown(window, "pretest-plan-01")
    assert cut_labels(window) == []


def test_a_path_without_hours_has_no_sheet(house: House, window: MainWindow) -> None:
    house.go(window, "paths")

    assert not shown(window, "hours-rule")
    assert find(window, "path-freshman").isVisible()


def test_somebody_under_18_has_a_path_of_his_own(house: House) -> None:
    window = house.open(house.account("小满", birth=MINOR))
    house.go(window, "paths")

    assert find(window, "path-teen").isVisible()


def test_leaving_a_class_can_be_called_off(house: House, student: PersonId) -> None:
    teacher = house.account("周老师", Role.TEACHER, date(1985, 5, 5))
    code: Any = house.with_ws(class_of_three, teacher)
    joined: Any = house.with_ws(lambda ws: join_class(ws, code, "02"), student)
    window = house.open(student)
    house.go(window, "paths")

    press(house, window, f"leave-{joined.id}")
    assert not shown(window, f"leave-{joined.id}")
    QTest.mouseClick(window.messages.notice.undo, LEFT)
    house.settle(window)

    assert shown(window, f"leave-{joined.id}")
    house.go(window, "home")
    mine: Any = house.with_ws(my_memberships, student)
    assert [one.id for one in mine] == [joined.id]


def test_leaving_a_class_is_carried_out_when_the_page_is_left(
    house: House, student: PersonId
) -> None:
    teacher = house.account("周老师", Role.TEACHER, date(1985, 5, 5))
    code: Any = house.with_ws(class_of_three, teacher)
    joined: Any = house.with_ws(lambda ws: join_class(ws, code, "02"), student)
    window = house.open(student)
    house.go(window, "paths")

    press(house, window, f"leave-{joined.id}")
    house.go(window, "home")

    assert house.with_ws(my_memberships, student) == []
    assert not window.messages.notice.isVisible()
