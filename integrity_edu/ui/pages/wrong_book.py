"""错题本: what comes back today, and every question that ever went wrong."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from integrity_edu.review.wrong_book import EVERYTHING, PAGE, WrongQuestion
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.going import review
from integrity_edu.ui.note_keeping import change, keep, keep_starred, restore
from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.widgets.buttons import GhostButton, SmallButton
from integrity_edu.ui.widgets.cards import Card, EmptyState, line
from integrity_edu.ui.widgets.due_card import DueCard
from integrity_edu.ui.widgets.layouts import snug
from integrity_edu.ui.widgets.pager import Pager
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.ui.widgets.stacked import stacked
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.ui.widgets.wrong_entry import WrongEntry
from integrity_edu.ui.widgets.wrong_filters import WrongFilters
from integrity_edu.ui.wrong_book_view import MOST, Seen, look
from integrity_edu.ui.wrong_book_view import practise as practise_these
from integrity_edu.ui.wrong_book_words import due_words
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.ui.widgets.note_editor import NoteEditor
    from integrity_edu.workspace import Workspace

QUIET_MS = 250
"""How long a look may take before it is said that it takes a while."""


class _Pager(Pager):
    def _words(self, first: int, last: int, *, several: bool) -> str:
        if not several:
            return tr("共 {n} 题", n=self._total)
        return tr("第 {a}–{b} 题，共 {n} 题", a=first, b=last, n=self._total)


class _Stack(QWidget):
    """Widgets one below the other; what they need follows from their width alone.

    The hint of a wrapping label is for a width of its own choosing: forty of them would claim
    half a screen of nothing.
    """

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(stacked(*widgets))

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest word, and no height but what the width asks for."""
        return QSize(super().minimumSizeHint().width(), 0)


class WrongBookPage(Page):
    """One question is open at a time; a look under way is never overtaken by a second one."""

    follows = frozenset({"quiz", "review", "settings", "library"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.set_heading(tr("错题本"), tr("答错的题在这里等你，到了日子自己回来"))
        self.entries: dict[str, WrongEntry] = {}
        self._looking = self._again = False
        self.due = DueCard(context.theme)
        self.due.begun.connect(partial(review, self))
        self.filters = WrongFilters(context.theme)
        self.filters.changed.connect(self._filtered)
        self.waiting = WrappedLabel(tr("正在翻看错题本…"), "muted")
        self.waiting.setObjectName("waiting")
        self._slow = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._slow.timeout.connect(self._say_slow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._area = PageScroll()
        column.addWidget(self._area)
        self.nothing = self._nothing()
        self.list = self._list()
        parts = (self.due, self.filters, self.nothing, self.waiting, self.list)
        self._area.body.addWidget(snug(_Stack(*parts)))
        for widget in parts:
            widget.hide()
        self._area.body.addStretch()

    def _nothing(self) -> Card:
        """Nothing went wrong yet and nothing is starred."""
        card = Card(self.context.theme)
        card.setObjectName("wrong-book-empty")
        words = tr("还没有答错过的题。做几道题，答错的会收在这里，到日子提醒你再看。")
        empty = EmptyState(self.context.theme, "wrong-book", words, tr("去做题"))
        empty.button.setObjectName("go-quiz")
        empty.button.clicked.connect(lambda: self.go("quiz"))
        card.body.addWidget(empty)
        return card

    def _list(self) -> Card:
        theme = self.context.theme
        card = Card(theme, " ")
        card.setObjectName("wrong-list")
        self.clear = GhostButton(theme, tr("清除筛选"))
        self.clear.setObjectName("clear-filters")
        self.clear.clicked.connect(self._clear)
        self.these = SmallButton(theme, "", "play")
        self.these.setObjectName("practise-these")
        self.these.clicked.connect(self._practise)
        card.head.addWidget(self.clear)
        card.head.addWidget(self.these)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        card.body.addLayout(self._rows)
        self.no_match = EmptyState(theme, "search", tr("没有符合这些条件的题。"), tr("清除筛选"))
        self.no_match.setObjectName("no-match")
        self.no_match.button.setObjectName("clear-all")
        self.no_match.button.clicked.connect(self._clear)
        card.body.addWidget(self.no_match)
        self.pager = _Pager(theme, PAGE)
        self.pager.turned.connect(self._turned)
        card.body.addWidget(self.pager)
        return card

    # ---- looking -----------------------------------------------------------------------------

    def reload(self) -> None:
        """Look again; while a look is under way, once more after it and no oftener."""
        if self._looking:
            self._again = True
            return
        self._looking, self._again = True, False
        self._slow.start()
        wanted, offset = self.filters.wanted, self.pager.slice.start

        def arrived(seen: Seen) -> None:
            self._arrived()
            if not self._again:
                self._show(seen)
                self.filled.emit()
            else:
                self.reload()

        def failed(error: BaseException) -> None:
            self._arrived()
            self.context.messages.tell(error)

        self.context.tasks.run(self, lambda ws: look(ws, wanted, offset), arrived, failed)

    def _say_slow(self) -> None:
        """A list that stands says it in its heading, so that nothing under the hand moves."""
        if self.list.isVisible():
            self.list.aside.setText(self.waiting.text())
        else:
            self.waiting.show()

    def _arrived(self) -> None:
        self._looking = False
        self._slow.stop()
        self.waiting.hide()
        self.list.aside.clear()

    def leave(self) -> None:
        """Save what was written."""
        for entry in self.entries.values():
            entry.flush()

    def _show(self, seen: Seen) -> None:
        book, filtered = seen.book, self.filters.wanted != EVERYTHING
        anything = bool(book.counts.total or book.counts.favourite)
        self.nothing.setVisible(not anything)
        self.list.setVisible(anything)
        self.filters.setVisible(anything)
        self.due.setVisible(bool(book.counts.total) or seen.under_way)
        words = due_words(seen.queue, under_way=seen.under_way)
        self.due.show_words(words)
        self.filters.show_counts(book.counts, seen.titles)
        found = tr("找到 {n} 题", n=book.found) if filtered else tr("全部 {n} 题", n=book.found)
        if self.list.title.text() not in (found, " "):
            announce(self.list, found)
        self.list.title.setText(found)
        self.clear.setVisible(filtered and bool(book.found))
        self._show_practice(book.found)
        self.no_match.setVisible(not book.found)
        if not book.found and not filtered:
            self.no_match.label.setText(tr("还没有答错过的题；收藏的在上面点“收藏的”就能看到。"))
        elif not book.found:
            self.no_match.label.setText(tr("没有符合这些条件的题。"))
        self.no_match.button.setVisible(filtered)
        self.pager.show_total(book.found)
        self.pager.setVisible(book.found > PAGE)
        self._show_rows(seen)

    def _show_practice(self, found: int) -> None:
        self.these.setVisible(bool(found))
        few = found <= MOST
        self.these.setText(tr("练这 {n} 题", n=found) if few else tr("练前 {n} 题", n=MOST))

    def _show_rows(self, seen: Seen) -> None:
        """Fill the list; a question that was there keeps its widget, and so what is open in it."""
        had_focus = self._focused()
        old, self.entries = self.entries, {}
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and not isinstance(widget, WrongEntry):
                widget.deleteLater()
        for one in seen.book.rows:
            entry = old.pop(one.question.id, None) or self._entry(one)
            if self.entries:
                self._rows.addWidget(line())
            self.entries[one.question.id] = entry
            self._rows.addWidget(entry)
            entry.show_question(one, seen.sources)
        for entry in old.values():
            entry.flush()
            entry.hide()
            entry.deleteLater()
        if had_focus in old:
            self._catch_focus()

    def _entry(self, one: WrongQuestion) -> WrongEntry:
        entry = WrongEntry(self.context.theme, one)
        entry.toggled.connect(lambda on: self._toggled(entry, on=on))
        entry.noting.connect(lambda editor: self._keep_notes(one.question.id, editor))
        entry.row.stepped.connect(lambda step: self._step(entry, step))
        entry.plan_opened.connect(lambda n, quote: self.go("plan", str(n), quote=quote))
        entry.law_opened.connect(lambda law, point: self.go("laws", f"{law}#{point}"))
        return entry

    def _focused(self) -> str:
        """The question in whose row or note the keyboard is."""
        focus = QApplication.focusWidget()
        found = (ref for ref, one in self.entries.items() if focus and one.isAncestorOf(focus))
        return next(found, "")

    def _catch_focus(self) -> None:
        """What had the focus is gone from the list: go on where one can go on."""
        first = next(iter(self.entries.values()), None)
        target = first.row if first else self.no_match.button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- going about -------------------------------------------------------------------------

    def _toggled(self, entry: WrongEntry, *, on: bool) -> None:
        if not on:
            return
        for other in self.entries.values():
            if other is not entry:
                other.row.setChecked(False)
        QTimer.singleShot(0, entry, lambda: self._area.ensureWidgetVisible(entry, 0, 0))

    def _step(self, entry: WrongEntry, step: int) -> None:
        entries = list(self.entries.values())
        place = max(0, min(len(entries) - 1, entries.index(entry) + step))
        entries[place].row.setFocus(Qt.FocusReason.TabFocusReason)
        self._area.ensureWidgetVisible(entries[place].row)

    def _filtered(self) -> None:
        self.pager.first()
        self.reload()

    def _turned(self) -> None:
        self.reload()
        self._area.ensureWidgetVisible(self.list.title)

    def _clear(self) -> None:
        self.filters.clear()
        self.filters.focus_first()

    def _practise(self) -> None:
        from integrity_edu import ids

        wanted, audience, seed = self.filters.wanted, self.context.me.audience, ids.new_seed()

        def begin(ws: Workspace) -> str:
            return practise_these(ws, wanted, seed=seed, audience=audience)

        self.run(begin, lambda sitting: self.go("sitting", sitting))

    # ---- notes -------------------------------------------------------------------------------

    def _keep_notes(self, question: str, editor: NoteEditor) -> None:
        context = self.context
        editor.star_wanted.connect(lambda on: keep_starred(context, question, on=on))
        editor.cause_wanted.connect(lambda cause: self._keep_cause(question, cause))
        editor.written.connect(lambda text: self._write(question, editor, text))
        editor.finished.connect(lambda before: self._written(question, editor, before))

    def _keep_cause(self, question: str, cause: str) -> None:
        said = tr("错因记下了。") if cause else tr("错因清除了。")
        keep(self.context, question, said, cause=cause)

    def _write(self, question: str, editor: NoteEditor, text: str) -> None:
        def failed(error: BaseException) -> None:
            editor.say_lost()
            self.context.messages.tell(error)

        self.context.tasks.run(
            editor, lambda ws: change(ws, question, text=text), lambda _: editor.say_saved(), failed
        )

    def _written(self, question: str, editor: NoteEditor, before: str) -> None:
        focus, notice = QApplication.focusWidget(), self.context.messages.notice
        if focus is not None and notice.isAncestorOf(focus):  # somebody is pressing its 撤销
            editor.not_told(before)
            return
        self.context.messages.notify(
            tr("笔记存好了。"), lambda: restore(self.context, question, text=before)
        )
