"""One campaign of the calendar, and the panel in which its date of this year is set."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from integrity_edu.ui.dates import distance_text, full_day_text, month_name
from integrity_edu.ui.page import Context
from integrity_edu.ui.widgets.buttons import SmallButton
from integrity_edu.ui.widgets.cards import Chip
from integrity_edu.ui.widgets.date_tile import DateTile
from integrity_edu.ui.widgets.fields import LabelledField
from integrity_edu.ui.widgets.flow import FlowLayout
from integrity_edu.ui.widgets.panel import Panel
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.courses.campaigns import Campaign
    from integrity_edu.ui.theme import Theme
    from integrity_edu.workspace import Workspace


class CampaignRow(QWidget):
    """When it is, where it comes from, and what there is to do for it.

    `wanted` tells the page and the id of what was picked, `date_wanted` that its date is to be set.
    """

    wanted = Signal(str, str)
    date_wanted = Signal()

    def __init__(self, theme: Theme, one: Campaign, today: date, *, may_set: bool) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName(f"day-{one.day.id}")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 6)
        box.setSpacing(16)
        box.addWidget(DateTile(theme, one.when, "info"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(WrappedLabel(one.day.title, "heading"), 1)
        if one.when is not None:
            tone = "warning" if one.when == today else "neutral"
            head.addWidget(Chip(theme, _distance(one, today), tone))
        words.addLayout(head)
        words.addWidget(WrappedLabel(_when_words(one), "small"))
        words.addWidget(WrappedLabel(one.day.origin))
        words.addWidget(self._linked(one, may_set=may_set))
        box.addLayout(words, 1)

    def _linked(self, one: Campaign, *, may_set: bool) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row)
        for page, icon, linked in (("lesson", "course", one.lessons), ("case", "case", one.cases)):
            for ref, title in linked:
                button = SmallButton(self._theme, title, icon)
                button.setObjectName(f"{page}-of-{one.day.id}-{ref}")
                button.clicked.connect(partial(self._go, page, ref))
                flow.addWidget(button)
        if may_set and one.day.configurable:
            text = tr("改日期") if one.set_by_hand else tr("填今年的日期")
            button = SmallButton(self._theme, text, "pencil")
            button.setObjectName(f"set-{one.day.id}")
            button.clicked.connect(self.date_wanted.emit)
            flow.addWidget(button)
        if not flow.count():
            row.hide()
        return row

    def _go(self, page: str, ref: str) -> None:
        self.wanted.emit(page, ref)


class DatePanel(Panel):
    """Takes the month or day that this year's notice names; an empty field takes it back."""

    def __init__(self, context: Context, one: Campaign) -> None:
        note = tr("照当年的通知填一个月份或日期，过了就自动失效。这台电脑上的人都会看到。")
        super().__init__(context, one.day.title, note, primary=tr("填好"))
        self._day = one.day.id
        edit = QLineEdit(_written(one))
        edit.setObjectName("campaign-date")
        edit.setPlaceholderText("2027-09")
        self.field = LabelledField(
            context.theme,
            tr("月份或日期"),
            edit,
            tr("写成 2027-09 或 2027-09-20；空着就是还不知道。"),
        )
        self.body.addWidget(self.field)
        self.primary.clicked.connect(self._set)

    def _set(self) -> None:
        day, written = self._day, self.field.text()

        def keep(ws: Workspace) -> None:
            from integrity_edu.courses.campaigns import set_date

            set_date(ws, day, written)

        self.run(keep, lambda _: self.accept())


def _written(one: Campaign) -> str:
    if one.when is None or not one.set_by_hand:
        return ""
    return f"{one.when:%Y-%m}" if one.last else one.when.isoformat()


def _distance(one: Campaign, today: date) -> str:
    if one.last and one.when == today:
        return tr("就在这个月")
    assert one.when is not None
    return distance_text(one.when, today)


def _when_words(one: Campaign) -> str:
    day = one.day
    if one.when is None:
        return tr("没有固定的月份和日子，以当年通知为准")
    if one.last is not None:
        return tr("{year} 年 {month}，整月", year=one.last.year, month=month_name(one.last))
    when = full_day_text(one.when)
    if day.plan_name and day.plan_name != day.title:
        return tr("{date}　方案里叫“{name}”", date=when, name=day.plan_name)
    return tr("{date}　方案里也叫这个名字", date=when)
