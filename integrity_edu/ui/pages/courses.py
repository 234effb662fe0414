"""The courses of my audience, each with its lessons and how far I am."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout

from integrity_edu.courses.library import CourseLine, LessonLine, my_courses
from integrity_edu.ui.fonts import widest
from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.widgets.buttons import GhostButton
from integrity_edu.ui.widgets.card_grid import CardGrid
from integrity_edu.ui.widgets.cards import Card, EmptyState, IconLabel
from integrity_edu.ui.widgets.filters import Filters
from integrity_edu.ui.widgets.find_bar import FindBar, audience_choices, measure_choices
from integrity_edu.ui.widgets.rows import RowButton
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.ui.theme import Theme

LEAST_CARD = 410
FOLDED = 3
"""Lessons shown of a course until somebody wants all of them."""

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
    """Cards of courses; words, lists and a status leave only the lessons that fit."""

    follows = frozenset({"courses", "library", "teaching"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title = tr("课程")
        self._status = "all"
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
        self.filters.chosen.connect(self._choose_status)
        self.finder = FindBar(context.theme, tr("在课名里找"))
        self.finder.add_list("topic", tr("按课程筛选"), [("", tr("全部课程"))])
        self.finder.add_list("measure", tr("按措施筛选"), measure_choices())
        if context.me.role == "teacher":
            self.finder.add_list("audience", tr("按对象筛选"), audience_choices())
        self.finder.changed.connect(self._show_fitting)
        self.grid = CardGrid(LEAST_CARD, 2)
        self.empty = EmptyState(context.theme, "course", "", tr("看全部课程"))
        self.empty.setObjectName("courses-empty")
        self.empty.button.setObjectName("show-all")
        self.empty.button.clicked.connect(self._want_all)
        self.empty.hide()
        for widget in (self.filters, self.finder, self.grid, self.empty):
            scroll.body.addWidget(widget)
        scroll.body.addStretch()

    def reload(self) -> None:
        """Read the courses of my audience."""
        audience = self.context.me.audience
        self.run(lambda ws: my_courses(ws, audience), self._show)

    def _show(self, courses: list[CourseLine]) -> None:
        unfolded = {card.course.id for card in self.cards if card.unfolded}
        self.grid.show_cards([])
        for card in self.cards:
            card.deleteLater()
        self.cards = [CourseCard(self.context.theme, course) for course in courses]
        for card in self.cards:
            card.unfolded = card.course.id in unfolded
            card.lesson_wanted.connect(lambda lesson: self.go("lesson", lesson))
        topics = [("", tr("全部课程")), *((course.id, course.title) for course in courses)]
        self.finder.set_list("topic", topics)
        lessons = sum(len(course.lessons) for course in courses)
        done = sum(course.done for course in courses)
        self.set_heading(self.title, tr("{done} / {n} 课学完了", done=done, n=lessons))
        self._show_fitting()

    def _choose_status(self, status: str) -> None:
        self._status = status
        self._show_fitting()

    def _want_all(self) -> None:
        self.filters.choose("all")
        self.finder.clear()

    def _show_fitting(self) -> None:
        everything = self._status == "all" and self.finder.wants_all
        shown = []
        for card in self.cards:
            fitting = [one.id for one in card.course.lessons if self._fits(card.course, one)]
            card.show_lessons(fitting, foldable=everything)
            if fitting:
                shown.append(card)
        self.grid.show_cards(shown)
        self.grid.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        for widget in (self.filters, self.finder, self.empty.button):
            widget.setVisible(bool(self.cards))
        if not shown:
            self.empty.label.setText(self._why_empty())

    def _fits(self, course: CourseLine, lesson: LessonLine) -> bool:
        status = "done" if lesson.status in ("passed", "excused") else lesson.status
        topic, measure = self.finder.chosen("topic"), self.finder.chosen("measure")
        audience = self.finder.chosen("audience")
        return (
            self._status in ("all", status)
            and topic in ("", course.id)
            and (not measure or int(measure) in lesson.measures)
            and (not audience or audience in course.audience)
            and self.finder.words() in lesson.title.casefold()
        )

    def _why_empty(self) -> str:
        if not self.cards:
            return tr("这里还没有为你准备的课程。可以先看看方案的 29 项。")
        if not self.finder.wants_all:
            return tr("没有同时符合这些条件的课。少选一个条件，或者看全部课程。")
        return {
            "new": tr("每一课都打开过了。没学完的在“在学”里。"),
            "started": tr("没有学到一半的课。从“未开始”里挑一课就行。"),
            "done": tr("还没有学完的课。读完一课，做完课后检查，就会出现在这里。"),
        }[self._status]


class CourseCard(Card):
    """A course: what it is about, how far I am, its lessons; the next few while it is folded."""

    lesson_wanted = Signal(str)

    def __init__(self, theme: Theme, course: CourseLine) -> None:
        super().__init__(theme, course.title, tr("{hours} 学时", hours=f"{course.hours:g}"))
        self.setObjectName(f"course-{course.id}")
        self.course = course
        self.unfolded = False
        self.rows: dict[str, RowButton] = {}
        self.body.addWidget(WrappedLabel(course.summary, "muted"))
        self.body.addLayout(self._progress())
        lessons = QVBoxLayout()
        lessons.setSpacing(0)
        lessons.setContentsMargins(0, 2, 0, 0)
        for number, line in enumerate(course.lessons, 1):
            row = _lesson_row(theme, number, line)
            row.clicked.connect(partial(self.lesson_wanted.emit, line.id))
            self.rows[line.id] = row
            lessons.addWidget(row)
        self.body.addLayout(lessons)
        words = tr("看全部 {n} 课", n=len(course.lessons))
        self.more = GhostButton(theme, words, "chevron-down")
        self.more.setObjectName(f"unfold-{course.id}")
        self.more.setAccessibleName(tr("“{course}”{words}", course=course.title, words=words))
        self.more.clicked.connect(self._unfold)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch()

    def show_lessons(self, fitting: Sequence[str], *, foldable: bool) -> None:
        """Show these lessons; of a long list that may be folded, the next few to learn."""
        folded = foldable and not self.unfolded and len(fitting) > FOLDED + 1
        shown = set(_next_few(self.course.lessons)) if folded else set(fitting)
        for ref, row in self.rows.items():
            row.setVisible(ref in shown)
        self.more.setVisible(folded)

    def _unfold(self) -> None:
        self.unfolded = True
        hidden = [row for row in self.rows.values() if not row.isVisibleTo(self)]
        self.show_lessons(list(self.rows), foldable=True)
        hidden[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _progress(self) -> QHBoxLayout:
        course = self.course
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


def _next_few(lessons: Sequence[LessonLine]) -> list[str]:
    """The first lessons that are not behind the reader, filled up from before at the end."""
    ids = [line.id for line in lessons]
    ahead = [line.id for line in lessons if line.status not in ("passed", "excused")]
    start = ids.index(ahead[0]) if ahead else 0
    start = min(start, len(ids) - FOLDED)
    return ids[start : start + FOLDED]


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
