"""How sure one is of an answer: three buttons that say what each is worth."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QVBoxLayout, QWidget

from integrity_edu.ui.widgets.buttons import ChipButton
from integrity_edu.ui.widgets.flow import FlowLayout
from integrity_edu.words import tr


class CertaintyBar(QWidget):
    """Emits 1, 2 or 3; Alt+1 to Alt+3 choose from anywhere on the page."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        label = QLabel(tr("有几分把握"))
        label.setProperty("role", "small-strong")
        column.addWidget(label)
        row = QWidget()
        flow = FlowLayout(row, gap=8)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        for level, text, worth in (
            (1, tr("没什么把握"), tr("对 1 分，错 0 分")),
            (2, tr("比较有把握"), tr("对 2 分，错扣 2 分")),
            (3, tr("很有把握"), tr("对 3 分，错扣 6 分")),
        ):
            button = ChipButton(text)
            button.setObjectName(f"certainty-{level}")
            button.setToolTip(tr("{worth}（Alt+{key}）", worth=worth, key=level))
            button.setAccessibleName(text)
            button.setAccessibleDescription(worth)
            button.clicked.connect(lambda _=False, level=level: self.chosen.emit(level))
            self._group.addButton(button, level)
            flow.addWidget(button)
        column.addWidget(row)
        self.worth = QLabel()
        self.worth.setProperty("role", "small")
        column.addWidget(self.worth)

    def show_certainty(self, level: int | None, *, frozen: bool) -> None:
        """Show what was chosen; None leaves all three open."""
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(self._group.id(button) == level)
            button.setEnabled(not frozen)
        self._group.setExclusive(True)
        self.worth.setText(
            self._group.button(level).accessibleDescription()
            if level
            else tr("对了按把握给分，错了按把握扣分；想清楚自己知道多少。")
        )
