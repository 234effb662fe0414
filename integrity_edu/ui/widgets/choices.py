"""One of a few: a label and a row of chips."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QVBoxLayout, QWidget

from integrity_edu.ui.widgets.buttons import ChipButton
from integrity_edu.ui.widgets.flow import FlowLayout


class Choices(QWidget):
    """`picked` is the key of the chip a person chose; `show_choice` does not emit."""

    picked = Signal(str)

    def __init__(self, name: str, label: str, options: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        heading = QLabel(label)
        heading.setProperty("role", "small-strong")
        column.addWidget(heading)
        row = FlowLayout()
        column.addLayout(row)
        self._group = QButtonGroup(self)
        self.chips: dict[str, QPushButton] = {}
        for key, text in options:
            chip = ChipButton(text)
            chip.setObjectName(f"{name}-{key}")
            chip.setAccessibleName(f"{label}：{text}")
            chip.clicked.connect(lambda _=False, key=key: self.picked.emit(key))
            self._group.addButton(chip)
            row.addWidget(chip)
            self.chips[key] = chip

    def show_choice(self, key: str) -> None:
        """Mark what is chosen now."""
        self.chips[key].setChecked(True)
