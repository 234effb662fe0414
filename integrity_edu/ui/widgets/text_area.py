"""Several lines to type, with a label above and a note below."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from integrity_edu.ui.widgets.text import WrappedLabel


class TextArea(QWidget):
    """A labelled field of several lines; Tab leaves it."""

    def __init__(self, name: str, label: str, note: str = "", height: int = 96) -> None:
        super().__init__()
        heading = QLabel(label)
        heading.setProperty("role", "small-strong")
        self.edit = QPlainTextEdit()
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(label)
        self.edit.setAccessibleDescription(note)
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(height)
        heading.setBuddy(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(heading)
        column.addWidget(self.edit)
        if note:
            column.addWidget(WrappedLabel(note, "small"))

    def text(self) -> str:
        """What was typed, without the blanks around it."""
        return self.edit.toPlainText().strip()
