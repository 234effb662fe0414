"""A row of words of which one is chosen, to show less of a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from integrity_edu.ui.widgets.buttons import ChipButton
from integrity_edu.ui.widgets.flow import FlowLayout


class Filters(QWidget):
    """Emits the key of what was chosen; arrow keys move the choice, as in a group of radios."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        row = FlowLayout(self, gap=8)
        for key, word in choices:
            button = ChipButton(word)
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
