"""The 29 measures: the plan's own sentence, what it said then, what holds today, and ways on."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QVBoxLayout

from integrity_edu.ui.accessible import announce
from integrity_edu.ui.going import practise
from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.widgets.beside import Beside, keep_in_sight
from integrity_edu.ui.widgets.cards import Chip
from integrity_edu.ui.widgets.columns import Columns
from integrity_edu.ui.widgets.law_card import checked_chip
from integrity_edu.ui.widgets.layouts import clear, snug
from integrity_edu.ui.widgets.measure_cards import GroundsCard, SentenceCard, Way, WaysCard
from integrity_edu.ui.widgets.plan_list import PlanList
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.courses.values import CaseFront, LessonFront
    from integrity_edu.plan.values import Measure, Part, Plan
    from integrity_edu.review.mastery import MeasureLevel
    from integrity_edu.workspace import Workspace

PRACTICE_SIZE = 10
EXTRAS = ("preamble", "about")


class Outline(NamedTuple):
    """What the list shows."""

    parts: list[Part]
    measures: list[Measure]
    levels: tuple[MeasureLevel, ...]


class Shown(NamedTuple):
    """One measure with what in the program serves it."""

    measure: Measure
    stale: bool
    lesson: LessonFront | None
    case: CaseFront | None
    questions: int


def find_outline(ws: Workspace) -> Outline:
    """Parts, measures and how far I am with each."""
    from integrity_edu.plan import reading
    from integrity_edu.review.mastery import levels

    return Outline(reading.parts(ws.conn), reading.measures(ws.conn), levels(ws))


def find_measure(ws: Workspace, number: int, audience: str) -> Shown:
    """One measure, the lesson and case closest to it, and how many questions my audience has."""
    from integrity_edu.courses import library
    from integrity_edu.plan import reading
    from integrity_edu.plan.values import is_stale
    from integrity_edu.quiz.questions import audience_mask
    from integrity_edu.quiz.store import counts_by_measure

    measure = reading.measure(ws.conn, number)
    served = reading.served(ws.conn, number)
    lessons = [library.lesson(ws.conn, ref).front for ref, _ in served.lessons]
    cases = [library.case(ws.conn, ref).front for ref, _ in served.cases]
    return Shown(
        measure=measure,
        stale=is_stale(measure.as_of, ws.today()),
        lesson=min(lessons, key=lambda front: len(front.measures), default=None),
        case=min(cases, key=lambda front: len(front.measures), default=None),
        questions=counts_by_measure(ws.conn, audience_mask((audience,))).get(number, 0),
    )


def find_copy(ws: Workspace) -> tuple[Plan, date]:
    """The whole document with its preamble, and today's date."""
    from integrity_edu.plan import reading

    return reading.whole(ws.conn), ws.today()


class PlanPage(Page):
    """`route.ref` is a measure, `preamble` or `about`; `more["quote"]` a piece to highlight."""

    follows = frozenset({"quiz", "library"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        name = tr("山东《关于加强个人诚信体系建设的分工方案》，逐句校订")
        self.set_heading(tr("方案 29 项"), name)
        self._halves = Beside()
        self.list = PlanList(context.theme)
        self.list.picked.connect(lambda ref: self.go("plan", ref))
        self._halves.list.body.addWidget(self.list)
        self._halves.list.body.addStretch()
        self._ref, self._quote = "", ""
        self.sentence: SentenceCard | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._halves)
        context.theme.changed.connect(self._recolor)

    def reload(self) -> None:
        """Fill the list, then what was asked for (or what was shown before)."""
        ref = self.route.ref or self._ref or "1"
        quote = str(self.route.more.get("quote", ""))
        fresh = (ref, quote) != (self._ref, self._quote)
        self._ref, self._quote = ref, quote
        self.run(find_outline, self._show_outline)
        self._load(fresh=fresh)

    def _load(self, *, fresh: bool) -> None:
        ref, audience = self._ref, self.context.me.audience
        if ref in EXTRAS:
            self.run(find_copy, lambda found: self._show_copy(ref, *found))
            return
        number = int(ref) if ref.isdigit() else 0
        self.run(
            lambda ws: find_measure(ws, number, audience),
            lambda found: self._show(found, fresh=fresh),
        )

    def _recolor(self) -> None:
        if self._ref:
            self._load(fresh=False)

    def _show_outline(self, outline: Outline) -> None:
        self.list.show_plan(outline.parts, outline.measures)
        self.list.show_levels(outline.levels)
        self.list.mark(self._ref)
        row = self.list.rows.get(int(self._ref)) if self._ref.isdigit() else None
        if row is not None:
            keep_in_sight(self._halves.list, row)

    def _show(self, found: Shown, *, fresh: bool) -> None:
        if str(found.measure.number) != self._ref:
            return  # picked another meanwhile
        theme, measure, detail = self.context.theme, found.measure, self._halves.detail
        compared = not fresh and self.sentence is not None and self.sentence.compare.isChecked()
        clear(detail.body)
        self.sentence = SentenceCard(theme, measure, self._quote)
        self.sentence.compare.setChecked(compared or (fresh and self.sentence.quotes_units))
        detail.body.addWidget(snug(self.sentence))
        halves = Columns(fold=520)
        then = Chip(theme, tr("2018-01-25 转载本"), "neutral")
        today = checked_chip(theme, measure.as_of, stale=found.stale)
        today.setObjectName("checked")
        for title, chip, grounds in (
            (tr("当时怎么说"), then, measure.then),
            (tr("今天依据什么"), today, measure.today),
        ):
            halves.add(GroundsCard(theme, title, chip, grounds, self._open_law), 6)
        detail.body.addWidget(halves)
        if ways := self._ways(found):
            detail.body.addWidget(snug(WaysCard(theme, ways)))
        detail.body.addStretch()
        if fresh:
            detail.verticalScrollBar().setValue(0)
            announce(self, tr("第 {n} 项　{title}", n=measure.number, title=measure.title))

    def _show_copy(self, ref: str, plan: Plan, today: date) -> None:
        from integrity_edu.ui.widgets.plan_copy import AboutCard, PreambleCard

        if ref != self._ref:
            return
        self.sentence = None
        detail, theme = self._halves.detail, self.context.theme
        clear(detail.body)
        made = PreambleCard(theme, plan) if ref == "preamble" else AboutCard(theme, plan, self.go)
        detail.body.addWidget(snug(made))
        detail.body.addStretch()
        detail.verticalScrollBar().setValue(0)

    def _open_law(self, ref: str) -> None:
        self.go("laws", ref)

    def _ways(self, found: Shown) -> list[Way]:
        lesson, case, ways = found.lesson, found.case, []
        if lesson:
            detail = tr("课程，{n} 分钟", n=lesson.minutes)
            act = partial(self.go, "lesson", lesson.id)
            ways.append(Way("lesson", "course", "accent", lesson.title, detail, act))
        if case:
            detail = tr("案例，{n} 分钟", n=case.minutes)
            act = partial(self.go, "case", case.id)
            ways.append(Way("case", "case", "info", case.title, detail, act))
        if found.questions:
            count = min(PRACTICE_SIZE, found.questions)
            title = tr("练 {n} 道题", n=count)
            detail = tr("这一项一共 {n} 道", n=found.questions)
            act = partial(self._practise, found.measure, count)
            ways.append(Way("practice", "quiz", "success", title, detail, act))
        return ways

    def _practise(self, measure: Measure, count: int) -> None:
        title = tr("第 {n} 项　{title}", n=measure.number, title=measure.title)
        practise(self, title, measures=(measure.number,), count=count)
