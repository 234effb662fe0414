"""What to do now, and everything else the first page shows: the one place that decides it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from math import ceil
from typing import Literal

from integrity_edu.archive import opening
from integrity_edu.archive.entries import Section
from integrity_edu.courses import library
from integrity_edu.courses import store as course_store
from integrity_edu.courses.store import Progress
from integrity_edu.courses.values import CaseFront, Saying
from integrity_edu.people.permissions import Action, may
from integrity_edu.quiz import sittings
from integrity_edu.quiz import store as quiz_store
from integrity_edu.quiz.questions import audience_mask
from integrity_edu.quiz.sitting import is_overdue, seconds_left
from integrity_edu.quiz.store import SittingRow
from integrity_edu.review.mastery import MeasureLevel, levels
from integrity_edu.review.queue import Queue
from integrity_edu.review.queue import today as todays_reviews
from integrity_edu.storage import documents
from integrity_edu.teaching.agenda import (
    ClassDue,
    ComingDay,
    assignments_of,
    class_dues,
    coming,
    due_days,
    lessons_left,
)
from integrity_edu.teaching.assignments import MyAssignment, paper_size, read_quiz
from integrity_edu.teaching.audience import audience_of
from integrity_edu.teaching.classes import ClassLine, my_classes
from integrity_edu.workspace import Workspace

SECONDS_PER_QUESTION = 40
"""What reading, answering and looking at the explanation of one question takes about."""

MOST_STEPS = 3
MOST_DAYS = 4
PRACTICE_SIZE = 5
PRACTICE_MEASURES = 3
SOON_DAYS = 7

GreetingPart = Literal["night", "morning", "forenoon", "noon", "afternoon", "evening"]
StepKind = Literal[
    "resume", "assignment", "review", "lesson", "practice", "case", "classes", "make_class"
]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do now.

    `way` tells shades of a kind apart: resume exam/quiz/overdue; assignment late/due; lesson
    first/next/continue. `ref` is the sitting, assignment, lesson, case
    or class; `lesson` the lesson to open for an assignment that is not a quiz; `count` questions
    (or students who have not begun); `questions` the ids of a review; `measures` of a practice.
    """

    kind: StepKind
    way: str
    ref: str
    title: str
    minutes: int
    count: int = 0
    lesson: str = ""
    measures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchiveLine:
    """How my archive stands: open or not, how many facts of training, how often looked at."""

    opened: bool
    learnt: int
    looks: int


@dataclass(frozen=True, slots=True)
class Today:
    """The first page. `next_step` is None when everything is done; `steps` begins with it.

    `classes` and `dues` are a teacher's, `assignments` a student's; `archive_line` is None for
    minors, who have no archive; `latest` are my newest finished attempts.
    """

    now: datetime
    greeting_part: GreetingPart
    first_time: bool
    next_step: Step | None
    steps: tuple[Step, ...]
    assignments: tuple[MyAssignment, ...]
    classes: tuple[ClassLine, ...]
    dues: tuple[ClassDue, ...]
    levels: tuple[MeasureLevel, ...]
    queue: Queue
    days: tuple[ComingDay, ...]
    saying: Saying | None
    archive_line: ArchiveLine | None
    open_sitting: SittingRow | None
    latest: tuple[SittingRow, ...]

    @property
    def minutes(self) -> int:
        """How long the steps take together."""
        return sum(step.minutes for step in self.steps)

    @property
    def first_new_measure(self) -> int:
        """The first measure I have not begun, else 1."""
        return next((one.number for one in self.levels if one.level == "new"), 1)


def greeting_part(now: datetime) -> GreetingPart:
    """Which greeting the time of day asks for."""
    parts: tuple[tuple[int, GreetingPart], ...] = (
        (5, "night"),
        (9, "morning"),
        (11, "forenoon"),
        (13, "noon"),
        (18, "afternoon"),
    )
    return next((part for end, part in parts if now.hour < end), "evening")


def minutes_for(questions: int) -> int:
    """About how many minutes so many questions take; at least one."""
    return max(1, ceil(questions * SECONDS_PER_QUESTION / 60))


def today(ws: Workspace) -> Today:
    """Everything the first page shows to whoever is acting."""
    assignments, dues = assignments_of(ws), class_dues(ws)
    classes = tuple(my_classes(ws)) if may(ws.actor.role, Action.SEE_CLASS) else ()
    _settle(ws)
    mine, queue = levels(ws), todays_reviews(ws)
    waiting = open_sitting(ws)
    progress = course_store.progress(ws.conn, ws.actor.person)
    latest = tuple(sittings.past_sittings(ws, limit=3))
    needed = [*_resume(ws, waiting), *_first_class(ws, classes), *_class_steps(dues, ws.today())]
    needed += [*_assigned(ws, assignments, progress, waiting), *_review(queue)]
    needed += _lesson(ws, progress)
    steps = tuple(islice((*needed, *_more(ws, mine)), MOST_STEPS)) if needed else ()
    return Today(
        now=ws.now(),
        greeting_part=greeting_part(ws.now()),
        first_time=not (progress or latest or waiting or classes),
        next_step=steps[0] if steps else None,
        steps=steps,
        assignments=tuple(assignments),
        classes=classes,
        dues=tuple(dues),
        levels=mine,
        queue=queue,
        days=coming(ws, due_days(ws.today(), assignments, dues), MOST_DAYS),
        saying=library.saying_of(ws.conn, ws.today()),
        archive_line=_archive_line(ws),
        open_sitting=waiting,
        latest=latest,
    )


def _settle(ws: Workspace) -> None:
    """What was marked or regraded since; nearly always nothing, so its code is loaded on need."""
    if quiz_store.unsettled(ws.conn, ws.actor.person):
        from integrity_edu.teaching.finishing import settle

        settle(ws)


def open_sitting(ws: Workspace) -> SittingRow | None:
    """The unfinished attempt to go on with: one against the clock first, else the newest."""
    waiting = sittings.open_sittings(ws)
    return next((one for one in waiting if one.deadline), waiting[0] if waiting else None)


def _resume(ws: Workspace, waiting: SittingRow | None) -> Iterator[Step]:
    if waiting is None:
        return
    sitting = sittings.load(ws, waiting.id)
    left = sum(not (item.confirmed or item.answered) for item in sitting.items)
    minutes, way = minutes_for(left), "quiz"
    if sitting.deadline is not None:
        overdue = is_overdue(sitting.deadline, ws.now())
        way = "overdue" if overdue else "exam"
        minutes = max(1, min(minutes, seconds_left(sitting.deadline, ws.now()) // 60))
    yield Step("resume", way, waiting.id, waiting.title, minutes, left)


def _first_class(ws: Workspace, classes: tuple[ClassLine, ...]) -> Iterator[Step]:
    """A teacher begins with a class."""
    if may(ws.actor.role, Action.MAKE_CLASS) and not classes:
        yield Step("make_class", "", "", "", 2)


def _class_steps(dues: list[ClassDue], now: date) -> Iterator[Step]:
    """A teacher's own work: students who have not begun what is due soon."""
    for due in dues:
        behind = due.progress.new
        if behind and (due.progress.due - now).days <= SOON_DAYS:
            yield Step("classes", "", due.class_id, due.progress.title, 1, behind)
            return


def _assigned(
    ws: Workspace,
    assignments: list[MyAssignment],
    progress: dict[str, Progress],
    waiting: SittingRow | None,
) -> Iterator[Step]:
    """The assignment due first that can be worked on now and is not already being resumed."""
    begun = waiting.assignment if waiting else None
    for one in assignments:
        if one.state == "done" or not one.total or one.id == begun:
            continue
        way = "late" if one.late else "due"
        if one.kind == "quiz":
            task = read_quiz(one.target)
            minutes = task.minutes or minutes_for(task.count)
            yield Step("assignment", way, one.id, one.title, minutes, task.count)
            return
        if one.kind == "paper":
            count, limit = paper_size(ws, one.target)
            yield Step("assignment", way, one.id, one.title, limit or minutes_for(count), count)
            return
        left = lessons_left(ws, one, progress)
        if left:
            ref, minutes = left[0]
            yield Step("assignment", way, one.id, one.title, minutes, lesson=ref)
            return


def _review(queue: Queue) -> Iterator[Step]:
    """What went wrong and is due to come back."""
    if queue.left:
        yield Step("review", "", "", "", queue.minutes, queue.left)


def _lesson(ws: Workspace, progress: dict[str, Progress]) -> Iterator[Step]:
    """The lesson where I was, else the next one of my first path, then of my courses."""
    known = _lesson_lines(ws)
    begun = [one for one in progress.values() if one.passed_at is None and one.lesson in known]
    if begun:
        ref = max(begun, key=lambda one: one.seen_at).lesson
        yield Step("lesson", "continue", ref, *known[ref])
        return
    for ref in _reading_order(ws):
        if ref in known and library.status_of(progress.get(ref)) == "new":
            yield Step("lesson", "next" if progress else "first", ref, *known[ref])
            return


def _reading_order(ws: Workspace) -> list[str]:
    """Lessons in the order I should meet them: my paths first, then my courses."""
    audience = audience_of(ws)
    steps = [step.lesson for path in library.paths(ws.conn, audience) for step in path.steps]
    mine = [
        ref
        for course in library.courses(ws.conn)
        if audience in course.file.audience
        for ref, _, _ in course.lessons
    ]
    return list(dict.fromkeys((*steps, *mine)))


def _lesson_lines(ws: Workspace) -> dict[str, tuple[str, int]]:
    """All lessons as lesson → (title, minutes)."""
    return {
        ref: (title, minutes)
        for course in library.courses(ws.conn)
        for ref, title, minutes in course.lessons
    }


def _more(ws: Workspace, mine: tuple[MeasureLevel, ...]) -> Iterator[Step]:
    """What fills up the day after the needful: a few questions, a case."""
    begun = tuple(one.number for one in mine if one.level in ("tried", "familiar"))
    unknown = begun or tuple(one.number for one in mine if one.level == "new")
    chosen = unknown[:PRACTICE_MEASURES]
    audience = audience_of(ws)
    if chosen:
        pool = quiz_store.counts_by_measure(ws.conn, audience_mask((audience,)))
        count = min(PRACTICE_SIZE, sum(pool.get(number, 0) for number in chosen))
        if count:
            minutes = minutes_for(count)
            yield Step("practice", "", "", "", minutes, count, measures=chosen)
    if case := _case_of_the_day(ws, audience):
        yield Step("case", "", case.id, case.title, case.minutes)


def _case_of_the_day(ws: Workspace, audience: str) -> CaseFront | None:
    """One case after the other, read no further than to the first that is for this audience."""
    refs = list(documents.titles(ws.conn, "case"))
    start = ws.today().toordinal() % len(refs) if refs else 0
    for ref in (*refs[start:], *refs[:start]):
        front = library.case(ws.conn, ref).front
        if audience in front.audience:
            return front
    return None


def _archive_line(ws: Workspace) -> ArchiveLine | None:
    found = opening.status(ws)
    if found.state == "too_young":
        return None
    return ArchiveLine(
        opened=found.state == "open",
        learnt=found.counts[Section.EDUCATION],
        looks=found.counts[Section.ACCESS],
    )
