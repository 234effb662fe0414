"""Setting a saved paper to a class: which, from when to when, how often, and what is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from integrity_edu.ui.assigning import PaperChoice
from integrity_edu.ui.page import Context
from integrity_edu.ui.widgets.moment_field import MomentField
from integrity_edu.ui.widgets.numbers import NumberField
from integrity_edu.ui.widgets.review_matrix import ReviewMatrix
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.exams.tasks import PaperTask

USUAL_DAYS = 7
LONGEST = 1440
Mode = Literal["exam", "mock"]
Counts = Literal["best", "last", "first", "average"]


class PaperFields(QWidget):
    """`changed` is called after every change that matters to the rest of the panel."""

    def __init__(self, context: Context, papers: tuple[PaperChoice, ...], now: datetime) -> None:
        super().__init__()
        self.papers = papers
        self.changed: Callable[[], None] = lambda: None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.pick = QComboBox()
        self.pick.setObjectName("pick-paper")
        self.pick.setMaxVisibleItems(12)
        self.pick.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for one in papers:
            self.pick.addItem(one.title, one.ref)
        self.about = WrappedLabel("", "small")
        self.about.setObjectName("paper-about")
        column.addWidget(labelled(tr("哪一份试卷"), self.pick))
        column.addWidget(self.about)
        closes = (now + timedelta(days=USUAL_DAYS)).replace(hour=21, minute=0)
        self.opens = MomentField(context.theme, tr("定时开始"), now, tr("布置了就可以开始"))
        self.opens.setObjectName("opens")
        self.closes = MomentField(
            context.theme, tr("定时截止"), closes, tr("不定时，截止日期只作提醒")
        )
        self.closes.setObjectName("closes")
        self.closes.box.setChecked(True)
        column.addWidget(self.opens)
        column.addWidget(self.closes)
        column.addLayout(self._make_numbers())
        self.matrix = ReviewMatrix()
        column.addWidget(self.matrix)
        self.closes.changed.connect(self._changed)
        self.pick.currentIndexChanged.connect(self._picked)
        self._picked()

    def _make_numbers(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        self.minutes = NumberField(tr("时间（分钟）"), 0, LONGEST, 60)
        self.minutes.setSpecialValueText(tr("不限时"))
        self.grace = NumberField(tr("宽限（分钟）"), 0, LONGEST, 5)
        self.grace.setSpecialValueText(tr("不作废，晚交也收"))
        self.attempts = NumberField(tr("可以考几次"), 1, 100, 1)
        self.cooldown = NumberField(tr("两次之间隔（分钟）"), 0, LONGEST * 7, 0)
        self.mode, self.counts = QComboBox(), QComboBox()
        for key, text in (
            ("exam", tr("考试，通过记入档案")),
            ("mock", tr("模拟考试，只作练习")),
        ):
            self.mode.addItem(text, key)
        for key, text in (
            ("best", tr("最好的一次")),
            ("last", tr("最后一次")),
            ("first", tr("第一次")),
            ("average", tr("平均")),
        ):
            self.counts.addItem(text, key)
        fields: tuple[tuple[str, str, QWidget], ...] = (
            ("paper-mode", tr("方式"), self.mode),
            ("paper-minutes", tr("时间（分钟）"), self.minutes),
            ("paper-grace", tr("宽限（分钟）"), self.grace),
            ("paper-attempts", tr("可以考几次"), self.attempts),
            ("paper-cooldown", tr("两次之间隔（分钟）"), self.cooldown),
            ("paper-counts", tr("哪一次算数"), self.counts),
        )
        self._boxes = {}
        for place, (name, text, field) in enumerate(fields):
            field.setObjectName(name)
            self._boxes[name] = labelled(text, field)
            grid.addWidget(self._boxes[name], place // 2, place % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.attempts.valueChanged.connect(lambda _: self._show_again())
        self._show_again()
        return grid

    def choose(self, paper: str) -> None:
        """Fill in a paper."""
        place = self.pick.findData(paper)
        if place >= 0:
            self.pick.setCurrentIndex(place)

    @property
    def chosen(self) -> PaperChoice | None:
        """The paper that is picked."""
        place = self.pick.currentIndex()
        return self.papers[place] if place >= 0 else None

    def task(self) -> PaperTask:
        """What `exams.setting.set_paper` takes."""
        from integrity_edu.exams.tasks import PaperTask

        mode: Mode = self.mode.currentData()
        counts: Counts = self.counts.currentData()
        return PaperTask(
            paper=self.chosen.ref if self.chosen else "",
            opens_at=self.opens.moment,
            closes_at=self.closes.moment,
            minutes=self.minutes.value() or None,
            grace_minutes=self.grace.value(),
            attempts=self.attempts.value(),
            cooldown_minutes=self.cooldown.value() if self.attempts.value() > 1 else 0,
            counts=counts,
            mode=mode,
            reveal=self.matrix.reveal,
        )

    def _picked(self) -> None:
        chosen = self.chosen
        self.about.setText(chosen.aside if chosen else "")
        if chosen and chosen.minutes:
            self.minutes.setValue(chosen.minutes)
        self.changed()

    def _changed(self) -> None:
        self.changed()  # whoever listens now

    def _show_again(self) -> None:
        again = self.attempts.value() > 1
        self._boxes["paper-cooldown"].setVisible(again)
        self._boxes["paper-counts"].setVisible(again)
        self.changed()


def labelled(text: str, field: QWidget) -> QWidget:
    """A field under its label."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    label = QLabel(text)
    label.setProperty("role", "small-strong")
    label.setBuddy(field)
    field.setAccessibleName(text)
    column.addWidget(label)
    column.addWidget(field)
    return box
