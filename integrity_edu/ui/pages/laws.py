"""The law library: what stands behind the plan today, point by point, then and now."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout

from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.widgets.beside import Beside, keep_in_sight, reveal
from integrity_edu.ui.widgets.cards import Card, Chip, EmptyState
from integrity_edu.ui.widgets.law_card import LawHead, LawPoints, kind_word, status_word
from integrity_edu.ui.widgets.layouts import clear, snug
from integrity_edu.ui.widgets.rows import RowButton
from integrity_edu.ui.widgets.search_field import SearchField
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.plan.values import LawCard
    from integrity_edu.workspace import Workspace

LIST_WIDTH = 323
KINDS = ("法律", "行政法规", "地方性法规", "部门规章", "司法解释", "政策文件", "国家标准")
"""In the order of their force; a kind that is not here comes last."""

STATES = ("现行", "已修改", "已废止", "历史文件")
STALE = "stale"
NO_LIMIT = 16_777_215


def _rank(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


def _find(ws: Workspace) -> tuple[list[LawCard], date]:
    from integrity_edu.plan.reading import laws

    return laws(ws.conn), ws.today()


class LawsPage(Page):
    """`route.ref` is a card id, or card id # point id; `more["measure"]` sets the filter."""

    follows = frozenset({"library"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.set_heading(tr("法规"), tr("方案今天依据的规定，逐条注明核对日期"))
        self._laws: dict[str, LawCard] = {}
        self._today = date.min
        self._shown = ""
        self.rows: dict[str, RowButton] = {}
        self._points: LawPoints | None = None
        self._halves = Beside(LIST_WIDTH)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._halves)
        self._halves.list.body.addWidget(self._list_card())
        self._halves.list.body.addStretch()

    def _list_card(self) -> Card:
        card = Card(self.context.theme)
        card.body.setContentsMargins(12, 14, 12, 12)
        self.kind, self.measure, self.state = QComboBox(), QComboBox(), QComboBox()
        self.kind.setObjectName("filter-kind")
        self.kind.setAccessibleName(tr("按种类筛选"))
        self.measure.setObjectName("filter-measure")
        self.measure.setAccessibleName(tr("按措施筛选"))
        self.measure.addItem(tr("全部措施"), 0)
        for number in range(1, 30):
            self.measure.addItem(tr("第 {n} 项措施", n=number), number)
        self.state.setObjectName("filter-state")
        self.state.setAccessibleName(tr("按状态筛选"))
        states = [("", tr("全部状态")), *((one, status_word(one)) for one in STATES)]
        for key, text in (*states, (STALE, tr("待核"))):
            self.state.addItem(text, key)
        self.words = SearchField(self.context.theme, tr("在名称和要点里找"))
        self.words.setObjectName("find-law")
        self.words.setMaximumWidth(NO_LIMIT)
        self.words.textEdited.connect(lambda _: self._fill_list())
        card.body.addWidget(self.words)
        for combo in (self.kind, self.measure, self.state):
            combo.activated.connect(self._fill_list)
            card.body.addWidget(combo)
        self.count = QLabel()
        self.count.setProperty("role", "small")
        self.count.setContentsMargins(6, 0, 0, 0)
        card.body.addWidget(self.count)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        card.body.addLayout(self._rows)
        return card

    def reload(self) -> None:
        """Read the cards once more and show the one asked for."""
        self.run(_find, lambda found: self._show(*found))

    def _show(self, laws: list[LawCard], today: date) -> None:
        ordered = sorted(laws, key=lambda law: _rank(law.kind))
        self._laws, self._today = {law.id: law for law in ordered}, today
        self._fill_kinds()
        law_id, _, point = self.route.ref.partition("#")
        wanted = self.route.more.get("measure", 0)
        if wanted or (law_id in self._laws and not self._fits(self._laws[law_id])):
            self._want_all()
            self.measure.setCurrentIndex(max(0, self.measure.findData(wanted)))
        self._fill_list()
        if law_id and law_id not in self._laws:
            self._not_there()
        elif law_id or self._shown in self._laws:
            self._pick(law_id or self._shown, point)

    def _fill_kinds(self) -> None:
        chosen = self.kind.currentData()
        self.kind.clear()
        self.kind.addItem(tr("全部种类"), "")
        for kind in dict.fromkeys(law.kind for law in self._laws.values()):
            self.kind.addItem(kind_word(kind), kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(chosen)))

    def _fill_list(self) -> None:
        found = [law for law in self._laws.values() if self._fits(law)]
        clear(self._rows)
        self.rows = {}
        self.count.setText(tr("{n} 部", n=len(found)))
        for law in found:
            self.rows[law.id] = self._row(law)
            self._rows.addWidget(self.rows[law.id])
        if not found:
            self._rows.addWidget(self._nothing_fits())
        if self._shown not in self.rows and found and not self.route.ref:
            self._pick(max(found, key=lambda law: len(law.measures)).id)
        self._mark()

    def _fits(self, law: LawCard) -> bool:
        kind, number, state = (
            combo.currentData() for combo in (self.kind, self.measure, self.state)
        )
        text = "\n".join((law.title, law.short, law.number, *(one.text for one in law.point)))
        return (
            (not kind or law.kind == kind)
            and (not number or number in law.measures)
            and (not state or (self._is_stale(law) if state == STALE else law.status == state))
            and self.words.text().strip().casefold() in text.casefold()
        )

    def _want_all(self) -> None:
        self.words.clear()
        for combo in (self.kind, self.measure, self.state):
            combo.setCurrentIndex(0)

    def _row(self, law: LawCard) -> RowButton:
        theme = self.context.theme
        kind, count = kind_word(law.kind), len(law.point)
        name = tr("{title}，{kind}，{n} 条", title=law.title, kind=kind, n=count)
        row = RowButton(theme, name)
        row.setCheckable(True)
        row.setObjectName(f"law-{law.id}")
        detail = tr("{kind}　{n} 条", kind=kind, n=count)
        row.add_words(WrappedLabel(law.short), WrappedLabel(detail, "small"))
        if self._is_stale(law):
            row.add(Chip(theme, tr("待核"), "warning"))
        row.clicked.connect(lambda: self.go("laws", law.id))
        return row

    def _is_stale(self, law: LawCard) -> bool:
        from integrity_edu.plan.values import is_stale

        return is_stale(law.checked_on, self._today)

    def _pick(self, law_id: str, point: str = "") -> None:
        law, theme = self._laws[law_id], self.context.theme
        detail = self._halves.detail
        if self._shown != law_id or self._points is None:
            clear(detail.body)
            self._shown = law_id
            head = LawHead(theme, law, stale=self._is_stale(law), go=self.go)
            self._points = LawPoints(theme, law)
            detail.body.addWidget(snug(head))
            detail.body.addWidget(snug(self._points))
            detail.body.addStretch()
            detail.verticalScrollBar().setValue(0)
        box = self._points.highlight(point)
        if box is not None:
            reveal(detail, box)
        self._mark()
        if law_id in self.rows:
            keep_in_sight(self._halves.list, self.rows[law_id])

    def _mark(self) -> None:
        for law_id, row in self.rows.items():
            row.setChecked(law_id == self._shown)

    def _nothing_fits(self) -> EmptyState:
        sentence = tr("没有同时符合这些条件的法规。少选一个条件，或者看全部。")
        empty = EmptyState(self.context.theme, "law", sentence, tr("看全部"))
        empty.button.setObjectName("clear-filters")
        empty.button.clicked.connect(self._clear_filters)
        return empty

    def _clear_filters(self) -> None:
        self._want_all()
        self._fill_list()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_there(self) -> None:
        clear(self._halves.detail.body)
        self._shown, self._points = "", None
        card = Card(self.context.theme)
        sentence = tr("没有这张法规卡，也许它换了名字。可以在左边按名称找。")
        card.body.addWidget(EmptyState(self.context.theme, "law", sentence))
        self._halves.detail.body.addWidget(snug(card))
        self._halves.detail.body.addStretch()
        self._mark()
