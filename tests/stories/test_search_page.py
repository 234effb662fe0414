"""Searching as one types."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.search import SearchPage
from tests.stories.conftest import House, cut_labels, find

LEFT = Qt.MouseButton.LeftButton


def type_words(house: House, window: MainWindow, words: str) -> SearchPage:
    field = window.header.search
    assert isinstance(field, QLineEdit)
    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    field.setText(words)
    field.textEdited.emit(words)
    house.qtbot.waitUntil(lambda: isinstance(window.page, SearchPage))
    house.settle(window)
    page = window.page
    assert isinstance(page, SearchPage)
    return page


def test_results_come_grouped_with_counts_as_one_types(house: House, window: MainWindow) -> None:
    page = type_words(house, window, "异议")

    kinds = {row.objectName().split("-")[1] for row in page.rows}
    assert {"measure", "law", "lesson", "question"} <= kinds
    assert "“异议”" in page.subtitle
    assert QApplication.focusWidget() is window.header.search


def test_the_searched_words_are_marked_in_the_snippet(house: House, window: MainWindow) -> None:
    page = type_words(house, window, "绿色通道")

    texts = [label.text() for label in page.rows[0].findChildren(QLabel)]

    assert any(window.theme.palette.warning_soft in text for text in texts)


@pytest.mark.parametrize(
    ("words", "prefix", "page"),
    [
        ("泄露", "hit-measure-13", "plan"),
        ("个人信息保护法", "hit-law-pipl", "laws"),
        ("异议", "hit-lesson-", "lesson"),
        ("银行卡", "hit-case-", "case"),
        ("容缺受理", "hit-question-", "sitting"),
    ],
)
def test_each_kind_opens_where_it_belongs(
    house: House, window: MainWindow, words: str, prefix: str, page: str
) -> None:
    found = type_words(house, window, words)
    row = next(row for row in found.rows if row.objectName().startswith(prefix))

    QTest.mouseClick(row, LEFT)
    house.settle(window)

    assert window.page is window.pages[page]


def test_arrow_keys_and_enter_open_a_result(house: House, window: MainWindow) -> None:
    page = type_words(house, window, "泄露")
    window.activateWindow()

    QTest.keyClick(window.header.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.rows[0]
    QTest.keyClick(page.rows[0], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.rows[1]
    QTest.keyClick(page.rows[1], Qt.Key.Key_Up)
    QTest.keyClick(page.rows[0], Qt.Key.Key_Up)
    assert QApplication.focusWidget() is window.header.search

    QTest.keyClick(window.header.search, Qt.Key.Key_Down)
    QTest.keyClick(page.rows[0], Qt.Key.Key_Return)
    house.settle(window)

    assert window.page is window.pages["plan"]


def test_a_long_group_unfolds(house: House, window: MainWindow) -> None:
    page = type_words(house, window, "异议")
    before = len(page.rows)

    QTest.mouseClick(find(window, "more-question"), LEFT)
    house.settle(window)

    assert len(page.rows) > before


def test_nothing_found_offers_other_words(house: House, window: MainWindow) -> None:
    type_words(house, window, "量子纠缠")

    assert find(window, "no-hits").isVisible()
    QTest.mouseClick(find(window, "try-异议"), LEFT)
    house.settle(window)

    page = window.page
    assert isinstance(page, SearchPage)
    assert page.rows


def test_without_words_the_page_says_what_can_be_found(house: House, window: MainWindow) -> None:
    house.go(window, "search")

    assert find(window, "no-query").isVisible()
    assert cut_labels(window) == []


def test_words_of_a_formula_are_only_words(house: House, window: MainWindow) -> None:
    type_words(house, window, '" OR * NEAR(')

    assert window.messages.dialog is None


def test_the_other_theme_repaints_the_results(house: House, window: MainWindow) -> None:
    page = type_words(house, window, "异议")

    window.theme.set_mode("dark")
    house.settle(window)

    texts = [label.text() for label in page.rows[0].findChildren(QLabel)]
    assert any(window.theme.palette.warning_soft in text for text in texts)
    assert cut_labels(window) == []
