"""The law library."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget

from integrity_edu.ids import PersonId
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.laws import LawsPage
from tests.stories.conftest import House, cut_labels, find

LEFT = Qt.MouseButton.LeftButton


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def open_laws(house: House, window: MainWindow, ref: str = "", **more: object) -> LawsPage:
    house.go(window, "laws", ref, **more)
    house.settle(window)
    page = window.page
    assert isinstance(page, LawsPage)
    return page


def choose(house: House, window: MainWindow, combo: QComboBox, value: object) -> None:
    place = combo.findData(value)
    assert place >= 0
    combo.setCurrentIndex(place)
    combo.activated.emit(place)
    house.settle(window)


def test_a_point_is_shown_and_highlighted(house: House, window: MainWindow) -> None:
    open_laws(house, window, "pipl#66")
    house.qtbot.wait(1)
    house.settle(window)

    box = find(window, "point-66")
    top = box.mapTo(window, box.rect().topLeft()).y()

    assert box.property("role") == "warning-soft"
    assert 0 < top < window.height() - box.height()
    assert find(window, "point-2").property("role") != "warning-soft"


def test_then_and_now_stand_side_by_side(house: House, window: MainWindow) -> None:
    open_laws(house, window, "pipl#66")

    texts = [label.text() for label in find(window, "point-66").findChildren(QLabel)]

    assert "当时（2018 年方案）" in texts
    assert "今天" in texts


def test_picking_another_card_shows_it(house: House, window: MainWindow) -> None:
    page = open_laws(house, window)

    QTest.mouseClick(find(window, "law-minfadian"), LEFT)
    house.settle(window)

    assert page.rows["minfadian"].isChecked()
    assert any("民法典" in label.text() for label in find(window, "law-head").findChildren(QLabel))


def test_the_kind_filter_leaves_only_that_kind(house: House, window: MainWindow) -> None:
    page = open_laws(house, window)
    before = len(page.rows)

    choose(house, window, page.kind, "国家标准")

    assert sorted(page.rows) == ["gb-11643", "gb-32100"]
    assert before > 40


def test_the_measure_filter_leaves_what_stands_behind_it(house: House, window: MainWindow) -> None:
    page = open_laws(house, window)

    choose(house, window, page.measure, 11)

    assert "zhengxin-tiaoli" in page.rows
    assert "pipl" not in page.rows


def test_filters_that_leave_nothing_can_be_cleared(house: House, window: MainWindow) -> None:
    page = open_laws(house, window)
    choose(house, window, page.kind, "国家标准")
    choose(house, window, page.measure, 29)

    QTest.mouseClick(find(window, "clear-filters"), LEFT)

    assert len(page.rows) > 40


def test_a_card_leads_back_to_its_measure(house: House, window: MainWindow) -> None:
    open_laws(house, window, "pipl")

    QTest.mouseClick(find(window, "measure-13"), LEFT)
    house.settle(window)

    assert window.page is window.pages["plan"]
    assert window.page.route.ref == "13"


def test_old_checks_are_marked(house: House, student: PersonId) -> None:
    house.clock.time = datetime(2027, 11, 24, 9, 0, tzinfo=timezone(timedelta(hours=8)))
    window = house.open(student)
    page = open_laws(house, window, "pipl")

    in_list = [label.text() for label in page.rows["pipl"].findChildren(QLabel)]
    in_card = [label.text() for label in find(window, "law-head").findChildren(QLabel)]

    assert "待核" in in_list
    assert any(text.startswith("待核") for text in in_card)


def test_a_card_that_is_not_there_says_so(house: House, window: MainWindow) -> None:
    open_laws(house, window, "no-such-law")

    labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]

    assert any("没有这张法规卡" in text for text in labels)


def test_the_keyboard_alone_walks_the_list(house: House, window: MainWindow) -> None:
    page = open_laws(house, window)
    page.kind.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(4):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    house.settle(window)

    assert page.route.ref == list(page.rows)[1]


@pytest.mark.parametrize("width", [1280, 1000])
def test_no_words_are_cut(house: House, window: MainWindow, width: int) -> None:
    window.resize(width, 720)
    open_laws(house, window, "shandong-tiaoli")

    assert cut_labels(window) == []


def test_a_card_picked_in_a_narrowed_list_leaves_the_list_narrowed(
    house: House, window: MainWindow
) -> None:
    page = open_laws(house, window)
    choose(house, window, page.kind, "国家标准")

    QTest.mouseClick(find(window, "law-gb-32100"), LEFT)
    house.settle(window)

    assert sorted(page.rows) == ["gb-11643", "gb-32100"]
    assert page.rows["gb-32100"].isChecked()


def test_cards_are_found_by_words_and_by_state(house: House, window: MainWindow) -> None:
    page = open_laws(house, window)

    choose(house, window, page.state, "已废止")
    assert list(page.rows) == ["xinyong-xiufu-58"]
    choose(house, window, page.state, "stale")
    assert page.rows == {}
    QTest.mouseClick(find(window, "clear-filters"), LEFT)
    page.words.setText("高等学历入学资格")
    page.words.textEdited.emit("高等学历入学资格")

    assert "xingfa" in page.rows
    assert len(page.rows) < 10


def test_what_was_checked_long_ago_is_found_as_such(house: House, student: PersonId) -> None:
    house.clock.forward(days=500)
    window = house.open(student)
    page = open_laws(house, window)
    before = len(page.rows)

    choose(house, window, page.state, "stale")

    assert len(page.rows) == before
