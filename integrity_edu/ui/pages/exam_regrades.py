"""The regrades made in an exam, each with its reason, to be taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from integrity_edu.ui import exam_words
from integrity_edu.ui.page import Context
from integrity_edu.ui.pages.exam_regrade import take_back
from integrity_edu.ui.widgets.buttons import SmallButton
from integrity_edu.ui.widgets.cards import Card, Chip, EmptyState
from integrity_edu.ui.widgets.layouts import clear
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.ui.exam_view import Past


class RegradesTab(QWidget):
    """`analysis_wanted` leads to where a regrade begins."""

    analysis_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        card = Card(context.theme, tr("改判记录"), tr("新的在前；撤销以后也留在这里"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        card.body.addLayout(self._rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch()

    def show_regrades(self, found: tuple[Past, ...]) -> None:
        """Show them."""
        clear(self._rows)
        for place, one in enumerate(found, start=1):
            self._rows.addWidget(self._row(place, one))
        if not found:
            sentence = tr("还没有改判过。答案有误的题，到“分析”里选中它，再按“改判这道题”。")
            empty = EmptyState(self._context.theme, "pencil", sentence, tr("去看分析"))
            empty.button.setObjectName("to-analysis")
            empty.button.clicked.connect(self.analysis_wanted)
            self._rows.addWidget(empty)

    def _row(self, place: int, past: Past) -> QFrame:
        theme, one = self._context.theme, past.regrade
        box = QFrame()
        box.setProperty("role", "box")
        box.setObjectName(f"regrade-{place}")
        row = QHBoxLayout(box)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(WrappedLabel(past.stem, "strong"))
        words.addWidget(WrappedLabel(exam_words.regrade_words(one), "small"))
        words.addWidget(WrappedLabel(tr("理由：{reason}", reason=one.reason)))
        row.addLayout(words, 1)
        top = Qt.AlignmentFlag.AlignTop
        if one.stands:
            undo = SmallButton(theme, tr("撤销"), "undo")
            undo.setObjectName(f"undo-regrade-{place}")
            undo.setAccessibleName(tr("撤销改判：{stem}", stem=past.stem))
            undo.clicked.connect(partial(take_back, self._context, one.id))
            row.addWidget(undo, 0, top)
        else:
            row.addWidget(Chip(theme, tr("已撤销")), 0, top)
        return box
