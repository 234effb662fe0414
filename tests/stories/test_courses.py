"""The list of courses: mine, with progress, filtered, and what it says when nothing fits."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel

from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.cases import CasesPage
from integrity_edu.ui.pages.courses import CoursesPage
from integrity_edu.workspace import Role, Workspace
from tests.stories.conftest import MINOR, House, cut_labels, find


def button(window: MainWindow, name: str) -> QAbstractButton:
    found = find(window, name, QAbstractButton)
    assert isinstance(found, QAbstractButton)
    return found


def press(house: House, window: MainWindow, name: str) -> None:
    QTest.mouseClick(button(window, name), Qt.MouseButton.LeftButton)
    house.settle(window)


def rows(window: MainWindow) -> list[str]:
    found = window.findChildren(QAbstractButton)
    return [w.objectName() for w in found if w.isVisible() and w.objectName().startswith("lesson-")]


def courses_page(house: House, window: MainWindow) -> CoursesPage:
    house.go(window, "courses")
    assert isinstance(window.page, CoursesPage)
    return window.page


def forget_content(ws: Workspace) -> None:
    with ws.change("library") as db:
        db.execute("DELETE FROM document WHERE kind IN ('course', 'case')")


def test_an_opened_lesson_is_half_done_in_words(house: House, window: MainWindow) -> None:
    house.go(window, "lesson", "plan-02")

    courses_page(house, window)
    press(house, window, "unfold-plan")

    assert "在学" in find(window, "lesson-plan-02").accessibleName()
    assert "未开始" in find(window, "lesson-plan-03").accessibleName()
    assert cut_labels(window) == []


def test_the_filter_leaves_only_lessons_in_that_status(house: House, window: MainWindow) -> None:
    house.go(window, "lesson", "plan-02")
    courses_page(house, window)

    press(house, window, "filter-started")

    assert rows(window) == ["lesson-plan-02"]


def test_an_empty_filter_says_what_to_do_and_leads_back(house: House, window: MainWindow) -> None:
    page = courses_page(house, window)

    press(house, window, "filter-done")

    assert page.empty.isVisible()
    assert "课后检查" in page.empty.label.text()
    press(house, window, "show-all")
    assert len(rows(window)) > 10


def test_a_minor_sees_the_courses_written_for_minors(house: House) -> None:
    window = house.open(house.account(birth=MINOR))

    page = courses_page(house, window)

    names = [card.objectName() for card in page.cards]
    assert "course-plan" in names
    assert "course-credit-law" not in names


def test_without_content_both_lists_say_where_to_go(house: House, window: MainWindow) -> None:
    window.tasks.run(window, forget_content)
    house.settle(window)

    page = courses_page(house, window)
    assert page.empty.isVisible()
    assert not page.filters.isVisible()
    house.go(window, "cases")
    cases = window.page
    assert isinstance(cases, CasesPage)
    assert cases.empty.isVisible()


def test_lists_fold_in_a_small_window_and_lose_no_words(house: House, window: MainWindow) -> None:
    window.resize(900, 620)
    for name in ("courses", "cases"):
        house.go(window, name)

        assert cut_labels(window) == []


def test_the_filter_works_by_keyboard(house: House, window: MainWindow) -> None:
    window.activateWindow()
    house.qtbot.waitUntil(window.isActiveWindow)
    courses_page(house, window)
    first = button(window, "filter-all")
    first.setFocus(Qt.FocusReason.TabFocusReason)

    QTest.keyClick(first, Qt.Key.Key_Right)
    house.settle(window)

    assert button(window, "filter-new").isChecked()
    assert [label for label in window.findChildren(QLabel) if label.isVisible()]


def choose(page: CoursesPage | CasesPage, name: str, key: str) -> None:
    combo = page.finder.findChild(QComboBox, f"filter-{name}")
    assert combo is not None
    place = combo.findData(key)
    assert place > 0
    combo.setCurrentIndex(place)


def test_a_long_course_shows_the_next_few_lessons_until_it_is_unfolded(
    house: House, window: MainWindow
) -> None:
    courses_page(house, window)
    of_plan = [name for name in rows(window) if name.startswith("lesson-plan-")]
    assert of_plan == ["lesson-plan-01", "lesson-plan-02", "lesson-plan-03"]

    press(house, window, "unfold-plan")

    assert len([name for name in rows(window) if name.startswith("lesson-plan-")]) == 7
    assert window.focusWidget() is button(window, "lesson-plan-04")


def test_lessons_are_found_by_measure_course_and_words(house: House, window: MainWindow) -> None:
    page = courses_page(house, window)

    choose(page, "measure", "14")
    assert "lesson-plan-04" in rows(window)
    assert "lesson-plan-02" not in rows(window)
    choose(page, "topic", "repair")
    assert rows(window)
    assert all(name.startswith("lesson-repair-") for name in rows(window))
    page.finder.field.setText("没有这一课")
    page.finder.changed.emit()

    assert "少选一个条件" in page.empty.label.text()
    press(house, window, "show-all")
    assert page.finder.wants_all
    assert len(rows(window)) > 10


def test_a_teacher_narrows_both_lists_to_one_kind_of_reader(house: House) -> None:
    window = house.open(house.account("老师", Role.TEACHER))
    page = courses_page(house, window)

    choose(page, "audience", "minor")
    assert "lesson-teen-01" in rows(window)
    assert not any(name.startswith("lesson-official-") for name in rows(window))

    house.go(window, "cases")
    cases = window.page
    assert isinstance(cases, CasesPage)
    choose(cases, "audience", "minor")
    assert all("minor" in card.front.audience for card in cases.cards if card.isVisible())


def test_cases_are_found_by_topic_measure_and_words(house: House, window: MainWindow) -> None:
    house.go(window, "cases")
    page = window.page
    assert isinstance(page, CasesPage)

    choose(page, "topic", "校园")
    choose(page, "measure", "4")
    shown = [card.front for card in page.cards if card.isVisible()]
    assert shown
    assert all(front.topic == "校园" and 4 in front.measures for front in shown)

    page.finder.field.setText("没有这个案例")
    page.finder.changed.emit()
    assert page.empty.isVisible()
    QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert len([card for card in page.cards if card.isVisible()]) == len(page.cards)
