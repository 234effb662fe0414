"""A calendar day, typed or picked from a calendar."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QDate, QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from integrity_edu.quiz.questions import UNDATED
from integrity_edu.quiz.sitting import Item
from integrity_edu.quiz.typed import read_day
from integrity_edu.ui.dates import full_day_text
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import IconButton
from integrity_edu.ui.widgets.calendar_popup import CalendarPopup
from integrity_edu.ui.widgets.question.line import LineQuestion
from integrity_edu.words import tr

_NAMED = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")


class CalendarFrame(QFrame):
    """A calendar that opens below a field. While it is open all keys are its own."""

    picked = Signal(QDate)

    def __init__(self, theme: Theme, parent: QWidget, name: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self.setObjectName(name)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        self.calendar = CalendarPopup(theme)
        self.calendar.setAccessibleName(tr("日历"))
        self.calendar.clicked.connect(self._pick)
        self.calendar.activated.connect(self._pick)
        box.addWidget(self.calendar)

    def event(self, event: QEvent) -> bool:
        """Qt lets a page's shortcuts act in its popups too: arrows would change the question."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def open_below(self, field: QWidget, day: date | None) -> None:
        """Open on a day, above the field where there is no room below."""
        palette = self._theme.palette
        self.setStyleSheet(
            f"QFrame#{self.objectName()} {{ background: {palette.card};"
            f" border: 1px solid {palette.control}; }}"
        )
        if day:
            self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        at = field.mapToGlobal(QPoint(0, field.height() + 4))
        if at.y() + self.height() > field.screen().availableGeometry().bottom():
            at = field.mapToGlobal(QPoint(0, -self.height() - 4))
        self.move(at)
        self.show()
        self.calendar.setFocus()

    def _pick(self, day: QDate) -> None:
        if self.isVisible():  # Enter tells of one day twice
            self.hide()
            self.picked.emit(day)


class DayQuestion(LineQuestion):
    """What was typed is said back with its weekday, so that a slip is seen."""

    name = "day"

    def __init__(self, theme: Theme, prefix: str = "") -> None:
        super().__init__(theme, prefix)
        self._start: date | None = None
        self.popup: CalendarFrame | None = None
        self.field.setAccessibleName(tr("答案，写一个日期"))
        self.button = IconButton(theme, "calendar", tr("从日历里选一天"))
        self.button.setObjectName(f"{prefix}day-calendar")
        self.button.clicked.connect(self._open)
        self.line.addWidget(self.button)
        self.line.addStretch(1)

    def show_item(self, item: Item) -> None:
        """Show what was typed; the calendar opens near a day that the stem names."""
        self._start = _day_named(item.question.stem) or (
            item.question.as_of if item.question.as_of != UNDATED else None
        )
        self.button.show()
        super().show_item(item)

    def reveal(self, item: Item) -> None:
        """A tick, or the right day."""
        super().reveal(item)
        self.button.hide()

    def placeholder(self) -> str:
        """In the empty field."""
        return tr("年-月-日")

    def tip(self) -> str:
        """Ways of writing a day."""
        return tr("写成 2008-08-08 或 2008年8月8日 这样，也可以点日历选。")

    def unread(self) -> str:
        """Not a day."""
        return tr("这还不是一个日期。")

    def read(self, text: str) -> str:
        """The day with its weekday."""
        day = read_day(text)
        return full_day_text(day) if day else ""

    def _open(self) -> None:
        """Show the calendar on the day that was typed."""
        if self.popup is None:
            self.popup = CalendarFrame(self.theme, self, f"{self.prefix}day-popup")
            self.popup.picked.connect(self._picked)
        self.popup.open_below(self.field, read_day(self.field.text()) or self._start)

    def _picked(self, day: QDate) -> None:
        self.fill(date(day.year(), day.month(), day.day()).isoformat())
        self.field.setFocus()


def _day_named(text: str) -> date | None:
    """The first day a text names."""
    found = _NAMED.search(text)
    return read_day(found.group()) if found else None
