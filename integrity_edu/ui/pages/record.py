"""学习记录: papers, lessons and hours as plain lists; nothing here adds up to a person."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from integrity_edu.ui import result_words
from integrity_edu.ui.dates import full_day_text
from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.widgets.buttons import GhostButton
from integrity_edu.ui.widgets.cards import Card, EmptyState, IconLabel, line
from integrity_edu.ui.widgets.columns import Columns
from integrity_edu.ui.widgets.layouts import clear
from integrity_edu.ui.widgets.rows import RowButton
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.ui.widgets.stacked import stacked
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.quiz.store import SittingRow
    from integrity_edu.teaching.outcome import LearningRecord, LessonDone
    from integrity_edu.teaching.paths import PathView
    from integrity_edu.ui.theme import Theme
    from integrity_edu.workspace import Workspace


class RecordPage(Page):
    """Every line leads to what it names."""

    follows = frozenset({"quiz", "courses", "teaching", "library"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.set_heading(tr("学习记录"), tr("做过的卷子、学完的课和学时；只记学习，不评人"))
        theme = context.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll()
        column.addWidget(scroll)
        columns = Columns()
        papers, self.papers = self._card(tr("做过的卷子"))
        lessons, self.lessons = self._card(tr("学完的课"))
        self.hours_card, self.hours = self._card(tr("学时"))
        columns.add(stacked(papers), 7)
        columns.add(stacked(lessons, self.hours_card), 5)
        scroll.body.addWidget(columns)
        if context.me.audience == "minor":
            scroll.body.addWidget(self._why_no_archive(theme))
        scroll.body.addStretch()
        self._theme = theme

    def _why_no_archive(self, theme: Theme) -> QWidget:
        """Under 18 no line of the sidebar leads to an archive; who wonders finds the reason here."""
        why = GhostButton(theme, tr("为什么还没有诚信档案"), "info")
        why.setObjectName("why-no-archive")
        why.clicked.connect(lambda: self.go("archive"))
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(why)
        box.addStretch()
        return row

    def _card(self, title: str) -> tuple[Card, QVBoxLayout]:
        card = Card(self.context.theme, title)
        rows = QVBoxLayout()
        rows.setSpacing(2)
        card.body.addLayout(rows)
        return card, rows

    def reload(self) -> None:
        """Fetch the lists."""

        def fetch(ws: Workspace) -> LearningRecord:
            from integrity_edu.teaching.outcome import learning_record

            return learning_record(ws)

        self.run(fetch, self._show)

    def _show(self, record: LearningRecord) -> None:
        self._fill(self.papers, [self._paper(one) for one in record.papers])
        self._fill(self.lessons, [self._lesson(one) for one in record.lessons])
        if not record.papers:
            self._empty(self.papers, "quiz", tr("还没有交过卷子。做几道题，结果会留在这里。"), tr("去测验"),
                        "quiz")  # fmt: skip
        if not record.lessons:
            self._empty(self.lessons, "course", tr("还没有学完的课。读完一课，通过课后检查，就记在这里。"),
                        tr("去课程"), "courses")  # fmt: skip
        self._fill(self.hours, [self._path(view) for view in record.paths])
        self.hours_card.setVisible(bool(record.paths))

    def _fill(self, rows: QVBoxLayout, widgets: list[QWidget]) -> None:
        clear(rows)
        block = QWidget()  # filled out of sight: each row shown by itself would lay out the page
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for place, widget in enumerate(widgets):
            if place:
                column.addWidget(line())
            column.addWidget(widget)
        rows.addWidget(block)

    def _empty(self, rows: QVBoxLayout, icon: str, sentence: str, word: str, page: str) -> None:
        state = EmptyState(self._theme, icon, sentence, word)
        state.button.setObjectName(f"go-{page}")
        state.button.clicked.connect(lambda: self.go(page))
        rows.addWidget(state)

    def _paper(self, paper: SittingRow) -> QWidget:
        detail = result_words.paper_line(paper)
        row = self._row(paper.title, detail)
        row.setObjectName(f"paper-{paper.id}")
        row.clicked.connect(lambda: self.go("result", paper.id))
        return row

    def _lesson(self, lesson: LessonDone) -> QWidget:
        day = full_day_text(datetime.fromisoformat(lesson.passed_at).date())
        detail = tr("免修，{day}", day=day) if lesson.excused else tr("学完，{day}", day=day)
        row = self._row(lesson.title, detail)
        row.setObjectName(f"lesson-{lesson.id}")
        row.clicked.connect(lambda: self.go("lesson", lesson.id))
        return row

    def _path(self, view: PathView) -> QWidget:
        detail = tr(
            "已得 {done:g} 学时，必修共 {total:g} 学时",
            done=view.credited_hours,
            total=view.total_hours,
        )
        row = self._row(view.path.title, detail)
        row.setObjectName(f"path-{view.path.id}")
        row.clicked.connect(lambda: self.go("paths", view.path.id))
        return row

    def _row(self, title: str, detail: str) -> RowButton:
        row = RowButton(self._theme, tr("{title}，{detail}", title=title, detail=detail))
        row.add_words(WrappedLabel(title, "strong"), WrappedLabel(detail, "small"))
        row.add(IconLabel(self._theme, "chevron-right", "muted", 18))
        return row
