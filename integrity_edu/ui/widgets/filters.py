"""A row of words of which one is chosen, to show less of a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from integrity_edu.ui.widgets.buttons import ChipButton
from integrity_edu.ui.widgets.flow import FlowLayout

_STEPS = {
    int(Qt.Key.Key_Right): 1,
    int(Qt.Key.Key_Down): 1,
    int(Qt.Key.Key_Left): -1,
    int(Qt.Key.Key_Up): -1,
}


class _Choice(ChipButton):
    """Arrow keys go through the choices in their order, over the ends of folded rows too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the next or the one before."""
        step, group = _STEPS.get(event.key()), self.group()
        if step is None or group is None:
            super().keyPressEvent(event)
            return
        buttons = group.buttons()
        other = buttons[(buttons.index(self) + step) % len(buttons)]
        other.setFocus()
        other.setChecked(True)


class Filters(QWidget):
    """Emits the key of what was chosen; arrow keys move the choice, as in a group of radios."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        row = FlowLayout(self, gap=8)
        for key, word in choices:
            button = _Choice(word)
            button.setObjectName(f"filter-{key}")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.toggled.connect(lambda on, key=key: self.chosen.emit(key) if on else None)
            self._group.addButton(button)
            row.addWidget(button)
        self.choose(choices[0][0])

    def choose(self, key: str) -> None:
        """Choose as if it had been clicked."""
        for button in self._group.buttons():
            if button.objectName() == f"filter-{key}":
                button.setChecked(True)
