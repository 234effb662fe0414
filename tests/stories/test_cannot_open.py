"""When the data file does not open, and while content is being prepared."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from integrity_edu import app as composition
from integrity_edu.errors import ContentError
from integrity_edu.folders import DATABASE
from integrity_edu.library import compile as compiling
from integrity_edu.storage import database
from integrity_edu.storage.backup import back_up
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.cannot_open import CannotOpenPage
from integrity_edu.ui.widgets.choice_card import ChoiceCard
from integrity_edu.workspace import Workspace
from tests.stories.conftest import House, cut_labels, find
from tests.stories.dialogs import choose


def text_of(window: MainWindow, name: str) -> str:
    label = find(window, name)
    assert isinstance(label, QLabel)
    return label.text()


@pytest.fixture
def backup(house: House, tmp_path: Path) -> Path:
    """A backup with one account, made while all was well."""
    house.account()
    conn = database.open_database(house.folder / DATABASE)
    made = back_up(conn, tmp_path / "stick", house.clock())
    database.close(conn)
    return made


@pytest.fixture
def damaged(house: House, backup: Path) -> MainWindow:
    """The window on a file that is no database any more."""
    (house.folder / DATABASE).write_bytes(b"rubbish" * 4096)
    return house.open()


def test_a_damaged_file_is_told_as_a_sentence_with_a_next_step(damaged: MainWindow) -> None:
    assert isinstance(damaged.root.currentWidget(), CannotOpenPage)
    assert text_of(damaged, "why-not") == "数据文件损坏了，打不开。"
    assert cut_labels(damaged) == []


def test_a_backup_takes_the_place_of_the_damaged_file(
    damaged: MainWindow, house: House, backup: Path
) -> None:
    QTest.mouseClick(find(damaged, "restore"), Qt.MouseButton.LeftButton)
    choose(damaged, backup)
    assert text_of(damaged, "restore-result").startswith("备份放好了。请退出，再打开诚信学堂。")
    (kept,) = house.folder.glob("*.replaced-*.sqlite")
    assert kept.read_bytes().startswith(b"rubbish")
    house.close(damaged)
    window = house.open()
    assert [card.text() for card in window.findChildren(ChoiceCard, "account-card")] == ["小林"]


def test_a_damaged_backup_is_not_used(damaged: MainWindow, house: House, tmp_path: Path) -> None:
    bad = tmp_path / "bad.sqlite"
    bad.write_bytes(b"worse" * 4096)
    QTest.mouseClick(find(damaged, "restore"), Qt.MouseButton.LeftButton)
    choose(damaged, bad)
    assert text_of(damaged, "restore-result").startswith("这份备份不完整，没有使用它。")
    assert (house.folder / DATABASE).read_bytes().startswith(b"rubbish")


def test_leaving_closes_the_window(damaged: MainWindow, house: House) -> None:
    QTest.mouseClick(find(damaged, "quit"), Qt.MouseButton.LeftButton)
    assert not damaged.isVisible()


def test_a_file_of_a_newer_version_is_left_alone(house: House) -> None:
    conn = database.open_database(house.folder / DATABASE)
    conn.execute("PRAGMA user_version=999")
    database.close(conn)
    window = house.open()
    assert "更新版本的诚信学堂" in text_of(window, "why-not")


def test_content_that_cannot_be_read_is_told_and_tried_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    (house.folder / DATABASE).unlink()
    right = compiling.compile_library
    tries = []

    def broken_once(ws: Workspace, *args: object) -> object:
        tries.append(ws)
        if len(tries) == 1:
            raise ContentError("方案文件读不出来，课程和题目没有更新。", "重新安装诚信学堂。")
        return right(ws)

    monkeypatch.setattr(compiling, "compile_library", broken_once)
    window = composition.build(house.folder, house.clock)
    house.windows.append(window)
    window.show()
    house.qtbot.waitUntil(lambda: bool(tries))
    house.settle(window)
    assert "方案文件读不出来" in text_of(window, "preparing-line")
    QTest.mouseClick(find(window, "prepare-again"), Qt.MouseButton.LeftButton)
    house.qtbot.waitUntil(lambda: window.ready, timeout=60_000)
    house.settle(window)
    assert find(window, "register").isVisible()
