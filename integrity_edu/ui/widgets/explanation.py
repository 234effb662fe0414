"""The card beside a question: before confirming what is to come, afterwards why and on what."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from integrity_edu.quiz.grading import needs_marker
from integrity_edu.quiz.questions import Question
from integrity_edu.quiz.sources import LawSource, PlanSource, Sources
from integrity_edu.ui.answer_words import bold_html, explanation_text, law_lines, verdict_text
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import SmallButton
from integrity_edu.ui.widgets.cards import Card, IconBadge, IconLabel
from integrity_edu.ui.widgets.keys import KeyHint
from integrity_edu.ui.widgets.text import SongLabel, WrappedLabel, squeeze
from integrity_edu.words import tr


class QuoteBox(QFrame):
    """The measure's own words on paper colour, with the way to the whole sentence."""

    opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "paper")
        self.source = PlanSource(0, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        head = QHBoxLayout()
        self._title, year = QLabel(), QLabel(tr("2018 年"))
        self._title.setProperty("role", "small-strong")
        year.setProperty("role", "small")
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(year)
        self._words = SongLabel()
        self.button = SmallButton(theme, tr("看原文"), "book")
        self.button.clicked.connect(self.opened)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.button)
        column.addLayout(head)
        column.addWidget(self._words)
        column.addLayout(foot)

    def show_source(self, source: PlanSource) -> None:
        """Show another piece of the plan."""
        self.source = source
        whole = tr("方案第 {n} 项原句", n=source.measure)
        self._title.setText(whole if source.quote else tr("第 {n} 项", n=source.measure))
        self._words.show_text(source.quote)
        self._words.setVisible(bool(source.quote))
        self.button.setAccessibleName(tr("看方案第 {n} 项原文", n=source.measure))


class LawLine(QWidget):
    """Today's rule: title and article, in force from, checked on."""

    opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._icon = IconLabel(theme, "law", "success", 18)
        self._words = WrappedLabel("", "small")
        self.button = SmallButton(theme, tr("看条文"))
        self.button.clicked.connect(self.opened)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        self.source: LawSource | None = None

    def show_source(self, source: LawSource) -> None:
        """Show another rule."""
        self.source = source
        self._icon.set(
            "warning" if source.stale else "law", "warning" if source.stale else "success"
        )
        self._words.setText("<br>".join(squeeze(words, 12) for words in law_lines(source)))
        self.button.setAccessibleName(tr("看《{title}》{article}", title=source.title,
                                         article=source.article))  # fmt: skip


class ExplanationCard(Card):
    """`wait` before confirming, `explain` afterwards; its boxes are made once and shown again."""

    plan_opened = Signal(int, str)
    law_opened = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.body.setContentsMargins(22, 20, 22, 18)
        self.body.setSpacing(12)
        self._add_head()
        self.words = WrappedLabel()
        self.words.setObjectName("explanation")
        self.body.addWidget(self.words)
        self._sources = QVBoxLayout()
        self._sources.setSpacing(10)
        self.body.addLayout(self._sources)
        self.body.addStretch()
        self._add_keys()
        self._add_next()
        self.quotes: list[QuoteBox] = []
        self.laws: list[LawLine] = []

    def _add_head(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        self._badge = IconBadge(self.theme, "bulb", "neutral")
        words = QVBoxLayout()
        words.setSpacing(2)
        self.heading, self.line = WrappedLabel("", "heading"), WrappedLabel("", "small")
        self.heading.setObjectName("gist")
        words.addWidget(self.heading)
        words.addWidget(self.line)
        head.addWidget(self._badge)
        head.addLayout(words, 1)
        self.body.addLayout(head)

    def _add_next(self) -> None:
        self._next = QFrame()
        self._next.setProperty("role", "info-soft")
        row = QHBoxLayout(self._next)
        row.setContentsMargins(14, 11, 14, 11)
        row.setSpacing(14)
        row.addWidget(IconLabel(self.theme, "review", "info", 18))
        words = QVBoxLayout()
        words.setSpacing(2)
        self.next_heading, self.next_line = WrappedLabel("", "strong"), WrappedLabel("", "small")
        words.addWidget(self.next_heading)
        words.addWidget(self.next_line)
        row.addLayout(words, 1)
        self.body.addWidget(self._next)

    def _add_keys(self) -> None:
        self._keys = QFrame()
        self._keys.setProperty("role", "paper")
        column = QVBoxLayout(self._keys)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        for key, text in (
            (tr("1–9 或 A–I"), tr("选答案，再按一次取消")),
            ("Enter", tr("确认，或去下一题")),
            ("← →", tr("上一题，下一题")),
            ("Delete", tr("清除这题的答案")),
            ("Ctrl Enter", tr("去交卷")),
        ):
            column.addWidget(KeyHint(self.theme, key, text), 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._keys)

    def wait(self, heading: str, line: str, words: str) -> None:
        """Nothing is given away yet."""
        self._badge.set("bulb", "neutral")
        self.heading.setText(heading)
        self.line.setText(line)
        self.line.setVisible(bool(line))
        self.words.setText(bold_html(words))
        for box in (*self.quotes, *self.laws, self._next):
            box.hide()
        self._keys.show()

    def explain(
        self,
        question: Question,
        sources: Sources,
        *,
        right: bool | None,
        fraction: float | None = None,
    ) -> None:
        """Why, in whose words, and by which rule of today.

        `right` is None when nothing was asked (背题); `fraction` tells of an answer that is partly
        right, and is None for a short answer that nobody has marked yet.
        """
        if right is None and fraction is None:
            self._say_plainly(question)
        elif fraction is None and not needs_marker(question):
            self._say_verdict(question, float(bool(right)))
        else:
            self._say_verdict(question, fraction)
        self.words.setText(bold_html(explanation_text(question)))
        self._show_sources(sources.plan(question), sources.law(question))
        self._keys.hide()
        self._next.show()

    def _say_plainly(self, question: Question) -> None:
        self._badge.set("bulb", "neutral")
        self.heading.setText(question.gist or tr("答案和道理"))
        self.line.hide()

    def _say_verdict(self, question: Question, fraction: float | None) -> None:
        verdict = verdict_text(question, fraction)
        right = fraction == 1
        if fraction is None:
            self._badge.set("pencil", "info")
        else:
            icon = "check-circle" if right else "half" if fraction else "cross-circle"
            self._badge.set(icon, "success" if right else "warning" if fraction else "accent")
        self.heading.setText(verdict if right else question.gist or verdict)
        self.line.setText(tr("看看为什么对，别的为什么不对") if right else verdict)
        self.line.setVisible(right or bool(question.gist))

    def say_next(self, heading: str, line: str) -> None:
        """What becomes of this question."""
        self.next_heading.setText(heading)
        self.next_line.setText(line)
        self._next.setVisible(bool(heading))

    def _show_sources(self, plan: list[PlanSource], law: list[LawSource]) -> None:
        while len(self.quotes) < len(plan):
            self._add_quote()
        while len(self.laws) < len(law):
            self._add_law()
        for index, quote in enumerate(self.quotes):
            quote.setVisible(index < len(plan))
            if index < len(plan):
                quote.show_source(plan[index])
        for index, line in enumerate(self.laws):
            line.setVisible(index < len(law))
            if index < len(law):
                line.show_source(law[index])

    def _add_quote(self) -> None:
        box = QuoteBox(self.theme)
        box.button.setObjectName(f"see-plan-{len(self.quotes) + 1}")
        box.opened.connect(lambda: self.plan_opened.emit(box.source.measure, box.source.quote))
        self._sources.insertWidget(len(self.quotes), box)
        self.quotes.append(box)

    def _add_law(self) -> None:
        line = LawLine(self.theme)
        line.button.setObjectName(f"see-law-{len(self.laws) + 1}")
        line.opened.connect(lambda: self._open_law(line))
        self._sources.addWidget(line)
        self.laws.append(line)

    def _open_law(self, line: LawLine) -> None:
        if line.source:
            self.law_opened.emit(line.source.law, line.source.point)
