"""The courses of my audience, each with its lessons and how far I am."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout

from integrity_edu.courses.library import CourseLine, LessonLine, my_courses
from integrity_edu.ui.fonts import widest
from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.widgets.card_grid import CardGrid
from integrity_edu.ui.widgets.cards import Card, EmptyState, IconLabel
from integrity_edu.ui.widgets.filters import Filters
from integrity_edu.ui.widgets.rows import RowButton
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.ui.theme import Theme

LEAST_CARD = 410
LOOKS = {
    "new": ("circle", "muted"),
    "started": ("half", "info"),
    "passed": ("check-circle", "success"),
    "excused": ("check", "success"),
}
"""Status of a lesson → icon and its colour."""


def status_word(status: str) -> str:
    """A lesson's status in a word."""
    return {
        "new": tr("未开始"),
        "started": tr("在学"),
        "passed": tr("已通过"),
        "excused": tr("免修"),
    }[status]


class CoursesPage(Page):
    """Cards of courses; a filter leaves only the lessons in one status."""

    follows = frozenset({"courses", "library", "teaching"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title = tr("课程")
        self._filter = "all"
        self.cards: list[CourseCard] = []
        scroll = PageScroll()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scroll)
        self.filters = Filters(
            [
                ("all", tr("全部")),
                ("new", status_word("new")),
                ("started", status_word("started")),
                ("done", tr("学完")),
            ],
            tr("按学习状态筛选"),
        )
        self.filters.chosen.connect(self._show_only)
        self.grid = CardGrid(LEAST_CARD, 2)
        self.empty = EmptyState(context.theme, "course", "", tr("看全部课程"))
        self.empty.setObjectName("courses-empty")
        self.empty.button.setObjectName("show-all")
        self.empty.button.clicked.connect(lambda: self.filters.choose("all"))
        self.empty.hide()
        for widget in (self.filters, self.grid, self.empty):
            scroll.body.addWidget(widget)
        scroll.body.addStretch()

    def reload(self) -> None:
        """Read the courses of my audience."""
        audience = self.context.me.audience
        self.run(lambda ws: my_courses(ws, audience), self._show)

    def _show(self, courses: list[CourseLine]) -> None:
        self.grid.show_cards([])
        for card in self.cards:
            card.deleteLater()
        self.cards = [CourseCard(self.context.theme, course) for course in courses]
        for card in self.cards:
            for lesson, row in card.rows.items():
                row.clicked.connect(lambda _=False, lesson=lesson: self.go("lesson", lesson))
        lessons = sum(len(course.lessons) for course in courses)
        done = sum(course.done for course in courses)
        self.set_heading(self.title, tr("{done} / {n} 课学完了", done=done, n=lessons))
        self._show_only(self._filter)

    def _show_only(self, status: str) -> None:
        self._filter = status
        shown = [card for card in self.cards if card.show_only(status)]
        self.grid.show_cards(shown)
        self.grid.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self.filters.setVisible(bool(self.cards))
        self.empty.button.setVisible(bool(self.cards))
        if not self.cards:
            self.empty.label.setText(tr("这里还没有为你准备的课程。可以先看看方案的 29 项。"))
        elif not shown:
            self.empty.label.setText(_why_empty(status))


def _why_empty(status: str) -> str:
    return {
        "new": tr("每一课都打开过了。没学完的在“在学”里。"),
        "started": tr("没有学到一半的课。从“未开始”里挑一课就行。"),
        "done": tr("还没有学完的课。读完一课，做完课后检查，就会出现在这里。"),
    }[status]


class CourseCard(Card):
    """A course: what it is about, how far I am, its lessons."""

    def __init__(self, theme: Theme, course: CourseLine) -> None:
        super().__init__(theme, course.title, tr("{hours} 学时", hours=f"{course.hours:g}"))
        self.setObjectName(f"course-{course.id}")
        self._course = course
        self.rows: dict[str, RowButton] = {}
        self.body.addWidget(WrappedLabel(course.summary, "muted"))
        self.body.addLayout(self._progress())
        lessons = QVBoxLayout()
        lessons.setSpacing(0)
        lessons.setContentsMargins(0, 2, 0, 0)
        for number, line in enumerate(course.lessons, 1):
            row = _lesson_row(theme, number, line)
            self.rows[line.id] = row
            lessons.addWidget(row)
        self.body.addLayout(lessons)
        self.body.addStretch()

    def show_only(self, status: str) -> bool:
        """Show only lessons in this status ("all", "new", "started", "done"); whether any are."""
        shown = False
        for line in self._course.lessons:
            state = "done" if line.status in ("passed", "excused") else line.status
            fits = status in ("all", state)
            self.rows[line.id].setVisible(fits)
            shown = shown or fits
        return shown

    def _progress(self) -> QHBoxLayout:
        course = self._course
        words = tr("{done} / {n} 课", done=course.done, n=len(course.lessons))
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, max(1, len(course.lessons)))
        bar.setValue(course.done)
        bar.setAccessibleName(words)
        label = QLabel(words)
        label.setProperty("role", "small")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(bar, 1)
        row.addWidget(label)
        return row


def _lesson_row(theme: Theme, number: int, line: LessonLine) -> RowButton:
    word = status_word(line.status)
    name = tr(
        "第 {n} 课，{title}，{status}，约 {minutes} 分钟",
        n=number,
        title=line.title,
        status=word,
        minutes=line.minutes,
    )
    row = RowButton(theme, name)
    row.setObjectName(f"lesson-{line.id}")
    row.row.setContentsMargins(8, 9, 8, 9)
    row.add(IconLabel(theme, *LOOKS[line.status], 18))
    row.add_words(WrappedLabel(line.title))
    minutes = QLabel(tr("{n} 分钟", n=line.minutes))
    minutes.setProperty("role", "small")
    status = QLabel(word)
    status.setProperty("role", "small")
    status.setFixedWidth(widest(map(status_word, LOOKS), 12) + 4)
    status.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row.add(minutes, status)
    return row
