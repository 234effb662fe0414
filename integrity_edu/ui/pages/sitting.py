"""Sitting a practice, a check or an exam: one question at a time, every change saved at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from integrity_edu.quiz import sittings
from integrity_edu.quiz.desk import Desk, Step
from integrity_edu.quiz.grading import Mark, Response
from integrity_edu.quiz.sittings import ClosedSittingError
from integrity_edu.quiz.sources import OpenedSitting, PlanSource, Sources, open_sitting
from integrity_edu.ui import sitting_words
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.answer_words import place_text
from integrity_edu.ui.keys import bind_keys
from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.tokens import MARGIN_SIDE
from integrity_edu.ui.widgets.buttons import QuietButton
from integrity_edu.ui.widgets.cards import EmptyState
from integrity_edu.ui.widgets.columns import Columns
from integrity_edu.ui.widgets.exam_timer import ExamTimer
from integrity_edu.ui.widgets.explanation import ExplanationCard
from integrity_edu.ui.widgets.question.base import LETTERS
from integrity_edu.ui.widgets.question_card import QuestionCard
from integrity_edu.ui.widgets.review_panel import ReviewPanel
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.ui.widgets.sitting_foot import SittingFoot
from integrity_edu.ui.widgets.strip import QuestionStrip
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.teaching.finishing import Finished
    from integrity_edu.workspace import Workspace


class SittingPage(Page):
    """`route.ref` is the attempt. It shows what the desk says and tells the desk what happened."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.desk: Desk | None = None
        self._sources: Sources | None = None
        self._busy = False
        self._lay_out()
        self._bind_keys()

    def _lay_out(self) -> None:
        context, theme = self.context, self.context.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._scroll = PageScroll()
        self._scroll.body.setContentsMargins(MARGIN_SIDE, 2, MARGIN_SIDE, 12)
        column.addWidget(self._scroll, 1)
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
        self.panel.back.connect(lambda: self._go_to(self.desk.position if self.desk else 0))
        self.panel.handed_in.connect(self._hand_in)
        self.closed = EmptyState(theme, "check-circle", tr("这份卷子已经交了。"), tr("看结果"))
        self.closed.button.clicked.connect(lambda: self.go("result", self.route.ref))
        self.foot = SittingFoot(theme)
        self.foot.moved.connect(self._move)
        self.foot.stepped.connect(self._step)
        for widget in (self.strip, self.columns, self.panel, self.closed):
            self._scroll.body.addWidget(widget, int(widget is self.columns))
        self._scroll.body.addStretch()
        column.addWidget(self.foot)
        self.timer = ExamTimer(theme)
        self.timer.minute_reached.connect(
            lambda n: context.messages.notify(tr("还剩 {n} 分钟。答案一直在存。", n=n))
        )
        self.timer.ran_out.connect(self._time_up)
        self.hand_in = QuietButton(theme, tr("交卷"), "send")
        self.hand_in.setObjectName("hand-in")
        self.hand_in.setToolTip(tr("交卷（Ctrl+Enter）"))
        self.hand_in.clicked.connect(self._open_panel)
        self._show_only(None)

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
        bind_keys(self, acts)

    # ---- opening -----------------------------------------------------------------------------

    def reload(self) -> None:
        """Load the attempt whole; it opens where it was left."""
        self.timer.stop()
        self.desk = None
        sitting_id = self.route.ref
        self.run(lambda ws: open_sitting(ws, sitting_id), self._opened)

    def _opened(self, opened: OpenedSitting) -> None:
        sitting = opened.sitting
        self._sources, self._busy = opened.sources, False
        if sitting.state != "open":
            self._show_only(self.closed)
            self.set_heading(sitting_words.heading(sitting), tr("已经交卷"))
            return
        self.desk = Desk(sitting)
        self.timer.begin(sitting.deadline, opened.now)
        self._show_only(self.columns)
        self._show_item()
        self.timer.tick()

    def _show_only(self, shown: QWidget | None) -> None:
        for widget in (self.columns, self.panel, self.closed):
            widget.setVisible(widget is shown)
        sitting = self.desk is not None
        self.strip.setVisible(sitting)
        self.foot.setVisible(shown is self.columns)
        actions: list[QWidget] = [self.timer] if self.timer.running else []
        self.header_actions = [*actions, self.hand_in] if sitting else []

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
        self._scroll.verticalScrollBar().setValue(0)
        self._show_state()
        self._show_side()
        if self.card.question:
            self.card.question.focus_first()
        if item.confirmed:
            self.foot.primary.setFocus()

    def _show_side(self) -> None:
        desk, sources = self.desk, self._sources
        if desk is None or sources is None:
            return
        item = desk.item
        if desk.explained:
            self.side.explain(item.question, sources, right=bool(item.earned))
            self.side.say_next(*sitting_words.what_next(desk.sitting, right=bool(item.earned)))
        else:
            self.side.wait(*sitting_words.waiting(desk))

    def _show_state(self) -> None:
        """Strip, buttons and saving, after whatever changed them."""
        desk = self.desk
        if desk is None:
            return
        self.strip.show_states(desk.states, set(desk.flagged), desk.position)
        self.foot.show_desk(
            desk,
            busy=self._busy,
            source=self._source_shown is not None,
            flag_key="Shift F" if self._f_is_an_option else "F",
        )
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
        self.timer.catch_up(at)
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

    @property
    def _f_is_an_option(self) -> bool:
        """Letters do what they show: where there is an option F, F chooses it."""
        return self.card.question is not None and self.card.question.choices > LETTERS.index("F")

    def _letter_f(self) -> None:
        if self._f_is_an_option:
            self._choose(LETTERS.index("F"))
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
            if self.columns.folded:
                self._scroll.ensureWidgetVisible(self.side.heading)
            self.foot.primary.setFocus()
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
        here = desk.position
        self.run(lambda ws: sittings.go_to(ws, desk.sitting.id, here))

    @property
    def _source_shown(self) -> PlanSource | None:
        """The plan's words beside the question; none before they may be seen."""
        desk, sources = self.desk, self._sources
        if desk is None or sources is None or not desk.explained:
            return None
        plan = sources.plan(desk.item.question)
        return plan[0] if plan else None

    def _open_source(self) -> None:
        if source := self._source_shown:
            self.go("plan", str(source.measure), quote=source.quote)

    # ---- the end -----------------------------------------------------------------------------

    def _open_panel(self) -> None:
        desk = self.desk
        if desk is None or self.panel.isVisible():
            return
        self.panel.show_state(desk.size, desk.unanswered, desk.flagged)
        self._show_only(self.panel)
        self.panel.again.setFocus()
        announce(self.panel, self.panel.state.text())

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
        self.timer.stop()
        self.desk = None
        if self.isVisible():
            self.go("result", desk.sitting.id, finished=finished)

    def _time_up(self) -> None:
        desk = self.desk
        if desk is None or self._busy:
            return
        self._busy = True
        self.timer.stop()
        if self.card.question:
            self.card.question.freeze()
        self._show_state()
        self.context.messages.notify(tr("时间到了，卷子已经替你交上；存好的答案都算数。"))
        self._finish(desk)
