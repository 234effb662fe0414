"""Coming in: the first start, later starts, forgotten passwords, several people on one PC."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QLineEdit, QMenu, QWidget

from integrity_edu import words
from integrity_edu.ids import PersonId
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.sign_in import SignInPage
from integrity_edu.ui.widgets.choice_card import ChoiceCard
from integrity_edu.ui.widgets.fields import LabelledField
from integrity_edu.workspace import Role
from tests.stories.conftest import MINOR, House, cut_labels, find
from tests.stories.dialogs import choose

PASSWORD = "correct horse"


def page(window: MainWindow) -> SignInPage:
    shown = window.root.currentWidget()
    assert isinstance(shown, SignInPage)
    return shown


def typed(window: QWidget, **texts: str) -> None:
    for name, text in texts.items():
        field = find(window, name)
        assert isinstance(field, QLineEdit)
        field.setText(text)


def press(house: House, window: MainWindow, name: str) -> None:
    QTest.mouseClick(find(window, name), Qt.MouseButton.LeftButton)
    house.settle(window)


def error_at(window: QWidget, name: str) -> str:
    part = find(window, name).parentWidget()
    assert isinstance(part, LabelledField)
    return part.error


def who(window: MainWindow) -> str:
    """The nickname of whoever is in, or nothing."""
    return window.me.nickname if window.me else ""


def try_password(house: House, window: MainWindow, password: str) -> str:
    typed(window, password=password)
    press(house, window, "enter")
    return "" if window.me else error_at(window, "password")


def fill_first_form(window: MainWindow, password: str = "") -> None:
    typed(window, nickname="小林", birth="2005/3/14", password=password, again=password)


def cards(window: MainWindow) -> list[ChoiceCard]:
    return [c for c in window.findChildren(ChoiceCard, "account-card") if c.isVisible()]


def test_a_student_without_a_password_is_in_after_one_form(house: House) -> None:
    window = house.open()
    fill_first_form(window)
    press(house, window, "register")
    assert window.me is not None
    assert (window.me.nickname, window.me.role, window.me.audience) == (
        "小林",
        "student",
        "student",
    )


def test_it_is_said_plainly_where_the_key_rests(house: House) -> None:
    window = house.open()
    promise = find(window, "promise")
    assert isinstance(promise, QLabel)
    assert "系统钥匙串" in promise.text()
    assert "只有这个系统用户能读的文件" in promise.text()


def test_it_is_said_beforehand_that_a_password_has_no_back_door(house: House) -> None:
    window = house.open()
    typed(window, password=PASSWORD)
    promise = find(window, "promise")
    assert isinstance(promise, QLabel)
    assert "口令没有后门" in promise.text()
    assert "恢复码" in promise.text()


def test_with_a_password_the_recovery_code_has_to_be_kept_first(house: House) -> None:
    window = house.open()
    fill_first_form(window, PASSWORD)
    press(house, window, "register")
    assert window.me is None
    assert not find(window, "code-done").isEnabled()
    speakers = page(window).findChildren(QAbstractButton, "language-en")
    assert not any(button.isVisible() for button in speakers)
    kept = find(window, "code-kept")
    assert isinstance(kept, QCheckBox)
    kept.click()
    press(house, window, "code-done")
    assert window.me is not None


def test_the_recovery_code_can_be_copied_and_saved(house: House, tmp_path: Path) -> None:
    window = house.open()
    fill_first_form(window, PASSWORD)
    press(house, window, "register")
    shown = find(window, "recovery-code")
    assert isinstance(shown, QLabel)
    press(house, window, "copy-code")
    copied = QGuiApplication.clipboard().text()
    assert copied.replace("-", "") == "".join(shown.text().split())
    press(house, window, "save-code")
    choose(window, tmp_path / "code.txt")
    assert copied in (tmp_path / "code.txt").read_text(encoding="utf-8")


def test_an_empty_form_says_what_is_missing_and_goes_there(house: House) -> None:
    window = house.open()
    press(house, window, "register")
    assert error_at(window, "nickname") == "写一个称呼，登录时认得出是你。"
    assert error_at(window, "birth") == "请写出生日期，比如 2007-09-12。"
    assert find(window, "nickname").hasFocus()


def test_an_error_goes_away_when_the_field_is_corrected(house: House) -> None:
    window = house.open()
    press(house, window, "register")
    QTest.keyClicks(find(window, "nickname"), "x")
    assert error_at(window, "nickname") == ""


@pytest.mark.parametrize(
    ("birth", "said"),
    [("2027-01-01", "今天之后"), ("1890-01-01", "120 年以前"), ("去年", "没看懂")],
)
def test_a_birth_date_that_cannot_be_is_refused_at_its_field(
    house: House, birth: str, said: str
) -> None:
    window = house.open()
    fill_first_form(window)
    typed(window, birth=birth)
    press(house, window, "register")
    assert said in error_at(window, "birth")


def test_a_taken_nickname_is_refused_at_its_field(house: House) -> None:
    house.account()
    window = house.open()
    press(house, window, "new-account")
    fill_first_form(window)
    press(house, window, "register")
    assert "已经有人用这个称呼" in error_at(window, "nickname")


def test_the_first_form_works_by_keyboard_alone(house: House) -> None:
    window = house.open()
    window.activateWindow()
    keys, focus = QTest.keyClick, window.focusWidget
    assert focus() is find(window, "role-student")
    keys(focus(), Qt.Key.Key_Right)
    keys(focus(), Qt.Key.Key_Return)
    QTest.keyClicks(focus(), "zhou")
    for _ in range(2):
        keys(focus(), Qt.Key.Key_Tab)
    QTest.keyClicks(focus(), "19850314")
    keys(focus(), Qt.Key.Key_Return)
    house.settle(window)
    assert window.me is not None
    assert (window.me.nickname, window.me.role) == ("zhou", "teacher")


def test_a_minor_comes_in_and_has_no_archive_line(house: House) -> None:
    window = house.open(house.account(birth=MINOR))
    assert window.me is not None
    assert window.me.audience == "minor"
    assert "archive" not in window.sidebar.buttons


def test_later_starts_show_nicknames_and_roles_only(house: House) -> None:
    house.account(password=PASSWORD)
    house.account("周老师", Role.TEACHER, real_name="周明")
    window = house.open()
    assert [card.text() for card in cards(window)] == ["小林", "周老师"]
    shown = " ".join(
        [w.text() for w in window.findChildren(QLabel) if w.isVisible()]
        + [card.accessibleDescription() for card in cards(window)]
    )
    assert "林晓雨" not in shown
    assert "周明" not in shown


def test_the_right_password_lets_in(house: House) -> None:
    house.account(password=PASSWORD)
    window = house.open()
    assert try_password(house, window, PASSWORD) == ""
    assert window.me is not None


def test_a_wrong_password_is_told_under_the_field(house: House) -> None:
    house.account(password=PASSWORD)
    window = house.open()
    assert try_password(house, window, "wrong") == "口令不对。看看大小写和输入法，再试一次。"
    assert find(window, "password").hasFocus()


def test_after_five_wrong_passwords_the_wait_is_told(house: House) -> None:
    house.account(password=PASSWORD)
    window = house.open()
    for _ in range(5):
        try_password(house, window, "wrong")
    assert "请等 30 秒再试" in try_password(house, window, PASSWORD)
    house.clock.forward(seconds=31)
    assert try_password(house, window, PASSWORD) == ""


def test_no_password_at_all_is_asked_for(house: House) -> None:
    house.account(password=PASSWORD)
    window = house.open()
    assert try_password(house, window, "") == "请输入口令。"


def test_the_eye_shows_and_hides_the_password(house: House) -> None:
    house.account(password=PASSWORD)
    window = house.open()
    typed(window, password=PASSWORD)
    field, eye = find(window, "password"), find(window, "eye")
    assert isinstance(field, QLineEdit)
    assert field.displayText() != PASSWORD
    QTest.keyClick(eye, Qt.Key.Key_Space)
    assert field.displayText() == PASSWORD
    assert eye.accessibleName() == "遮住口令"


def forget_and_recover(house: House, window: MainWindow, code: str) -> None:
    press(house, window, "forgot")
    typed(
        window,
        **{"recover-code": code, "recover-password": "battery staple"},
        **{"recover-again": "battery staple"},
    )
    press(house, window, "recover")


def test_a_forgotten_password_is_replaced_with_the_recovery_code(house: House) -> None:
    window = house.open()
    fill_first_form(window, PASSWORD)
    press(house, window, "register")
    press(house, window, "copy-code")
    code = QGuiApplication.clipboard().text().lower()
    house.close(window)

    window = house.open()
    forget_and_recover(house, window, code)
    assert window.me is not None

    window.lock()
    house.settle(window)
    assert try_password(house, window, PASSWORD) != ""
    assert try_password(house, window, "battery staple") == ""


def test_a_wrong_recovery_code_lets_nobody_in(house: House) -> None:
    house.account(password=PASSWORD)
    window = house.open()
    forget_and_recover(house, window, "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF")
    assert window.me is None
    assert error_at(window, "recover-code").startswith("恢复码不对。")


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_two_people_take_turns_on_one_computer(house: House) -> None:
    house.account(password=PASSWORD)
    house.account("小周")
    window = house.open()
    QTest.mouseClick(cards(window)[1], Qt.MouseButton.LeftButton)
    press(house, window, "enter")
    assert who(window) == "小周"

    window.sidebar.account.click()
    (menu,) = window.findChildren(QMenu, "account-menu")
    (leave,) = [a for a in menu.actions() if a.objectName() == "sign-out"]
    leave.trigger()
    menu.close()
    house.settle(window)
    assert who(window) == ""
    QTest.mouseClick(cards(window)[0], Qt.MouseButton.LeftButton)
    assert try_password(house, window, PASSWORD) == ""
    assert who(window) == "小林"


def test_whoever_locks_the_window_comes_back_to_the_own_account(house: House) -> None:
    house.account("小周")
    house.account(password=PASSWORD)
    window = house.open()
    QTest.mouseClick(cards(window)[1], Qt.MouseButton.LeftButton)
    try_password(house, window, PASSWORD)
    window.activateWindow()
    house.qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    house.settle(window)
    assert window.me is None
    assert [card.isChecked() for card in cards(window)] == [False, True]
    assert try_password(house, window, PASSWORD) == ""


def test_signed_out_nobody_comes_in_at_the_next_start(house: House) -> None:
    window = house.open(house.account())
    window.sign_out()
    house.settle(window)
    house.close(window)
    assert house.open().me is None


def test_english_is_one_press_away_and_so_is_chinese(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = tmp_path / "en.json"
    catalog = {"下一步": "Next", "先认识一下": "First, who are you?"}
    english.write_text(json.dumps(catalog, ensure_ascii=False), encoding="utf-8")
    monkeypatch.setattr(words, "_ENGLISH_FILE", english)
    window = house.open()
    try:
        press(house, window, "language-en")
        button = find(window, "register")
        assert isinstance(button, QAbstractButton)
        assert button.text() == "Next"
        press(house, window, "language-zh")
        button = find(window, "register")
        assert isinstance(button, QAbstractButton)
        assert button.text() == "下一步"
    finally:
        words.set_language("zh")


def test_an_account_made_in_english_is_english_again(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = tmp_path / "en.json"
    english.write_text(json.dumps({"设置": "Settings"}), encoding="utf-8")
    monkeypatch.setattr(words, "_ENGLISH_FILE", english)
    window = house.open()
    try:
        press(house, window, "language-en")
        fill_first_form(window)
        press(house, window, "register")
        words.set_language("zh")
        assert window.me is not None
        person = PersonId(window.me.person)
        house.close(window)
        ini = QSettings(str(house.folder / "window.ini"), QSettings.Format.IniFormat)
        ini.setValue("language", "zh")
        ini.sync()
        window = house.open(person)
        assert window.sidebar.buttons["settings"].text() == "Settings"
    finally:
        words.set_language("zh")


@pytest.mark.parametrize("size", [(1280, 800), (1280, 720), (1050, 700), (900, 600)])
def test_no_words_are_cut_at_any_size(house: House, size: tuple[int, int]) -> None:
    window = house.open()
    press(house, window, "register")
    window.resize(*size)
    house.settle(window)
    assert cut_labels(page(window)) == []


def test_a_narrow_window_gives_the_room_to_the_form(house: House) -> None:
    window = house.open()
    window.resize(1050, 700)
    house.settle(window)
    assert 0 < page(window).poster.width() < 500
    window.resize(900, 600)
    house.settle(window)
    assert not page(window).poster.isVisible()
