"""A day and a time of day, which may be left open."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtCore import QDate, QTime, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QTimeEdit, QVBoxLayout, QWidget

from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.numbers import ROOM, DateField
from integrity_edu.words import tr


class TimeField(QTimeEdit):
    """A time of day as 09:30; `name` is what a screen reader calls it."""

    def __init__(self, name: str, time: QTime) -> None:
        super().__init__(time)
        self.setDisplayFormat("HH:mm")
        self.setAccessibleName(name)
        self.lineEdit().setTextMargins(ROOM, 0, 0, 0)


class MomentField(QWidget):
    """`moment` is None while its box is not ticked; `without` says what that means."""

    changed = Signal()

    def __init__(self, theme: Theme, label: str, start: datetime, without: str) -> None:
        super().__init__()
        self._zone: tzinfo | None = start.tzinfo
        self.box = QCheckBox(label)
        self.box.setAccessibleDescription(without)
        self._without = QLabel(without)
        self._without.setProperty("role", "small")
        self.day = DateField(
            tr("{label}：日期", label=label), QDate(start.year, start.month, start.day)
        )
        self.hour = TimeField(tr("{label}：时间", label=label), QTime(start.hour, start.minute))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.day, 3)
        row.addWidget(self.hour, 2)
        row.addWidget(self._without, 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.box)
        column.addLayout(row)
        self.box.toggled.connect(self._show)
        self.day.dateChanged.connect(lambda _: self.changed.emit())
        self.hour.timeChanged.connect(lambda _: self.changed.emit())
        self._show()

    @property
    def moment(self) -> datetime | None:
        """The moment, in the zone of the start; None for none."""
        if not self.box.isChecked():
            return None
        day, time = self.day.date(), self.hour.time()
        return datetime(
            day.year(), day.month(), day.day(), time.hour(), time.minute(), tzinfo=self._zone
        )

    def _show(self) -> None:
        on = self.box.isChecked()
        self.day.setVisible(on)
        self.hour.setVisible(on)
        self._without.setVisible(not on)
        self.changed.emit()
