"""PySide6 6.12.0 took a reference from None on every call under Python 3.11, and then aborted.

Short tests never see such a bug; these look at the counts. Source: docs of the start-up study,
section 0.
"""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 500
MOST_DRIFT = 50

IMMORTAL = sys.version_info >= (3, 12)
"""From 3.12 on these objects are never freed, and their counts say nothing."""


class Sender(QObject):
    """One signal of each sort that carries a constant."""

    told = Signal(object)
    switched = Signal(bool)


def counts() -> list[int]:
    return [sys.getrefcount(one) for one in (None, True, False)]


@pytest.mark.skipif(IMMORTAL, reason="constants are immortal here")
def test_calls_into_qt_take_no_reference_from_a_constant(qtbot: QtBot) -> None:
    label, sender = QLabel(), Sender()
    qtbot.addWidget(label)
    sender.told.connect(lambda _: None)
    sender.switched.connect(label.setEnabled)
    before = counts()
    for _ in range(CALLS):
        label.setText("a")
        label.parent()
        label.isVisible()
        label.isEnabled()
        label.setEnabled(True)
        sender.told.emit(None)
        sender.switched.emit(True)
        sender.switched.emit(False)
    drifts = [now - then for now, then in zip(counts(), before, strict=True)]
    assert min(drifts) > -MOST_DRIFT


@pytest.mark.skipif(IMMORTAL, reason="constants are immortal here")
def test_calls_from_qt_take_no_reference_from_a_constant(qtbot: QtBot) -> None:
    class Named(QLabel):
        def hasHeightForWidth(self) -> bool:
            return False

        def resizeEvent(self, event: object) -> None:
            return None

    label = Named()
    qtbot.addWidget(label)
    label.show()
    before = counts()
    for step in range(CALLS):
        label.resize(100 + step % 2, 40)
    drifts = [now - then for now, then in zip(counts(), before, strict=True)]
    assert min(drifts) > -MOST_DRIFT
