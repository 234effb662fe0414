"""Reading the plan, measure by measure."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from integrity_edu.ids import PersonId
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.plan import PlanPage
from integrity_edu.ui.widgets.cards import Chip, OutlineChip
from tests.stories.conftest import House, cut_labels, find

LEFT = Qt.MouseButton.LeftButton


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def open_plan(house: House, window: MainWindow, ref: str = "", **more: object) -> PlanPage:
    house.go(window, "plan", ref, **more)
    page = window.page
    assert isinstance(page, PlanPage)
    return page


def press(house: House, window: MainWindow, name: str) -> None:
    QTest.mouseClick(find(window, name), LEFT)
    house.settle(window)


def words(window: MainWindow, name: str) -> str:
    label = find(window, name, QLabel)
    assert isinstance(label, QLabel)
    return label.text()


def test_picking_a_measure_shows_its_sentence(house: House, window: MainWindow) -> None:
    page = open_plan(house, window)

    press(house, window, "part-3")
    press(house, window, "measure-13")

    assert page.route.ref == "13"
    assert "严厉查处泄露" in words(window, "sentence")


def test_every_measure_can_be_shown(house: House, window: MainWindow) -> None:
    page = open_plan(house, window)
    for number in range(1, 30):
        open_plan(house, window, str(number))

        assert page.sentence is not None
        assert cut_labels(window) == []


def test_corrections_are_marked_and_tinted(house: House, window: MainWindow) -> None:
    open_plan(house, window, "9")

    assert "〔、〕" in words(window, "sentence")
    assert window.theme.palette.accent_soft in words(window, "sentence")


def test_the_raw_copy_opens_beside_with_a_reason_for_each_correction(
    house: House, window: MainWindow
) -> None:
    open_plan(house, window, "13")

    press(house, window, "compare")

    shown = [label.text() for label in find(window, "comparison").findChildren(QLabel)]
    assert any("网信办经济和信息化委" in text for text in shown)
    assert sum("脱了" in text for text in shown) == 2

    press(house, window, "compare")

    assert "严厉查处泄露" in words(window, "sentence")


def test_units_stand_as_chips_in_the_plans_order(house: House, window: MainWindow) -> None:
    open_plan(house, window, "13")

    units = [chip.text() for chip in find(window, "units").findChildren(OutlineChip)]

    assert units[:3] == ["网信办", "经济和信息化委", "省公安厅"]
    assert len(units) == 11


def test_a_quote_from_a_question_is_highlighted(house: House, window: MainWindow) -> None:
    open_plan(house, window, "14", quote="制定异议处理、行政复议等管理制度")

    assert window.theme.palette.warning_soft in words(window, "sentence")


def test_a_check_of_this_year_is_green(house: House, window: MainWindow) -> None:
    open_plan(house, window, "13")

    assert words(window, "checked") == "核对于 2026-11"


def test_a_check_more_than_a_year_old_is_to_be_looked_at_again(
    house: House, student: PersonId
) -> None:
    house.clock.time = datetime(2027, 11, 24, 9, 0, tzinfo=timezone(timedelta(hours=8)))
    window = house.open(student)
    open_plan(house, window, "13")

    chip = find(window, "checked", Chip)

    assert isinstance(chip, Chip)
    assert chip.text().startswith("待核")


def test_a_ground_leads_to_its_point_of_law(house: House, window: MainWindow) -> None:
    open_plan(house, window, "13")
    label = find(window, "ground-pipl#66", QLabel)
    assert isinstance(label, QLabel)

    label.linkActivated.emit("pipl#66")
    house.settle(window)

    assert window.page is window.pages["laws"]
    assert window.page.route.ref == "pipl#66"


@pytest.mark.parametrize(
    ("way", "page"), [("way-lesson", "lesson"), ("way-case", "case"), ("way-practice", "sitting")]
)
def test_three_ways_lead_on(house: House, window: MainWindow, way: str, page: str) -> None:
    open_plan(house, window, "13")

    press(house, window, way)

    assert window.page is window.pages[page]


def test_the_keyboard_alone_finds_and_opens_a_measure(house: House, window: MainWindow) -> None:
    page = open_plan(house, window, "1")
    find(window, "part-3").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    for _ in range(2):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    house.settle(window)

    assert page.route.ref == "13"


def test_preamble_and_copy_are_reached_from_the_top_of_the_list(
    house: House, window: MainWindow
) -> None:
    open_plan(house, window)

    press(house, window, "plan-preamble")
    assert find(window, "preamble-card").isVisible()

    press(house, window, "plan-about")
    assert find(window, "about-card").isVisible()


def test_a_number_outside_the_plan_is_told_calmly(house: House, window: MainWindow) -> None:
    open_plan(house, window, "30")

    assert window.messages.dialog is not None
    assert "第 30 项" in window.messages.dialog.accessibleName()
    window.messages.dialog.accept()


def test_the_page_keeps_its_measure_when_an_answer_comes_in(
    house: House, window: MainWindow
) -> None:
    page = open_plan(house, window, "13")
    press(house, window, "compare")

    page.reload()
    house.settle(window)

    assert page.sentence is not None
    assert page.sentence.compare.isChecked()


def test_narrow_the_list_stands_above_the_measure(house: House, window: MainWindow) -> None:
    open_plan(house, window, "13")
    window.resize(1000, 720)
    house.settle(window)

    top = find(window, "plan-list").mapTo(window, find(window, "plan-list").rect().topLeft())
    sentence = find(window, "sentence-card")

    assert sentence.mapTo(window, sentence.rect().topLeft()).y() > top.y()
    assert cut_labels(window) == []
