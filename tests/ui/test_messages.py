"""One place speaks: dialogs with a next step, notices with undo."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from integrity_edu.errors import EduError
from integrity_edu.ui.messages import Dialog, Messages


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


@pytest.fixture
def messages(window: QWidget) -> Messages:
    return Messages(window)


def shown(messages: Messages) -> Dialog:
    assert messages.dialog is not None
    assert messages.dialog.isVisible()
    return messages.dialog


def words(dialog: Dialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


# dialogs


def test_an_expected_failure_is_told_with_its_next_step(messages: Messages) -> None:
    messages.tell(EduError("还差 {n} 题。", "先答完再交。", n=3))
    assert words(shown(messages)) == ["还差 3 题。", "先答完再交。"]


def test_an_expected_failure_is_no_matter_for_the_log(
    messages: Messages, caplog: pytest.LogCaptureFixture
) -> None:
    messages.tell(EduError("还差 {n} 题。", n=3))
    assert caplog.records == []


def test_anything_else_is_told_without_its_insides_and_logged(
    messages: Messages, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        messages.tell(KeyError("林晓雨"))
    assert "已存的数据不受影响" in words(shown(messages))[0]
    assert not any("KeyError" in said or "林晓雨" in said for said in words(shown(messages)))
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_a_dialog_says_itself_to_those_who_listen(messages: Messages) -> None:
    messages.tell(EduError("还差 3 题。", "先答完再交。"))
    dialog = shown(messages)
    assert dialog.accessibleName() == "还差 3 题。"
    assert dialog.accessibleDescription() == "先答完再交。"


def ask(messages: Messages) -> list[str]:
    done: list[str] = []
    messages.ask("交卷吗？", "还有 2 题没答。", "交卷", lambda: done.append("yes"))
    return done


def test_yes_does_it_once(messages: Messages) -> None:
    done = ask(messages)
    QTest.mouseClick(shown(messages).buttons[-1], Qt.MouseButton.LeftButton)
    assert done == ["yes"]
    assert messages.dialog is None


def test_thinking_better_of_it_does_nothing(messages: Messages) -> None:
    done = ask(messages)
    QTest.mouseClick(shown(messages).buttons[0], Qt.MouseButton.LeftButton)
    assert done == []
    assert messages.dialog is None


@pytest.mark.parametrize(("key", "wanted"), [(Qt.Key.Key_Return, ["yes"]), (Qt.Key.Key_Escape, [])])
def test_a_question_is_answered_by_keys(messages: Messages, key: Qt.Key, wanted: list[str]) -> None:
    done = ask(messages)
    QTest.keyClick(shown(messages), key)
    assert done == wanted


def test_what_is_to_be_done_is_not_handed_the_state_of_a_button(messages: Messages) -> None:
    done: list[object] = []

    def act(what: object = "mine") -> None:
        done.append(what)

    messages.ask("交卷吗？", "", "交卷", act)
    QTest.mouseClick(shown(messages).buttons[-1], Qt.MouseButton.LeftButton)
    assert done == ["mine"]


def test_closing_the_first_of_two_dialogs_leaves_the_second(messages: Messages) -> None:
    messages.tell(EduError("一"))
    first = shown(messages)
    messages.tell(EduError("二"))
    first.accept()
    assert words(shown(messages)) == ["二"]


def test_a_dialog_is_as_high_as_its_words(messages: Messages) -> None:
    messages.tell(EduError("句子" * 60 + "。", "下一步" * 80 + "。"))
    for label in shown(messages).findChildren(QLabel):
        assert label.heightForWidth(label.width()) <= label.height() + 1


# notices


def test_a_notice_is_shown_and_spoken(messages: Messages, window: QWidget) -> None:
    messages.notify("已删除。")
    assert messages.notice.isVisible()
    assert messages.notice.label.text() == window.property("announced") == "已删除。"
    assert not messages.notice.undo.isVisible()


def test_undo_undoes_once_and_the_notice_goes(messages: Messages) -> None:
    undone: list[str] = []
    messages.notify("已删除。", lambda: undone.append("undone"))
    QTest.mouseClick(messages.notice.undo, Qt.MouseButton.LeftButton)
    assert undone == ["undone"]
    assert not messages.notice.isVisible()


def test_a_later_notice_takes_the_place_of_the_one_before(messages: Messages) -> None:
    undone: list[str] = []
    messages.notify("一", lambda: undone.append("一"))
    messages.notify("二", lambda: undone.append("二"))
    QTest.mouseClick(messages.notice.undo, Qt.MouseButton.LeftButton)
    assert undone == ["二"]


@pytest.mark.parametrize("size", [(900, 600), (640, 480), (1280, 800)])
@pytest.mark.parametrize("text", ["已删除。", "这是一句特别长的话，" * 8], ids=["short", "long"])
def test_a_notice_stays_at_the_foot_of_the_window(
    messages: Messages, window: QWidget, size: tuple[int, int], text: str
) -> None:
    messages.notify(text, lambda: None)
    window.resize(*size)
    box = messages.notice.geometry()
    assert window.rect().contains(box)
    assert box.bottom() > window.height() - 40
    label = messages.notice.label
    if label.wordWrap():
        assert label.heightForWidth(label.width()) <= label.height() + 1
    else:
        assert label.sizeHint().width() <= label.width() + 1


# files


def test_a_chosen_file_is_handed_on(messages: Messages, window: QWidget, tmp_path: Path) -> None:
    chosen: list[Path] = []
    messages.choose_save("x.json", "JSON (*.json)", chosen.append)
    (dialog,) = window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "x.json"))
    dialog.reject()
    assert chosen == [tmp_path / "x.json"]


class Windows(QObject):
    """Hears what becomes a window of its own, even for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[object] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(watched)
        return False


def test_no_part_of_a_dialog_is_a_window_for_a_moment(
    qapp: QApplication, messages: Messages
) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    messages.tell(EduError("还差 3 题。", "先答完再交。"))
    messages.notify("已删除。", lambda: None)
    qapp.removeEventFilter(windows)
    assert windows.seen == [shown(messages)]
