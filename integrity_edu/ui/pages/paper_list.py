"""All my papers, newest first: open, copy, rename, withdraw."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from integrity_edu.ui import paper_draft
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.dates import full_day_text
from integrity_edu.ui.page import Context
from integrity_edu.ui.paper_desk import SEARCH_FROM, PaperLine, Shelf, matching
from integrity_edu.ui.widgets.buttons import GhostButton, IconButton, SmallButton
from integrity_edu.ui.widgets.cards import Card, EmptyState, IconBadge, line
from integrity_edu.ui.widgets.elided import ElidedLabel
from integrity_edu.ui.widgets.layouts import clear, snug
from integrity_edu.ui.widgets.rows import RowButton
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

FIRST_ROWS = 40


class PaperList(QWidget):
    """Says what somebody wants with a paper; the page does it."""

    make_wanted = Signal()
    opened = Signal(str)
    copied = Signal(str)
    renamed = Signal(object)
    withdrawn = Signal(object)
    restored = Signal(object)
    assigned = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._shelf = Shelf()
        self._all = self._show_withdrawn = False
        self._focus = ""
        scroll = PageScroll()
        self.none = snug(self._make_none())
        self.search = QLineEdit()
        self.search.setObjectName("paper-search")
        self.search.setPlaceholderText(tr("按名称或班级找卷子"))
        self.search.setAccessibleName(tr("按名称或班级找卷子"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(420)
        self.search.textChanged.connect(lambda _: self._search())
        self.card = Card(context.theme)
        self.card.body.setSpacing(2)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.card.body.addLayout(self._rows)
        for widget in (self.none, self.search, self.card):
            scroll.body.addWidget(widget)
            widget.hide()
        scroll.body.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scroll)

    def _make_none(self) -> Card:
        card = Card(self.context.theme)
        sentence = tr(
            "还没有卷子。一份卷子写明从哪里抽题、抽几题、每题几分；存好以后题目就定了，"
            "可以打印，也可以布置给班级当考试。"
        )
        empty = EmptyState(self.context.theme, "doc", sentence, tr("组一份卷"))
        empty.button.setObjectName("make-first-paper")
        empty.button.setProperty("role", "primary")
        empty.button.clicked.connect(self.make_wanted)
        card.body.addWidget(empty)
        return card

    def show_shelf(self, shelf: Shelf) -> None:
        """Show all papers; focus stays with the paper it was on."""
        self._shelf = shelf
        self.none.setVisible(not shelf.lines and not shelf.withdrawn)
        self.search.setVisible(len(shelf.lines) > SEARCH_FROM)
        self.card.setVisible(bool(shelf.lines or shelf.withdrawn))
        self._paint()

    def _search(self) -> None:
        self._paint()
        count = len(matching(self._shelf.lines, self.search.text()))
        announce(self.search, tr("{n} 份卷子", n=count))

    def _paint(self) -> None:
        focused = self.window().focusWidget()
        name = focused.objectName() if focused and self.card.isAncestorOf(focused) else ""
        clear(self._rows)
        words = self.search.text() if not self.search.isHidden() else ""
        lines = matching(self._shelf.lines, words)
        shown = lines if self._all else lines[:FIRST_ROWS]
        for place, one in enumerate(shown):
            if place:
                self._rows.addWidget(line())
            self._rows.addWidget(self._row(one))
        if not lines:
            text = (
                tr("没有这样的卷子。换一个短一点的词。")
                if words
                else tr("卷子都收回了。要用，就在下面恢复。")
            )
            self._rows.addWidget(WrappedLabel(text, "muted"))
        if len(shown) < len(lines):
            self._link("more-papers", tr("显示全部 {n} 份", n=len(lines)), self._unfold)
        self._add_withdrawn()
        if name:
            again = self.findChild(QWidget, name)
            if again is not None:
                again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _link(self, name: str, text: str, act: object) -> None:
        button = GhostButton(self.context.theme, text)
        button.setObjectName(name)
        button.clicked.connect(act)
        self._rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _unfold(self) -> None:
        self._all = True
        self._paint()

    def _add_withdrawn(self) -> None:
        gone = self._shelf.withdrawn
        if not gone:
            return
        hidden = tr("看收回的 {n} 份", n=len(gone))
        text = tr("收起收回的卷子") if self._show_withdrawn else hidden
        self._link("withdrawn-papers", text, self._toggle)
        if not self._show_withdrawn:
            return
        for one in gone:
            row = QWidget()
            across = QHBoxLayout(row)
            across.setContentsMargins(12, 4, 0, 4)
            title = ElidedLabel()
            title.setProperty("role", "muted")
            title.show_text(one.paper.title)
            back = SmallButton(self.context.theme, tr("恢复"), "undo")
            back.setObjectName(f"restore-{one.paper.id}")
            back.setAccessibleName(tr("恢复“{title}”", title=one.paper.title))
            back.clicked.connect(partial(self.restored.emit, one.paper))
            across.addWidget(title, 1)
            across.addWidget(back)
            self._rows.addWidget(row)

    def _toggle(self) -> None:
        self._show_withdrawn = not self._show_withdrawn
        self._paint()

    def _row(self, one: PaperLine) -> QWidget:
        theme, paper, holder = self.context.theme, one.paper, QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        facts = line_words(one)
        row = RowButton(theme, tr("打开“{title}”，{facts}", title=paper.title, facts=facts))
        row.setObjectName(f"paper-{paper.id}")
        row.add(IconBadge(theme, "doc", "success" if one.classes else "neutral"))
        title, aside = ElidedLabel(), ElidedLabel()
        title.setProperty("role", "strong")
        title.show_text(paper.title)
        aside.setProperty("role", "small")
        aside.show_text(facts)
        row.add_words(title, aside)
        row.clicked.connect(partial(self.opened.emit, paper.id))
        copy = SmallButton(theme, tr("照着再组"), "copy")
        copy.setObjectName(f"copy-{paper.id}")
        copy.setAccessibleName(tr("照着“{title}”再组一份", title=paper.title))
        copy.clicked.connect(partial(self.copied.emit, paper.id))
        more = IconButton(theme, "more", tr("“{title}”的更多操作", title=paper.title))
        more.setObjectName(f"more-{paper.id}")
        more.clicked.connect(partial(self._menu, one, more))
        across.addWidget(row, 1)
        across.addWidget(copy)
        across.addWidget(more)
        return holder

    def _menu(self, one: PaperLine, near: QWidget) -> None:
        menu = QMenu(self)
        menu.setObjectName("paper-menu")
        paper = one.paper
        for name, text, act in (
            ("assign", tr("布置给班级"), partial(self.assigned.emit, paper.id)),
            ("rename", tr("改名"), partial(self.renamed.emit, paper)),
            ("withdraw", tr("收回"), partial(self.withdrawn.emit, paper)),
        ):
            action = menu.addAction(text)
            action.setObjectName(f"{name}-paper")
            action.triggered.connect(act)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(near.mapToGlobal(near.rect().bottomLeft()))


def line_words(one: PaperLine) -> str:
    """How large a paper is, when it was made and for whom it was used."""
    paper = one.paper
    plan = paper_draft.Plan(paper.blueprint, paper.seed, paper.variants)
    day = full_day_text(paper.made_at.date())
    words = tr("{total}；{day}组的", total=paper_draft.total_words(plan), day=day)
    if not one.classes:
        return words
    return tr("{words}；布置给 {classes}", words=words, classes=tr("、").join(one.classes))
