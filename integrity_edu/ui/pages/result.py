"""What came of an attempt: right answers by part and by measure, every wrong one explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from integrity_edu import ids
from integrity_edu.plan.numerals import part_name
from integrity_edu.quiz import results
from integrity_edu.ui import result_words
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.note_keeping import follow_star
from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.widgets.aftermath import Aftermath
from integrity_edu.ui.widgets.buttons import PrimaryButton, QuietButton
from integrity_edu.ui.widgets.cards import Card, EmptyState, IconBadge
from integrity_edu.ui.widgets.charts import Bar, BarRows
from integrity_edu.ui.widgets.columns import Columns
from integrity_edu.ui.widgets.layouts import clear
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.ui.widgets.stacked import stacked
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.ui.widgets.waiting_item import WaitingItem
from integrity_edu.ui.widgets.wrong_item import WrongItem
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.teaching.finishing import Finished
    from integrity_edu.teaching.outcome import Outcome
    from integrity_edu.ui.after_view import After
    from integrity_edu.workspace import Workspace


class ResultPage(Page):
    """`route.ref` is the attempt; `more["finished"]` what handing it in just brought."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.outcome: Outcome | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._scroll = PageScroll()
        column.addWidget(self._scroll)
        self._scroll.body.addWidget(self._summary())
        self.aftermath = Aftermath(theme)
        self.aftermath.hide()
        self._scroll.body.addWidget(self.aftermath)
        columns = Columns()
        left = Card(theme, tr("按部分"))
        self.by_part, self.by_measure = BarRows(theme), BarRows(theme)
        self.by_part.setAccessibleName(tr("按部分"))
        self.by_measure.setAccessibleName(tr("按措施"))
        heading = WrappedLabel(tr("按措施"), "heading")
        left.body.addWidget(self.by_part)
        left.body.addSpacing(8)
        left.body.addWidget(heading)
        left.body.addWidget(self.by_measure)
        left.body.addWidget(WrappedLabel(tr("一道题对应几项措施，就在几项里各算一次。"), "small"))
        self.waiting_card = Card(theme, tr("还没有评的题"))
        self.waiting = QVBoxLayout()
        self.waiting_card.body.addLayout(self.waiting)
        self.wrong_card = Card(theme, tr("答错的题"), " ")
        self.wrong = QVBoxLayout()
        self.wrong_card.body.addLayout(self.wrong)
        columns.add(stacked(left), 5)
        columns.add(stacked(self.waiting_card, self.wrong_card), 7)
        self._scroll.body.addWidget(columns)
        self._scroll.body.addWidget(self.aftermath.others_card)
        self._scroll.body.addStretch()

    def _summary(self) -> Card:
        theme = self.context.theme
        card = Card(theme)
        card.body.setContentsMargins(24, 20, 24, 20)
        row = QHBoxLayout()
        row.setSpacing(16)
        self.badge = IconBadge(theme, "check-circle", "neutral", 52)
        words = QVBoxLayout()
        words.setSpacing(4)
        self.score = WrappedLabel("", "large")
        self.score.setObjectName("score")
        self.verdict = WrappedLabel("")
        self.verdict.setObjectName("verdict")
        self.about = WrappedLabel("", "small")
        for label in (self.score, self.verdict, self.about):
            words.addWidget(label)
        row.addWidget(self.badge)
        row.addLayout(words, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(10)
        row.addLayout(self.buttons)
        card.body.addLayout(row)
        return card

    def reload(self) -> None:
        """Fetch the attempt and everything its wrong questions rest on."""
        sitting_id = self.route.ref

        def fetch(ws: Workspace) -> tuple[Outcome, After]:
            from integrity_edu.ui.after_view import look

            return look(ws, sitting_id)

        self.run(fetch, lambda found: self._show(*found))

    def _show(self, found: Outcome, after: After) -> None:
        self.outcome = found
        self.aftermath.show_after(after)
        finished: Finished | None = self.route.more.get("finished")  # type: ignore[assignment]
        result = found.result
        self.set_heading(*result_words.heading(result.sitting))
        self._show_summary(found, finished)
        self._show_buttons(found)
        self._show_bars(found)
        self._show_waiting(found)
        self._show_wrong(found)
        self._scroll.verticalScrollBar().setValue(0)
        for label in (self.score, self.verdict):
            announce(label, label.text())

    def _show_summary(self, found: Outcome, finished: Finished | None = None) -> None:
        result = found.result
        self.score.setText(result.score if "points" in result.shows else tr("已经交卷"))
        self.verdict.setText(result_words.verdict(found, finished))
        self.verdict.setVisible(bool(self.verdict.text()))
        self.about.setText(result_words.about(result.sitting))
        self.badge.set(*result_words.badge(found))

    def _show_bars(self, found: Outcome) -> None:
        result = found.result
        self.by_part.show_bars(
            [Bar(part_name(one.key), one.right, one.asked) for one in result.by_part]
        )
        self.by_measure.show_bars([
            Bar(tr("{n}. {title}", n=one.key, title=found.titles[one.key]), one.right, one.asked)
            for one in result.by_measure
        ])  # fmt: skip

    def _show_buttons(self, found: Outcome) -> None:
        """The first way on is the main one."""
        clear(self.buttons)
        first: QPushButton | None = None
        for name, text, icon, act in self._ways(found):
            kind = PrimaryButton if first is None else QuietButton
            button = kind(self.context.theme, text, icon)
            button.setObjectName(name)
            if icon == "arrow-right":
                button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            button.clicked.connect(act)
            self.buttons.insertWidget(0, button)
            first = first or button
        if first:
            first.setFocus()

    def _ways(self, found: Outcome) -> list[tuple[str, str, str, object]]:
        ways: list[tuple[str, str, str, object]] = []
        lesson, mode = found.lesson, found.result.sitting.mode
        if lesson and found.passed and lesson.next:
            following = lesson.next[0]
            ways.append(
                ("next-lesson", tr("下一课"), "arrow-right", lambda: self.go("lesson", following))
            )
        elif lesson and found.passed:
            ways.append(("to-courses", tr("回到课程"), "course", lambda: self.go("courses")))
        elif lesson:
            words = tr("去学这一课") if mode == "pretest" else tr("再看一眼")
            ways.append(("look-again", words, "book", lambda: self.go("lesson", lesson.id)))
            if mode == "check":
                ways.append(("redo", tr("重做"), "refresh", self._redo))
        if found.result.wrong and "key" in found.result.shows and mode != "pretest":
            ways.append(("only-wrong", tr("只练错的"), "refresh", self._only_wrong))
        if not lesson:
            ways.append(("another", tr("再来一份"), "quiz", lambda: self.go("quiz")))
        return ways

    def _show_wrong(self, found: Outcome) -> None:
        clear(self.wrong)
        theme, wrong = self.context.theme, found.result.wrong
        self.wrong_card.aside.setText(tr("{n} 题", n=len(wrong)) if wrong else "")
        if "right" not in found.result.shows:
            self.wrong.addWidget(EmptyState(theme, "lock", result_words.not_yet(found.result)))
            return
        rows = QWidget()  # filled out of sight: each row shown by itself would lay out the page
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for item in wrong:
            shown = WrongItem(theme, item, found.sources, found.result.shows)
            follow_star(self.context, shown.star)
            shown.plan_opened.connect(lambda n, quote: self.go("plan", str(n), quote=quote))
            shown.law_opened.connect(lambda law, point: self.go("laws", f"{law}#{point}"))
            column.addWidget(shown)
        self.wrong.addWidget(rows)
        if wrong and "key" not in found.result.shows:
            self.wrong.addWidget(WrappedLabel(result_words.keys_later(found.result), "small"))
        if not wrong:
            self.wrong.addWidget(
                EmptyState(theme, "check-circle", tr("这次全部答对，没有错题要看。"))
            )

    def _show_waiting(self, found: Outcome) -> None:
        clear(self.waiting)
        own = found.result.sitting.mode != "exam"
        self.waiting_card.setVisible(bool(found.result.waiting))
        for item in found.result.waiting:
            shown = WaitingItem(self.context.theme, item, own=own)
            shown.marked.connect(self._mark_self)
            self.waiting.addWidget(shown)

    def _mark_self(self, position: int, met: tuple[str, ...]) -> None:
        """The item stays where it is: the next criterion may still be ticked."""
        sitting = self.route.ref

        def mark(ws: Workspace) -> Outcome:
            from integrity_edu.quiz.marking import mark_self
            from integrity_edu.teaching.finishing import settle
            from integrity_edu.teaching.outcome import outcome

            mark_self(ws, sitting, position, met)
            settle(ws)
            return outcome(ws, sitting)

        def show(found: Outcome) -> None:
            self.outcome = found
            self._show_summary(found)
            self._show_bars(found)
            announce(self.score, self.score.text())

        self.run(mark, show)

    def _only_wrong(self) -> None:
        sitting, audience, seed = self.route.ref, self.context.me.audience, ids.new_seed()
        self.run(
            lambda ws: results.again_only_wrong(ws, sitting, seed, audience),
            lambda made: self.go("sitting", made),
        )

    def _redo(self) -> None:
        found = self.outcome
        if found is None or found.lesson is None:
            return
        lesson, title = found.lesson.id, found.result.sitting.title
        audience = self.context.me.audience

        def begin(ws: Workspace) -> str:
            from integrity_edu.courses.library import lesson as compiled
            from integrity_edu.quiz.attached import open_check

            return open_check(ws, lesson, title, compiled(ws.conn, lesson).front.check, audience)

        self.run(begin, lambda made: self.go("sitting", made))
