"""Reading a lesson: find it, read, leave, come back to the same place, be checked."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from integrity_edu.courses.progress import my_progress, pass_lesson
from integrity_edu.ids import PersonId
from integrity_edu.people.settings import preferences, save_preferences
from integrity_edu.quiz import sittings
from integrity_edu.quiz.questions import Fill, Judge, Match, Multiple, Order, Question, Single
from integrity_edu.teaching.finishing import finish_sitting
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.navigation import Route
from integrity_edu.ui.pages.lesson import TEXT_SIZES, LessonPage
from integrity_edu.workspace import Workspace
from tests.stories.conftest import House, cut_labels, find


def button(window: MainWindow, name: str) -> QAbstractButton:
    found = find(window, name, QAbstractButton)
    assert isinstance(found, QAbstractButton)
    return found


def press(house: House, window: MainWindow, name: str) -> None:
    QTest.mouseClick(button(window, name), Qt.MouseButton.LeftButton)
    house.settle(window)


@pytest.fixture(autouse=True)
def _active(window: MainWindow, house: House) -> None:
    """Only an active window has keyboard focus."""
    window.activateWindow()
    house.qtbot.waitUntil(window.isActiveWindow)


def lesson_page(house: House, window: MainWindow, ref: str = "plan-04") -> LessonPage:
    house.go(window, "lesson", ref)
    page = window.page
    assert isinstance(page, LessonPage)
    house.qtbot.waitUntil(lambda: page.area.verticalScrollBar().maximum() > 500)
    return page


def ask(house: House, window: MainWindow, job: Any) -> Any:
    """Ask the database through the window's own thread."""
    answers: list[Any] = []
    window.tasks.run(window, job, answers.append)
    house.settle(window)
    return answers[0]


def right_answer(question: Question) -> Any:
    match question:
        case Single() | Multiple() | Order():
            return list(question.key)
        case Judge() | Match():
            return question.key
        case Fill():
            return [forms[0] for forms in question.blanks]


def answer_all(ws: Workspace, sitting: str) -> None:
    for item in sittings.load(ws, sitting).items:
        sittings.save_answer(ws, sitting, item.position, right_answer(item.question))
    finish_sitting(ws, sitting)


def test_a_lesson_is_found_among_the_courses_by_mouse(house: House, window: MainWindow) -> None:
    house.go(window, "courses")

    press(house, window, "unfold-plan")
    press(house, window, "lesson-plan-04")

    assert isinstance(window.page, LessonPage)
    assert window.header.title.text() == "第三部分：守得住，改得了，修得好"
    assert "第 4 课，共 7 课" in window.header.subtitle.text()
    assert cut_labels(window) == []


def test_a_lesson_is_found_and_read_by_keyboard_only(house: House, window: MainWindow) -> None:
    house.go(window, "courses")
    find(window, "unfold-plan").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(find(window, "unfold-plan"), Qt.Key.Key_Space)
    row = find(window, "lesson-plan-04")
    row.setFocus(Qt.FocusReason.TabFocusReason)

    QTest.keyClick(row, Qt.Key.Key_Space)
    house.settle(window)
    page = window.page
    assert isinstance(page, LessonPage)
    house.qtbot.waitUntil(lambda: page.area.verticalScrollBar().maximum() > 500)
    assert page.text.hasFocus()

    bar = page.area.verticalScrollBar()
    QTest.keyClick(page.text, Qt.Key.Key_PageDown)
    assert bar.value() > 300
    QTest.keyClick(page.text, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    QTest.keyClick(page.text, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_leaving_and_coming_back_finds_the_same_place(house: House, window: MainWindow) -> None:
    page = lesson_page(house, window)
    for _ in range(3):
        QTest.keyClick(page.text, Qt.Key.Key_PageDown)
    place = page.area.verticalScrollBar().value()

    house.go(window, "courses")
    lesson_page(house, window, "plan-01")
    again = lesson_page(house, window)

    house.qtbot.waitUntil(lambda: abs(again.area.verticalScrollBar().value() - place) < 5)


def test_the_place_outlives_the_program(
    house: House, window: MainWindow, student: PersonId
) -> None:
    page = lesson_page(house, window)
    QTest.keyClick(page.text, Qt.Key.Key_End)
    house.close(window)

    again = house.open(student)
    page = lesson_page(house, again)

    bar = page.area.verticalScrollBar()
    house.qtbot.waitUntil(lambda: bar.value() > 0.95 * bar.maximum())


def test_contents_lead_to_their_heading_and_light_up(house: House, window: MainWindow) -> None:
    page = lesson_page(house, window)
    lines = page.side.contents.lines
    assert lines[0].lit

    QTest.mouseClick(lines[1], Qt.MouseButton.LeftButton)
    house.settle(window)

    assert page.area.verticalScrollBar().value() > 300
    assert [line.lit for line in lines] == [False, True, False]
    assert lines[1].accessibleDescription() == "正在读"


def test_the_side_panel_stays_in_sight_and_folds_when_narrow(
    house: House, window: MainWindow
) -> None:
    page = lesson_page(house, window)
    QTest.keyClick(page.text, Qt.Key.Key_PageDown)
    house.settle(window)
    assert page.side.visibleRegion().boundingRect().height() > 300

    window.resize(960, 720)
    house.settle(window)

    assert page.folded
    assert page.side.isVisible()
    assert cut_labels(window) == []


@pytest.mark.parametrize(
    ("address", "page", "ref"),
    [
        ("lesson:plan-05", "lesson", "plan-05"),
        ("measure:13", "plan", "13"),
        ("law:pipl#66", "laws", "pipl#66"),
        ("case:lend-a-card", "case", "lend-a-card"),
    ],
)
def test_links_lead_to_lessons_measures_laws_and_cases(
    house: House, window: MainWindow, address: str, page: str, ref: str
) -> None:
    lesson = lesson_page(house, window)
    went: list[Route] = []
    lesson.context = lesson.context._replace(go=went.append)

    lesson.text.followed.emit(address)

    assert [(route.page, route.ref) for route in went] == [(page, ref)]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_every_link_of_the_lesson_is_in_a_menu(house: House, window: MainWindow) -> None:
    page = lesson_page(house, window)

    press(house, window, "lesson-links")

    words = [action.text() for action in page.menu.actions()]
    assert any(word.startswith("法规：") for word in words)
    assert any(word.startswith("课程：") for word in words)
    page.menu.close()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # a word's popup
def test_tab_goes_from_link_to_link_in_sight_and_enter_follows(
    house: House, window: MainWindow
) -> None:
    page = lesson_page(house, window)
    bar = page.area.verticalScrollBar()

    for _ in range(10):
        QTest.keyClick(page.text, Qt.Key.Key_Tab)

    chosen = page.text.textCursor().selectedText()
    assert chosen in [link.text for link in page.text.links()]
    assert bar.value() > 500
    with house.qtbot.waitSignal(page.text.followed):
        QTest.keyClick(page.text, Qt.Key.Key_Return)
    house.settle(window)


def test_text_grows_at_once_and_stays_grown(
    house: House, window: MainWindow, student: PersonId
) -> None:
    page = lesson_page(house, window)
    before = page.text.document().begin().next()
    height = page.text.height()

    press(house, window, "text-larger")

    assert page.context.lesson_px() == 18
    assert page.text.height() != height
    assert before is not None
    kept = ask(house, window, lambda ws: preferences(ws.conn, ws.actor.person))
    assert kept.text_size == 115
    for _ in range(2):
        press(house, window, "text-larger")
    assert not button(window, "text-larger").isEnabled()
    assert cut_labels(window) == []
    assert page.folded
    press(house, window, "text-smaller")
    assert page.context.lesson_px() == 21


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_every_step_of_text_size_is_one_the_settings_know(
    house: House, window: MainWindow, percent: int
) -> None:
    from dataclasses import replace

    def keep(ws: Workspace) -> int:
        mine = preferences(ws.conn, ws.actor.person)
        save_preferences(ws, replace(mine, text_size=percent))
        return preferences(ws.conn, ws.actor.person).text_size

    assert ask(house, window, keep) == percent


def test_dark_repaints_the_text(house: House, window: MainWindow) -> None:
    page = lesson_page(house, window)

    window.toggle_theme()
    house.settle(window)

    first = page.text.document().begin().begin().fragment().charFormat()
    assert first.foreground().color().name().upper() == "#EE7A6E"


def test_the_check_passed_marks_the_lesson_done(house: House, window: MainWindow) -> None:
    page = lesson_page(house, window)
    assert "课后检查 5 题" in page.check.button.text()

    press(house, window, "start-check")

    assert window.page is window.pages["sitting"]
    sitting = window.page.route.ref
    ask(house, window, lambda ws: answer_all(ws, sitting))
    page = lesson_page(house, window)
    assert "通过" in page.check.words.text()
    assert "11 月 23 日" in page.check.words.text()
    assert "已通过" in page.status.words.text()
    house.go(window, "courses")
    press(house, window, "unfold-plan")
    row = button(window, "lesson-plan-04")
    assert "已通过" in row.accessibleName()
    assert "1 / 7 课" in [label.text() for label in window.findChildren(QLabel)]


def test_an_excused_lesson_says_so_with_its_date(
    house: House, window: MainWindow, student: PersonId
) -> None:
    ask(house, window, lambda ws: pass_lesson(ws, "plan-02", "s_1", excused=True))

    page = lesson_page(house, window, "plan-02")

    assert "免修" in page.status.words.text()
    assert "11 月 23 日" in page.check.words.text()


def test_the_neighbours_are_at_the_foot(house: House, window: MainWindow) -> None:
    lesson_page(house, window, "plan-01")
    assert not [w for w in window.findChildren(QAbstractButton, "previous-lesson") if w.isVisible()]

    button(window, "next-lesson").click()
    house.settle(window)

    assert window.header.title.text().startswith("第一部分")
    assert find(window, "previous-lesson")


def test_a_lesson_that_is_gone_is_told_with_a_way_back(house: House, window: MainWindow) -> None:
    house.go(window, "lesson", "plan-99")

    assert window.messages.dialog is not None
    window.messages.dialog.buttons[-1].click()
    page = window.page
    assert isinstance(page, LessonPage)
    assert page.missing.isVisible()
    page.missing.button.click()
    house.settle(window)
    assert window.page is window.pages["courses"]


def test_reading_is_noted_only_as_a_place(house: House, window: MainWindow) -> None:
    page = lesson_page(house, window)
    QTest.keyClick(page.text, Qt.Key.Key_End)

    house.go(window, "courses")

    mine = ask(house, window, my_progress)["plan-04"]
    assert mine.scroll > 0.95
    assert mine.passed_at is None


def test_a_screen_reader_finds_the_name_of_the_lesson(house: House, window: MainWindow) -> None:
    page = lesson_page(house, window)

    found = QAccessible.queryAccessibleInterface(page.text)

    assert found.text(QAccessible.Text.Name) == "第三部分：守得住，改得了，修得好"
    assert QApplication.focusWidget() is page.text
