"""Qt's own calendar in our colours: no blue bar, no red weekends, weekdays that can be read."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton

from integrity_edu.ui.theme import Theme
from integrity_edu.words import tr

SIZE = QSize(340, 290)
_SHEET = """
QCalendarWidget QWidget {{ background: {card}; alternate-background-color: {card}; }}
QCalendarWidget QToolButton {{ color: {text}; background: {card}; border: none; padding: 6px 8px;
  font-weight: 700; }}
QCalendarWidget QToolButton:hover {{ background: {paper}; border-radius: 8px; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
QCalendarWidget QAbstractItemView {{ border: none; background: {card}; color: {text};
  selection-background-color: {accent}; selection-color: {on_accent}; }}
QCalendarWidget QAbstractItemView:disabled {{ color: {faint}; }}
QCalendarWidget QTableView::item {{ border: none; padding: 0; }}
QCalendarWidget QSpinBox {{ min-height: 0; padding: 2px 4px; border-radius: 6px; }}
"""


class CalendarPopup(QCalendarWidget):
    """For `QDateEdit.setCalendarWidget`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setMinimumSize(SIZE)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        theme.changed.connect(self._color)
        self._color()

    def _color(self) -> None:
        palette = self._theme.palette
        self.setStyleSheet(_SHEET.format(**palette._asdict()))
        plain, quiet = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(QColor(palette.text))
        quiet.setForeground(QColor(palette.muted))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, plain)
        self.setHeaderTextFormat(quiet)
        for name, icon, words in (
            ("qt_calendar_prevmonth", "chevron-left", tr("上个月")),
            ("qt_calendar_nextmonth", "chevron-right", tr("下个月")),
        ):
            button = self.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(self._theme.icons.icon(icon, palette.text, 18))
                button.setAccessibleName(words)
