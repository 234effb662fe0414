"""考试: one paper set to a class, from the first minute to the last regrade."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from integrity_edu.ui import exam_words
from integrity_edu.ui.exam_view import TABS, Seen, look
from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.pages.exam_analysis import AnalysisTab
from integrity_edu.ui.pages.exam_marking import MarkingTab
from integrity_edu.ui.pages.exam_progress import ProgressTab
from integrity_edu.ui.pages.exam_regrade import RegradePanel
from integrity_edu.ui.pages.exam_regrades import RegradesTab
from integrity_edu.ui.widgets.buttons import QuietButton
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.ui.widgets.section_tabs import SectionTabs
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.quiz.questions import Question
    from integrity_edu.ui.navigation import Route
    from integrity_edu.workspace import Workspace


class ExamPage(Page):
    """`route.ref` is an assignment of mine, `more["tab"]` one of exam_view.TABS."""

    follows = frozenset({"teaching", "quiz"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.set_heading(tr("考试"))
        self._seen: Seen | None = None
        self.tab = TABS[0]
        self.to_class = QuietButton(context.theme, tr("回到班级"), "users")
        self.to_class.setObjectName("to-class")
        self.to_class.clicked.connect(self._to_class)
        self.header_actions = [self.to_class]
        words = (tr("进度"), tr("批改"), tr("分析"), tr("改判"))
        self.tabs = SectionTabs(context.theme, tuple(zip(TABS, words, strict=True)))
        self.progress, self.marking = ProgressTab(context), MarkingTab(context)
        self.analysis, self.regrades = AnalysisTab(context), RegradesTab(context)
        self._views = dict(
            zip(TABS, (self.progress, self.marking, self.analysis, self.regrades), strict=True)
        )
        self._scroll = PageScroll()
        self._scroll.body.addWidget(self.tabs)
        for view in self._views.values():
            self._scroll.body.addWidget(view)
            view.hide()
        self._scroll.body.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)
        self.tabs.picked.connect(self._pick)
        self.progress.look_wanted.connect(self.reload)
        self.marking.look_wanted.connect(self.reload)
        self.analysis.regrade_wanted.connect(self._regrade)
        self.analysis.print_wanted.connect(self._choose_pdf)
        self.regrades.analysis_wanted.connect(lambda: self.tabs.pick("analysis"))

    def show_route(self, route: Route) -> None:
        """Another exam begins with its progress."""
        if route.ref != self.route.ref:
            self._seen = None
            self.marking.forget()
            self.tab = TABS[0]
        self.tab = str(route.more.get("tab", self.tab))
        self.tabs.tabs[self.tab].blockSignals(True)  # it is fetched below, once
        self.tabs.pick(self.tab)
        self.tabs.tabs[self.tab].blockSignals(False)
        super().show_route(route)

    def reload(self) -> None:
        """Fetch what the chosen tab shows."""
        ref, tab, named = self.route.ref, self.tab, self.marking.named
        self.run(lambda ws: look(ws, ref, tab, named=named), partial(self._show, ref, tab))

    def _pick(self, tab: str) -> None:
        if tab != self.tab:
            self.tab = tab
            self.reload()

    def _show(self, ref: str, tab: str, seen: Seen) -> None:
        if (ref, tab) != (self.route.ref, self.tab):
            return  # something else was picked meanwhile; it is on its way
        self._seen = seen
        exam = seen.exam
        title, words = exam.title, exam_words.about_words(exam, seen.today)
        if (title, words) != (self.title, self.subtitle):
            self.set_heading(title, words)  # only news: the header takes focus off its buttons
        self._count(seen)
        if seen.answers is not None:
            self.marking.show_answers(seen.answers)
        if seen.analysis is not None:
            self.analysis.show_analysis(seen.analysis, seen.spread, seen.waiting)
        if seen.regrades is not None:
            self.regrades.show_regrades(seen.regrades)
        self.progress.show_exam(exam)
        for name, view in self._views.items():
            view.setVisible(name == tab)

    def _count(self, seen: Seen) -> None:
        exam, tabs = seen.exam, self.tabs.tabs
        sitting = exam.count("in_progress") + exam.count("overdue")
        tabs["progress"].set_count(
            tr("{n} 人正在考，{done} 人已交", n=sitting, done=exam.count("submitted"))
        )
        tabs["marking"].set_count(
            tr("还有 {n} 份", n=seen.waiting) if seen.waiting else tr("没有等批的")
        )
        tabs["analysis"].set_count(tr("哪些题要再看看"))
        tabs["regrades"].set_count(tr("改过的和撤销过的"))

    # ---- acting ------------------------------------------------------------------------------

    def _to_class(self) -> None:
        if self._seen:
            self.go("classes", self._seen.exam.class_id, task=self._seen.exam.assignment)

    def _regrade(self, revision: int) -> None:
        ref = self.route.ref

        def fetch(ws: Workspace) -> Question:
            from integrity_edu.exams.regrading.regrades import question_asked

            return question_asked(ws, revision)

        self.run(fetch, lambda question: RegradePanel(self.context, ref, revision, question).open())

    def _choose_pdf(self) -> None:
        self.context.messages.choose_save(tr("题目分析.pdf"), "PDF (*.pdf)", self.save_pdf)

    def save_pdf(self, path: Path) -> None:
        """Write the analysis as it is shown."""
        seen, found = self._seen, self.analysis.found
        if seen is None or found is None:
            return
        from integrity_edu.ui.analysis_paper import analysis_pdf

        title, today = seen.exam.title, seen.today
        self.context.tasks.work(
            self,
            lambda: analysis_pdf(title, found, today, path),
            lambda _: self.context.messages.notify(tr("题目分析存好了。")),
            self.context.messages.tell,
        )
