"""Read a lesson: text in lines of 35 to 45 characters, contents at its side, the check at its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from integrity_edu.courses.opening import OpenLesson, open_for_reading
from integrity_edu.courses.progress import remember_place
from integrity_edu.plan.values import is_stale
from integrity_edu.quiz.attached import open_check
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.navigation import Route
from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.pages.lesson_parts import (
    SIDE,
    CheckCard,
    Neighbours,
    SidePanel,
    StatusLine,
    kind_of_link,
)
from integrity_edu.ui.tokens import GAP, MARGIN_FOOT, MARGIN_SIDE
from integrity_edu.ui.widgets.buttons import SmallButton
from integrity_edu.ui.widgets.cards import EmptyState
from integrity_edu.ui.widgets.lesson_text import LONGEST_LINE, LessonText
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.ui.widgets.term_popup import open_term
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.people.settings import Preferences
    from integrity_edu.workspace import Workspace

TEXT_SIZES = (100, 115, 130, 150)
"""Percent, the steps of people.settings."""

SHORTEST_LINE = 33
"""With fewer characters in a line the side panel goes below the text."""

CARD_SIDE = 32
REST_MS = 600
"""How long the reader rests before the place is written down."""


class LessonPage(Page):
    """`route.ref` is the lesson."""

    follows = frozenset({"library"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.opened: OpenLesson | None = None
        self._marks: list[float] = []
        self._wanted_place: float | None = None
        self._told_place = 0.0
        self._arriving = False
        self.area = PageScroll()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.area)
        self.text = LessonText(theme)
        self.side = SidePanel(theme)
        self.check = CheckCard(theme)
        self.neighbours = Neighbours(theme)
        self.status = StatusLine(theme)
        self.smaller = SmallButton(theme, "A−")
        self.larger = SmallButton(theme, "A＋")
        self.links = SmallButton(theme, tr("本课链接"), "link")
        self.menu = QMenu(self)
        self._lay_out()
        self.missing = EmptyState(theme, "course", tr("没有这一课。"), tr("回到课程"))
        self.missing.button.clicked.connect(lambda: self.go("courses"))
        self.missing.hide()
        self.area.body.addWidget(self.missing)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._connect()

    # ---- layout ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        paper = QFrame()
        paper.setProperty("role", "card")
        inside = QVBoxLayout(paper)
        inside.setContentsMargins(CARD_SIDE, 18, CARD_SIDE, 26)
        inside.setSpacing(18)
        inside.addLayout(self._tools())
        inside.addWidget(self.text)
        self.column = QWidget()
        self._column = QVBoxLayout(self.column)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        for widget in (paper, self.check, self.neighbours):
            self._column.addWidget(widget)
        self._column.addStretch()
        # the side panel is no part of the layout: it stays in sight while the column scrolls
        self.holder = QWidget()
        self.holder.setFixedWidth(SIDE)
        self.side.setParent(self.holder)
        self.whole = QWidget()
        row = QHBoxLayout(self.whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.column, 1)
        row.addWidget(self.holder)
        row.addStretch()
        self._row: QBoxLayout = row
        self.area.body.addWidget(self.whole)
        self.whole.hide()
        self.folded = False

    def _tools(self) -> QHBoxLayout:
        for button, name, words in (
            (self.smaller, "text-smaller", tr("字小一点")),
            (self.larger, "text-larger", tr("字大一点")),
            (self.links, "lesson-links", tr("本课链接")),
        ):
            button.setObjectName(name)
            button.setAccessibleName(words)
            button.setToolTip(words)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.status, 1)
        for button in (self.links, self.smaller, self.larger):
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        bar = self.area.verticalScrollBar()
        bar.valueChanged.connect(self._scrolled)
        bar.rangeChanged.connect(self._settle)
        bar.actionTriggered.connect(self._taken_over)
        self._rest.timeout.connect(self._remember)
        self.text.followed.connect(self.follow)
        self.text.reached.connect(self._bring_into_view)
        self.text.installEventFilter(self)
        self.side.contents.picked.connect(self._go_to_heading)
        self.check.wanted.connect(self._start_check)
        self.neighbours.wanted.connect(lambda ref: self.go("lesson", ref))
        self.links.clicked.connect(self._open_links)
        self.smaller.clicked.connect(lambda: self._resize_text(-1))
        self.larger.clicked.connect(lambda: self._resize_text(1))
        for keys, button in (
            (QKeySequence.StandardKey.ZoomIn, self.larger),
            (QKeySequence("Ctrl+="), self.larger),
            (QKeySequence.StandardKey.ZoomOut, self.smaller),
        ):
            QShortcut(QKeySequence(keys), self, activated=button.click)  # type: ignore[call-overload]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold when lines would get too short."""
        super().resizeEvent(event)
        self._fold()
        self._place_side()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """When the text gets another height, headings stand elsewhere."""
        if watched is self.text and event.type() == QEvent.Type.Resize:
            self._find_marks()
        return super().eventFilter(watched, event)

    def _fold(self) -> None:
        px = self.context.lesson_px()
        room = self.width() - 2 * MARGIN_SIDE
        fold = room - SIDE - GAP - 2 * CARD_SIDE < SHORTEST_LINE * px
        if fold != self.folded:
            self.folded = fold
            if fold:
                self.side.setParent(None)
                self._column.insertWidget(self._column.indexOf(self.neighbours), self.side)
            else:
                self._column.removeWidget(self.side)
                self.side.setParent(self.holder)
            self.holder.setVisible(not fold)
            self.side.show()
        self.column.setMaximumWidth(LONGEST_LINE * px + 2 * CARD_SIDE)

    def _place_side(self) -> None:
        """Beside the text: in sight, never taller than the window. Below it: as tall as it is."""
        if self.folded:
            self.side.setMinimumHeight(self.side.natural_height(self.column.width()))
            return
        self.side.setMinimumHeight(0)
        room = max(200, self.area.viewport().height() - MARGIN_FOOT - 2)
        height = min(self.side.natural_height(SIDE), room)
        top = min(self.area.verticalScrollBar().value(), self.holder.height() - height)
        self.side.setGeometry(0, max(0, top), SIDE, height)

    # ---- what is shown -----------------------------------------------------------------------

    def show_route(self, route: Route) -> None:
        """Another lesson, or the same one again: first write down where the reader was."""
        self._remember()
        self._arriving = True
        super().show_route(route)

    def reload(self) -> None:
        """Open the lesson."""
        ref = self.route.ref
        self.context.tasks.run(
            self, lambda ws: (open_for_reading(ws, ref), ws.today()), self._show, self._not_found
        )

    def leave(self) -> None:
        """Write down the place."""
        self._remember()

    def _not_found(self, error: BaseException) -> None:
        self.opened = None
        self.set_heading(tr("课程"))
        self.whole.hide()
        self.missing.show()
        self.context.messages.tell(error)

    def _show(self, found: tuple[OpenLesson, date]) -> None:
        opened, today = found
        if opened.lesson.front.id != self.route.ref:
            return  # the reader has gone on
        self.opened = opened
        front = opened.lesson.front
        self.missing.hide()
        self.whole.show()
        self.set_heading(
            front.title,
            tr("{course}　第 {n} 课，共 {all} 课", course=opened.course, n=opened.place,
               all=opened.count),
        )  # fmt: skip
        self.status.show_state(opened, stale=is_stale(front.as_of, today))
        self.check.show_state(opened, today)
        self.neighbours.show_lesson(opened)
        self.side.show_lesson(opened)
        self._fold()
        self._wanted_place = self._told_place = opened.progress.scroll
        self.text.setAccessibleName(front.title)
        self.text.show_lesson(opened.lesson, self.context.lesson_px())
        self.links.setEnabled(bool(self.text.links()))
        self._show_size()
        QTimer.singleShot(0, self, self._settle)
        if self._arriving:  # so that the keyboard scrolls at once
            self._arriving = False
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filled.emit()

    def _find_marks(self) -> None:
        self._marks = self.text.headings()
        self._light()

    def _settle(self) -> None:
        """Layouts take a few rounds: keep to the remembered place until the reader scrolls."""
        bar = self.area.verticalScrollBar()
        if self._wanted_place is not None:
            bar.setValue(round(self._wanted_place * bar.maximum()))
        self._place_side()
        self._light()

    def _taken_over(self) -> None:
        self._wanted_place = None

    def _scrolled(self) -> None:
        self._place_side()
        self._light()
        if self._wanted_place is None:
            self._rest.start()

    def _light(self) -> None:
        bar = self.area.verticalScrollBar()
        y = self._text_y(bar.value()) + 90
        here = sum(mark <= y for mark in self._marks) - 1
        if 0 < bar.maximum() <= bar.value():
            here = len(self._marks) - 1
        self.side.contents.light(max(0, here))

    def _text_y(self, page_y: float) -> float:
        """A height of the page as a height of the text."""
        return page_y - self.text.mapTo(self.area.content, QPoint(0, 0)).y()

    def _scroll_to(self, text_y: float, above: int = 20) -> None:
        self._taken_over()
        top = self.text.mapTo(self.area.content, QPoint(0, 0)).y()
        self.area.verticalScrollBar().setValue(round(top + text_y - above))

    def _bring_into_view(self, text_y: float) -> None:
        """The keyboard went to a link there."""
        bar, view = self.area.verticalScrollBar(), self.area.viewport().height()
        y = text_y - self._text_y(bar.value())
        if not 0 <= y <= view - 80:
            self._scroll_to(text_y, view // 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home, End and Space, which a scroll area leaves alone."""
        bar = self.area.verticalScrollBar()
        targets = {
            Qt.Key.Key_Home: bar.minimum(),
            Qt.Key.Key_End: bar.maximum(),
            Qt.Key.Key_Space: bar.value() + bar.pageStep() - 40,
        }
        target = targets.get(Qt.Key(event.key()))
        if target is None:
            super().keyPressEvent(event)
            return
        self._taken_over()
        bar.setValue(target)

    # ---- what the reader does ----------------------------------------------------------------

    def follow(self, address: str) -> None:
        """Go where a link leads: lesson:ID, measure:N, law:ID#P, case:ID, term:ID or #heading."""
        url = QUrl(address)
        pages = {"lesson": "lesson", "measure": "plan", "law": "laws", "case": "case"}
        if url.scheme() in pages:
            point = f"#{url.fragment()}" if url.hasFragment() else ""
            self.go(pages[url.scheme()], url.path() + point)
        elif url.scheme() == "term":
            open_term(self, url.path(), self.text.place_of_link())
        elif url.hasFragment() and self.opened:
            anchors = [heading.anchor for heading in self.opened.lesson.contents]
            if url.fragment() in anchors:
                self._go_to_heading(anchors.index(url.fragment()))

    def _go_to_heading(self, index: int) -> None:
        if index < len(self._marks):
            self._scroll_to(self._marks[index])
            self.text.move_to_heading(index)
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_links(self) -> None:
        self.menu.clear()
        for url, text in self.text.links():
            words = tr("{kind}：{text}", kind=kind_of_link(url), text=text)
            action = self.menu.addAction(words)
            action.triggered.connect(lambda _=False, url=url: self.follow(url))
        self.menu.popup(self.links.mapToGlobal(QPoint(0, self.links.height() + 4)))

    def _start_check(self) -> None:
        if self.opened is None:
            return
        front, audience = self.opened.lesson.front, self.context.me.audience
        title = tr("课后检查：{title}", title=front.title)
        self.run(
            lambda ws: open_check(ws, front.id, title, front.check, audience),
            lambda sitting: self.go("sitting", sitting),
        )

    def _remember(self) -> None:
        """Write the place down, when the reader has moved."""
        self._rest.stop()
        bar = self.area.verticalScrollBar()
        if self.opened is None or self._wanted_place is not None or not bar.maximum():
            return
        place, ref = bar.value() / bar.maximum(), self.opened.lesson.front.id
        if place != self._told_place:
            self._told_place = place
            self.run(lambda ws: remember_place(ws, ref, place))

    # ---- text size ---------------------------------------------------------------------------

    def _size(self) -> int:
        preferences = self.context.window.preferences
        return preferences.text_size if preferences else TEXT_SIZES[0]

    def _show_size(self) -> None:
        self.smaller.setEnabled(self._size() > TEXT_SIZES[0])
        self.larger.setEnabled(self._size() < TEXT_SIZES[-1])

    def _resize_text(self, step: int) -> None:
        """One step up or down, kept as my setting; the line being read stays where it is."""
        sizes = list(TEXT_SIZES)
        place = sizes.index(self._size()) + step
        if not 0 <= place < len(sizes):
            return
        percent = sizes[place]
        self.run(lambda ws: _keep_text_size(ws, percent), self._take_size)

    def _take_size(self, preferences: Preferences) -> None:
        read = self.text.position_at(self._text_y(self.area.verticalScrollBar().value()))
        at_top = self.area.verticalScrollBar().value() == 0
        self.context.window.apply_preferences(preferences)
        self._fold()
        self.text.set_text_size(self.context.lesson_px())
        self._show_size()
        announce(self, tr("字号 {n}%", n=preferences.text_size))
        if not at_top:
            QTimer.singleShot(0, self, lambda: self._scroll_to(self.text.height_of(read), 0))


def _keep_text_size(ws: Workspace, percent: int) -> Preferences:
    from integrity_edu.people.settings import preferences, save_preferences

    wanted = replace(preferences(ws.conn, ws.actor.person), text_size=percent)
    save_preferences(ws, wanted)
    return wanted
