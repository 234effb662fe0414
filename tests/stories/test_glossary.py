"""The glossary page, and the word that opens over a lesson."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.glossary import GlossaryPage
from integrity_edu.ui.pages.lesson import LessonPage
from integrity_edu.ui.widgets.term_popup import TermPopup
from tests.stories.conftest import House, cut_labels, find

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # popups


def glossary(house: House, window: MainWindow, ref: str = "") -> GlossaryPage:
    house.go(window, "glossary", ref)
    assert isinstance(window.page, GlossaryPage)
    return window.page


def type_words(house: House, page: GlossaryPage, words: str) -> None:
    page.words.setText(words)
    page.words.textEdited.emit(page.words.text())
    house.settle(page.context.window)


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def popup(house: House) -> TermPopup:
    house.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), TermPopup))
    found = QApplication.activePopupWidget()
    assert isinstance(found, TermPopup)
    return found


def lesson_with_a_term(house: House, window: MainWindow) -> tuple[LessonPage, str]:
    house.go(window, "lesson", "report-03")
    page = window.page
    assert isinstance(page, LessonPage)
    link = next(link.url for link in page.text.links() if link.url.startswith("term:"))
    return page, link


def test_a_word_is_found_and_read(house: House, window: MainWindow) -> None:
    page = glossary(house, window)
    assert len(page.rows) >= 80

    type_words(house, page, "不良信息")
    assert 0 < len(page.rows) < 10
    QTest.mouseClick(page.rows["bad-record"], LEFT)
    house.settle(window)

    assert "个人不良信息" in said(find(window, "term-card"))
    assert 0 < len(page.rows) < 10, "the list stays as it was narrowed"
    assert cut_labels(window) == []


def test_a_word_outside_the_filter_still_opens_by_its_name(
    house: House, window: MainWindow
) -> None:
    page = glossary(house, window)
    type_words(house, page, "不良信息")

    glossary(house, window, "shendu")

    assert "慎独" in said(find(window, "term-card"))
    assert len(page.rows) >= 80


def test_nothing_found_leads_back_to_everything(house: House, window: MainWindow) -> None:
    page = glossary(house, window)
    type_words(house, page, "没有这样的词")
    assert page.rows == {}

    QTest.mouseClick(find(window, "clear-filters"), LEFT)

    assert len(page.rows) >= 80


def test_an_unknown_word_says_so(house: House, window: MainWindow) -> None:
    glossary(house, window, "nothing")

    assert any("没有这个词" in label.text() for label in window.findChildren(QLabel))


def test_a_word_of_a_lesson_opens_over_it_and_escape_closes_it(
    house: House, window: MainWindow
) -> None:
    page, link = lesson_with_a_term(house, window)

    page.follow(link)
    house.settle(window)
    shown = popup(house)

    assert window.page is page
    assert len(said(shown)) > 20
    assert shown.height() < window.height()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    house.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert window.page is page


def test_from_the_word_to_the_whole_glossary(house: House, window: MainWindow) -> None:
    page, link = lesson_with_a_term(house, window)
    page.follow(link)
    house.settle(window)

    button = popup(house).findChild(QPushButton, "term-glossary")
    assert button is not None
    QTest.mouseClick(button, LEFT)
    house.settle(window)

    assert isinstance(window.page, GlossaryPage)
    assert window.page.route.ref == link.removeprefix("term:")


def test_the_words_of_a_lesson_are_among_its_links(house: House, window: MainWindow) -> None:
    page, _ = lesson_with_a_term(house, window)

    QTest.mouseClick(page.links, LEFT)
    house.settle(window)

    assert any(action.text().startswith("术语：") for action in page.menu.actions())
    page.menu.close()


def test_the_search_finds_words_of_the_glossary(house: House, window: MainWindow) -> None:
    house.go(window, "search", "两书同达")

    QTest.mouseClick(find(window, "hit-term-two-papers"), LEFT)
    house.settle(window)

    assert isinstance(window.page, GlossaryPage)
    assert "两书同达" in said(find(window, "term-card"))
