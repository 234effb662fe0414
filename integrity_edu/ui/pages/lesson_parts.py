"""What stands around the text of a lesson: contents and facts, the check, the neighbours."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from integrity_edu.courses.library import status_of
from integrity_edu.courses.opening import OpenLesson
from integrity_edu.courses.values import LessonFront
from integrity_edu.quiz.attached import needed_to_pass
from integrity_edu.ui.dates import dated_text
from integrity_edu.ui.pages.courses import LOOKS, status_word
from integrity_edu.ui.widgets.buttons import PrimaryButton
from integrity_edu.ui.widgets.cards import Card, IconBadge, IconLabel, line
from integrity_edu.ui.widgets.contents import Contents
from integrity_edu.ui.widgets.layouts import clear
from integrity_edu.ui.widgets.rows import RowButton
from integrity_edu.ui.widgets.text import WrappedLabel, squeeze
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.ui.theme import Theme

SIDE = 323
"""Four of twelve columns of 1000 px."""


class SidePanel(QFrame):
    """Contents, objectives, sources; scrolls by itself when it is taller than the window."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("lesson-side")
        self.setProperty("role", "card")
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 8, 1, 8)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setStyleSheet("background: transparent;")
        self._inside = QWidget()
        self.area.setWidget(self._inside)
        box.addWidget(self.area)
        self._body = QVBoxLayout(self._inside)
        self._body.setContentsMargins(19, 10, 16, 10)
        self._body.setSpacing(8)
        self._body.addWidget(_heading(tr("本课目录")))
        self.contents = Contents(theme)
        self._body.addWidget(self.contents)
        self._facts = QVBoxLayout()
        self._facts.setContentsMargins(0, 6, 0, 0)
        self._facts.setSpacing(6)
        self._body.addLayout(self._facts)
        self._body.addStretch()

    def show_lesson(self, opened: OpenLesson) -> None:
        """Fill in everything."""
        front = opened.lesson.front
        self.contents.show_headings(opened.lesson.contents)
        clear(self._facts)
        for title, texts, role in (
            (tr("学完能做到"), front.objectives, "muted"),
            (tr("依据"), front.sources, "small"),
        ):
            self._facts.addWidget(line())
            self._facts.addSpacing(6)
            self._facts.addWidget(_heading(title))
            for text in texts:
                self._facts.addLayout(_bullet(text, role))
            self._facts.addSpacing(6)

    def natural_height(self, width: int) -> int:
        """As tall as everything in it at this width."""
        return self._body.totalHeightForWidth(width - 2) + 18


class CheckCard(Card):
    """At the end of the text: start the check, or see when it was passed."""

    wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("lesson-check")
        row = QHBoxLayout()
        row.setSpacing(14)
        self._badge = IconBadge(theme, "quiz", "accent", 40)
        self.heading = QLabel(tr("课后检查"))
        self.heading.setProperty("role", "heading")
        self.words = WrappedLabel("", "muted")
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self.heading)
        words.addWidget(self.words)
        self.button = PrimaryButton(theme, "")
        self.button.setObjectName("start-check")
        self.button.clicked.connect(self.wanted)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)

    def show_state(self, opened: OpenLesson, today: date) -> None:
        """Not yet, passed with the date, or excused with the date."""
        count = len(opened.lesson.front.check)
        status = status_of(opened.progress)
        passed = date.fromisoformat((opened.progress.passed_at or "0001-01-01")[:10])
        day = dated_text(passed, today)
        if status == "passed":
            self.words.setText(tr("{day}通过。想再做一遍也可以，已通过的不会变。", day=day))
        elif status == "excused":
            self.words.setText(tr("{day}前测通过，这一课免修。想做检查也可以。", day=day))
        else:
            needed = needed_to_pass(count)
            self.words.setText(
                tr("答对 {needed} 题就算学完这一课，做错了可以马上看解析、重来。", needed=needed)
            )
        done = status in ("passed", "excused")
        self._badge.set("check" if done else "quiz", "success" if done else "accent")
        self.button.setText(
            tr("再做一遍 {n} 题", n=count) if done else tr("课后检查 {n} 题", n=count)
        )


class Neighbours(QWidget):
    """The lesson before and the lesson after, at the foot."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self.buttons: list[RowButton] = []

    def show_lesson(self, opened: OpenLesson) -> None:
        """Show the buttons there is a lesson for."""
        clear(self._row)
        self.buttons = []
        for name, icon, caption, target in (
            ("previous-lesson", "arrow-left", tr("上一课"), opened.before),
            ("next-lesson", "arrow-right", tr("下一课"), opened.after),
        ):
            if target is None:
                self._row.addStretch(1)
                continue
            button = self._button(icon, caption, target)
            button.setObjectName(name)
            self._row.addWidget(button, 1)

    def _button(self, icon: str, caption: str, target: tuple[str, str]) -> RowButton:
        ref, title = target
        button = RowButton(
            self._theme, tr("{caption}：{title}", caption=caption, title=title), outlined=True
        )
        button.clicked.connect(lambda: self.wanted.emit(ref))
        small = QLabel(caption)
        small.setProperty("role", "small")
        words = WrappedLabel(squeeze(title), "strong")
        arrow = IconLabel(self._theme, icon, "muted", 18)
        if icon == "arrow-left":
            button.add(arrow)
        button.add_words(small, words)
        if icon == "arrow-right":
            button.add(arrow)
        self.buttons.append(button)
        return button


class StatusLine(QWidget):
    """Above the text: status in words and icon, minutes, and when the text was last checked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._icon = IconLabel(theme, "circle", "muted", 16)
        self.words = QLabel()
        self.words.setProperty("role", "small")
        row.addWidget(self._icon)
        row.addWidget(self.words)
        row.addStretch()

    def show_state(self, opened: OpenLesson, *, stale: bool) -> None:
        """`stale`: the text was last held against its sources more than a year ago."""
        front: LessonFront = opened.lesson.front
        status = status_of(opened.progress)
        self._icon.set(*LOOKS[status])
        checked = tr("核对于 {day}", day=front.as_of.isoformat())
        if stale:
            checked = tr("核对于 {day}，待核", day=front.as_of.isoformat())
        parts = (status_word(status), tr("约 {n} 分钟", n=front.minutes), checked)
        self.words.setText("　".join(parts))


def kind_of_link(url: str) -> str:
    """What an address of ours leads to."""
    kinds = {
        "lesson": tr("课程"),
        "measure": tr("方案"),
        "law": tr("法规"),
        "case": tr("案例"),
        "term": tr("术语"),
    }
    return kinds.get(url.partition(":")[0], tr("本课"))


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "strong")
    return label


def _bullet(text: str, role: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    dot = QLabel("·")
    dot.setProperty("role", role)
    row.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(WrappedLabel(squeeze(text), role), 1)
    return row
