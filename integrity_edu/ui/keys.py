"""Shortcuts that hold on one page only."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

REPEATING = ("Left", "Right")


def bind_keys(page: QWidget, acts: Mapping[str, Callable[[], None]]) -> None:
    """Let each key act while `page` or anything in it has focus.

    A text field that has focus keeps letters, digits and arrows for itself: Qt asks it first.
    """
    for key, act in acts.items():
        shortcut = QShortcut(QKeySequence(key), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(key in REPEATING)
        shortcut.activated.connect(act)
