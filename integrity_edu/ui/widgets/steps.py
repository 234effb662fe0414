"""The words of a way in steps: done, here, to come; each with an icon of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.cards import IconLabel
from integrity_edu.ui.widgets.text import set_role
from integrity_edu.words import tr


class Steps(QWidget):
    """Shows where one is; not a control."""

    def __init__(self, theme: Theme, words: Sequence[str]) -> None:
        super().__init__()
        self._words = list(words)
        self._icons = [IconLabel(theme, "circle", "muted", 16) for _ in words]
        self._labels = [QLabel(word) for word in words]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for place, (icon, label) in enumerate(zip(self._icons, self._labels, strict=True)):
            if place:
                row.addSpacing(4)
                row.addWidget(_dash())
                row.addSpacing(4)
            row.addWidget(icon)
            row.addWidget(label)
        row.addStretch()

    def show_step(self, here: int) -> None:
        """Light one word; those before it are done."""
        for place, (icon, label) in enumerate(zip(self._icons, self._labels, strict=True)):
            if place < here:
                icon.set("check-circle", "success")
                set_role(label, "")
            elif place == here:
                icon.set("half", "accent")
                set_role(label, "accent")
            else:
                icon.set("circle", "muted")
                set_role(label, "muted")
            label.setStyleSheet("font-weight: 700;" if place == here else "")
        self.setAccessibleName(
            tr(
                "第 {n} 步，共 {all} 步：{word}",
                n=here + 1,
                all=len(self._words),
                word=self._words[here],
            )
        )


def _dash() -> QFrame:
    dash = QFrame()
    dash.setProperty("role", "line")
    dash.setFixedWidth(36)
    return dash
