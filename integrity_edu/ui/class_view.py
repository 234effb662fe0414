"""What the class page shows, fetched in one go and put into words (no Qt)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from integrity_edu.courses import library
from integrity_edu.exams.extra_time import multipliers
from integrity_edu.exams.tasks import read_paper_task
from integrity_edu.papers import saving
from integrity_edu.people.permissions import Action
from integrity_edu.teaching.assignments import own_assignment, read_quiz
from integrity_edu.teaching.classes import ClassLine, my_classes
from integrity_edu.teaching.follow import (
    FEWEST_FOR_SPREAD,
    AssignmentDetail,
    AssignmentProgress,
    StudentState,
    assignment_detail,
    class_progress,
)
from integrity_edu.teaching.rosters import StudentLine, roster
from integrity_edu.ui.dates import dated_text, short_day_text
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace

STATES = ("done", "under_way", "new")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be shown; ids that are gone give way to the first there is."""

    class_id: str = ""
    task: str = ""
    view: str = "tasks"


@dataclass(frozen=True, slots=True)
class About:
    """What an assignment asks for: lessons and their minutes, or the questions of a paper."""

    lessons: int = 0
    minutes: int | None = None
    questions: int = 0
    exam: bool = False
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything on the page. `tasks` are for the tasks view, `students` for the roster."""

    today: date
    classes: tuple[ClassLine, ...]
    chosen: ClassLine | None = None
    tasks: tuple[AssignmentProgress, ...] = ()
    detail: AssignmentDetail | None = None
    about: About | None = None
    students: tuple[StudentLine, ...] = ()
    times: Mapping[str, float] = field(default_factory=dict)
    """Roster row → personal multiplier of time, for the roster."""


def look(ws: Workspace, wanted: Wanted) -> Seen:
    """Fetch what is wanted."""
    classes, today = tuple(my_classes(ws)), ws.today()
    if not classes:
        return Seen(today, ())
    chosen = next((one for one in classes if one.id == wanted.class_id), classes[0])
    if wanted.view == "roster":
        students = tuple(roster(ws, chosen.id))
        times = multipliers(ws, chosen.id)
        return Seen(today, classes, chosen, students=students, times=times)
    tasks = in_order(class_progress(ws, chosen.id), today)
    known = {one.assignment for one in tasks}
    task = wanted.task if wanted.task in known else _first(tasks)
    if not task:
        return Seen(today, classes, chosen, tasks)
    return Seen(today, classes, chosen, tasks, assignment_detail(ws, task), _about(ws, task))


def in_order(tasks: Sequence[AssignmentProgress], today: date) -> tuple[AssignmentProgress, ...]:
    """Running ones, the one due first first; then past ones, newest first; then withdrawn ones."""

    def place(one: AssignmentProgress) -> tuple[bool, bool, int]:
        days = (one.due - today).days
        return one.withdrawn, days < 0, days if days >= 0 else -days

    return tuple(sorted(tasks, key=place))


def _first(tasks: Sequence[AssignmentProgress]) -> str:
    return next((one.assignment for one in tasks if not one.withdrawn), "")


def _about(ws: Workspace, task: str) -> About:
    row = own_assignment(ws, task, Action.SEE_CLASS)
    if row.kind == "quiz":
        quiz = read_quiz(row.target)
        return About(questions=quiz.count, minutes=quiz.minutes, exam=quiz.mode == "exam")
    if row.kind == "paper":
        paper = read_paper_task(row.target)
        size = saving.paper(ws, paper.paper).blueprint.size
        exam = paper.mode == "exam"
        return About(questions=size, minutes=paper.minutes, exam=exam, attempts=paper.attempts)
    lessons = [
        minutes
        for course in library.courses(ws.conn)
        for ref, _, minutes in course.lessons
        if row.target in (ref, course.file.id)
    ]
    return About(lessons=len(lessons), minutes=sum(lessons))


def state_word(state: str) -> str:
    """已完成, 进行中 or 未开始."""
    return {"done": tr("已完成"), "under_way": tr("进行中"), "new": tr("未开始")}[state]


def state_look(state: str) -> tuple[str, str]:
    """(icon, palette colour) of a state; 未开始 is no fault, so it is grey and never red."""
    return {
        "done": ("check-circle", "success"),
        "under_way": ("half", "info"),
        "new": ("circle", "muted"),
    }[state]


def count_words(task: AssignmentProgress) -> str:
    """`已完成 21　进行中 12　未开始 9`."""
    return tr(
        "已完成 {done}　进行中 {half}　未开始 {new}",
        done=task.done,
        half=task.under_way,
        new=task.new,
    )


def has_bar(task: AssignmentProgress) -> bool:
    """Whether the group is large enough for a distribution."""
    return task.done + task.under_way + task.new >= FEWEST_FOR_SPREAD


def due_words(task: AssignmentProgress, today: date) -> str:
    """The due day; past ones say so."""
    if task.withdrawn:
        return tr("已撤下")
    day = dated_text(task.due, today)
    return tr("{day}已截止", day=day) if task.due < today else day


def about_words(detail: AssignmentDetail, about: About, today: date) -> str:
    """When it is due and what it asks for, in one sentence."""
    day = dated_text(detail.progress.due, today)
    when = tr("{day}已截止。", day=day) if detail.progress.due < today else tr("{day}前。", day=day)
    return when + _asked_words(detail.progress.kind, about)


def _asked_words(kind: str, about: About) -> str:
    if kind == "paper":
        return _paper_words(about)
    if kind != "quiz":
        return tr(
            "{n} 课，约 {minutes} 分钟；课后检查过了就算完成。",
            n=about.lessons,
            minutes=about.minutes or 0,
        )
    if about.exam and about.minutes:
        return tr("考试，{n} 题，{minutes} 分钟。", n=about.questions, minutes=about.minutes)
    if about.exam:
        return tr("考试，{n} 题，不限时。", n=about.questions)
    return tr("练习，{n} 题，可以反复做。", n=about.questions)


def _paper_words(about: About) -> str:
    name = tr("考试") if about.exam else tr("模拟考试")
    said = {"name": name, "n": about.questions, "times": about.attempts}
    if about.minutes:
        return tr("{name}，{n} 题，{minutes} 分钟，可以考 {times} 次。",
                  minutes=about.minutes, **said)  # fmt: skip
    return tr("{name}，{n} 题，不限时，可以考 {times} 次。", **said)


def progress_words(kind: str, row: StudentState) -> str:
    """How far a student is, in work done and never in points."""
    if row.excused:
        return tr("免修")
    if kind in ("quiz", "paper"):
        return {"done": tr("已交卷"), "under_way": tr("在答"), "new": "—"}[row.state]
    return tr("{done} / {total} 课", done=row.done, total=row.total)


def last_words(row: StudentState) -> str:
    """The day of the last piece of work."""
    if row.last_at is None:
        return "—"
    return short_day_text(date.fromisoformat(row.last_at[:10]))


def band_words() -> list[str]:
    """What the five bands of a spread are called."""
    return [
        tr("不到 20%"),
        tr("20%～40%"),
        tr("40%～60%"),
        tr("60%～80%"),
        tr("80% 以上"),
    ]


def reminder(task: AssignmentProgress, today: date) -> str:
    """A line for the class's chat that names nobody."""
    return tr(
        "提醒：“{title}”请在 {day}前完成，还有 {n} 人没有开始。打开诚信学堂，“今天”里就能找到它。",
        title=task.title,
        day=dated_text(task.due, today),
        n=task.new,
    )
