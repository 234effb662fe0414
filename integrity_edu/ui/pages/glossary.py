"""The glossary: what the words of lessons and laws mean, and what they are easily taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout

from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.widgets.beside import Beside, keep_in_sight
from integrity_edu.ui.widgets.cards import Card, EmptyState
from integrity_edu.ui.widgets.layouts import clear, snug
from integrity_edu.ui.widgets.rows import RowButton
from integrity_edu.ui.widgets.search_field import SearchField
from integrity_edu.ui.widgets.term_words import TermWords
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.courses.values import Term
    from integrity_edu.workspace import Workspace

LIST_WIDTH = 323
NO_LIMIT = 16_777_215


def matches(term: Term, words: str, group: str) -> bool:
    """Whether a term belongs to a group (empty: any) and says what was typed, somewhere."""
    text = "\n".join((term.word, *term.also, term.meaning)).casefold()
    return (not group or term.group == group) and words.strip().casefold() in text


class GlossaryPage(Page):
    """`route.ref` is a term."""

    follows = frozenset({"library"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.set_heading(tr("术语"), tr("课文和法规里的词，用平常的话说"))
        self._terms: dict[str, Term] = {}
        self._shown = ""
        self.rows: dict[str, RowButton] = {}
        self._halves = Beside(LIST_WIDTH)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._halves)
        self._halves.list.body.addWidget(self._list_card())
        self._halves.list.body.addStretch()

    def _list_card(self) -> Card:
        card = Card(self.context.theme)
        card.body.setContentsMargins(12, 14, 12, 12)
        self.words = SearchField(self.context.theme, tr("找一个词"))
        self.words.setObjectName("find-term")
        self.words.setMaximumWidth(NO_LIMIT)
        self.words.textEdited.connect(lambda _: self._fill_list())
        self.group = QComboBox()
        self.group.setObjectName("filter-group")
        self.group.setAccessibleName(tr("按类筛选"))
        self.group.activated.connect(self._fill_list)
        self.count = QLabel()
        self.count.setProperty("role", "small")
        self.count.setContentsMargins(6, 0, 0, 0)
        for widget in (self.words, self.group, self.count):
            card.body.addWidget(widget)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        card.body.addLayout(self._rows)
        return card

    def reload(self) -> None:
        """Read the glossary once more and show the word asked for."""

        def find(ws: Workspace) -> list[Term]:
            from integrity_edu.courses.library import terms

            return terms(ws.conn)

        self.run(find, self._show)

    def _show(self, terms: list[Term]) -> None:
        self._terms = {term.id: term for term in terms}
        chosen = self.group.currentData()
        self.group.clear()
        self.group.addItem(tr("全部"), "")
        for group in dict.fromkeys(term.group for term in terms):
            self.group.addItem(group, group)
        self.group.setCurrentIndex(max(0, self.group.findData(chosen)))
        wanted = self._terms.get(self.route.ref)
        if wanted and not self._fits(wanted):
            self.group.setCurrentIndex(0)
            self.words.clear()
        self._fill_list()
        shown = self.route.ref or self._shown or next(iter(self._terms), "")
        if shown in self._terms:
            self._pick(shown)
        else:
            self._not_there()

    def _fill_list(self) -> None:
        found = [term for term in self._terms.values() if self._fits(term)]
        clear(self._rows)
        self.rows = {}
        self.count.setText(tr("{n} 个词", n=len(found)))
        for term in found:
            row = RowButton(self.context.theme, term.word)
            row.setCheckable(True)
            row.setObjectName(f"term-{term.id}")
            row.add_words(WrappedLabel(term.word))
            row.clicked.connect(lambda _=False, ref=term.id: self.go("glossary", ref))
            self.rows[term.id] = row
            self._rows.addWidget(row)
        if self.words.text() and found and self._shown not in self.rows:
            self._pick(found[0].id)
        if not found:
            self._rows.addWidget(self._nothing_fits())
        self._mark()

    def _fits(self, term: Term) -> bool:
        return matches(term, self.words.text(), self.group.currentData() or "")

    def _pick(self, ref: str) -> None:
        self._shown = ref
        detail = self._halves.detail
        clear(detail.body)
        card = Card(self.context.theme)
        card.setObjectName("term-card")
        card.body.addWidget(TermWords(self.context.theme, self._terms[ref], self.go))
        detail.body.addWidget(snug(card))
        detail.body.addStretch()
        self._mark()
        if ref in self.rows:
            keep_in_sight(self._halves.list, self.rows[ref])

    def _mark(self) -> None:
        for ref, row in self.rows.items():
            row.setChecked(ref == self._shown)

    def _nothing_fits(self) -> EmptyState:
        sentence = tr("没有这样的词。换个说法，或看全部。")
        empty = EmptyState(self.context.theme, "book", sentence, tr("看全部"))
        empty.button.setObjectName("clear-filters")
        empty.button.clicked.connect(self._clear_filters)
        return empty

    def _clear_filters(self) -> None:
        self.words.clear()
        self.group.setCurrentIndex(0)
        self._fill_list()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_there(self) -> None:
        self._shown = ""
        clear(self._halves.detail.body)
        card = Card(self.context.theme)
        sentence = tr("术语表里没有这个词，也许它换了名字。可以在左边找。")
        card.body.addWidget(EmptyState(self.context.theme, "book", sentence))
        self._halves.detail.body.addWidget(snug(card))
        self._halves.detail.body.addStretch()
        self._mark()
