"""Everything that holds the words typed above, grouped by what it is."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from integrity_edu.ui.accessible import announce
from integrity_edu.ui.going import practise
from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.tokens import GAP, Palette
from integrity_edu.ui.widgets.buttons import GhostButton, SmallButton
from integrity_edu.ui.widgets.cards import Card, EmptyState, IconBadge
from integrity_edu.ui.widgets.layouts import clear, snug
from integrity_edu.ui.widgets.rows import RowButton
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.storage.search import Found, Hit
    from integrity_edu.workspace import Workspace

LIMIT = 500
FIRST_ROWS = 5
ICONS = {
    "measure": ("plan", "accent"),
    "law": ("law", "info"),
    "lesson": ("course", "success"),
    "case": ("case", "warning"),
    "term": ("book", "neutral"),
    "question": ("quiz", "neutral"),
}
PAGE_OF = {"measure": "plan", "law": "laws", "lesson": "lesson", "case": "case", "term": "glossary"}


def kind_name(kind: str) -> str:
    """What a group of results is called."""
    return {
        "measure": tr("方案措施"),
        "law": tr("法规"),
        "lesson": tr("课程"),
        "case": tr("案例"),
        "term": tr("术语"),
        "question": tr("题目"),
    }[kind]


def examples() -> dict[str, str]:
    """Words worth trying, which are those of the content, and how they read to whoever is here."""
    return {
        "异议": tr("异议"),
        "信用修复": tr("信用修复"),
        "个人信息": tr("个人信息"),
        "绿色通道": tr("绿色通道"),
        "考试": tr("考试"),
    }


def marked_snippet(hit: Hit, palette: Palette) -> str:
    """The snippet as HTML with the searched words tinted."""
    marked = [False] * len(hit.snippet)
    for start, end in hit.marks:
        marked[start:end] = [True] * (end - start)
    style = f"background-color:{palette.warning_soft}; color:{palette.warning}; font-weight:700"
    pieces = []
    for tinted, run in groupby(range(len(marked)), key=marked.__getitem__):
        text = escape("".join(hit.snippet[at] for at in run))
        pieces.append(f'<span style="{style}">{text}</span>' if tinted else text)
    return "".join(pieces)


class SearchPage(Page):
    """`route.ref` holds the words; they are typed into the field above the page."""

    follows = frozenset({"library"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._found: Found | None = None
        self._open_groups: set[str] = set()
        self.rows: list[RowButton] = []
        self._before: QWidget | None = None
        self._scroll = PageScroll()
        self._column = self._scroll.body
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)
        for key, step in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, -1)):
            QShortcut(QKeySequence(key), self, activated=lambda step=step: self._step(step))  # type: ignore[call-overload]
        context.theme.changed.connect(self._paint)

    def reload(self) -> None:
        """Search again for the words of the route."""
        words = self.route.ref.strip()
        self._open_groups = set()
        if not words:
            self._show(None)
            return

        def find(ws: Workspace) -> Found:
            from integrity_edu.storage.search import search

            return search(ws.conn, words, LIMIT)

        self.run(find, lambda found: self._show(found, words))

    def _show(self, found: Found | None, words: str = "") -> None:
        if words != self.route.ref.strip():
            return  # typed on meanwhile; the newer search follows
        self._found = found
        if found is None:
            self.set_heading(tr("搜索"), tr("课程、条款、案例和题目一起找"))
        else:
            count = tr("{n} 条和“{words}”有关", words=words, n=found.count)
            if not found.count:
                count = tr("没有和“{words}”有关的内容", words=words)
            self.set_heading(tr("搜索"), count)
            announce(self, count)
        self._paint()
        self._scroll.verticalScrollBar().setValue(0)

    def _paint(self) -> None:
        self.rows = []
        clear(self._column)
        hits = self._found.hits if self._found else ()
        for kind, group in groupby(hits, key=lambda hit: hit.kind):
            self._column.addWidget(self._group(kind, list(group)))
        if not hits:
            self._column.addWidget(snug(self._nothing()))
        elif self._found and self._found.count > len(hits):
            note = tr("只列出前 {n} 条，多加一个词可以缩小范围。", n=len(hits))
            self._column.addWidget(WrappedLabel(note, "muted"))
        self._column.addStretch()

    def _group(self, kind: str, hits: list[Hit]) -> Card:
        theme = self.context.theme
        card = Card(theme, kind_name(kind), tr("{n} 条", n=len(hits)))
        card.setObjectName(f"hits-{kind}")
        card.body.setSpacing(2)
        shown = hits if kind in self._open_groups else hits[:FIRST_ROWS]
        for hit in shown:
            row = self._row(hit)
            card.body.addWidget(row)
            self.rows.append(row)
        if len(shown) < len(hits):
            more = GhostButton(theme, tr("显示全部 {n} 条", n=len(hits)), "chevron-down")
            more.setObjectName(f"more-{kind}")
            more.clicked.connect(lambda: self._unfold(kind))
            card.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _row(self, hit: Hit) -> RowButton:
        theme = self.context.theme
        row = RowButton(theme, tr("{kind}：{title}", kind=kind_name(hit.kind), title=hit.title))
        row.setAccessibleDescription(hit.snippet)
        row.setObjectName(f"hit-{hit.kind}-{hit.ref}")
        row.add(IconBadge(theme, *ICONS[hit.kind]))
        snippet = WrappedLabel(marked_snippet(hit, theme.palette), "muted")
        snippet.setTextFormat(Qt.TextFormat.RichText)
        heading = tr("第 {n} 项　{title}", n=hit.ref, title=hit.title)
        title = WrappedLabel(heading if hit.kind == "measure" else hit.title, "strong")
        title.setTextFormat(Qt.TextFormat.PlainText)
        row.add_words(title, snippet)
        row.clicked.connect(lambda: self._open(hit))
        return row

    def _open(self, hit: Hit) -> None:
        if hit.kind == "question":
            practise(self, tr("练一道题"), questions=(hit.ref,))
        else:
            self.go(PAGE_OF[hit.kind], hit.ref)

    def _unfold(self, kind: str) -> None:
        """Show the rest of a group and stand on the first new row."""
        self._open_groups.add(kind)
        self._paint()
        mine = [row for row in self.rows if row.objectName().startswith(f"hit-{kind}-")]
        mine[FIRST_ROWS].setFocus(Qt.FocusReason.TabFocusReason)

    def _nothing(self) -> Card:
        theme, words = self.context.theme, self.route.ref.strip()
        card = Card(theme)
        card.setObjectName("no-hits" if words else "no-query")
        sentence = (
            tr("没有找到“{words}”。换一个短一点的词，或者试试下面这些。", words=words)
            if words
            else tr("在上面输入一个词，方案、法规、课程、案例和题目会一起列出来。可以从这些开始：")
        )
        card.body.addWidget(EmptyState(theme, "search", sentence))
        chips = QHBoxLayout()
        chips.setSpacing(10)
        chips.addStretch()
        for word, shown in examples().items():
            chip = SmallButton(theme, shown)
            chip.setObjectName(f"try-{word}")
            chip.clicked.connect(lambda _=False, word=word: self.go("search", word))
            chips.addWidget(chip)
        chips.addStretch()
        card.body.addLayout(chips)
        return card

    def _step(self, step: int) -> None:
        """Move the focus through the rows; up from the first one goes back to where it was."""
        focus = QApplication.focusWidget()
        at = next((i for i, row in enumerate(self.rows) if row is focus), -1)
        if at < 0:
            self._before = focus
        if not self.rows or (at < 0 and step < 0):
            return
        if at + step < 0:
            if self._before is not None:
                self._before.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        row = self.rows[min(at + step, len(self.rows) - 1)]
        row.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(row, 0, GAP)
