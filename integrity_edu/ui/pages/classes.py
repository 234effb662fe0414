"""班级: a teacher's classes, what was set for them, and who is in them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from integrity_edu.ui.class_view import Seen, Wanted, look
from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.pages.class_assign import AssignPanel
from integrity_edu.ui.pages.class_dialogs import NewClassPanel, RenamePanel, WhichClassPanel
from integrity_edu.ui.pages.class_roster import CodeCard, RosterCard
from integrity_edu.ui.pages.class_students import AddStudentsPanel
from integrity_edu.ui.pages.class_tasks import TaskDetail, TaskList
from integrity_edu.ui.widgets.buttons import ChipButton, IconButton, PrimaryButton, QuietButton
from integrity_edu.ui.widgets.cards import Card, Chip, EmptyState
from integrity_edu.ui.widgets.columns import Columns
from integrity_edu.ui.widgets.layouts import snug
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.teaching.classes import ClassLine
    from integrity_edu.ui.assigning import Choices
    from integrity_edu.ui.navigation import Route
    from integrity_edu.workspace import Workspace

VIEWS = ("tasks", "roster")


class ClassesPage(Page):
    """`route.ref` may name a class, `more["task"]` an assignment, `more["view"]` "roster".

    `more["assign_paper"]` names a paper to be set: a class is chosen, then the panel opens.
    """

    follows = frozenset({"teaching", "quiz", "courses", "library"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.set_heading(tr("班级"))
        self._wanted = Wanted()
        self._seen: Seen | None = None
        self._just_made = False
        self._served: Route | None = None
        self._paper = ""
        theme = context.theme
        self.assign_button = PrimaryButton(theme, tr("布置任务"), "plus")
        self.assign_button.setObjectName("assign")
        self.assign_button.clicked.connect(self._assign)
        self.task_list, self.task_detail = TaskList(context), TaskDetail(context)
        self.code_card, self.roster_card = CodeCard(context), RosterCard(context)
        self._scroll = PageScroll()
        self._none = snug(self._make_none())
        self._bar = self._make_bar()
        self._views: dict[str, QWidget] = {
            "tasks": _side_by_side(self.task_list, self.task_detail),
            "roster": _side_by_side(self.code_card, self.roster_card),
        }
        for widget in (self._none, self._bar, *self._views.values()):
            self._scroll.body.addWidget(widget)
            widget.hide()
        self._scroll.body.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)
        self.task_list.picked.connect(lambda ref: self._want(task=ref))
        self.task_list.assign_wanted.connect(self._assign)
        self.task_list.add_wanted.connect(self._add_students)
        self.roster_card.add_wanted.connect(self._add_students)

    def _make_none(self) -> Card:
        card = Card(self.context.theme)
        sentence = tr("还没有班级。建一个班，把名单加进来，就可以布置任务了。")
        empty = EmptyState(self.context.theme, "users", sentence, tr("建一个班"))
        empty.button.setObjectName("make-class")
        empty.button.setProperty("role", "primary")
        empty.button.clicked.connect(self._new_class)
        card.body.addWidget(empty)
        return card

    def _make_bar(self) -> QWidget:
        theme, bar = self.context.theme, QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.picker = QComboBox()
        self.picker.setObjectName("class-picker")
        self.picker.setAccessibleName(tr("选一个班"))
        self.picker.setMinimumWidth(200)
        self.picker.activated.connect(self._pick)
        row.addWidget(self.picker)
        group = QButtonGroup(self)
        self._tabs: dict[str, QPushButton] = {}
        for name, text in zip(VIEWS, (tr("任务进展"), tr("名单")), strict=True):
            chip = ChipButton(text)
            chip.setObjectName(f"view-{name}")
            chip.clicked.connect(partial(self._want, view=name))
            group.addButton(chip)
            self._tabs[name] = chip
            row.addWidget(chip)
        self.closed = Chip(theme, tr("已结束"))
        row.addWidget(self.closed)
        row.addStretch()
        self.new_button = QuietButton(theme, tr("再建一个班"), "plus")
        self.new_button.setObjectName("new-class")
        self.new_button.clicked.connect(self._new_class)
        row.addWidget(self.new_button)
        self.more = IconButton(theme, "more", tr("改名或结束这个班"))
        self.more.setObjectName("class-more")
        self.more.clicked.connect(self._show_menu)
        row.addWidget(self.more)
        return bar

    # ---- showing -----------------------------------------------------------------------------

    def show_route(self, route: Route) -> None:
        """Take over the class, assignment and view that are named."""
        if route.ref:
            self._wanted = Wanted(
                route.ref, str(route.more.get("task", "")), str(route.more.get("view", "tasks"))
            )
        self._paper = ""
        if route is not self._served:  # who comes back to the page does not set it again
            self._served, self._paper = route, str(route.more.get("assign_paper", ""))
        super().show_route(route)

    def reload(self) -> None:
        """Fetch the chosen class anew."""
        wanted = self._wanted
        self.run(lambda ws: look(ws, wanted), partial(self._show, wanted))

    def _want(self, *, task: str | None = None, view: str | None = None) -> None:
        self._wanted = replace(
            self._wanted,
            task=self._wanted.task if task is None else task,
            view=view or self._wanted.view,
        )
        self.reload()

    def _show(self, wanted: Wanted, seen: Seen) -> None:
        if wanted != self._wanted:
            return  # something else was picked meanwhile; it is on its way
        self._seen, chosen = seen, seen.chosen
        self._none.setVisible(chosen is None)
        self._bar.setVisible(chosen is not None)
        for name, widget in self._views.items():
            widget.setVisible(chosen is not None and name == wanted.view)
        self._show_heading(seen)
        if chosen is None:
            return
        self._tabs[wanted.view].setChecked(True)
        self._show_picker(seen, chosen)
        self.closed.setVisible(chosen.closed)
        if wanted.view == "roster":
            self.code_card.show_class(chosen)
            self.roster_card.show_students(chosen, seen.students, seen.times)
            if self._just_made:  # the button that was pressed is gone: go on with the next one
                self._just_made = False
                self.roster_card.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.task_list.show_seen(seen)
            self.task_detail.show_seen(seen)
        if self._paper:
            self._choose_class(seen)

    def _show_heading(self, seen: Seen) -> None:
        chosen = seen.chosen
        usable = chosen is not None and not chosen.closed
        actions: list[QWidget] = [self.assign_button] if usable else []
        title, words = tr("班级"), tr("名单、任务和进展都在这里")
        if chosen is not None:
            title = chosen.title
            words = tr(
                "{n} 人，{joined} 人已加入；{tasks} 个任务",
                n=chosen.size,
                joined=chosen.joined,
                tasks=chosen.open_assignments,
            )
        if (title, words, actions) != (self.title, self.subtitle, self.header_actions):
            self.header_actions = actions
            self.set_heading(title, words)  # only news: the header takes focus off its buttons

    def _show_picker(self, seen: Seen, chosen: ClassLine) -> None:
        self.picker.clear()
        for one in seen.classes:
            text = tr("{title}（已结束）", title=one.title) if one.closed else one.title
            self.picker.addItem(text, one.id)
        self.picker.setCurrentIndex(self.picker.findData(chosen.id))
        self.picker.setVisible(len(seen.classes) > 1)

    # ---- acting ------------------------------------------------------------------------------

    def _pick(self, place: int) -> None:
        self._wanted = Wanted(self.picker.itemData(place), "", self._wanted.view)
        self.reload()

    def _new_class(self) -> None:
        NewClassPanel(self.context, self._made).open()

    def _made(self, class_id: str) -> None:
        self._wanted = Wanted(class_id, "", "roster")
        self._just_made = True
        self.reload()

    def _add_students(self) -> None:
        if self._seen is None or self._seen.chosen is None:
            return
        class_id = self._seen.chosen.id
        self._wanted = Wanted(class_id, "", "roster")

        def numbers(ws: Workspace) -> list[str]:
            from integrity_edu.teaching.rosters import roster

            return [one.student_no for one in roster(ws, class_id)]

        self.reload()
        self.run(numbers, lambda found: AddStudentsPanel(self.context, class_id, found).open())

    def _choose_class(self, seen: Seen) -> None:
        paper, self._paper = self._paper, ""
        running = [one for one in seen.classes if not one.closed]
        if len(running) == 1:
            self._open_assign(running[0], paper)
        elif running:
            WhichClassPanel(self.context, running, lambda one: self._open_assign(one, paper)).open()
        else:
            self.context.messages.notify(tr("没有开着的班级。先建一个班，再布置试卷。"))

    def _assign(self) -> None:
        if self._seen is not None and self._seen.chosen is not None:
            self._open_assign(self._seen.chosen)

    def _open_assign(self, chosen: ClassLine, paper: str = "") -> None:
        if self._seen is None:
            return
        today = self._seen.today
        if self._wanted.class_id != chosen.id:
            self._wanted = Wanted(chosen.id)

        def fetch(ws: Workspace) -> Choices:
            from integrity_edu.ui.assigning import choices

            return choices(ws)

        self.run(
            fetch,
            lambda found: AssignPanel(
                self.context, chosen, found, today, self._assigned, paper=paper
            ).open(),
        )

    def _assigned(self, ref: str) -> None:
        self._want(task=ref, view="tasks")

    def _show_menu(self) -> None:
        if self._seen is None or self._seen.chosen is None:
            return
        chosen, menu = self._seen.chosen, QMenu(self)
        menu.setObjectName("class-menu")
        rename = menu.addAction(tr("改名"))
        rename.setObjectName("rename-class")
        rename.triggered.connect(lambda: RenamePanel(self.context, chosen.id, chosen.title).open())
        end = menu.addAction(tr("重新打开这个班") if chosen.closed else tr("结束这个班"))
        end.setObjectName("close-class")
        end.triggered.connect(partial(self._set_closed, chosen, closed=not chosen.closed))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _set_closed(self, chosen: ClassLine, *, closed: bool) -> None:
        def change(ws: Workspace) -> None:
            from integrity_edu.teaching.classes import close_class, reopen_class

            (close_class if closed else reopen_class)(ws, chosen.id)

        def said(_: object) -> None:
            if closed:
                text = tr("“{title}”结束了，任务不再出现在学生的页面上。", title=chosen.title)
                undo = partial(self._set_closed, chosen, closed=False)
                self.context.messages.notify(text, undo)

        self.run(change, said)


def _side_by_side(left: QWidget, right: QWidget) -> Columns:
    columns = Columns()
    columns.add(left, 5)
    columns.add(right, 7)
    return columns
