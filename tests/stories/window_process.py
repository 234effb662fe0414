"""A second process with the real window, where an exam is sat by keys until it is killed.

Arguments: data folder, attempt, seed. With the seed 0 it answers the first seven questions, clears
the first answer and waits; with another it answers and clears for ever. It says `saved N JSON`
once the window says 已保存, and `trying N JSON` before.
"""

from __future__ import annotations

import json
import os
import random
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from integrity_edu.app import build
from integrity_edu.ui.application import make_application
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.navigation import Route
from integrity_edu.ui.pages.sitting import SittingPage

ANSWERED = 7


def say(*words: object) -> None:
    """One line the parent reads at once."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def settle(window: MainWindow) -> None:
    """Until the database has answered."""
    QTest.qWait(1)
    while not (window.ready and window.tasks.idle):
        QTest.qWait(1)
    QTest.qWait(1)


def press(window: MainWindow, page: SittingPage, key: Qt.Key) -> None:
    """A key, and what it made of the answer."""
    assert page.desk is not None
    option = key - Qt.Key.Key_1
    shown = page.desk.item.shown
    wanted = None if key == Qt.Key.Key_Delete else [shown[option]]
    if wanted == page.desk.item.response:
        return
    say("trying", page.desk.position, json.dumps(wanted))
    QTest.keyClick(window.focusWidget() or window, key)
    settle(window)
    assert page.card.saved.text().startswith("已保存")
    say("saved", page.desk.position, json.dumps(page.desk.item.response))


def go(window: MainWindow, page: SittingPage, position: int) -> None:
    """To another question."""
    say("going", position)
    page._go_to(position)
    settle(window)
    say("at", position)


def sit(window: MainWindow, page: SittingPage, seed: int) -> None:
    """Answer by keys."""
    if not seed:
        for position in range(ANSWERED):
            go(window, page, position)
            press(window, page, Qt.Key(Qt.Key.Key_1 + position % 4))
        go(window, page, 0)
        press(window, page, Qt.Key.Key_Delete)
        say("done")
        while True:
            QTest.qWait(1000)
    chance = random.Random(seed)
    while True:
        assert page.desk is not None
        go(window, page, chance.randrange(page.desk.size))
        keys = [Qt.Key.Key_Delete, *(Qt.Key(Qt.Key.Key_1 + place) for place in range(4))]
        press(window, page, chance.choice(keys))


if __name__ == "__main__":
    folder, sitting, number = sys.argv[1:]
    application = make_application(sys.argv[:1])
    window = build(Path(folder))
    window.show()
    window.activateWindow()
    settle(window)
    window.go(Route("sitting", sitting))
    settle(window)
    assert isinstance(window.page, SittingPage)
    say("ready")
    sit(window, window.page, int(number))
