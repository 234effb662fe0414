"""The first page, for whoever comes."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from integrity_edu.ids import PersonId
from integrity_edu.quiz import marking, sittings
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.home import HomePage
from integrity_edu.ui.widgets.measure_map import MeasureMap
from integrity_edu.workspace import Role, Workspace
from tests.stories.conftest import MINOR, House, cut_labels, find

LEFT = Qt.MouseButton.LeftButton


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(house: House, window: MainWindow, name: str) -> None:
    QTest.mouseClick(find(window, name), LEFT)
    house.settle(window)


def home(window: MainWindow) -> HomePage:
    page = window.page
    assert isinstance(page, HomePage)
    return page


def half_done_exam(ws: Workspace) -> str:
    request = PaperRequest("exam", "期中小测", "student", 3, (1, 2, 3), 5, minutes=20)
    return sittings.start(ws, request)


def all_wrong(ws: Workspace) -> None:
    request = PaperRequest("practice", "第一部分", "student", 3, (1, 2, 3), 4)
    marking.submit(ws, sittings.start(ws, request))


def test_the_first_time_one_is_told_to_read_the_first_lesson(
    house: House, window: MainWindow
) -> None:
    band = home(window).band

    assert band.title.text().startswith("先读第一课")
    assert "约" in band.caption.text()

    press(house, window, "band-button")

    assert window.page is window.pages["lesson"]
    assert window.page.route.ref == "plan-01"


def test_the_page_greets_by_name_and_time_of_day(window: MainWindow) -> None:
    assert home(window).title == "上午好，小林"
    assert home(window).subtitle == "2026 年 11 月 23 日（周一）"


def test_an_exam_left_half_done_is_resumed(house: House, student: PersonId) -> None:
    sitting = house.with_ws(half_done_exam, student)
    window = house.open(student)

    assert "期中小测" in home(window).band.title.text()

    press(house, window, "band-button")

    assert window.page is window.pages["sitting"]
    assert window.page.route.ref == sitting


def test_what_went_wrong_comes_back_the_next_day(house: House, student: PersonId) -> None:
    house.with_ws(all_wrong, student)
    house.clock.forward(days=1)
    window = house.open(student)

    assert home(window).band.title.text() == "先复习到期的 4 道错题"

    press(house, window, "band-button")

    assert window.page is window.pages["sitting"]
    assert window.page.title == "复习：今日复习"


def test_the_newest_result_is_told_in_questions(house: House, student: PersonId) -> None:
    house.with_ws(all_wrong, student)
    window = house.open(student)

    latest = find(window, "latest-result", QAbstractButton)

    assert isinstance(latest, QAbstractButton)
    assert latest.text() == "最近：4 题，对 0 题"


def test_without_assignments_a_measure_is_offered(house: House, window: MainWindow) -> None:
    press(house, window, "study-measure")

    assert window.page is window.pages["plan"]
    assert window.page.route.ref == "1"


def test_a_square_of_the_map_opens_its_measure(house: House, window: MainWindow) -> None:
    squares = find(window, "measure-map", MeasureMap)
    assert isinstance(squares, MeasureMap)

    spot = squares.box(13).center().toPoint()
    QTest.mouseClick(squares, LEFT, pos=QPoint(spot))
    house.settle(window)

    assert window.page is window.pages["plan"]
    assert window.page.route.ref == "13"


def test_the_keyboard_alone_begins_the_day(house: House, window: MainWindow) -> None:
    window.sidebar.focus_current()
    button = find(window, "band-button")
    for _ in range(40):
        if QApplication.focusWidget() is button:
            break
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is button

    QTest.keyClick(button, Qt.Key.Key_Space)
    house.settle(window)

    assert window.page is window.pages["lesson"]


def test_an_adult_learns_that_the_archive_is_not_open(house: House, window: MainWindow) -> None:
    assert "还没有开" in find(window, "to-archive").accessibleName()

    press(house, window, "to-archive")

    assert window.page is window.pages["archive"]


def test_a_minor_finds_no_archive_but_a_quiz(house: House) -> None:
    window = house.open(house.account(birth=MINOR))

    assert window.findChildren(QAbstractButton, "to-archive") == []

    press(house, window, "to-quiz")

    assert window.page is window.pages["quiz"]


def test_a_teacher_without_a_class_is_led_to_make_one(house: House) -> None:
    window = house.open(house.account("周老师", Role.TEACHER, date(1980, 1, 1)))

    press(house, window, "make-class")

    assert window.page is window.pages["classes"]


def test_a_teacher_sees_what_is_due_in_the_class(house: House) -> None:
    teacher = house.account("周老师", Role.TEACHER, date(1980, 1, 1))
    house.with_ws(set_the_course, teacher)

    window = house.open(teacher)

    assert "2 人还没开始" in home(window).band.title.text()


def set_the_course(ws: Workspace) -> None:
    from integrity_edu.teaching.assignments import assign
    from integrity_edu.teaching.classes import make_class
    from integrity_edu.teaching.roster_import import read_rows
    from integrity_edu.teaching.rosters import add_students

    class_id = make_class(ws, "信用管理 1 班")
    add_students(ws, class_id, read_rows("01 同学一\n02 同学二").rows)
    assign(ws, class_id, "course", "plan", due=date(2026, 11, 27))


def test_a_day_leads_to_the_calendar(house: House, window: MainWindow) -> None:
    press(house, window, "coming-constitution-day")

    assert window.page is window.pages["calendar"]
    assert window.page.route.ref == "constitution-day"


def test_an_answer_given_elsewhere_changes_the_page(house: House, window: MainWindow) -> None:
    window.tasks.run(window, all_wrong)
    house.settle(window)
    house.settle(window)

    latest = find(window, "latest-result", QAbstractButton)
    assert isinstance(latest, QAbstractButton)
    assert latest.text() == "最近：4 题，对 0 题"


@pytest.mark.parametrize("width", [1280, 1000])
def test_no_words_are_cut(house: House, window: MainWindow, width: int) -> None:
    window.resize(width, 720)
    house.settle(window)

    assert cut_labels(window) == []
