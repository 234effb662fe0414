"""Sitting a practice, a check or an exam: one question at a time, every change saved at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from integrity_edu.quiz.desk import Desk, Step
from integrity_edu.quiz.grading import Response
from integrity_edu.quiz.marking import Verdict
from integrity_edu.quiz.sources import OpenedSitting, PlanSource, Sources, open_sitting
from integrity_edu.ui import sitting_words
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.answer_words import place_text
from integrity_edu.ui.deadline_watch import DeadlineWatch
from integrity_edu.ui.desk_work import DeskWork, Told
from integrity_edu.ui.keys import bind_keys
from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.widgets.buttons import ChipButton, QuietButton
from integrity_edu.ui.widgets.exam_timer import ExamTimer
from integrity_edu.ui.widgets.question.base import LETTERS
from integrity_edu.ui.widgets.sitting_sheet import SittingSheet
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.teaching.finishing import Finished


class SittingPage(Page):
    """`route.ref` is the attempt. It shows what the desk says and tells the desk what happened."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.desk: Desk | None = None
        self._sources: Sources | None = None
        self._work = DeskWork(
            self,
            lambda: self.desk,
            lambda: self.timer.now,
            Told(self._saved, self._time_up, self._confirmed, self._marked, self._finished,
                 self._failed),
        )  # fmt: skip
        self._lay_out()
        self._bind_keys()

    def _lay_out(self) -> None:
        context = self.context
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.sheet = sheet = SittingSheet(context)
        column.addWidget(sheet)
        self.strip, self.card, self.side = sheet.strip, sheet.card, sheet.side
        self.columns, self.panel, self.foot = sheet.columns, sheet.panel, sheet.foot
        self.strip.picked.connect(self._go_to)
        self.card.answered.connect(self._answered)
        self.card.flag_wanted.connect(self._flag)
        self.card.save_wanted.connect(self._save_lost)
        self.card.certain.connect(self._certain)
        self.card.self_marked.connect(self._mark_self)
        self.card.undo_wanted.connect(self._undo)
        self.card.written.connect(self.foot.primary.setFocus)
        self.side.plan_opened.connect(lambda n, quote: self.go("plan", str(n), quote=quote))
        self.side.law_opened.connect(lambda law, point: self.go("laws", f"{law}#{point}"))
        self.panel.picked.connect(self._go_to)
        self.panel.back.connect(lambda: self._go_to(self.desk.position if self.desk else 0))
        self.panel.handed_in.connect(self._hand_in)
        sheet.closed.button.clicked.connect(lambda: self.go("result", self.route.ref))
        self.foot.moved.connect(self._move)
        self.foot.stepped.connect(self._step)
        self.timer = ExamTimer(context.theme)
        self.timer.minute_reached.connect(
            lambda n: context.messages.notify(tr("还剩 {n} 分钟。答案一直在存。", n=n), urgent=True)
        )
        self.timer.ran_out.connect(self._time_up)
        self.watch = DeadlineWatch(self, self._extended)
        self.hand_in = QuietButton(context.theme, "", "send")
        self.hand_in.setObjectName("hand-in")
        self.hand_in.clicked.connect(self._open_panel)
        self._show_only(None)

    def _bind_keys(self) -> None:
        """Shortcuts of the whole page; a field with focus keeps letters, digits and arrows."""
        acts: dict[str, Callable[[], None]] = {
            "Left": partial(self._move, -1),
            "Right": partial(self._move, 1),
            "Return": self._enter,
            "Enter": self._enter,
            "Ctrl+Return": self._open_panel,
            "Shift+F": self._flag,
            "O": self._open_source,
            "Delete": self.card.clear_answer,
            "Ctrl+Z": self._undo,
            "Ctrl+Shift+Z": partial(self._undo, again=True),
            "Ctrl+S": self._say_saved,
        }
        acts |= {f"Alt+{level}": partial(self._certain, level) for level in (1, 2, 3)}
        for index, letter in enumerate(LETTERS):
            acts[str(index + 1)] = acts[letter] = partial(self._choose, index)
        acts["F"] = self._letter_f
        bind_keys(self, acts)

    # ---- opening -----------------------------------------------------------------------------

    def reload(self) -> None:
        """Load the attempt whole; it opens where it was left."""
        self.timer.stop()
        self.watch.stop()
        self.desk = None
        sitting_id = self.route.ref
        self.run(lambda ws: open_sitting(ws, sitting_id), self._opened)

    def leave(self) -> None:
        """Nobody looks at the clock of a page that is not there."""
        self.watch.stop()

    def _opened(self, opened: OpenedSitting) -> None:
        sitting = opened.sitting
        self._sources, self._work.busy = opened.sources, False
        if sitting.state != "open":
            self._show_only(self.sheet.closed)
            self.set_heading(sitting_words.heading(sitting), sitting_words.closed(sitting))
            return
        self.desk = Desk(sitting, opened.history)
        self.timer.begin(sitting.deadline, opened.now)
        self.watch.begin(sitting.id, sitting.deadline)
        self._show_only(self.columns)
        self._show_item()
        self.timer.tick()

    def _extended(self, deadline: datetime) -> None:
        if desk := self.desk:
            said = sitting_words.moved(desk.sitting.deadline, deadline)
            desk.extend(deadline)
            self.timer.extend(deadline)
            self.context.messages.notify(said)

    def _show_only(self, shown: QWidget | None) -> None:
        sitting = self.desk is not None
        self.sheet.show_only(shown, sitting=sitting)
        self.hand_in.setText(
            tr("交卷") if self.desk is None else sitting_words.end(self.desk.sitting)
        )
        self.hand_in.setToolTip(tr("{word}（Ctrl+Enter）", word=self.hand_in.text()))
        actions: list[QWidget] = [self.timer] if self.timer.running else []
        self.header_actions = [*actions, self.hand_in] if sitting else []

    # ---- showing -----------------------------------------------------------------------------

    def _show_item(self) -> None:
        """Fill the standing widgets with the question at hand."""
        desk, sources = self.desk, self._sources
        if desk is None or sources is None:
            return
        item, sitting = desk.item, desk.sitting
        progress = sitting_words.progress(sitting, desk.position)
        self.set_heading(sitting_words.heading(sitting), progress)
        shown = sitting_words.as_shown(sitting, item)
        self.card.show_item(shown, place_text(sources, item.question), sitting_words.aside(sitting))
        self.sheet.area.verticalScrollBar().setValue(0)
        self._show_state()
        self._show_side()
        if self.card.question:
            self.card.question.focus_first()
        if shown.confirmed:
            self.foot.primary.setFocus()
        announce(self.card, sitting_words.read_out(progress, item.question))

    def _show_side(self) -> None:
        desk, sources = self.desk, self._sources
        if desk is None or sources is None:
            return
        item = desk.item
        if desk.explained:
            right = item.right if item.confirmed else None
            self.side.explain(item.question, sources, right=right, fraction=item.fraction)
            self.side.say_next(*sitting_words.what_next(desk.sitting, item))
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
            busy=self._work.busy,
            source=self._source_shown is not None,
            flag_key="Shift F" if self._f_is_an_option else "F",
        )
        self.card.show_clear(desk.item)
        self.card.show_undo(can=desk.can_undo and not desk.item.confirmed)
        self.card.show_certainty(
            desk.item.certainty, asked=desk.sitting.behaviour.certainty, frozen=desk.item.confirmed
        )
        lost = desk.position in desk.lost
        self.card.show_saved(sitting_words.saved(desk), trouble=lost)

    # ---- answering ---------------------------------------------------------------------------

    def _answered(self, response: Response) -> None:
        desk = self.desk
        if desk is None or desk.item.confirmed or desk.explained:
            return
        desk.answer(response)
        self._changed(desk)

    def _certain(self, level: int) -> None:
        desk = self.desk
        if desk and desk.sitting.behaviour.certainty and not desk.item.confirmed:
            desk.answer(desk.item.response, level)
            self._changed(desk)

    def _changed(self, desk: Desk) -> None:
        self._work.save(desk, desk.position)
        self._show_state()
        if not desk.explained:
            self._show_side()

    def _undo(self, *, again: bool = False) -> None:
        """Take the last change back, on whichever question it was, and save that."""
        desk = self.desk
        if desk is None or self._work.busy or self.columns.isHidden():
            return
        if desk.redo() if again else desk.undo():
            self._work.save(desk, desk.position)
            self._work.remember(desk)
            self._show_item()
            announce(self.card, tr("改回来了") if again else tr("撤销了上一步"))

    def _say_saved(self) -> None:
        """There is nothing to save by hand; say so aloud."""
        announce(self.card.saved, self.card.saved.text() or tr("每改一次都自动存好"))

    def _saved(self, desk: Desk, at: datetime) -> None:
        self._show_state()
        self.timer.catch_up(at)
        if not desk.saving:
            announce(self.card.saved, self.card.saved.text())

    def _save_lost(self) -> None:
        if self.desk:
            self._work.save_lost(self.desk)
            self._show_state()

    def _mark_self(self, met: tuple[str, ...]) -> None:
        desk = self.desk
        if desk is not None and desk.marks_itself:
            self._work.mark_self(desk, desk.position, met)

    def _marked(self, desk: Desk) -> None:
        self._show_state()
        self._show_side()

    def _flag(self) -> None:
        if self.desk is None or self.columns.isHidden():
            return
        flagged = self.desk.flag()
        self.card.show_flag(flagged=flagged)
        self._show_state()
        self._work.flag(self.desk, flagged=flagged)
        announce(self.card.flag, tr("标记了这道题") if flagged else tr("取消了标记"))

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
        """Enter presses a button that has focus, else the main one; a choice is made by Space."""
        focused = self.focusWidget()
        chip = isinstance(focused, ChipButton)
        if isinstance(focused, QPushButton) and focused.isVisible() and not chip:
            focused.click()
        elif self.columns.isVisible():
            self._step()

    def _step(self) -> None:
        desk = self.desk
        if desk is None or self._work.busy or not desk.can_step:
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
        self._work.confirm(desk, desk.position)
        self._show_state()

    def _confirmed(self, desk: Desk, position: int, verdict: Verdict) -> None:
        self._show_state()
        if position == desk.position:
            self._show_side()
            if verdict.settled:
                self.card.reveal(desk.item)
                self.foot.primary.setFocus()
            self.sheet.area.ensureWidgetVisible(self.side.heading)
            announce(self.card, sitting_words.spoken(desk.item, verdict), urgent=True)

    def _failed(self, error: BaseException) -> None:
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
        self._work.remember(desk)

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
        if desk is None or self._work.busy or self.panel.isVisible():
            return
        if not desk.sitting.behaviour.counts:
            self._work.finish(desk)
            return
        self.panel.show_state(desk.size, desk.unanswered, desk.flagged)
        self._show_only(self.panel)
        self.panel.again.setFocus()
        announce(self.panel, self.panel.state.text())

    def _hand_in(self) -> None:
        if self.desk and self.desk.lost:  # nothing is handed in that is not on disk
            self._save_lost()
        elif self.desk:
            self.panel.hand_in.setEnabled(False)
            self._work.finish(self.desk)

    def _finished(self, desk: Desk, finished: Finished) -> None:
        self.timer.stop()
        self.watch.stop()
        self.desk = None
        if not self.isVisible():
            return
        if desk.sitting.behaviour.counts:
            self.go("result", desk.sitting.id, finished=finished)
        else:
            self.context.messages.notify(tr("看完了 {n} 题。", n=desk.size))
            self.go("quiz")

    def _time_up(self, desk: Desk | None = None) -> None:
        desk = desk or self.desk
        if desk is None or self._work.busy:
            return
        self.timer.stop()
        if self.card.question:
            self.card.question.freeze()
        self._work.finish(desk)
        self._show_state()
        self.context.messages.notify(tr("时间到了，不能再改；存好的答案都在。"), urgent=True)
