"""The days of measure 2 and one's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from integrity_edu.teaching.assignments import assign
from integrity_edu.teaching.classes import join_class, make_class, my_classes
from integrity_edu.teaching.roster_import import read_rows
from integrity_edu.teaching.rosters import add_students
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.widgets.rows import RowButton
from integrity_edu.workspace import Role, Workspace
from tests.stories.conftest import House, cut_labels, find

LEFT = Qt.MouseButton.LeftButton


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def texts(window: MainWindow, name: str) -> str:
    return "\n".join(label.text() for label in find(window, name).findChildren(QLabel))


def own_date(window: MainWindow) -> RowButton:
    rows = window.findChildren(RowButton)
    return next(row for row in rows if row.isVisible() and "还有 4 天" in row.accessibleName())


def set_lesson(ws: Workspace) -> str:
    class_id = make_class(ws, "信用管理 1 班")
    add_students(ws, class_id, read_rows("01 同学一").rows)
    assign(ws, class_id, "lesson", "plan-03", due=date(2026, 11, 27))
    return my_classes(ws)[0].code


def test_a_day_tells_its_origin_and_what_the_plan_calls_it(
    house: House, window: MainWindow
) -> None:
    house.go(window, "calendar")

    told = texts(window, "day-constitution-day")

    assert "2026 年 12 月 4 日（周五）" in told
    assert "方案里叫“全国法制宣传日”" in told
    assert "1982" in told


def test_a_day_without_a_fixed_month_says_so(house: House, window: MainWindow) -> None:
    house.go(window, "calendar")

    assert "没有固定的月份和日子" in texts(window, "day-houdao-lushang")


def test_with_nothing_due_the_courses_are_offered(house: House, window: MainWindow) -> None:
    house.go(window, "calendar")
    find(window, "calendar-empty").setFocus(Qt.FocusReason.TabFocusReason)

    QTest.keyClick(focused(), Qt.Key.Key_Space)
    house.settle(window)

    assert window.page is window.pages["courses"]


def test_an_own_date_opens_what_is_due(house: House) -> None:
    code = str(house.with_ws(set_lesson, house.account("周老师", Role.TEACHER, date(1980, 1, 1))))
    student = house.account()
    house.with_ws(lambda ws: join_class(ws, code, "01"), student)
    window = house.open(student)
    house.go(window, "calendar")
    row = own_date(window)

    QTest.mouseClick(row, LEFT)
    house.settle(window)

    assert window.page is window.pages["lesson"]
    assert window.page.route.ref == "plan-03"


def test_a_teachers_own_date_opens_the_class(house: House) -> None:
    teacher = house.account("周老师", Role.TEACHER, date(1980, 1, 1))
    house.with_ws(set_lesson, teacher)
    window = house.open(teacher)
    house.go(window, "calendar")
    row = own_date(window)

    QTest.mouseClick(row, LEFT)
    house.settle(window)

    assert window.page is window.pages["classes"]


def test_no_words_are_cut(house: House, window: MainWindow) -> None:
    house.go(window, "calendar")
    assert cut_labels(window) == []

    window.resize(1000, 720)
    house.settle(window)

    assert cut_labels(window) == []


def set_date(house: House, window: MainWindow, written: str) -> QWidget:
    QTest.mouseClick(find(window, "set-business-integrity-month"), LEFT)
    house.settle(window)
    panel = window.findChild(QWidget, "panel")
    assert panel is not None
    field = panel.findChild(QLineEdit, "campaign-date")
    assert field is not None
    field.setText(written)
    button = panel.findChild(QWidget, "panel-primary")
    assert button is not None
    QTest.mouseClick(button, LEFT)
    house.settle(window)
    return panel


def test_a_teacher_sets_the_month_of_this_years_notice(house: House) -> None:
    window = house.open(house.account("老师", Role.TEACHER))
    house.go(window, "calendar")

    panel = set_date(house, window, "九月")
    assert "写成 2026-09" in said(panel, "panel-error")
    panel.close()
    house.settle(window)
    set_date(house, window, "2027-09")

    assert "2027 年 9 月，整月" in texts(window, "day-business-integrity-month")
    assert cut_labels(window) == []


def said(panel: QWidget, name: str) -> str:
    label = panel.findChild(QLabel, name)
    assert label is not None
    return label.text()


def test_a_student_cannot_set_it(house: House, window: MainWindow) -> None:
    house.go(window, "calendar")

    assert window.findChild(QWidget, "set-business-integrity-month") is None


def test_a_campaign_leads_to_a_lesson(house: House, window: MainWindow) -> None:
    house.go(window, "calendar")

    QTest.mouseClick(find(window, "lesson-of-credit-record-day-report-03"), LEFT)
    house.settle(window)

    assert window.page is window.pages["lesson"]
    assert window.page.route.ref == "report-03"


def test_the_calendar_goes_along_as_a_file(
    house: House, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.go(window, "calendar")
    path = tmp_path / "日历.ics"
    monkeypatch.setattr(window.messages, "choose_save", lambda _name, _kinds, then: then(path))

    QTest.mouseClick(find(window, "save-ics"), LEFT)
    house.settle(window)

    found = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert [event["UID"] for event in found] == [
        "constitution-day@integrity-edu",
        "consumer-rights-day@integrity-edu",
        "credit-record-day@integrity-edu",
    ]
