"""The lessons of one path, each with its state and the two ways through it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from integrity_edu.teaching.paths import PathView, StepLine
from integrity_edu.ui import path_view
from integrity_edu.ui.fonts import widest
from integrity_edu.ui.page import Context
from integrity_edu.ui.widgets.buttons import PrimaryButton, SmallButton
from integrity_edu.ui.widgets.cards import Card, IconLabel, line
from integrity_edu.ui.widgets.layouts import clear
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

LEAST_STATE = 56


class StepsCard(Card):
    """`lesson_wanted` and `pretest_wanted` name a lesson."""

    lesson_wanted = Signal(str)
    pretest_wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, " ", " ")
        self._context = context
        self.summary = WrappedLabel("", "muted")
        self.body.addWidget(self.summary)
        self.done = self._make_done()
        self.body.addWidget(self.done)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self.note = WrappedLabel("", "small")
        self.body.addWidget(self.note)
        self.body.addStretch()

    def _make_done(self) -> QFrame:
        box = QFrame()
        box.setObjectName("path-done")
        box.setProperty("role", "success-soft")
        row = QHBoxLayout(box)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(IconLabel(self._context.theme, "medal", "success", 22))
        self.done_words = WrappedLabel("")
        row.addWidget(self.done_words, 1)
        return box

    def show_path(self, view: PathView) -> None:
        """Show a path's lessons."""
        self.title.setText(view.path.title)
        self.aside.setText(path_view.progress_words(view))
        self.summary.setText(view.path.summary)
        self.done.setVisible(path_view.is_done(view))
        self.done_words.setText(
            tr(
                "“{title}”走完了。{n} 课都是你一课一课凭测试学下来的，辛苦了，也值得。",
                title=view.path.title,
                n=len(view.required),
            )
        )
        self.note.setText(
            tr(
                "会的课可以先做前测：{n} 道题，对 {right} 道就免修。没过也不要紧，照常学就行。",
                n=view.path.pretest.per_lesson,
                right=path_view.right_to_excuse(view.path.pretest),
            )
        )
        self.note.setVisible(not path_view.is_done(view))
        clear(self._rows)
        following = next((step.lesson for step in view.required if not step.done), "")
        ordered = sorted(view.steps, key=lambda step: not step.required)
        for place, step in enumerate(ordered):
            if place:
                self._rows.addWidget(line())
            if place == len(view.required):
                self._rows.addWidget(self._electives())
            self._rows.addWidget(self._row(place + 1, step, following=step.lesson == following))

    def _row(self, number: int, step: StepLine, *, following: bool) -> QWidget:
        theme, row = self._context.theme, QWidget()
        row.setObjectName(f"step-{step.lesson}")
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 9, 0, 9)
        box.setSpacing(12)
        icon, color = path_view.state_look(step.state)
        box.addWidget(IconLabel(theme, icon, color, 20))
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(WrappedLabel(tr("{n}　{title}", n=number, title=step.title), "strong"))
        titles.addWidget(WrappedLabel(_facts(step), "small"))
        if step.under_review:
            titles.addWidget(self._review(step))
        box.addLayout(titles, 1)
        words = path_view.state_words()
        state = QLabel(words[step.state])
        state.setObjectName(f"state-{step.lesson}")
        state.setProperty("role", "success" if step.done else "muted")
        state.setFixedWidth(max(LEAST_STATE, widest(words.values(), bold=True) + 4))
        state.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        box.addWidget(state)
        if not step.done:
            box.addWidget(self._button("pretest", tr("前测"), step, self.pretest_wanted))
        go = path_view.go_word(step.state)
        box.addWidget(self._button("learn", go, step, self.lesson_wanted, primary=following))
        return row

    @staticmethod
    def _electives() -> WrappedLabel:
        label = WrappedLabel(tr("选修：走完必修就算走完，选修另记学时"), "small-strong")
        label.setObjectName("electives")
        label.setContentsMargins(0, 10, 0, 2)
        return label

    @staticmethod
    def _review(step: StepLine) -> WrappedLabel:
        words = tr("待复核，不影响已记的学时") if step.credited else tr("待复核，学过的仍然算学过")
        label = WrappedLabel(words, "small-strong")
        label.setObjectName(f"review-{step.lesson}")
        return label

    def _button(
        self, name: str, text: str, step: StepLine, wanted: SignalInstance, *, primary: bool = False
    ) -> QWidget:
        theme = self._context.theme
        button = PrimaryButton(theme, text) if primary else SmallButton(theme, text)
        if primary:
            button.setStyleSheet("padding: 4px 10px; border-radius: 8px; font-size: 12px;")
        button.setObjectName(f"{name}-{step.lesson}")
        button.setAccessibleName(tr("{act}：{title}", act=text, title=step.title))
        button.clicked.connect(partial(wanted.emit, step.lesson))
        return button


def _facts(step: StepLine) -> str:
    if not step.hours:
        return tr("约 {n} 分钟", n=step.minutes)
    hours = path_view.hours_text(step.hours)
    if step.credited:
        return tr("约 {n} 分钟，{hours} 学时已认定", n=step.minutes, hours=hours)
    return tr("约 {n} 分钟，{hours} 学时", n=step.minutes, hours=hours)
