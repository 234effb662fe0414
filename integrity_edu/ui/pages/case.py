"""Walk through a case: a scene, decisions one at a time, what really happened, the rule, a talk."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from integrity_edu.courses import library
from integrity_edu.courses.case_walk import CaseWalk
from integrity_edu.courses.values import Case
from integrity_edu.quiz.attached import case_questions, practise_case
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.pages.case_parts import DecisionCard, OutcomeCards, SceneCard, TalkCards
from integrity_edu.ui.pages.cases import measures_text
from integrity_edu.ui.widgets.buttons import GhostButton, PrimaryButton, QuietButton
from integrity_edu.ui.widgets.cards import EmptyState
from integrity_edu.ui.widgets.columns import Columns
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.ui.widgets.steps import Steps
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.workspace import Workspace


class _Found(NamedTuple):
    case: Case
    questions: tuple[str, ...]


class CasePage(Page):
    """`route.ref` is the case. Nothing that is chosen here is stored anywhere."""

    follows = frozenset({"library"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.walk: CaseWalk | None = None
        self._found: _Found | None = None
        self.area = PageScroll()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.area)
        words = (tr("情境"), tr("抉择"), tr("结果与规则"), tr("讨论"))
        self.steps = Steps(theme, words)
        self.measures = QLabel()
        self.measures.setProperty("role", "small")
        self.scene = SceneCard(theme, context.me.nickname)
        self.decision = DecisionCard(theme)
        self.outcome = OutcomeCards(theme)
        self.talk = TalkCards(theme)
        self.hint = WrappedLabel("", "small")
        self.back_button = GhostButton(theme, "", "arrow-left")
        self.again = QuietButton(theme, tr("重选"), "undo")
        self.onward = PrimaryButton(theme, "", "arrow-right")
        self.elsewhere = QuietButton(theme, tr("看别的案例"))
        self.onward.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow behind the words
        self._lay_out()
        self.missing = EmptyState(theme, "case", tr("没有这个案例。"), tr("回到案例"))
        self.missing.button.clicked.connect(lambda: self.go("cases"))
        self.missing.hide()
        self.area.body.addWidget(self.missing)
        self._connect()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.steps, 1)
        top.addWidget(self.measures)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for widget in (self.decision, self.outcome, self.talk):
            column.addWidget(widget)
        column.addLayout(self._actions())
        column.addStretch()
        self.whole = QWidget()
        inside = QVBoxLayout(self.whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(14)
        inside.addLayout(top)
        columns = Columns()
        left = QWidget()
        scene = QVBoxLayout(left)
        scene.setContentsMargins(0, 0, 0, 0)
        scene.addWidget(self.scene)
        scene.addStretch()
        columns.add(left, 5)
        columns.add(right, 7)
        inside.addWidget(columns)
        self.area.body.addWidget(self.whole)
        self.area.body.addStretch()
        self.whole.hide()

    def _actions(self) -> QHBoxLayout:
        for button, name in (
            (self.back_button, "case-back"),
            (self.again, "choose-again"),
            (self.onward, "case-next"),
            (self.elsewhere, "other-cases"),
        ):
            button.setObjectName(name)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.hint, 1)
        row.addWidget(self.back_button)
        row.addWidget(self.again)
        row.addWidget(self.elsewhere)
        row.addWidget(self.onward)
        return row

    def _connect(self) -> None:
        self.decision.chosen.connect(self._choose)
        self.again.clicked.connect(self._choose_again)
        self.onward.clicked.connect(self._next)
        self.back_button.clicked.connect(self._back)
        self.elsewhere.clicked.connect(lambda: self.go("cases"))
        self.outcome.law_wanted.connect(lambda ref: self.go("laws", ref))
        self.talk.practice_wanted.connect(self._practise)

    # ---- the case ----------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the case and its questions."""
        ref, audience = self.route.ref, self.context.me.audience

        def read(ws: Workspace) -> _Found:
            case = library.case(ws.conn, ref)
            return _Found(case, case_questions(ws, ref, case.front.measures, audience))

        self.context.tasks.run(self, read, self._show, self._not_found)

    def _not_found(self, error: BaseException) -> None:
        self.walk = self._found = None
        self.set_heading(tr("案例"))
        self.whole.hide()
        self.missing.show()
        self.context.messages.tell(error)

    def _show(self, found: _Found) -> None:
        front = found.case.front
        self._found = found
        if self.walk is None or self.walk.front != front or self.walk.talking:
            self.walk = CaseWalk(front)
        self.set_heading(
            front.title,
            tr("案例 · {subtitle}，约 {n} 分钟", subtitle=front.subtitle, n=front.minutes),
        )
        self.measures.setText(measures_text(front.measures))
        self.outcome.show_case(front)
        self.talk.show_case(found.case, len(found.questions))
        self.missing.hide()
        self.whole.show()
        self._show_place()
        self.decision.focus_first()
        self.filled.emit()

    def _show_place(self) -> None:
        """Show the decision where the walk stands, from its beginning."""
        assert self.walk is not None
        count = len(self.walk.front.decision)
        self.scene.show_decision(self.walk.decision)
        aside = tr("第 {n} 个抉择，共 {all} 个", n=self.walk.place + 1, all=count)
        self.decision.show_decision(self.walk.decision, aside if count > 1 else "")
        self._show_state()

    def _show_state(self) -> None:
        """Show what follows from the choice, or its absence."""
        walk = self.walk
        assert walk is not None
        self.steps.show_step(walk.step)
        self.decision.setVisible(not walk.talking)
        self.outcome.setVisible(walk.tells_outcome and not walk.talking)
        self.talk.setVisible(walk.talking)
        self.again.setVisible(walk.choice is not None and not walk.talking)
        self.back_button.setVisible(walk.talking or walk.place > 0)
        self.back_button.setText(tr("回到抉择") if walk.talking else tr("上一个"))
        self.onward.setVisible(walk.choice is not None and not walk.talking)
        self.onward.setText(tr("去讨论") if walk.is_last else tr("下一个抉择"))
        self.elsewhere.setVisible(walk.talking)
        self.hint.setText("")
        if walk.choice is not None:
            self.decision.reveal(walk.choice.id)
            self.hint.setText("" if walk.talking else tr("换一个选择，看看会怎样"))

    # ---- what the reader does ----------------------------------------------------------------

    def _choose(self, choice: str) -> None:
        assert self.walk is not None
        self.walk.choose(choice)
        self._show_state()
        taken = self.walk.choice
        if taken is not None:
            announce(self, taken.outcome)
        self.onward.setFocus(Qt.FocusReason.OtherFocusReason)
        # the cards that have just appeared are laid out in the next round
        QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.decision, 0, 24))

    def _choose_again(self) -> None:
        assert self.walk is not None
        self.walk.choose_again()
        self._show_place()
        self.decision.focus_first()

    def _next(self) -> None:
        assert self.walk is not None
        self.walk.next()
        self._move_on()

    def _back(self) -> None:
        assert self.walk is not None
        self.walk.back()
        self._move_on()

    def _move_on(self) -> None:
        assert self.walk is not None
        self._show_place()
        self.area.verticalScrollBar().setValue(0)
        if self.walk.talking:
            (self.talk.practice or self.elsewhere).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.decision.focus_first()

    def _practise(self) -> None:
        if self._found is None:
            return
        questions, audience = self._found.questions, self.context.me.audience
        title = tr("案例练习：{title}", title=self._found.case.front.title)
        self.run(
            lambda ws: practise_case(ws, title, questions, audience),
            lambda sitting: self.go("sitting", sitting),
        )
