"""我的诚信档案: not for minors, opened by an explicit act, complete, and taken along."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton

from integrity_edu.archive import ledger
from integrity_edu.archive.education import PaperFact, Training, record_training
from integrity_edu.archive.entries import Look, Section
from integrity_edu.archive.export import verify
from integrity_edu.archive.opening import disclaimer, notice, open_archive, status
from integrity_edu.archive.reading import my_archive
from integrity_edu.ids import PersonId
from integrity_edu.people.accounts import my_profile
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.archive import ArchivePage
from integrity_edu.workspace import Workspace
from tests.stories.conftest import MINOR, House, cut_labels, find
from tests.stories.dialogs import choose

LESSON = Training(
    kind="lesson_passed",
    title="诚信从哪里开始",
    ref="l1",
    version="a1b2c3d4e5f6",
    date=date(2026, 11, 20),
    test=PaperFact("课后小测", 4711, "12 题对 11 题"),
)


def page(window: MainWindow) -> ArchivePage:
    assert isinstance(window.page, ArchivePage)
    return window.page


def press(house: House, window: MainWindow, name: str) -> None:
    QTest.mouseClick(find(window, name), Qt.MouseButton.LeftButton)
    house.settle(window)


def words(window: MainWindow) -> str:
    shown = [w for w in page(window).findChildren(QLabel) if w.isVisible()]
    return "\n".join(label.accessibleName() or label.text() for label in shown)


def state(house: House, person: PersonId) -> str:
    return str(house.with_ws(lambda ws: status(ws).state, person))


def open_it(house: House, person: PersonId) -> None:
    house.with_ws(lambda ws: open_archive(ws, notice().version), person)


def looks(house: House, person: PersonId) -> list[Look]:
    found = house.with_ws(lambda ws: my_archive(ws).section(Section.ACCESS), person)
    assert isinstance(found, tuple)
    return [entry.content for entry in found if isinstance(entry.content, Look)]


@pytest.fixture
def opened(house: House, student: PersonId) -> MainWindow:
    """The page of somebody who has an archive."""
    open_it(house, student)
    window = house.open(student)
    house.go(window, "archive")
    return window


def test_a_minor_reads_why_there_is_no_archive_and_goes_on_learning(house: House) -> None:
    window = house.open(house.account(birth=MINOR))
    house.go(window, "archive")
    assert "满 18 岁以后，才有诚信档案" in words(window)
    assert "2028 年 6 月 2 日" in words(window)
    assert "学习和测验照常" in words(window)
    press(house, window, "to-courses")
    assert window.page is window.pages["courses"]


def test_the_notice_is_shown_whole_with_its_version(window: MainWindow, house: House) -> None:
    house.go(window, "archive")
    for paragraph in notice().paragraphs:
        assert paragraph in words(window)
    assert notice().version in words(window)


def test_looking_at_the_page_opens_nothing(
    window: MainWindow, house: House, student: PersonId
) -> None:
    house.go(window, "archive")
    assert not find(window, "open-archive").isEnabled()
    assert state(house, student) == "not_opened"


def test_an_adult_opens_the_archive_by_an_explicit_act(
    window: MainWindow, house: House, student: PersonId
) -> None:
    house.go(window, "archive")
    box = find(window, "notice-read")
    assert isinstance(box, QCheckBox)
    box.click()
    press(house, window, "open-archive")
    assert state(house, student) == "open"
    assert "林晓雨" in words(window)
    assert "未核验，由本人填写" in words(window)


def test_the_archive_is_opened_by_keyboard_alone(
    window: MainWindow, house: House, student: PersonId
) -> None:
    house.go(window, "archive")
    keys, focus = QTest.keyClick, window.focusWidget
    find(window, "notice-read").setFocus(Qt.FocusReason.TabFocusReason)
    keys(focus(), Qt.Key.Key_Space)
    keys(focus(), Qt.Key.Key_Tab)
    assert focus() is find(window, "open-archive")
    keys(focus(), Qt.Key.Key_Space)
    house.settle(window)
    assert state(house, student) == "open"


def test_a_missing_name_is_asked_for_and_kept(house: House) -> None:
    person = house.account(real_name="")
    window = house.open(person)
    house.go(window, "archive")
    box, name = find(window, "notice-read"), find(window, "real-name")
    assert isinstance(box, QCheckBox)
    box.click()
    press(house, window, "open-archive")
    assert state(house, person) == "not_opened"
    assert "请写姓名。" in words(window)
    name.setProperty("text", "林晓雨")
    press(house, window, "open-archive")
    assert state(house, person) == "open"
    assert house.with_ws(lambda ws: my_profile(ws).real_name, person) == "林晓雨"


def test_nothing_recorded_is_said_without_alarm(opened: MainWindow, house: House) -> None:
    for section, said in (
        ("conduct", "没有行为记录，多数人都是这样。"),
        ("education", "还没有学习记录。"),
        ("statement", "没有异议，也没有说明。"),
        ("grant", "没有授权给任何人。"),
        ("access", "还没有人看过"),
    ):
        press(house, opened, f"tab-{section}")
        assert said in words(opened)


def test_the_disclaimer_stands_on_top_in_every_state(house: House, student: PersonId) -> None:
    minor = house.account("小周", birth=MINOR)
    for person in (minor, student):
        window = house.open(person)
        house.go(window, "archive")
        assert disclaimer() in words(window)
        house.close(window)


def test_what_was_learnt_stands_there_with_its_test_and_version(
    house: House, student: PersonId
) -> None:
    open_it(house, student)

    def learn(ws: Workspace) -> None:
        with ws.change("archive"):
            record_training(ws, LESSON)

    house.with_ws(learn, student)
    window = house.open(student)
    house.go(window, "archive")
    press(house, window, "tab-education")
    shown = words(window)
    assert "学完一课：诚信从哪里开始" in shown
    assert "课后小测，12 题对 11 题（试卷号 4711）" in shown
    assert "内容版本：a1b2c3d4" in shown
    assert "2026 年 11 月 20 日" in shown


def test_a_long_section_shows_its_newest_and_more_on_demand(
    house: House, student: PersonId
) -> None:
    open_it(house, student)

    def learn(ws: Workspace) -> None:
        with ws.change("archive"):
            for _ in range(25):
                record_training(ws, LESSON)

    house.with_ws(learn, student)
    window = house.open(student)
    house.go(window, "archive")
    press(house, window, "tab-education")
    assert words(window).count("学完一课") == 20
    press(house, window, "more-entries")
    assert words(window).count("学完一课") == 25


def test_who_looked_is_there_whichever_section_is_open(house: House, student: PersonId) -> None:
    open_it(house, student)

    def look(ws: Workspace) -> None:
        seen = Look("周老师", "核对奖学金申请", (Section.EDUCATION,))
        ledger.append(ws, ws.actor.person, Section.ACCESS, seen, ws.today())

    house.with_ws(look, student)
    window = house.open(student)
    house.go(window, "archive")
    for section in Section:
        press(house, window, f"tab-{section.value}")
        assert "用途：核对奖学金申请" in words(window)


def test_the_tabs_are_walked_with_arrow_keys(opened: MainWindow, house: House) -> None:
    keys = QTest.keyClick
    find(opened, "tab-basic").setFocus(Qt.FocusReason.TabFocusReason)
    keys(opened.focusWidget(), Qt.Key.Key_Right)
    keys(opened.focusWidget(), Qt.Key.Key_Right)
    house.settle(opened)
    assert "没有行为记录，多数人都是这样。" in words(opened)


def test_an_untouched_archive_is_told_to_be_whole(opened: MainWindow, house: House) -> None:
    press(house, opened, "check-archive")
    assert opened.messages.notice.label.text() == "查过了，1 条记录都和写下时一样。"


def test_a_damaged_archive_is_told_calmly(house: House, student: PersonId) -> None:
    open_it(house, student)

    def damage(ws: Workspace) -> None:
        ws.conn.execute("DROP TRIGGER IF EXISTS ledger_no_update")
        for (name,) in ws.conn.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='ledger'"
        ).fetchall():
            ws.conn.execute(f"DROP TRIGGER {name}")
        ws.conn.execute("UPDATE ledger SET recorded_at = '2020-01-01T00:00:00+08:00'")

    house.with_ws(damage, student)
    window = house.open(student)
    house.go(window, "archive")
    assert find(window, "broken").isVisible()
    assert "和写下时不一样" in words(window)
    assert "从备份恢复" in words(window)


def test_the_signed_copy_verifies_and_is_logged(
    opened: MainWindow, house: House, student: PersonId, tmp_path: Path
) -> None:
    target = tmp_path / "archive.json"
    press(house, opened, "export-json")
    choose(opened, target)
    house.settle(opened)
    verdict = verify(target.read_bytes())
    assert verdict.whole
    assert str(target) in opened.messages.notice.label.text()
    assert [look.purpose for look in looks(house, student)] == ["导出自己的档案"]


def test_the_paper_copy_is_logged(
    opened: MainWindow, house: House, student: PersonId, tmp_path: Path
) -> None:
    target = tmp_path / "archive.pdf"
    press(house, opened, "export-pdf")
    choose(opened, target)
    house.settle(opened)
    assert target.read_bytes().startswith(b"%PDF-")
    assert str(target) in opened.messages.notice.label.text()
    assert [look.purpose for look in looks(house, student)] == ["导出自己的档案（PDF）"]


@pytest.fixture
def pdftotext() -> str:
    """The tool that reads a PDF as others will."""
    found = shutil.which("pdftotext")
    if found is None:
        if os.environ.get("INTEGRITY_EDU_NO_SKIPS") == "1":
            pytest.fail("pdftotext is missing (poppler-utils)")
        pytest.skip("pdftotext is not installed (poppler-utils)")
    return found


def test_the_paper_copy_can_be_searched_in_chinese(
    opened: MainWindow, house: House, tmp_path: Path, pdftotext: str
) -> None:
    target = tmp_path / "archive.pdf"
    press(house, opened, "export-pdf")
    choose(opened, target)
    house.settle(opened)
    text = subprocess.run(
        [pdftotext, "-layout", str(target), "-"], capture_output=True, check=True
    ).stdout.decode()
    for said in (
        "教学用途，非公共信用信息，不作为征信依据",
        "姓名：林晓雨",
        "没有行为记录，多数人都是这样",
        "导出自己的档案（PDF）",
        "签名版指纹",
        "2026-11-23 9:00",
        "第 1 页，共 1 页",
    ):
        assert said in text
    radicals = [c for c in text if "\u2f00" <= c <= "\u2fdf"]
    assert radicals == []


def test_a_folder_that_cannot_be_written_is_told_as_a_sentence(
    opened: MainWindow, house: House, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a folder")
    page(opened)._print(_copy(house, opened), tmp_path / "file" / "archive.pdf")
    house.settle(opened)
    dialog = opened.messages.dialog
    assert dialog is not None
    assert dialog.accessibleName().startswith("文件没有存上")
    button = dialog.findChild(QPushButton)
    assert button is not None
    button.click()


def _copy(house: House, window: MainWindow):
    from integrity_edu.archive.export import PrintedCopy, printed_copy

    assert window.me is not None
    copy = house.with_ws(printed_copy, PersonId(window.me.person))
    assert isinstance(copy, PrintedCopy)
    return copy


@pytest.mark.parametrize("size", [(1280, 800), (1280, 720), (1000, 700), (900, 600)])
def test_no_words_are_cut_at_any_size(
    opened: MainWindow, house: House, size: tuple[int, int]
) -> None:
    opened.resize(*size)
    house.settle(opened)
    for section in Section:
        press(house, opened, f"tab-{section.value}")
        assert cut_labels(page(opened)) == []


def test_a_minor_finds_the_reason_from_the_learning_record(house: House) -> None:
    window = house.open(house.account("小周", birth=MINOR))
    house.go(window, "record")

    find(window, "why-no-archive").click()  # type: ignore[attr-defined]
    house.settle(window)

    assert window.page is window.pages["archive"]
    assert cut_labels(window) == []
