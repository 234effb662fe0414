"""设置: what is changed takes effect at once and stays."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit

from integrity_edu import words
from integrity_edu.archive.entries import Basic, Section
from integrity_edu.archive.opening import notice, open_archive
from integrity_edu.archive.reading import my_archive
from integrity_edu.ids import PersonId
from integrity_edu.people.settings import Preferences, preferences
from integrity_edu.storage import database
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.widgets.fields import LabelledField
from tests.stories.conftest import House, cut_labels, find
from tests.stories.dialogs import choose

PASSWORD = "correct horse"


@pytest.fixture
def settings(window: MainWindow, house: House) -> MainWindow:
    house.go(window, "settings")
    return window


def press(house: House, window: MainWindow, name: str) -> None:
    QTest.mouseClick(find(window, name), Qt.MouseButton.LeftButton)
    house.settle(window)


def typed(window: MainWindow, **texts: str) -> None:
    for name, text in texts.items():
        field = find(window, name.replace("_", "-"))
        assert isinstance(field, QLineEdit)
        field.setText(text)
        field.setModified(True)


def said(window: MainWindow) -> str:
    return window.messages.notice.label.text()


def text_of(window: MainWindow, name: str) -> str:
    label = find(window, name)
    assert isinstance(label, QLabel)
    return label.text()


def error_at(window: MainWindow, name: str) -> str:
    part = find(window, name).parentWidget()
    assert isinstance(part, LabelledField)
    return part.error


def stored(house: House, person: PersonId) -> Preferences:
    found = house.with_ws(lambda ws: preferences(ws.conn, person), person)
    assert isinstance(found, Preferences)
    return found


def test_a_dark_theme_is_taken_and_kept(
    settings: MainWindow, house: House, student: PersonId
) -> None:
    press(house, settings, "theme-dark")
    assert settings.theme.dark
    assert stored(house, student).theme == "dark"


def test_a_larger_text_reaches_the_lessons(
    settings: MainWindow, house: House, student: PersonId
) -> None:
    press(house, settings, "text-size-150")
    assert settings.context().lesson_px() == 24
    assert stored(house, student).text_size == 150


def test_less_motion_is_kept(settings: MainWindow, house: House, student: PersonId) -> None:
    box = find(settings, "reduced-motion")
    assert isinstance(box, QCheckBox)
    box.click()
    house.settle(settings)
    assert settings.theme.reduced_motion
    assert stored(house, student).reduced_motion


def test_english_and_back_to_chinese(
    settings: MainWindow,
    house: House,
    student: PersonId,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    english = tmp_path / "en.json"
    english.write_text(json.dumps({"设置": "Settings"}), encoding="utf-8")
    monkeypatch.setattr(words, "_ENGLISH_FILE", english)
    try:
        press(house, settings, "language-en")
        assert settings.header.title.text() == "Settings"
        assert settings.sidebar.buttons["settings"].text() == "Settings"
        assert stored(house, student).language == "en"
        press(house, settings, "language-zh")
        assert settings.header.title.text() == "设置"
    finally:
        words.set_language("zh")


def test_shortcuts_still_work_after_the_language_changed(
    settings: MainWindow, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = tmp_path / "en.json"
    english.write_text(json.dumps({"设置": "Settings"}), encoding="utf-8")
    monkeypatch.setattr(words, "_ENGLISH_FILE", english)
    try:
        press(house, settings, "language-en")
        press(house, settings, "language-zh")
    finally:
        words.set_language("zh")
    settings.activateWindow()
    house.qtbot.waitUntil(settings.isActiveWindow)
    find(settings, "my-nickname").setFocus()
    QTest.keyClick(settings.focusWidget(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    house.settle(settings)
    assert settings.me is None


def test_a_new_nickname_is_seen_everywhere(settings: MainWindow, house: House) -> None:
    typed(settings, my_nickname="阿雨")
    press(house, settings, "save-account")
    assert settings.me is not None
    assert settings.me.nickname == "阿雨"
    assert "阿雨" in settings.sidebar.account.accessibleName()
    assert said(settings) == "改好了。"


def test_a_new_name_is_added_to_the_archive(house: House, student: PersonId) -> None:
    house.with_ws(lambda ws: open_archive(ws, notice().version), student)
    window = house.open(student)
    house.go(window, "settings")
    typed(window, my_real_name="林小雨")
    press(house, window, "save-account")
    found = house.with_ws(lambda ws: my_archive(ws).section(Section.BASIC), student)
    assert isinstance(found, tuple)
    names = [entry.content.name for entry in found if isinstance(entry.content, Basic)]
    assert names == ["林晓雨", "林小雨"]


def test_with_an_archive_the_birth_date_is_fixed(house: House, student: PersonId) -> None:
    house.with_ws(lambda ws: open_archive(ws, notice().version), student)
    window = house.open(student)
    house.go(window, "settings")
    field = find(window, "my-birth")
    assert isinstance(field, QLineEdit)
    assert field.isReadOnly()


def test_a_nickname_somebody_has_is_refused_at_its_field(house: House, student: PersonId) -> None:
    house.account("小周")
    window = house.open(student)
    house.go(window, "settings")
    typed(window, my_nickname="小周")
    press(house, window, "save-account")
    assert "已经有人用这个称呼" in error_at(window, "my-nickname")


def set_password(house: House, window: MainWindow) -> None:
    press(house, window, "change-password")
    typed(window, lock_password=PASSWORD, lock_again=PASSWORD)
    press(house, window, "save-lock")


def keep_code(house: House, window: MainWindow) -> None:
    box = find(window, "code-kept")
    assert isinstance(box, QCheckBox)
    box.click()
    press(house, window, "code-done")


def test_without_a_password_it_says_where_the_key_rests(settings: MainWindow) -> None:
    assert "只有这个系统用户能读的文件" in text_of(settings, "lock-text")


def test_a_password_comes_with_a_recovery_code_shown_once(
    settings: MainWindow, house: House
) -> None:
    set_password(house, settings)
    assert len(text_of(settings, "recovery-code").split()) == 6
    assert text_of(settings, "lock-text").startswith("有口令。")
    keep_code(house, settings)
    assert [w for w in settings.findChildren(QLabel, "recovery-code") if w.isVisible()] == []
    settings.lock()
    house.settle(settings)
    typed(settings, password=PASSWORD)
    press(house, settings, "enter")
    assert settings.me is not None


def test_the_password_changes_only_for_who_knows_it(settings: MainWindow, house: House) -> None:
    set_password(house, settings)
    keep_code(house, settings)
    press(house, settings, "change-password")
    typed(settings, lock_old="wrong", lock_password="battery staple", lock_again="battery staple")
    press(house, settings, "save-lock")
    assert error_at(settings, "lock-old").startswith("口令不对。")
    typed(settings, lock_old=PASSWORD)
    press(house, settings, "save-lock")
    assert said(settings) == "口令设好了。"


def test_a_password_can_be_removed(settings: MainWindow, house: House) -> None:
    set_password(house, settings)
    keep_code(house, settings)
    press(house, settings, "remove-password")
    typed(settings, lock_old=PASSWORD)
    press(house, settings, "save-lock")
    assert text_of(settings, "lock-text").startswith("没有口令。")


def test_a_new_recovery_code_takes_the_place_of_the_old_one(
    settings: MainWindow, house: House
) -> None:
    set_password(house, settings)
    first = text_of(settings, "recovery-code")
    keep_code(house, settings)
    press(house, settings, "renew-code")
    typed(settings, lock_old=PASSWORD)
    press(house, settings, "save-lock")
    assert text_of(settings, "recovery-code") != first


def test_the_recovery_code_changes_only_for_who_knows_the_password(
    settings: MainWindow, house: House
) -> None:
    set_password(house, settings)
    keep_code(house, settings)
    press(house, settings, "renew-code")
    typed(settings, lock_old="wrong")
    press(house, settings, "save-lock")
    assert error_at(settings, "lock-old").startswith("口令不对。")


def test_passwords_that_differ_are_told_at_the_field(settings: MainWindow, house: House) -> None:
    press(house, settings, "change-password")
    typed(settings, lock_password=PASSWORD, lock_again="correct h0rse")
    press(house, settings, "save-lock")
    assert error_at(settings, "lock-again") == "两遍口令不一样，请再输一遍。"


def test_a_backup_is_made_where_one_says(
    settings: MainWindow, house: House, tmp_path: Path
) -> None:
    target = tmp_path / "stick"
    target.mkdir()
    press(house, settings, "back-up")
    choose(settings, target)
    house.settle(settings)
    (made,) = target.glob("*.sqlite")
    assert made.name in said(settings)
    conn = database.open_database(made)
    assert conn.execute("SELECT count(*) FROM person").fetchone() == (1,)
    database.close(conn)


def test_the_data_folder_is_shown(settings: MainWindow, house: House) -> None:
    assert text_of(settings, "data-folder") == str(house.folder)


def test_without_a_log_it_is_said(settings: MainWindow, house: House) -> None:
    press(house, settings, "export-log")
    assert said(settings) == "还没有日志：到现在没有出过要记的问题。"


def test_the_log_is_exported(settings: MainWindow, house: House, tmp_path: Path) -> None:
    logging.getLogger("integrity_edu.test").error("bug")
    press(house, settings, "export-log")
    choose(settings, tmp_path / "log.txt")
    house.settle(settings)
    assert "bug" in (tmp_path / "log.txt").read_text(encoding="utf-8")


def test_the_licences_unfold(settings: MainWindow, house: House) -> None:
    press(house, settings, "licences")
    assert "SIL OFL 1.1" in text_of(settings, "licence-list")
    assert cut_labels(settings) == []


def test_everything_is_reached_with_the_tab_key(settings: MainWindow, house: House) -> None:
    settings.activateWindow()
    find(settings, "language-zh").setFocus()
    reached = set()
    for _ in range(30):
        widget = settings.focusWidget()
        reached.add(widget.objectName())
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert {
        "reduced-motion",
        "my-nickname",
        "my-real-name",
        "save-account",
        "change-password",
        "back-up",
        "licences",
        "export-log",
    } <= reached


@pytest.mark.parametrize("size", [(1280, 800), (1280, 720), (1000, 700), (900, 600)])
def test_no_words_are_cut_at_any_size(
    settings: MainWindow, house: House, size: tuple[int, int]
) -> None:
    settings.resize(*size)
    house.settle(settings)
    assert cut_labels(settings) == []
