"""A day to choose from a calendar or to type, with its weekday in words below."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from integrity_edu.ui.dates import distance_text, full_day_text
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import SmallButton
from integrity_edu.ui.widgets.calendar_popup import CalendarPopup
from integrity_edu.ui.widgets.numbers import DateField
from integrity_edu.words import tr

_ARROW = (
    "QDateEdit::drop-down { subcontrol-origin: padding; subcontrol-position: center right;"
    " width: 30px; border: none; margin: 0; }"
)
"""The arrow opens a calendar here; elsewhere a date has two arrows to step."""


class DueField(QWidget):
    """`day` is never before `today`: the field itself takes no earlier one."""

    def __init__(self, theme: Theme, label: str, today: date, day: date) -> None:
        super().__init__()
        self.today = today
        name = QLabel(label)
        name.setProperty("role", "small-strong")
        self.edit = DateField(label, _qdate(max(day, today)))
        self.edit.setObjectName("due")
        self.edit.setCalendarPopup(True)
        self.edit.setStyleSheet(_ARROW)
        self.edit.setCalendarWidget(CalendarPopup(theme))
        self.edit.lineEdit().setTextMargins(0, 0, 0, 0)  # with a calendar the padding works
        self.edit.setMinimumDate(_qdate(today))
        self.edit.setMinimumWidth(160)
        name.setBuddy(self.edit)
        self._words = QLabel()
        self._words.setProperty("role", "small")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.edit)
        for text, days in ((tr("明天"), 1), (tr("一周后"), 7), (tr("两周后"), 14)):
            button = SmallButton(theme, text)
            button.setObjectName(f"due-in-{days}")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, days=days: self._set(days))
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(name)
        column.addLayout(row)
        column.addWidget(self._words)
        self.edit.dateChanged.connect(lambda _: self._say())
        self._say()

    @property
    def day(self) -> date:
        """The day chosen."""
        chosen = self.edit.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def _set(self, days: int) -> None:
        self.edit.setDate(_qdate(self.today + timedelta(days=days)))

    def _say(self) -> None:
        self._words.setText(
            tr(
                "{day}，{distance}",
                day=full_day_text(self.day),
                distance=distance_text(self.day, self.today),
            )
        )


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
