"""Beside a result: what was regraded and why, the teacher's words, and how the others answered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from integrity_edu.exams.regrading.values import Regraded
from integrity_edu.ui import exam_words
from integrity_edu.ui.after_view import After
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.cards import Card, IconLabel
from integrity_edu.ui.widgets.layouts import clear
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr


class Aftermath(QWidget):
    """`above` stands under the score, `below` at the end of the page; both hide when empty."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.above = QVBoxLayout(self)
        self.above.setContentsMargins(0, 0, 0, 0)
        self.above.setSpacing(10)
        self.others_card = Card(theme, tr("大家怎么答"), tr("第一次作答，不出现姓名"))
        self.others_card.setObjectName("others")
        self._others = QVBoxLayout()
        self._others.setSpacing(6)
        self.others_card.body.addLayout(self._others)
        self.others_card.hide()

    def show_after(self, after: After) -> None:
        """Show what there is."""
        clear(self.above)
        for one in after.regrades:
            self.above.addWidget(self._regraded(one, points=after.points))
        for word in after.words:
            head = tr(
                "第 {n} 题，老师批改：{points} 分",
                n=word.position + 1,
                points=exam_words.points_words(word.earned, word.possible),
            )
            box = self._box(
                f"words-{word.position + 1}", "paper", ("chat", "muted"), head, word.comment
            )
            self.above.addWidget(box)
        self.setVisible(bool(after.regrades or after.words))
        clear(self._others)
        for position, others in sorted(after.others.items()):
            self._others.addWidget(WrappedLabel(exam_words.others_words(position, others)))
        self.others_card.setVisible(bool(after.others))

    def _regraded(self, one: Regraded, *, points: bool) -> QFrame:
        words = exam_words.regraded_words(one) if points else tr("第 {n} 题", n=one.position + 1)
        name = f"regraded-{one.position + 1}"
        head, reason = tr("改判：{what}", what=words), tr("理由：{reason}", reason=one.reason)
        return self._box(name, "info-soft", ("review", "info"), head, reason)

    def _box(self, name: str, role: str, look: tuple[str, str], head: str, text: str) -> QFrame:
        box = QFrame()
        box.setObjectName(name)
        box.setProperty("role", role)
        row = QHBoxLayout(box)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(IconLabel(self._theme, *look, 20), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(WrappedLabel(head, "strong"))
        if text:
            words.addWidget(WrappedLabel(text))
        row.addLayout(words, 1)
        return box
