"""Sitting a practice, a check or an exam: one question at a time, every change saved at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from integrity_edu import clock
from integrity_edu.quiz import sittings
from integrity_edu.quiz.desk import Desk, ExamClock, Step
from integrity_edu.quiz.grading import Mark, Response
from integrity_edu.quiz.sitting import Sitting
from integrity_edu.quiz.sittings import ClosedSittingError
from integrity_edu.quiz.sources import Sources, sources_of
from integrity_edu.ui import sitting_words
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.answer_words import place_text
from integrity_edu.ui.navigation import Route
from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.tokens import GAP, MARGIN_SIDE
from integrity_edu.ui.widgets.buttons import PrimaryButton, QuietButton
from integrity_edu.ui.widgets.cards import Chip, EmptyState
from integrity_edu.ui.widgets.columns import Columns
from integrity_edu.ui.widgets.explanation import ExplanationCard
from integrity_edu.ui.widgets.keys import KeyHint
from integrity_edu.ui.widgets.question.base import LETTERS
from integrity_edu.ui.widgets.question_card import QuestionCard
from integrity_edu.ui.widgets.review_panel import ReviewPanel
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.ui.widgets.strip import QuestionStrip
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.teaching.finishing import Finished
    from integrity_edu.workspace import Workspace

TICK_MS = 500


class Opened(NamedTuple):
    """An attempt as loaded, with the wall time of loading."""

    sitting: Sitting
    sources: Sources
    now: datetime


class SittingPage(Page):
    """`route.ref` is the attempt. It shows what the desk says and tells the desk what happened."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.desk: Desk | None = None
        self.exam_clock: ExamClock | None = None
        self.monotonic: Callable[[], float] = clock.monotonic
        self._sources: Sources | None = None
        self._busy = False
        self._lay_out()
        self._bind_keys()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)

    # ---- layout ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        theme = self.context.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.scroll = PageScroll()
        self.scroll.body.setContentsMargins(MARGIN_SIDE, 2, MARGIN_SIDE, 12)
        column.addWidget(self.scroll, 1)
        self.strip = QuestionStrip(theme)
        self.strip.setObjectName("strip")
        self.strip.picked.connect(self._go_to)
        self.card = QuestionCard(theme)
        self.card.answered.connect(self._answered)
        self.card.flag_wanted.connect(self._flag)
        self.card.save_wanted.connect(self._save_lost)
        self.side = ExplanationCard(theme)
        self.side.plan_opened.connect(lambda n, quote: self.go("plan", str(n), quote=quote))
        self.side.law_opened.connect(lambda law, point: self.go("laws", f"{law}#{point}"))
        self.columns = Columns()
        self.columns.add(self.card, 7)
        self.columns.add(self.side, 5)
        self.panel = ReviewPanel(theme)
        self.panel.picked.connect(self._go_to)
        self.panel.back.connect(self._close_panel)
        self.panel.handed_in.connect(self._hand_in)
        self.closed = EmptyState(theme, "check-circle", tr("这份卷子已经交了。"), tr("看结果"))
        self.closed.button.clicked.connect(lambda: self.go("result", self.route.ref))
        self._foot = self._make_foot()
        for widget in (self.strip, self.columns, self.panel, self.closed):
            self.scroll.body.addWidget(widget, 1 if widget is not self.strip else 0)
        column.addWidget(self._foot)
        self.clock_chip = Chip(theme, "", "info")
        self.clock_chip.setObjectName("clock")
        self.hand_in = QuietButton(theme, tr("交卷"), "send")
        self.hand_in.setObjectName("hand-in")
        self.hand_in.setToolTip(tr("Ctrl+Enter"))
        self.hand_in.clicked.connect(self._open_panel)
        self.header_actions = [self.clock_chip, self.hand_in]
        self._show_only(None)

    def _make_foot(self) -> QWidget:
        theme, foot = self.context.theme, QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(MARGIN_SIDE, 6, MARGIN_SIDE, GAP + 8)
        row.setSpacing(10)
        self.before = QuietButton(theme, tr("上一题"), "arrow-left")
        self.before.setObjectName("before")
        self.before.clicked.connect(lambda: self._move(-1))
        self.skip = QuietButton(theme, tr("先跳过"), "arrow-right")
        self.skip.setObjectName("skip")
        self.skip.clicked.connect(lambda: self._move(1))
        self.skip.setLayoutDirection(_arrow_after("arrow-right"))
        self.enter_hint = KeyHint(theme, "Enter", "")
        self.source_hint = KeyHint(theme, "O", tr("原文"))
        self.primary = PrimaryButton(theme, tr("下一题"))
        self.primary.setObjectName("primary")
        self.primary.setMinimumWidth(132)
        self.primary.clicked.connect(self._step)
        row.addWidget(self.before)
        row.addWidget(self.skip)
        row.addStretch()
        for hint in (self.enter_hint, self.source_hint, KeyHint(theme, "F", tr("标记"))):
            row.addWidget(hint)
        row.addSpacing(6)
        row.addWidget(self.primary)
        return foot

    def _bind_keys(self) -> None:
        """Shortcuts of the whole page; a field with focus keeps letters, digits and arrows."""
        acts: dict[str, Callable[[], None]] = {
            "Left": lambda: self._move(-1),
            "Right": lambda: self._move(1),
            "Return": self._enter,
            "Enter": self._enter,
            "Ctrl+Return": self._open_panel,
            "Shift+F": self._flag,
            "O": self._open_source,
            "Delete": self.card.clear_answer,
        }
        for index, letter in enumerate(LETTERS):
            acts[str(index + 1)] = partial(self._choose, index)
            acts[letter] = partial(self._choose, index)
        acts["F"] = self._letter_f
        for key, act in acts.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(key in ("Left", "Right"))
            shortcut.activated.connect(act)

    # ---- opening -----------------------------------------------------------------------------

    def show_route(self, route: Route) -> None:
        """Load the attempt whole; it opens where it was left."""
        super().show_route(route)

    def reload(self) -> None:
        """Load the attempt."""
        self._timer.stop()
        self.desk = None
        sitting_id = self.route.ref

        def load(ws: Workspace) -> Opened:
            sitting = sittings.load(ws, sitting_id)
            sources = sources_of(ws, [item.question for item in sitting.items])
            return Opened(sitting, sources, ws.now())

        self.run(load, self._opened)

    def _opened(self, opened: Opened) -> None:
        sitting = opened.sitting
        self._sources, self._busy = opened.sources, False
        self.exam_clock = None
        if sitting.state != "open":
            self.set_heading(sitting_words.heading(sitting), tr("已经交卷"))
            self._show_only(self.closed)
            return
        self.desk = Desk(sitting)
        if sitting.deadline:
            self.exam_clock = ExamClock(sitting.deadline, opened.now, self.monotonic)
        self._show_only(self.columns)
        self._show_item()
        self._tick()
        if self.exam_clock:
            self._timer.start()

    def _show_only(self, shown: QWidget | None) -> None:
        for widget in (self.columns, self.panel, self.closed):
            widget.setVisible(widget is shown)
        sitting = self.desk is not None
        self.strip.setVisible(sitting)
        self._foot.setVisible(shown is self.columns)
        self.hand_in.setVisible(sitting)
        self.clock_chip.setVisible(self.exam_clock is not None)
        self.header_actions = [
            *([self.clock_chip] if self.exam_clock else []),
            *([self.hand_in] if sitting else []),
        ]

    # ---- showing -----------------------------------------------------------------------------

    def _show_item(self) -> None:
        """Fill the standing widgets with the question at hand."""
        desk, sources = self.desk, self._sources
        if desk is None or sources is None:
            return
        item, sitting = desk.item, desk.sitting
        self.set_heading(
            sitting_words.heading(sitting), sitting_words.progress(sitting, desk.position)
        )
        self.card.show_item(item, place_text(sources, item.question), sitting_words.aside(sitting))
        self.scroll.verticalScrollBar().setValue(0)
        self._show_state()
        self._show_side()
        if self.card.question:
            self.card.question.focus_first()
        if item.confirmed:
            self.primary.setFocus()

    def _show_side(self) -> None:
        desk, sources = self.desk, self._sources
        if desk is None or sources is None:
            return
        item, explained = desk.item, desk.sitting.explains and desk.item.confirmed
        if explained:
            self.side.explain(item.question, sources, right=bool(item.earned))
            self.side.say_next(*sitting_words.what_next(desk.sitting, right=bool(item.earned)))
        else:
            self.side.wait(*sitting_words.waiting(desk))
        self.source_hint.setVisible(explained and bool(self._first_quote()))

    def _show_state(self) -> None:
        """Strip, buttons and saving, after whatever changed them."""
        desk = self.desk
        if desk is None:
            return
        self.strip.show_states(desk.states, set(desk.flagged), desk.position)
        self.before.setEnabled(desk.position > 0)
        self.skip.setVisible(desk.step is Step.CONFIRM)
        self.skip.setEnabled(desk.position < desk.size - 1)
        text, icon = {
            Step.CONFIRM: (tr("确认"), "check"),
            Step.NEXT: (tr("下一题"), "arrow-right"),
            Step.HAND_IN: (tr("去交卷"), "send"),
        }[desk.step]
        self.primary.setText(text)
        self.primary.set_icon(icon)
        self.primary.setLayoutDirection(_arrow_after(icon))
        self.primary.setEnabled(desk.can_step and not self._busy)
        self.enter_hint.label.setText(text)
        self.card.show_clear(desk.item)
        lost = desk.position in desk.lost
        self.card.show_saved(sitting_words.saved(desk), trouble=lost)

    # ---- answering ---------------------------------------------------------------------------

    def _answered(self, response: Response) -> None:
        desk = self.desk
        if desk is None or desk.item.confirmed:
            return
        desk.answer(response)
        self._save(desk, desk.position)
        self._show_state()
        if not desk.sitting.explains:
            self._show_side()

    def _save(self, desk: Desk, position: int) -> None:
        """Only the return of the write says that it is saved."""
        response = desk.items[position].response
        self.context.tasks.run(
            self,
            lambda ws: sittings.save_answer(ws, desk.sitting.id, position, response),
            lambda at: self._saved(desk, position, at),
            lambda error: self._not_saved(desk, position, error),
        )

    def _saved(self, desk: Desk, position: int, at: datetime) -> None:
        desk.saved(position, at)
        if desk is not self.desk:
            return
        self._show_state()
        if self.exam_clock:
            self.exam_clock.catch_up(at)
        if not desk.saving:
            announce(self.card.saved, self.card.saved.text())

    def _not_saved(self, desk: Desk, position: int, error: BaseException) -> None:
        desk.not_saved(position)
        if desk is not self.desk:
            return
        if isinstance(error, ClosedSittingError) and desk.sitting.deadline:
            self._time_up()
            return
        self._show_state()
        self.context.messages.tell(error)

    def _save_lost(self) -> None:
        if self.desk:
            for position in self.desk.lost:
                self.desk.again(position)
                self._save(self.desk, position)
            self._show_state()

    def _flag(self) -> None:
        desk = self.desk
        if desk is None or self.columns.isHidden():
            return
        position, flagged = desk.position, desk.flag()
        self.card.show_flag(flagged=flagged)
        self._show_state()
        self.run(lambda ws: sittings.flag(ws, desk.sitting.id, position, flagged=flagged))

    def _choose(self, index: int) -> None:
        if self.desk and self.columns.isVisible() and self.card.question:
            self.card.question.choose(index)

    def _letter_f(self) -> None:
        """F marks, except where there is an option F: letters do what they show."""
        place = LETTERS.index("F")
        if self.card.question and self.card.question.choices > place:
            self._choose(place)
        else:
            self._flag()

    # ---- going on ----------------------------------------------------------------------------

    def _enter(self) -> None:
        """Enter presses a button that has focus, else the main one."""
        focused = self.focusWidget()
        if isinstance(focused, QPushButton) and focused.isVisible():
            focused.click()
        elif self.columns.isVisible():
            self._step()

    def _step(self) -> None:
        desk = self.desk
        if desk is None or self._busy or not desk.can_step:
            return
        if desk.step is Step.CONFIRM:
            self._confirm(desk)
        elif desk.step is Step.NEXT:
            self._move(1)
        else:
            self._open_panel()

    def _confirm(self, desk: Desk) -> None:
        if desk.lost:  # what is graded must be what is on screen
            self._save_lost()
            return
        position, self._busy = desk.position, True
        self._show_state()
        self.context.tasks.run(
            self,
            lambda ws: sittings.confirm(ws, desk.sitting.id, position),
            lambda mark: self._confirmed(desk, position, mark),
            self._failed,
        )

    def _confirmed(self, desk: Desk, position: int, mark: Mark) -> None:
        self._busy = False
        desk.confirmed(position, mark)
        if desk is not self.desk:
            return
        self._show_state()
        if position == desk.position:
            self.card.reveal(desk.item)
            self._show_side()
            self.primary.setFocus()
            announce(self.card, tr("答对了") if mark.right else tr("这次没答对"))

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self.panel.hand_in.setEnabled(True)
        self._show_state()
        self.context.messages.tell(error)

    def _move(self, step: int) -> None:
        if self.desk and self.columns.isVisible():
            self._go_to(self.desk.position + step)

    def _go_to(self, position: int) -> None:
        desk = self.desk
        if desk is None:
            return
        moved = desk.go(position)
        if self.columns.isHidden():
            self._show_only(self.columns)
        elif not moved:
            return
        self._show_item()
        self.run(lambda ws: sittings.go_to(ws, desk.sitting.id, desk.position))

    def _first_quote(self) -> tuple[int, str] | None:
        plan = self._sources.plan(self.desk.item.question) if self._sources and self.desk else []
        return (plan[0].measure, plan[0].quote) if plan else None

    def _open_source(self) -> None:
        quote = self._first_quote()
        if quote and self.source_hint.isVisible():
            self.go("plan", str(quote[0]), quote=quote[1])

    # ---- the end -----------------------------------------------------------------------------

    def _open_panel(self) -> None:
        desk = self.desk
        if desk is None or self.panel.isVisible():
            return
        self.panel.show_state(desk.size, desk.unanswered, desk.flagged)
        self._show_only(self.panel)
        self.panel.again.setFocus()
        announce(self.panel, self.panel.state.text())

    def _close_panel(self) -> None:
        self._show_only(self.columns)
        self._show_item()

    def _hand_in(self) -> None:
        desk = self.desk
        if desk is None:
            return
        if desk.lost:  # nothing is handed in that is not on disk
            self._save_lost()
            return
        self.panel.hand_in.setEnabled(False)
        self._finish(desk)

    def _finish(self, desk: Desk) -> None:
        sitting_id = desk.sitting.id

        def finish(ws: Workspace) -> Finished:
            from integrity_edu.teaching.finishing import finish_sitting

            return finish_sitting(ws, sitting_id)

        self.context.tasks.run(self, finish, lambda done: self._finished(desk, done), self._failed)

    def _finished(self, desk: Desk, finished: Finished) -> None:
        if desk is not self.desk:
            return
        self._timer.stop()
        self.desk = self.exam_clock = None
        if self.isVisible():
            self.go("result", desk.sitting.id, finished=finished)

    def _tick(self) -> None:
        if self.exam_clock is None:
            return
        minutes = self.exam_clock.tick()
        seconds = self.exam_clock.seconds
        tone = "accent" if seconds <= 60 else "warning" if seconds <= 300 else "info"
        self.clock_chip.set(tr("剩余 {time}", time=self.exam_clock.text), tone)
        if minutes:
            self.context.messages.notify(tr("还剩 {n} 分钟。答案一直在存。", n=minutes))
        if seconds == 0:
            self._time_up()

    def _time_up(self) -> None:
        desk = self.desk
        if desk is None or self._busy:
            return
        self._busy = True
        self._timer.stop()
        if self.card.question:
            self.card.question.freeze()
        self._show_state()
        self.context.messages.notify(tr("时间到了，卷子已经替你交上；存好的答案都算数。"))
        self._finish(desk)


def _arrow_after(icon: str) -> Qt.LayoutDirection:
    """An arrow to the right stands after its words."""
    right = icon == "arrow-right"
    return Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight
