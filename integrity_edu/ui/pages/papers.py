"""试卷: a teacher's papers, from a blueprint to print and to a class."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from integrity_edu import ids
from integrity_edu.ui.keys import bind_keys
from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.pages.paper_editor import PaperEditor
from integrity_edu.ui.pages.paper_list import PaperList
from integrity_edu.ui.pages.paper_pdf import PrintPanel
from integrity_edu.ui.pages.paper_preview import PaperPreview
from integrity_edu.ui.pages.paper_start import RenamePaperPanel, StartPanel
from integrity_edu.ui.paper_desk import Opened, Shelf, begin_like, open_paper, shelf, stock
from integrity_edu.ui.widgets.buttons import PrimaryButton
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.papers.saving import Paper
    from integrity_edu.ui.navigation import Route
    from integrity_edu.ui.paper_draft import Draft, Stock
    from integrity_edu.workspace import Workspace


class PapersPage(Page):
    """`route.ref` may name a paper to look at; a draft that is not saved comes first."""

    follows = frozenset({"papers", "teaching", "library"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._shelf = Shelf()
        self._paper, self._variant = "", 0
        self._came_back = False
        theme = context.theme
        self.list, self.editor, self.preview = (
            PaperList(context), PaperEditor(context), PaperPreview(context),
        )  # fmt: skip
        self._views = QStackedWidget()
        for view in (self.list, self.editor, self.preview):
            self._views.addWidget(view)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._views)
        self.make = PrimaryButton(theme, tr("组一份卷"), "plus")
        self.make.setObjectName("make-paper")
        self.make.clicked.connect(self._start)
        self._make_actions()
        self._connect()
        bind_keys(self.preview, {"Ctrl+Z": self.preview.undo, "Ctrl+P": self._print})
        context.window.installEventFilter(self)

    def _make_actions(self) -> None:
        self.set_to_class = PrimaryButton(self.context.theme, tr("布置给班级"), "send")
        self.set_to_class.setObjectName("assign-paper")
        self.set_to_class.clicked.connect(lambda: self._assign(self._paper))
        self.preview.print_button.clicked.connect(self._print)
        self.preview.to_list.clicked.connect(lambda: self.go("papers"))
        self.preview.more.clicked.connect(self._menu)

    def _connect(self) -> None:
        papers = self.list
        papers.make_wanted.connect(self._start)
        papers.opened.connect(lambda ref: self.go("papers", ref))
        papers.copied.connect(self._copy)
        papers.renamed.connect(self._rename)
        papers.withdrawn.connect(self._withdraw)
        papers.restored.connect(self._restore)
        papers.assigned.connect(self._assign)
        self.editor.saved.connect(self._saved)
        self.editor.left.connect(self._leave_editor)
        self.preview.variant_wanted.connect(self._look_at)

    # ---- showing -----------------------------------------------------------------------------

    def show_route(self, route: Route) -> None:
        """A draft that was left is gone on with, unless a paper is named."""
        self._paper, self._variant = route.ref, 0
        super().show_route(route)

    @property
    def _drafting(self) -> bool:
        return not self._paper and self.editor.draft is not None

    def reload(self) -> None:
        """Fetch the list, or the paper that is looked at; a draft stays as it is."""
        if self._drafting:
            self._show_editor()
            self.editor.look_again()
        elif self._paper:
            ref, variant = self._paper, self._variant
            self.run(lambda ws: open_paper(ws, ref, variant), self._show_paper)
        else:
            self.run(shelf, self._show_list)

    def _head(self, title: str, words: str, *actions: QWidget) -> None:
        if (title, words, list(actions)) != (self.title, self.subtitle, self.header_actions):
            self.header_actions = list(actions)
            self.set_heading(title, words)  # only news: the header takes focus off its buttons

    def _show_list(self, found: Shelf) -> None:
        self._shelf = found
        if self._paper or self._drafting:
            return  # went on meanwhile
        self._views.setCurrentWidget(self.list)
        self.list.show_shelf(found)
        actions = [self.make] if found.lines or found.withdrawn else []
        count = tr("{n} 份；存好的卷子题目不再变", n=len(found.lines))
        self._head(tr("试卷"), count if found.lines else tr("组卷、打印、布置"), *actions)

    def _show_editor(self) -> None:
        self._views.setCurrentWidget(self.editor)
        self._head(tr("组卷"), tr("保存以前随便改，每一步都能撤销"))

    def _show_paper(self, opened: Opened) -> None:
        if opened.paper.id != self._paper:
            return
        self._variant = opened.variant
        self._views.setCurrentWidget(self.preview)
        self.preview.show_opened(opened)
        words = tr("题目定了；换一题只换这一份里的这一题")
        self._head(opened.paper.title, words, self.set_to_class)
        if self._came_back:
            self._came_back = False
            self.set_to_class.setFocus()

    def _look_at(self, variant: int) -> None:
        self._variant = variant
        self.reload()

    # ---- making ------------------------------------------------------------------------------

    def _start(self) -> None:
        def fetch(ws: Workspace) -> tuple[Stock, Shelf]:
            return stock(ws), shelf(ws)

        def show(found: tuple[Stock, Shelf]) -> None:
            papers = [one.paper for one in found[1].lines]
            StartPanel(self.context, found[0], papers, partial(self._begin, found[0])).open()

        self.run(fetch, show)

    def _begin(self, known: Stock, draft: Draft) -> None:
        self._paper = ""
        self._show_editor()
        self.editor.begin(draft, known)

    def _copy(self, ref: str) -> None:
        seed = ids.new_seed()

        def copy() -> None:
            self.run(
                lambda ws: (stock(ws), begin_like(ws, ref, seed)),
                lambda found: self._begin(*found),
            )

        self._unless_dirty(copy)

    def _saved(self, paper_id: str) -> None:
        self._came_back = True
        self.context.messages.notify(tr("存好了。题目已经定下，可以打印，也可以布置给班级。"))
        self.go("papers", paper_id)

    def _leave_editor(self) -> None:
        self._unless_dirty(self._forget_draft)

    def _forget_draft(self) -> None:
        self.editor.draft = None
        self.go("papers")

    def _unless_dirty(self, then: Callable[[], None]) -> None:
        draft = self.editor.draft
        if draft is None or not draft.dirty:
            then()
            return
        self.context.messages.ask(
            tr("这份卷子还没有保存。"),
            tr("不保存就离开，“{title}”的改动都会丢掉。", title=draft.now.blueprint.title),
            tr("不保存，离开"),
            then,
        )

    def leave(self) -> None:
        """A draft is kept, and found again on coming back."""
        draft = self.editor.draft
        if self._drafting and draft is not None and draft.dirty:
            self.context.messages.notify(tr("没保存的卷子还留着，回到“试卷”可以接着改。"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask before the window closes over a draft."""
        draft = self.editor.draft
        if isinstance(event, QCloseEvent) and draft is not None and draft.dirty:
            event.ignore()
            self._unless_dirty(self._close_window)
            return True
        return super().eventFilter(watched, event)

    def _close_window(self) -> None:
        self.editor.draft = None
        self.context.window.close()

    # ---- acting on a paper -------------------------------------------------------------------

    def _assign(self, ref: str) -> None:
        self.go("classes", "", assign_paper=ref)

    def _print(self) -> None:
        if self.preview.opened is not None:
            PrintPanel(self.context, self.preview.opened).open()

    def _menu(self) -> None:
        opened = self.preview.opened
        if opened is None:
            return
        menu = QMenu(self)
        menu.setObjectName("paper-menu")
        for name, text, act in (
            ("copy", tr("照着再组一份"), partial(self._copy, opened.paper.id)),
            ("rename", tr("改名"), partial(self._rename, opened.paper)),
            ("withdraw", tr("收回"), partial(self._withdraw, opened.paper)),
        ):
            action = menu.addAction(text)
            action.setObjectName(f"{name}-paper")
            action.triggered.connect(act)
        menu.aboutToHide.connect(menu.deleteLater)
        near = self.preview.more
        menu.popup(near.mapToGlobal(near.rect().bottomLeft()))

    def _rename(self, paper: Paper) -> None:
        def back(title: str) -> None:
            from integrity_edu.papers.saving import rename

            self.run(lambda ws: rename(ws, paper.id, title))

        def renamed(before: str) -> None:
            self.context.messages.notify(tr("名称改好了。"), partial(back, before))

        RenamePaperPanel(self.context, paper, renamed).open()

    def _withdraw(self, paper: Paper) -> None:
        def take(ws: Workspace) -> None:
            from integrity_edu.papers.saving import withdraw

            withdraw(ws, paper.id)

        def taken(_: object) -> None:
            text = tr("“{title}”收回了，已经布置的考试不受影响。", title=paper.title)
            self.context.messages.notify(text, partial(self._restore, paper))
            if self._paper == paper.id:
                self.go("papers")

        self.run(take, taken)

    def _restore(self, paper: Paper) -> None:
        def back(ws: Workspace) -> None:
            from integrity_edu.papers.saving import restore

            restore(ws, paper.id)

        self.run(back)
