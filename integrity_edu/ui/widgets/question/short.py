"""A few sentences of one's own; afterwards beside the model answer, marked against its points."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from integrity_edu.quiz.grading import rubric_fraction
from integrity_edu.quiz.questions import Criterion, Short
from integrity_edu.quiz.sitting import Item
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.answer_words import bold_html
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import SmallButton
from integrity_edu.ui.widgets.question.base import QuestionWidget
from integrity_edu.ui.widgets.question.line import leaves_to_page
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

LONGEST = 2000
SIDE_BY_SIDE = 460
"""Pixels from which both answers stand beside each other."""


class AnswerText(QPlainTextEdit):
    """Several lines; Tab leaves it, and while it is empty arrows go from question to question.

    `left` comes with Tab when something is written, for whoever knows where it goes on.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setMinimumHeight(150)

    def event(self, event: QEvent) -> bool:
        """Claim no keys that are the page's."""
        empty = not self.toPlainText()
        return False if leaves_to_page(event, empty=empty) else super().event(event)

    def focusNextPrevChild(self, ahead: bool) -> bool:  # noqa: FBT001 - Qt's
        """Tab goes to what confirms it, not to what would take it back."""
        if ahead and self.toPlainText().strip():
            self.left.emit()
        return True if not self.hasFocus() else super().focusNextPrevChild(ahead)


class AnswerPaper(QFrame):
    """One of the two answers, under its name."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self.setProperty("role", role)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        heading = QLabel(name)
        heading.setProperty("role", "small-strong")
        self.label = WrappedLabel()
        column.addWidget(heading)
        column.addWidget(self.label)
        column.addStretch()

    def show_text(self, text: str) -> None:
        """Show it, with its own line breaks."""
        self.label.setText(bold_html(text))
        self.label.setAccessibleName(text)


class CriterionRow(QFrame):
    """One point of the rubric with its tick box; a click anywhere on it switches the tick."""

    switched = Signal()

    def __init__(self, index: int, prefix: str) -> None:
        super().__init__()
        self.setProperty("role", "box")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 14, 9)
        row.setSpacing(10)
        self.tick = QCheckBox()
        self.tick.setObjectName(f"{prefix}criterion-{index + 1}")
        self.tick.clicked.connect(self.switched)
        self.label, self.points = WrappedLabel(), QLabel()
        self.points.setProperty("role", "muted")
        row.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)
        row.addWidget(self.points, 0, Qt.AlignmentFlag.AlignTop)
        self.ref = ""

    def show_criterion(self, criterion: Criterion, *, met: bool) -> None:
        """Show one criterion."""
        self.ref = criterion.id
        points = tr("{n} 分", n=criterion.points)
        self.label.setText(criterion.text)
        self.points.setText(points)
        self.tick.setChecked(met)
        self.tick.setAccessibleName(
            tr("写到了：{text}，{points}", text=criterion.text, points=points)
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The words belong to the tick box."""
        if event.button() == Qt.MouseButton.LeftButton and self.tick.isEnabled():
            self.tick.setFocus()
            self.tick.click()


class Rubric(QWidget):
    """The points a good answer makes; `marked` carries the ids of those that were met."""

    marked = Signal(object)

    def __init__(self, theme: Theme, prefix: str, heading: str = "") -> None:
        super().__init__()
        self._prefix = prefix
        self._question: Short | None = None
        self.ticks: list[CriterionRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(8)
        self._heading = WrappedLabel(heading or tr("对照要点给自己打分：写到了哪几点？"), "strong")
        self._column.addWidget(self._heading)
        self.result = WrappedLabel("", "strong")
        self.result.setObjectName(f"{prefix}self-mark")
        self.none = SmallButton(theme, tr("都没写到"))
        self.none.setObjectName(f"{prefix}none-met")
        self.none.clicked.connect(self._none_met)
        foot = QHBoxLayout()
        foot.addWidget(self.result, 1)
        foot.addWidget(self.none)
        self._column.addLayout(foot)

    def show_rubric(self, question: Short, fraction: float | None, met: tuple[str, ...]) -> None:
        """Show the rubric with the criteria that were found met; fraction None: not marked yet."""
        self._question = question
        while len(self.ticks) < len(question.rubric):
            self._add_row()
        for index, row in enumerate(self.ticks):
            row.setVisible(index < len(question.rubric))
            if index < len(question.rubric):
                criterion = question.rubric[index]
                row.show_criterion(criterion, met=criterion.id in met)
        self._say(fraction)

    @property
    def met(self) -> tuple[str, ...]:
        """The ids that are ticked."""
        count = len(self._question.rubric) if self._question else 0
        return tuple(row.ref for row in self.ticks[:count] if row.tick.isChecked())

    def _add_row(self) -> None:
        row = CriterionRow(len(self.ticks), self._prefix)
        row.switched.connect(self._switched)
        self.ticks.append(row)
        self._column.insertWidget(len(self.ticks), row)

    def _none_met(self) -> None:
        for row in self.ticks:
            row.tick.setChecked(False)
        self.ticks[0].tick.setFocus()
        self._switched()

    def _switched(self) -> None:
        if self._question is not None:
            self._say(rubric_fraction(self._question, self.met))
            announce(self.result, self.result.text())
            self.marked.emit(self.met)

    def _say(self, fraction: float | None) -> None:
        """Points given, or that none were given yet."""
        total = sum(one.points for one in self._question.rubric) if self._question else 0
        if fraction is None:
            self.result.setText(tr("还没有打分"))
        else:
            points = f"{fraction * total:.10g}"
            self.result.setText(tr("打了 {points} 分，满分 {total} 分", points=points, total=total))
        self.none.setVisible(fraction is None)


class ShortQuestion(QuestionWidget):
    """Before confirming only the text; afterwards both answers and the rubric."""

    def __init__(self, theme: Theme, prefix: str = "") -> None:
        super().__init__(theme, prefix)
        self.text = AnswerText()
        self.text.setObjectName(f"{prefix}short")
        self.text.setAccessibleName(tr("你的回答"))
        self.text.setPlaceholderText(tr("用自己的话写，几句就够"))
        self.text.textChanged.connect(self._typed)
        self.text.left.connect(self.written)
        self.count = QLabel()
        self.count.setProperty("role", "small")
        self.mine = AnswerPaper(tr("你写的"), "paper")
        self.model = AnswerPaper(tr("参考答案"), "success-soft")
        self.papers = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.papers.setSpacing(10)
        self.papers.addWidget(self.mine, 1)
        self.papers.addWidget(self.model, 1)
        self.rubric = Rubric(theme, prefix)
        self.rubric.marked.connect(self.self_marked)
        self.rows.setSpacing(8)
        self.rows.addWidget(self.text, 1)
        self.rows.addWidget(self.count, 0, Qt.AlignmentFlag.AlignRight)
        self.rows.addLayout(self.papers)
        self.rows.addWidget(self.rubric)
        self.rows.addStretch()

    def show_item(self, item: Item) -> None:
        """Show what was written."""
        text = item.response if isinstance(item.response, str) else ""
        if text != self.text.toPlainText():  # the cursor stays where one writes
            self._put(text)
        self._say_count()
        self._show_parts(written=bool(text.strip()), confirmed=item.confirmed)
        self.setEnabled(True)
        if item.confirmed:
            self.reveal(item)

    def reveal(self, item: Item) -> None:
        """Both answers side by side, and the rubric to mark one's own by."""
        assert isinstance(item.question, Short)
        text = item.response if isinstance(item.response, str) else ""
        self.mine.show_text(text.strip())
        self.model.show_text(item.question.answer)
        self.rubric.show_rubric(item.question, item.fraction, item.met)
        self._show_parts(written=bool(text.strip()), confirmed=True)

    def clear(self) -> None:
        """Empty the text."""
        self.text.clear()
        self.text.setFocus()

    def focus_first(self) -> None:
        """The text, or once it is confirmed the first point of the rubric."""
        if self.text.isHidden() and self.rubric.ticks:
            self.rubric.ticks[0].tick.setFocus()
        else:
            self.text.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        wide = event.size().width() >= SIDE_BY_SIDE
        ways = QBoxLayout.Direction
        self.papers.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    def _show_parts(self, *, written: bool, confirmed: bool) -> None:
        """What was not written cannot be marked; nothing is hidden that stays, or focus goes."""
        self.text.setVisible(not confirmed)
        self.count.setVisible(not confirmed)
        self.model.setVisible(confirmed)
        self.mine.setVisible(confirmed and written)
        self.rubric.setVisible(confirmed and written)

    def _put(self, text: str) -> None:
        self.text.blockSignals(True)  # showing it is not writing it
        self.text.setPlainText(text)
        self.text.blockSignals(False)

    def _typed(self) -> None:
        text = self.text.toPlainText()
        if len(text) > LONGEST:
            text = text[:LONGEST]
            self._put(text)
            self.text.moveCursor(QTextCursor.MoveOperation.End)
            announce(self.text, tr("最多 {n} 字，多出来的没有收下。", n=LONGEST))
        self._say_count()
        self.answered.emit(text if text.strip() else None)

    def _say_count(self) -> None:
        count = len(self.text.toPlainText())
        self.count.setText(tr("{n} 字，最多 {most} 字", n=count, most=LONGEST))
        self.text.setAccessibleDescription(self.count.text())
