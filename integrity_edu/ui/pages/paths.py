"""自学路径: my paths, their lessons, the hours they gave, and the classes I am in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from integrity_edu.ui.messages import NOTICE_MS
from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.pages.join_class import open_join_dialog
from integrity_edu.ui.pages.path_hours import HoursCard
from integrity_edu.ui.pages.path_steps import StepsCard
from integrity_edu.ui.path_view import PathsSeen, is_done, look, progress_words
from integrity_edu.ui.widgets.buttons import SmallButton
from integrity_edu.ui.widgets.cards import Card, Chip, EmptyState, line
from integrity_edu.ui.widgets.charts import ThinBar
from integrity_edu.ui.widgets.columns import Columns
from integrity_edu.ui.widgets.layouts import clear
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.ui.widgets.stacked import stacked
from integrity_edu.ui.widgets.task_card import FramedRow
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.teaching.classes import Membership
    from integrity_edu.teaching.paths import PathView
    from integrity_edu.ui.navigation import Route
    from integrity_edu.workspace import Workspace


class PathsPage(Page):
    """`route.ref` may name a path."""

    follows = frozenset({"teaching", "courses", "quiz", "library"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.set_heading(tr("自学路径"), tr("按顺序学，会的先做前测免修"))
        self._path = ""
        self._group = QButtonGroup(self)
        theme = context.theme
        self.steps = StepsCard(context)
        self.steps.lesson_wanted.connect(lambda ref: self.go("lesson", ref))
        self.steps.pretest_wanted.connect(self._pretest)
        self.hours = HoursCard(context)
        self.paths_card = Card(theme, tr("我的路径"))
        self._paths = QVBoxLayout()
        self._paths.setSpacing(10)
        self.paths_card.body.addLayout(self._paths)
        self.classes = ClassesCard(context)
        self.none = Card(theme)
        sentence = tr("现在还没有为你准备的路径，可以先从课程里选一门。")
        empty = EmptyState(theme, "graduation", sentence, tr("去看课程"))
        empty.button.clicked.connect(lambda: self.go("courses"))
        self.none.body.addWidget(empty)
        scroll = PageScroll()
        columns = Columns()
        columns.add(stacked(self.steps, self.none), 8)
        columns.add(stacked(self.paths_card, self.classes), 4)
        scroll.body.addWidget(columns)
        scroll.body.addWidget(self.hours)
        scroll.body.addStretch()
        for card in (self.steps, self.none, self.paths_card, self.classes, self.hours):
            card.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scroll)

    def show_route(self, route: Route) -> None:
        """Take over the path that is named."""
        self._path = route.ref or self._path
        super().show_route(route)

    def leave(self) -> None:
        """Whoever goes away while leaving a class has meant it."""
        self.classes.leave_now()

    def reload(self) -> None:
        """Fetch my paths anew."""
        path = self._path
        self.run(lambda ws: look(ws, path), self._show)

    def _show(self, seen: PathsSeen) -> None:
        chosen = seen.chosen
        self.none.setVisible(chosen is None)
        self.steps.setVisible(chosen is not None)
        self.paths_card.setVisible(chosen is not None)
        if chosen is not None:
            self._path = chosen.path.id
            self.steps.show_path(chosen)
        clear(self._paths)
        for view in seen.paths:
            card = self._path_card(view, chosen=view is chosen)
            self._group.addButton(card)
            self._paths.addWidget(card)
        self.hours.show_seen(seen)
        self.classes.show_seen(seen)

    def _path_card(self, view: PathView, *, chosen: bool) -> FramedRow:
        theme = self.context.theme
        words = progress_words(view)
        card = FramedRow(theme, f"{view.path.title} {words}")
        card.setObjectName(f"path-{view.path.id}")
        card.setChecked(chosen)
        lines: list[QWidget] = [WrappedLabel(view.path.title, "strong")]
        lines += [ThinBar(theme, view.done, len(view.required)), WrappedLabel(words, "small")]
        if is_done(view):
            lines.append(Chip(theme, tr("走完了"), "success"))
        card.add_words(*lines)
        card.clicked.connect(partial(self._choose, view.path.id))
        return card

    def _choose(self, path: str) -> None:
        self._path = path
        self.reload()

    def _pretest(self, lesson: str) -> None:
        path = self._path

        def start(ws: Workspace) -> str:
            from integrity_edu.teaching.paths import start_pretest

            return start_pretest(ws, path, lesson)

        self.run(start, lambda sitting: self.go("sitting", sitting))


class ClassesCard(Card):
    """The classes I am in. Leaving one happens when its notice has gone, so it can be called off."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, tr("我的班级"), " ")
        self._context = context
        self._seen: PathsSeen | None = None
        self._leaving = ""
        self._timer = QTimer(self, singleShot=True, interval=NOTICE_MS)
        self._timer.timeout.connect(self.leave_now)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addLayout(self._rows)
        self.join = SmallButton(context.theme, tr("加入班级"), "plus")
        self.join.setObjectName("join-class")
        self.join.clicked.connect(lambda: open_join_dialog(context))
        self.head.addWidget(self.join)

    def show_seen(self, seen: PathsSeen) -> None:
        """Show my classes; somebody who cannot join one sees no card."""
        self._seen = seen
        self.setVisible(seen.may_join)
        clear(self._rows)
        mine = [one for one in seen.classes if one.id != self._leaving]
        for place, one in enumerate(mine):
            if place:
                self._rows.addWidget(line())
            self._rows.addWidget(self._row(one))
        if not mine:
            text = tr("还没有加入班级。向老师要班级码，用自己的学号加入。")
            self._rows.addWidget(WrappedLabel(text, "muted"))

    def _row(self, one: Membership) -> QWidget:
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 4, 0, 4)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(WrappedLabel(one.title, "strong"))
        who = (
            tr("{teacher}，已结束", teacher=one.teacher)
            if one.closed
            else tr("老师：{teacher}", teacher=one.teacher)
        )
        words.addWidget(WrappedLabel(who, "small"))
        box.addLayout(words, 1)
        button = SmallButton(self._context.theme, tr("退出"))
        button.setObjectName(f"leave-{one.id}")
        button.setAccessibleName(tr("退出“{title}”", title=one.title))
        button.clicked.connect(partial(self._leave, one))
        box.addWidget(button)
        return row

    def _leave(self, one: Membership) -> None:
        self.leave_now()
        self._leaving = one.id
        self._timer.start()
        self._again()
        text = tr("正在退出“{title}”。要回来得再输一次班级码。", title=one.title)
        self._context.messages.notify(text, partial(self._stay, one.id))

    def _stay(self, class_id: str) -> None:
        if self._leaving == class_id:
            self._timer.stop()
            self._leaving = ""
            self._again()

    def leave_now(self) -> None:
        """Carry out a leaving that was not called off."""
        class_id, self._leaving = self._leaving, ""
        self._timer.stop()
        if not class_id:
            return

        def leave(ws: Workspace) -> None:
            from integrity_edu.teaching.classes import leave_class

            leave_class(ws, class_id)

        self._context.messages.notice.hide()
        self._context.tasks.run(self, leave, None, self._context.messages.tell)

    def _again(self) -> None:
        if self._seen:
            self.show_seen(self._seen)
