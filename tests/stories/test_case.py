"""Walking through a case, by mouse and by keyboard; nothing of it is kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.case import CasePage
from tests.stories.conftest import House, cut_labels, find


@pytest.fixture(autouse=True)
def _active(window: MainWindow, house: House) -> None:
    """Only an active window has keyboard focus."""
    window.activateWindow()
    house.qtbot.waitUntil(window.isActiveWindow)


def button(window: MainWindow, name: str) -> QAbstractButton:
    found = find(window, name, QAbstractButton)
    assert isinstance(found, QAbstractButton)
    return found


def press(house: House, window: MainWindow, name: str) -> None:
    QTest.mouseClick(button(window, name), Qt.MouseButton.LeftButton)
    house.settle(window)


def visible(window: MainWindow, name: str) -> bool:
    return any(w.isVisible() for w in window.findChildren(QAbstractButton, name))


def words(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def case_page(house: House, window: MainWindow, ref: str = "lend-a-card") -> CasePage:
    house.go(window, "case", ref)
    assert isinstance(window.page, CasePage)
    return window.page


def test_a_case_by_mouse_from_its_card_to_the_practice(house: House, window: MainWindow) -> None:
    house.go(window, "cases")
    assert cut_labels(window) == []
    press(house, window, "case-lend-a-card")
    page = window.page
    assert isinstance(page, CasePage)
    assert "情境（虚构）" in words(window)
    for choice in ("a", "b", "c"):
        assert not page.outcome.isVisible()
        press(house, window, f"choice-{choice}")
        assert cut_labels(window) == []
        if choice != "c":
            press(house, window, "case-next")
    assert page.outcome.isVisible()
    assert "2025 年报道，上海闵行" in words(window)
    assert "反电信网络诈骗法第 31、44 条" in words(window)

    button(window, "case-next").click()
    house.settle(window)

    assert "背后的道理" in words(window)
    assert cut_labels(window) == []
    button(window, "case-practice").click()
    house.settle(window)
    assert window.page is window.pages["sitting"]


def test_a_case_by_keyboard_only(house: House, window: MainWindow) -> None:
    case_page(house, window)

    def key(code: Qt.Key) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, code)
        house.settle(window)

    for _ in range(3):
        key(Qt.Key.Key_Down)
        key(Qt.Key.Key_Space)
        key(Qt.Key.Key_Space)

    assert find(window, "case-practice").hasFocus()
    key(Qt.Key.Key_Space)
    assert window.page is window.pages["sitting"]


def test_digits_choose_too(house: House, window: MainWindow) -> None:
    page = case_page(house, window)

    QTest.keyClick(find(window, "choice-a"), Qt.Key.Key_2)

    assert page.walk is not None
    assert page.walk.choice is not None
    assert page.walk.choice.id == "b"


def test_nothing_is_given_away_before_choosing(house: House, window: MainWindow) -> None:
    page = case_page(house, window)

    assert not page.outcome.isVisible()
    assert not visible(window, "case-next")
    assert all(not button.outcome for button in page.decision.buttons.values())


def test_after_choosing_every_outcome_is_told_and_mine_is_marked(
    house: House, window: MainWindow
) -> None:
    page = case_page(house, window)

    press(house, window, "choice-b")

    names = {ref: button.accessibleName() for ref, button in page.decision.buttons.items()}
    assert "做得对" in names["a"]
    assert "不妥" in names["b"]
    assert "你的选择" in names["b"]
    assert "你的选择" not in names["a"]
    assert window.page is not None
    assert "钱没少" in window.page.property("announced")


def test_choosing_again_shows_the_other_paths(house: House, window: MainWindow) -> None:
    page = case_page(house, window)
    press(house, window, "choice-b")

    press(house, window, "choose-again")

    assert all(not button.outcome for button in page.decision.buttons.values())
    press(house, window, "choice-a")
    assert page.decision.buttons["a"].mine


def test_nothing_of_a_case_is_stored(house: House, window: MainWindow) -> None:
    case_page(house, window)
    counts: list[int] = []
    window.tasks.run(window, lambda ws: ws.conn.total_changes, counts.append)
    house.settle(window)

    for choice in ("b", "c", "a"):
        press(house, window, f"choice-{choice}")
        button(window, "case-next").click()
        house.settle(window)

    window.tasks.run(window, lambda ws: ws.conn.total_changes, counts.append)
    house.settle(window)
    assert counts[0] == counts[1]


def test_a_narrated_old_story_says_it_is_history(house: House, window: MainWindow) -> None:
    house.go(window, "case", "one-tael-of-trust")

    assert "史事" in words(window)
    assert "情境（虚构）" not in words(window)
    assert cut_labels(window) == []


def test_the_rule_leads_to_its_law(house: House, window: MainWindow) -> None:
    page = case_page(house, window)
    for _ in range(3):
        page.decision.buttons["a"].click()
        if not page.outcome.isVisible():
            page.onward.click()
    house.settle(window)

    button(window, "case-law").click()
    house.settle(window)

    assert window.page is window.pages["laws"]
    assert window.page.route.ref == "fanzha#31"


def test_cases_are_filtered_by_kind(house: House, window: MainWindow) -> None:
    house.go(window, "cases")
    press(house, window, "filter-正面")

    assert visible(window, "case-one-tael-of-trust")
    assert not visible(window, "case-lend-a-card")


def test_a_case_that_is_gone_is_told_with_a_way_back(house: House, window: MainWindow) -> None:
    house.go(window, "case", "no-such-case")

    assert window.messages.dialog is not None
    window.messages.dialog.buttons[-1].click()
    page = window.page
    assert isinstance(page, CasePage)
    page.missing.button.click()
    house.settle(window)
    assert window.page is window.pages["cases"]
