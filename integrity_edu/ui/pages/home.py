"""今天: what to do now, what was set, how far I am, what is coming."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from integrity_edu.ui import today_words
from integrity_edu.ui.dates import full_day_text
from integrity_edu.ui.going import open_assignment, practise, review
from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.widgets.band import Band, BandStep
from integrity_edu.ui.widgets.columns import Columns
from integrity_edu.ui.widgets.home_cards import (
    DaysCard,
    ProgressCard,
    SayingCard,
    StandingCard,
    TasksCard,
)
from integrity_edu.ui.widgets.layouts import snug
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.teaching.agenda import ComingDay
    from integrity_edu.teaching.today import Step, Today
    from integrity_edu.workspace import Workspace

BAND_HEIGHT = 196
FREE_PRACTICE = tuple(range(1, 30))


def _find(ws: Workspace) -> Today:
    from integrity_edu.teaching.today import today

    return today(ws)


class HomePage(Page):
    """Decides nothing: `teaching.today` says what is next, this page says it in words."""

    follows = frozenset({"quiz", "answer", "courses", "library", "archive", "people", "teaching"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.set_heading(tr("今天"))
        self.today: Today | None = None
        self.band = Band(theme)
        self.tasks = TasksCard(theme, teacher=context.me.role == "teacher")
        self.progress, self.days = ProgressCard(theme), DaysCard(theme)
        self.saying, self.standing = SayingCard(theme), StandingCard(theme)
        scroll = PageScroll()
        scroll.body.addWidget(snug(self.band))
        for row in (
            ((self.tasks, 4), (self.progress, 4), (self.days, 4)),
            ((self.saying, 8), (self.standing, 4)),
        ):
            columns = Columns()
            for card, share in row:
                columns.add(card, share)
            scroll.body.addWidget(columns)
        scroll.body.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scroll)
        self._connect()

    def _connect(self) -> None:
        self.band.begun.connect(self._begin)
        self.band.stepped.connect(self._step)
        self.tasks.picked.connect(self._open_task)
        self.tasks.measure_wanted.connect(self._measure)
        self.tasks.join_wanted.connect(self._join)
        self.tasks.classes_wanted.connect(lambda: self.go("classes"))
        self.progress.map.picked.connect(self._measure)
        self.progress.result_wanted.connect(lambda sitting: self.go("result", sitting))
        self.days.picked.connect(self._open_day)
        self.days.calendar.clicked.connect(lambda: self.go("calendar"))
        self.saying.lesson_wanted.connect(lambda lesson: self.go("lesson", lesson))
        self.standing.archive_wanted.connect(lambda: self.go("archive"))
        self.standing.result_wanted.connect(lambda sitting: self.go("result", sitting))
        self.standing.quiz_wanted.connect(lambda: self.go("quiz"))

    def _join(self) -> None:
        from integrity_edu.ui.pages.join_class import open_join_dialog

        open_join_dialog(self.context)

    def reload(self) -> None:
        """One job reads everything the page shows."""
        self.run(_find, self._show)

    def _show(self, today: Today) -> None:
        self.today = today
        day = today.now.date()
        name = self.context.me.nickname
        self.set_heading(today_words.greeting(today.greeting_part, name), full_day_text(day))
        self.band.show_now(
            today_words.caption(today),
            today_words.sentence(today.next_step),
            today_words.button(today.next_step),
            [BandStep(*today_words.short(step)) for step in today.steps],
            quiet=today.next_step is None,
        )
        self.band.setMinimumHeight(BAND_HEIGHT if today.steps else 0)
        if self.context.me.role == "teacher":
            self.tasks.show_classes(today.classes, today.dues)
        else:
            self.tasks.show_assignments(today)
        self.progress.show_progress(today)
        self.days.show_days(today.days, day)
        self.saying.show_saying(today.saying)
        if today.archive_line is None:
            self.standing.show_results(today.latest)
        else:
            self.standing.show_archive(today.archive_line)

    def _begin(self) -> None:
        if self.today is None:
            return
        if self.today.next_step is None:
            practise(self, tr("再练几道题"), measures=FREE_PRACTICE, count=5)
        else:
            self._do(self.today.next_step)

    def _step(self, place: int) -> None:
        if self.today is not None:
            self._do(self.today.steps[place])

    def _do(self, step: Step) -> None:
        match step.kind:
            case "resume":
                self.go("sitting", step.ref)
            case "assignment":
                open_assignment(self, step.ref)
            case "review":
                review(self)
            case "make_class":
                self.go("classes")
            case "lesson" | "case" | "classes":
                self.go(step.kind, step.ref)
            case "practice":
                practise(self, tr("今天的小练"), measures=step.measures, count=step.count)

    def _open_task(self, ref: str) -> None:
        if self.context.me.role == "teacher":
            self.go("classes", ref)
        else:
            open_assignment(self, ref)

    def _measure(self, number: int) -> None:
        self.go("plan", str(number))

    def _open_day(self, day: ComingDay) -> None:
        if day.kind == "assignment":
            open_assignment(self, day.ref)
        elif day.kind == "class":
            self.go("classes", day.ref)
        else:
            self.go("calendar", day.ref)
