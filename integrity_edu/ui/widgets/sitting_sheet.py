"""How an attempt lies on the page: the strip, the question beside its explanation, the foot."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from integrity_edu.ui.note_keeping import follow_star
from integrity_edu.ui.page import Context
from integrity_edu.ui.tokens import MARGIN_SIDE
from integrity_edu.ui.widgets.cards import EmptyState
from integrity_edu.ui.widgets.columns import Columns
from integrity_edu.ui.widgets.explanation import ExplanationCard
from integrity_edu.ui.widgets.question_card import QuestionCard
from integrity_edu.ui.widgets.review_panel import ReviewPanel
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.ui.widgets.sitting_foot import SittingFoot
from integrity_edu.ui.widgets.strip import QuestionStrip
from integrity_edu.words import tr


class SittingSheet(QWidget):
    """One of question, list of what is open, or closed notice is shown at a time."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        theme = context.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.area = PageScroll()
        self.area.body.setContentsMargins(MARGIN_SIDE, 2, MARGIN_SIDE, 12)
        column.addWidget(self.area, 1)
        self.strip = QuestionStrip(theme)
        self.strip.setObjectName("strip")
        self.card = QuestionCard(theme)
        follow_star(context, self.card.star)
        self.side = ExplanationCard(theme)
        self.columns = Columns()
        self.columns.add(self.card, 7)
        self.columns.add(self.side, 5)
        self.panel = ReviewPanel(theme)
        self.closed = EmptyState(theme, "check-circle", tr("这份卷子已经结束了。"), tr("看结果"))
        self.foot = SittingFoot(theme)
        for widget in (self.strip, self.columns, self.panel, self.closed):
            self.area.body.addWidget(widget, int(widget is self.columns))
        self.area.body.addStretch()
        column.addWidget(self.foot)

    def show_only(self, shown: QWidget | None, *, sitting: bool) -> None:
        """Show the question, the list before handing in, or that it is over."""
        for widget in (self.columns, self.panel, self.closed):
            widget.setVisible(widget is shown)
        self.strip.setVisible(sitting)
        self.foot.setVisible(shown is self.columns)
