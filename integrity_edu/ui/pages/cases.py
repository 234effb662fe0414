"""All cases of my audience, as cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from integrity_edu.courses.library import cases
from integrity_edu.courses.values import CASE_TOPICS, Case, CaseFront
from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.tokens import RADIUS_CARD
from integrity_edu.ui.widgets.card_grid import CardGrid
from integrity_edu.ui.widgets.cards import Chip, EmptyState
from integrity_edu.ui.widgets.filters import Filters
from integrity_edu.ui.widgets.find_bar import FindBar, audience_choices, measure_choices
from integrity_edu.ui.widgets.rows import RowButton
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.ui.widgets.text import WrappedLabel, squeeze
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.ui.theme import Theme

LEAST_CARD = 290
TONES = {"正面": "success", "警示": "warning"}


def kind_word(kind: str) -> str:
    """The kind of a case in a word."""
    return tr("正面") if kind == "正面" else tr("警示")


def measures_text(measures: tuple[int, ...]) -> str:
    """`方案第 10、22 项`."""
    numbers = tr("、").join(map(str, measures))
    return tr("方案第 {numbers} 项", numbers=numbers, n=len(measures))


def topic_word(topic: str) -> str:
    """What a case is about, in a word."""
    return {
        "历史": tr("历史故事"),
        "承诺": tr("承诺与坚守"),
        "校园": tr("校园"),
        "网络": tr("网络与反诈"),
        "信息": tr("个人信息"),
        "借贷": tr("借贷与还款"),
        "经营": tr("经营与用工"),
        "公职": tr("公职"),
    }.get(topic, topic)


class CasesPage(Page):
    """Cards with kind, subtitle, minutes and measures; nothing here says who has read what."""

    follows = frozenset({"library"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title = tr("案例")
        self.subtitle = tr("先选一次，再看后来怎样。不计分，不留记录。")
        self._kind = "all"
        self.cards: list[CaseCard] = []
        scroll = PageScroll()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scroll)
        choices = [("all", tr("全部")), *((kind, kind_word(kind)) for kind in TONES)]
        self.filters = Filters(choices, tr("按正面或警示筛选"))
        self.filters.chosen.connect(self._choose_kind)
        self.finder = FindBar(context.theme, tr("在案例里找"))
        self.finder.add_list("topic", tr("按主题筛选"), [("", tr("全部主题"))])
        self.finder.add_list("measure", tr("按措施筛选"), measure_choices())
        if context.me.role == "teacher":
            self.finder.add_list("audience", tr("按对象筛选"), audience_choices())
        self.finder.changed.connect(self._show_fitting)
        self.grid = CardGrid(LEAST_CARD, 3)
        self.empty = EmptyState(context.theme, "case", "", tr("看全部案例"))
        self.empty.setObjectName("cases-empty")
        self.empty.button.clicked.connect(self._want_all)
        self.empty.hide()
        for widget in (self.filters, self.finder, self.grid, self.empty):
            scroll.body.addWidget(widget)
        scroll.body.addStretch()

    def reload(self) -> None:
        """Read the cases written for my audience."""
        audience = self.context.me.audience
        self.run(
            lambda ws: [one for one in cases(ws.conn) if audience in one.front.audience],
            self._show,
        )

    def _show(self, found: list[Case]) -> None:
        self.grid.show_cards([])
        for card in self.cards:
            card.deleteLater()
        self.cards = [CaseCard(self.context.theme, case.front) for case in found]
        for card in self.cards:
            card.clicked.connect(lambda _=False, ref=card.front.id: self.go("case", ref))
        topics = sorted({case.front.topic for case in found}, key=CASE_TOPICS.index)
        self.finder.set_list(
            "topic", [("", tr("全部主题")), *((one, topic_word(one)) for one in topics)]
        )
        self._show_fitting()

    def _choose_kind(self, kind: str) -> None:
        self._kind = kind
        self._show_fitting()

    def _want_all(self) -> None:
        self.filters.choose("all")
        self.finder.clear()

    def _show_fitting(self) -> None:
        shown = [card for card in self.cards if self._fits(card.front)]
        self.grid.show_cards(shown)
        self.grid.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        for widget in (self.filters, self.finder, self.empty.button):
            widget.setVisible(bool(self.cards))
        if not shown:
            self.empty.label.setText(
                tr("没有同时符合这些条件的案例。少选一个条件，或者看全部案例。")
                if self.cards
                else tr("这里还没有为你准备的案例。可以先去读一课。")
            )

    def _fits(self, front: CaseFront) -> bool:
        topic, measure = self.finder.chosen("topic"), self.finder.chosen("measure")
        audience = self.finder.chosen("audience")
        return (
            self._kind in ("all", front.kind)
            and topic in ("", front.topic)
            and (not measure or int(measure) in front.measures)
            and (not audience or audience in front.audience)
            and self.finder.words() in f"{front.title}\n{front.subtitle}".casefold()
        )


class CaseCard(RowButton):
    """One case; the whole card is one button."""

    def __init__(self, theme: Theme, front: CaseFront) -> None:
        minutes = tr("约 {n} 分钟", n=front.minutes)
        measures = measures_text(front.measures)
        parts = (front.title, kind_word(front.kind), front.subtitle, minutes, measures)
        super().__init__(theme, tr("，").join(parts))
        self.front = front
        self.setObjectName(f"case-{front.id}")
        self.setProperty("radius", RADIUS_CARD)
        self.row.setContentsMargins(20, 18, 20, 16)
        self.words.setSpacing(6)
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._inside(Chip(theme, kind_word(front.kind), TONES[front.kind])))
        top.addStretch()
        for layout, text in ((top, minutes), (foot, measures)):
            label = QLabel(text)
            label.setProperty("role", "small")
            layout.addWidget(self._inside(label))
        foot.addStretch()
        self.row.addLayout(self.words, 1)
        self.words.addLayout(top)
        self.words.addSpacing(4)
        self.words.addWidget(self._inside(WrappedLabel(squeeze(front.title, 16), "heading")))
        self.words.addWidget(self._inside(WrappedLabel(squeeze(front.subtitle), "muted")))
        self.words.addStretch()
        self.words.addSpacing(6)
        self.words.addLayout(foot)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card whose border answers the pointer."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.accent if self._hovered else palette.line), 1))
        painter.setBrush(QColor(palette.card))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS_CARD, RADIUS_CARD)
        painter.end()

    @staticmethod
    def _inside(label: QLabel) -> QLabel:
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return label
