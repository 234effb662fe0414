"""The panel that looks in the bank for questions which are to be on every paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from integrity_edu.papers.blueprint import DIFFICULTIES, Row
from integrity_edu.plan.numerals import part_name
from integrity_edu.quiz.questions import KINDS
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.page import Context
from integrity_edu.ui.paper_desk import FoundQuestions, QuestionLine, find_questions
from integrity_edu.ui.paper_draft import Stock, kind_name
from integrity_edu.ui.widgets.elided import ElidedLabel
from integrity_edu.ui.widgets.layouts import clear
from integrity_edu.ui.widgets.panel import Panel
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

TYPING_PAUSE_MS = 200


class QuestionPanel(Panel):
    """`then` gets the ids that were ticked, in the order of ticking, after those there were."""

    def __init__(
        self,
        context: Context,
        stock: Stock,
        audience: str,
        chosen: Sequence[str],
        then: Callable[[tuple[str, ...]], None],
    ) -> None:
        super().__init__(
            context,
            tr("加固定题"),
            tr("勾上的题每一份卷子里都有。"),
            primary=tr("放进卷子"),
            width=760,
        )
        self._audience, self._then = audience, then
        self.chosen = list(chosen)
        self._asked = 0
        self.boxes: dict[str, QCheckBox] = {}
        self.words = QLineEdit()
        self.words.setObjectName("find-words")
        self.words.setPlaceholderText(tr("题干、选项或解析里的词"))
        self.words.setAccessibleName(tr("按词找题"))
        self.words.setClearButtonEnabled(True)
        self.body.addWidget(self.words)
        self.body.addLayout(self._make_filters(stock))
        self.count = WrappedLabel("", "small")
        self.count.setObjectName("found-count")
        self.body.addWidget(self.count)
        rows = QWidget()
        self._rows = QVBoxLayout(rows)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self.body.addWidget(rows)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self.words.textEdited.connect(lambda _: self._pause.start())
        self.primary.clicked.connect(self._take)
        self.primary.setDefault(False)  # Enter in the field of words searches
        self.primary.setAutoDefault(False)
        self.words.returnPressed.connect(self.look)
        self.words.setFocus()
        self.look()

    def _make_filters(self, stock: Stock) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.where, self.kind, self.difficulty = QComboBox(), QComboBox(), QComboBox()
        self.where.addItem(tr("全部措施"), ())
        for number, _ in stock.parts:
            self.where.addItem(part_name(number), stock.part(number))
        for one in stock.measures:
            text = tr("第 {n} 项　{title}", n=one.number, title=one.title)
            self.where.addItem(text, (one.number,))
        self.kind.addItem(tr("各种题型"), "")
        for kind in KINDS:
            self.kind.addItem(kind_name(kind), kind)
        self.difficulty.addItem(tr("各种难度"), ())
        for level in DIFFICULTIES:
            self.difficulty.addItem(tr("难度 {numbers}", numbers=level), (level,))
        names = (tr("按措施筛选"), tr("按题型筛选"), tr("按难度筛选"))
        for box, name in zip((self.where, self.kind, self.difficulty), names, strict=True):
            box.setAccessibleName(name)
            box.setMaxVisibleItems(14)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.currentIndexChanged.connect(self.look)
            row.addWidget(box, 1)
        self.where.setObjectName("find-where")
        self.kind.setObjectName("find-kind")
        self.difficulty.setObjectName("find-difficulty")
        return row

    def look(self) -> None:
        """Look in the bank for what the fields say now."""
        self._pause.stop()
        self._asked += 1
        asked, words, audience = self._asked, self.words.text(), self._audience
        cell = Row(
            measures=tuple(self.where.currentData()),
            kind=self.kind.currentData(),
            difficulty=tuple(self.difficulty.currentData()),
        )

        def show(found: FoundQuestions) -> None:
            if asked == self._asked:  # else another search is on its way
                self._show(found)

        self.context.tasks.run(
            self,
            lambda ws: find_questions(ws, words, cell, audience),
            show,
            self.context.messages.tell,
        )

    def _show(self, found: FoundQuestions) -> None:
        clear(self._rows)
        self.boxes = {}
        for one in found.lines:
            row = FoundRow(one)
            row.box.setChecked(one.id in self.chosen)
            row.box.toggled.connect(lambda on, ref=one.id: self._tick(ref, on=on))
            self._rows.addWidget(row)
            self.boxes[one.id] = row.box
        self._say(found)
        self.fit()

    def _say(self, found: FoundQuestions) -> None:
        if not found.count:
            text = tr("没有找到这样的题。换一个词，或者放宽筛选。")
        elif found.count > len(found.lines):
            text = tr(
                "找到 {count} 题，列出前 {n} 题；多写一个词可以缩小范围。",
                count=found.count,
                n=len(found.lines),
            )
        else:
            text = tr("找到 {n} 题", n=found.count)
        self.count.setText(text)
        announce(self.count, text)

    def _tick(self, ref: str, *, on: bool) -> None:
        if on and ref not in self.chosen:
            self.chosen.append(ref)
        elif not on and ref in self.chosen:
            self.chosen.remove(ref)

    def _take(self) -> None:
        self.accept()
        self._then(tuple(self.chosen))


class FoundRow(QWidget):
    """One question to tick; a click anywhere on it ticks it."""

    def __init__(self, one: QuestionLine) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        line = QVBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self.box = QCheckBox()
        self.box.setObjectName(f"find-{one.id}")
        self.box.setAccessibleName(one.stem)
        self.box.setAccessibleDescription(one.aside)
        stem, aside = ElidedLabel(), ElidedLabel()
        stem.show_text(one.stem)
        aside.setProperty("role", "small")
        aside.setContentsMargins(30, 0, 0, 0)
        aside.show_text(one.aside)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.box)
        head.addWidget(stem, 1)
        line.addLayout(head)
        line.addWidget(aside)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick or untick."""
        self.box.click()
