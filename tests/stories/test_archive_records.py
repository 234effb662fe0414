"""A student and a record: reads it, answers, objects, grants an extract and takes it back."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QRadioButton, QWidget

from integrity_edu.archive.extracts import judge
from integrity_edu.archive.record_flow import RecordState
from integrity_edu.archive.records import record_of
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.archive import ArchivePage
from integrity_edu.ui.widgets.panel import Panel
from tests.stories.conftest import House, cut_labels, find
from tests.stories.dialogs import choose
from tests.stories.office_stage import Stage, confirmed_record, set_stage, told_record

Field = TypeVar("Field", bound=QWidget)


@pytest.fixture
def stage(house: House) -> Stage:
    return set_stage(house)


def page(window: MainWindow) -> QWidget:
    assert window.page is not None
    return window.page


def panel(window: MainWindow) -> Panel:
    (found,) = (one for one in window.findChildren(Panel) if one.isVisible())
    return found


def field(where: QWidget, name: str, kind: type[Field]) -> Field:
    (found,) = (one for one in where.findChildren(kind, name) if one.isVisible())
    return found


def press(house: House, window: MainWindow, name: str, inside: QWidget | None = None) -> None:
    QTest.mouseClick(find(inside or window, name), Qt.MouseButton.LeftButton)
    house.settle(window)


def at(house: House, stage: Stage, section: str) -> MainWindow:
    """The student's archive page with a section open."""
    window = house.open(stage.student)
    house.go(window, "archive")
    return to(house, window, section)


def to(house: House, window: MainWindow, section: str) -> MainWindow:
    assert isinstance(window.page, ArchivePage)
    window.page.tabs.tabs[section].click()
    house.settle(window)
    return window


def words(window: MainWindow) -> str:
    labels = [one for one in page(window).findChildren(QLabel) if one.isVisible()]
    return "\n".join(one.accessibleName() or one.text() for one in labels)


def test_a_record_that_was_told_shows_its_document_and_until_when_to_answer(
    house: House, stage: Stage
) -> None:
    told_record(house, stage)
    window = at(house, stage, "conduct")
    said = words(window)
    assert "已告知，陈述期" in said
    assert "教字〔2026〕0 号" in said
    assert "到 11 月 30 日" in find(window, "step-line").accessibleName()
    assert cut_labels(page(window)) == []


def test_an_objection_marks_the_record_and_starts_its_clock(house: House, stage: Stage) -> None:
    n = told_record(house, stage)
    window = at(house, stage, "conduct")
    press(house, window, "record-object")
    sheet = panel(window)
    field(sheet, "ground-wrong", QRadioButton).click()
    field(sheet, "objection-text", QPlainTextEdit).setPlainText("公式表是考前统一发的。")
    press(house, window, "panel-primary", sheet)
    state = field(window, "record-standing", QLabel)
    assert state.text() == "异议中"
    assert find(window, "day-tiles").isVisible()
    record = house.with_ws(lambda ws: record_of(ws, stage.student, n), stage.student)
    assert getattr(record, "state", None) is RecordState.OBJECTED


def test_an_objection_without_words_stays_in_the_panel(house: House, stage: Stage) -> None:
    told_record(house, stage)
    window = at(house, stage, "conduct")
    press(house, window, "record-object")
    sheet = panel(window)
    press(house, window, "panel-primary", sheet)
    assert sheet.wrong.text() == "先选哪里不对。"
    field(sheet, "ground-basis", QRadioButton).click()
    press(house, window, "panel-primary", sheet)
    assert "理由还没有写" in sheet.wrong.text()
    sheet.reject()


def test_a_statement_stands_beside_what_the_school_entered(house: House, stage: Stage) -> None:
    told_record(house, stage)
    window = at(house, stage, "conduct")
    press(house, window, "record-state")
    sheet = panel(window)
    field(sheet, "statement-text", QPlainTextEdit).setPlainText("<b>须知</b>第 3 条允许带入。")
    press(house, window, "panel-primary", sheet)
    assert "<b>须知</b>第 3 条允许带入。" in words(window)


def test_repair_is_asked_for_with_what_shows_it(house: House, stage: Stage) -> None:
    n = confirmed_record(house, stage)
    window = at(house, stage, "conduct")
    press(house, window, "record-repair")
    sheet = panel(window)
    field(sheet, "repair-text", QPlainTextEdit).setPlainText("重修了这门课，写了检讨。")
    field(sheet, "repair-evidence", QPlainTextEdit).setPlainText("重修成绩单 0 号")
    press(house, window, "panel-primary", sheet)
    record = house.with_ws(lambda ws: record_of(ws, stage.student, n), stage.student)
    assert getattr(record, "repair", None) is not None


def test_a_grant_gives_an_extract_on_paper_with_its_signed_file(
    house: House, stage: Stage, tmp_path: Path
) -> None:
    window = at(house, stage, "grant")
    press(house, window, "grant-access")
    sheet = panel(window)
    field(sheet, "grant-recipient", QLineEdit).setText("某省科技馆")
    field(sheet, "grant-purpose", QLineEdit).setText("应聘志愿讲解员")
    field(sheet, "grant-negative", QCheckBox).setChecked(True)
    press(house, window, "panel-primary", sheet)
    assert "某省科技馆：只看姓名、不良记录" in words(window)
    (button,) = (
        one.objectName()
        for one in page(window).findChildren(QWidget)
        if one.objectName().startswith("extract-")
    )
    press(house, window, button)
    choose(window, tmp_path / "摘录.pdf")
    house.qtbot.waitUntil(lambda: window.tasks.idle and (tmp_path / "摘录.pdf").stat().st_size > 0)
    assert (tmp_path / "摘录.pdf").read_bytes().startswith(b"%PDF")
    signed = (tmp_path / "摘录.jwt").read_bytes()
    assert judge(signed, {}, set(), house.clock()).standing == "unknown"


def test_a_grant_taken_back_makes_no_more_extracts(house: House, stage: Stage) -> None:
    window = at(house, stage, "grant")
    press(house, window, "grant-access")
    sheet = panel(window)
    field(sheet, "grant-recipient", QLineEdit).setText("某省科技馆")
    field(sheet, "grant-purpose", QLineEdit).setText("应聘志愿讲解员")
    field(sheet, "grant-good", QCheckBox).setChecked(True)
    press(house, window, "panel-primary", sheet)
    (name,) = {
        one.objectName()
        for one in page(window).findChildren(QWidget)
        if one.objectName().startswith("revoke-")
    }
    press(house, window, name, find(window, "live-grant"))
    dialog = window.messages.dialog
    assert dialog is not None
    dialog.buttons[-1].click()
    house.settle(window)
    assert "已经撤回" in words(window)
    assert page(window).findChild(QWidget, "live-grant") is None


def test_an_archive_is_given_into_keeping_only_after_its_notice(house: House) -> None:
    set_stage(house)
    other = house.account("小陈", real_name="陈晨")
    window = house.open(other)
    house.go(window, "archive")
    field(window, "notice-read", QCheckBox).setChecked(True)
    press(house, window, "open-archive")
    to(house, window, "grant")
    press(house, window, "give-keeping")
    sheet = panel(window)
    assert not sheet.primary.isEnabled()
    field(sheet, "keeping-read", QCheckBox).setChecked(True)
    field(sheet, "keeping-number", QLineEdit).setText("20230002")
    press(house, window, "panel-primary", sheet)
    assert "由某学院档案室保管" in words(window)
