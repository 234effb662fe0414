"""The next question after a key press, painted, in a bank of 1,000 and of 100,000 questions."""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.house import fill_bank, make_house, open_house
from benchmarks.measure import Figure, timed
from integrity_edu.app import build
from integrity_edu.quiz import sittings
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.storage.database import close
from integrity_edu.ui.application import make_application
from integrity_edu.ui.navigation import Route

FRAME_MS = 16.0
PAPER = 100


def next_question() -> list[Figure]:
    app = QApplication.instance() or make_application([])
    small, large = median_step(app, 1_000), median_step(app, 100_000)
    small = min(small, median_step(app, 1_000))  # the first run also warms everything up
    return [
        Figure("next_question", large, "ms", FRAME_MS, FRAME_MS, relative=False),
        Figure("next_question_scale", large, "ms", small, 1.2),
    ]


def median_step(app: QCoreApplication, count: int) -> float:
    """Median milliseconds from key press to the painted next question."""
    folder, person = make_house()
    ws = open_house(folder, person)
    fill_bank(ws, count)
    request = PaperRequest(
        mode="practice",
        title="bench",
        audience="student",
        seed=1,
        measures=tuple(range(1, 30)),
        count=PAPER,
    )
    sitting = sittings.start(ws, request)
    close(ws.conn)
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("account", person)
    settings.sync()
    window = build(folder)
    window.resize(1280, 800)
    window.show()
    wait(app, lambda: window.ready and window.tasks.idle)
    window.go(Route("sitting", sitting))
    wait(app, lambda: window.tasks.idle)

    def step() -> None:
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Right)
        QCoreApplication.processEvents()
        window.repaint()

    times = [timed(step) for _ in range(PAPER - 2)]
    window.close()
    window.shut_down()
    window.deleteLater()
    QCoreApplication.processEvents()
    return statistics.median(times)


def wait(app: QCoreApplication, done: Callable[[], bool]) -> None:
    while not done():
        app.processEvents()
