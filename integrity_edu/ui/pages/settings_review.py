"""Reviewing in the settings: how many a day at most, and the day to be ready for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QDate, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel

from integrity_edu.review.settings import FEWEST, MOST, USUAL, ReviewSettings
from integrity_edu.ui.dates import full_day_text
from integrity_edu.ui.page import Context
from integrity_edu.ui.widgets.buttons import GhostButton, QuietButton
from integrity_edu.ui.widgets.calendar_popup import CalendarPopup
from integrity_edu.ui.widgets.cards import Card
from integrity_edu.ui.widgets.numbers import DateField, NumberField
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.workspace import Workspace

PAUSE_MS = 700
"""This long after the last step of a field it is kept."""

SOON = timedelta(days=14)
"""What an exam date is when it is first asked for."""

_ARROW = (
    "QDateEdit::drop-down { subcontrol-origin: padding; subcontrol-position: center right;"
    " width: 30px; border: none; margin: 0; }"
)


class Reviewing(NamedTuple):
    """What is set, and today."""

    settings: ReviewSettings
    today: date


class ReviewCard(Card):
    """Kept a moment after the last change; every change can be taken back."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, tr("复习"))
        self.setObjectName("review-settings")
        self._context = context
        self._shown = Reviewing(ReviewSettings(), date.min)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self._add_cap()
        self._add_exam()

    def _add_cap(self) -> None:
        label = QLabel(tr("每天最多复习几题"))
        label.setProperty("role", "small-strong")
        self.cap = NumberField(tr("每天最多复习几题"), FEWEST, MOST, USUAL)
        self.cap.setObjectName("review-cap")
        self.cap.setKeyboardTracking(False)
        self.cap.setMinimumWidth(110)
        self.cap.valueChanged.connect(lambda _: self._pause.start())
        label.setBuddy(self.cap)
        self.body.addWidget(label)
        self.body.addWidget(self.cap, 0, Qt.AlignmentFlag.AlignLeft)
        note = tr("{low} 到 {high} 题。多出来的不会堆成山，明天再来。", low=FEWEST, high=MOST)
        self.cap.setAccessibleDescription(note)
        self.body.addWidget(WrappedLabel(note, "small"))

    def _add_exam(self) -> None:
        label = QLabel(tr("考试日期"))
        label.setProperty("role", "small-strong")
        self.exam = DateField(tr("考试日期"), QDate())
        self.exam.setObjectName("review-exam")
        self.exam.setCalendarPopup(True)
        self.exam.setStyleSheet(_ARROW)
        self.exam.setCalendarWidget(CalendarPopup(self.theme))
        self.exam.lineEdit().setTextMargins(0, 0, 0, 0)  # with a calendar the padding works
        self.exam.setMinimumWidth(160)
        self.exam.setKeyboardTracking(False)
        self.exam.dateChanged.connect(lambda _: self._pause.start())
        self.set_exam = QuietButton(self.theme, tr("设一个日期"), "calendar")
        self.set_exam.setObjectName("set-exam")
        self.set_exam.clicked.connect(self._first_exam)
        self.clear_exam = GhostButton(self.theme, tr("清除"))
        self.clear_exam.setObjectName("clear-exam")
        self.clear_exam.setAccessibleName(tr("清除考试日期"))
        self.clear_exam.clicked.connect(self._no_exam)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.note = WrappedLabel("", "small")
        self.body.addWidget(label)
        self.body.addLayout(row)
        self.body.addWidget(self.note)
        for widget in (self.exam, self.set_exam, self.clear_exam):
            row.addWidget(widget)
        row.addStretch()
        label.setBuddy(self.exam)

    def show_settings(self, found: Reviewing) -> None:
        """Show what is stored; what is being changed is left alone."""
        if self._pause.isActive():
            return
        self._shown = found
        for field in (self.cap, self.exam):
            field.blockSignals(True)
        self.cap.setValue(found.settings.cap)
        exam = found.settings.exam
        self.exam.setMinimumDate(_qdate(min(exam or found.today, found.today)))
        self.exam.setDate(_qdate(exam or found.today + SOON))
        for field in (self.cap, self.exam):
            field.blockSignals(False)
        self._show_exam(exam)

    def keep(self) -> None:
        """Store what the fields say."""
        self._pause.stop()
        shown = self._shown.settings
        chosen = self.exam.date()
        exam = date(chosen.year(), chosen.month(), chosen.day()) if shown.exam else None
        self._save(ReviewSettings(self.cap.value(), exam))

    def _first_exam(self) -> None:
        self._save(replace(self._shown.settings, exam=self._shown.today + SOON))
        self.exam.setFocus(Qt.FocusReason.OtherFocusReason)

    def _no_exam(self) -> None:
        self._pause.stop()
        self._save(replace(self._shown.settings, exam=None))
        self.set_exam.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, wanted: ReviewSettings) -> None:
        before, context = self._shown.settings, self._context
        if wanted == before:
            return
        self._shown = self._shown._replace(settings=wanted)
        self._show_exam(wanted.exam)

        def undo() -> None:
            said = tr("改回来了。")
            context.tasks.run(context.window, lambda ws: _store(ws, before),
                              lambda _: context.messages.notify(said), context.messages.tell)  # fmt: skip

        context.tasks.run(
            context.window,
            lambda ws: _store(ws, wanted),
            lambda _: context.messages.notify(_said(before, wanted), undo),
            context.messages.tell,
        )

    def _show_exam(self, exam: date | None) -> None:
        self.exam.setVisible(exam is not None)
        self.clear_exam.setVisible(exam is not None)
        self.set_exam.setVisible(exam is None)
        self.note.setText(_exam_words(exam, self._shown.today))


def _exam_words(exam: date | None, today: date) -> str:
    if exam is None:
        return tr("可以不设。设了以后，间隔会收紧，考试前一天之前都会再见一面。")
    if exam < today:
        return tr("考试过去了，复习已经按平常的间隔走。")
    return tr("间隔收紧了，考试前一天之前都会再见一面。")


def _said(before: ReviewSettings, after: ReviewSettings) -> str:
    if after.exam == before.exam:
        return tr("每天最多复习 {n} 题。", n=after.cap)
    if after.exam is None:
        return tr("考试日期清除了，复习按平常的间隔走。")
    return tr("考试日期是 {day}，复习跟着排好了。", day=full_day_text(after.exam))


def fetch_reviewing(ws: Workspace) -> Reviewing:
    """What the card shows, of whoever is acting."""
    from integrity_edu.review.queue import my_settings

    return Reviewing(my_settings(ws), ws.today())


def _store(ws: Workspace, wanted: ReviewSettings) -> None:
    from integrity_edu.review.queue import save_settings

    save_settings(ws, wanted)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
