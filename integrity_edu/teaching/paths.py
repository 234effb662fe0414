"""Self-study along a path: where I stand, the pre-test that excuses, and credited hours.

Hours come from tests alone (measure 5 asks for knowledge, not for attendance): an open window,
a scrolled page or the passing of time credit nothing, and nothing here looks at them.
"""

from __future__ import annotations

from sqlite3 import Connection

from msgspec import Struct

from integrity_edu import ids
from integrity_edu.courses import library
from integrity_edu.courses.library import status_of
from integrity_edu.courses.progress import my_progress
from integrity_edu.courses.store import Progress
from integrity_edu.courses.values import Lesson, Path
from integrity_edu.errors import EduError, NotFoundError
from integrity_edu.ids import SittingId
from integrity_edu.people.permissions import Action, require
from integrity_edu.quiz import drawing, sittings
from integrity_edu.quiz import store as quiz_store
from integrity_edu.quiz.questions import audience_mask
from integrity_edu.quiz.sitting import Terms
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.storage import documents
from integrity_edu.teaching import store
from integrity_edu.teaching.audience import audience_of
from integrity_edu.teaching.store import Credit
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace


class AlreadyPassedError(EduError):
    """The lesson is behind the learner; there is nothing to be excused from."""

    code = "already_passed"


class StepLine(Struct, frozen=True):
    """One lesson of a path; `state` is new, started, passed or excused.

    `under_review` says that a regrade has taken its test below the line; what stands stays.
    """

    lesson: str
    title: str
    minutes: int
    hours: float
    required: bool
    state: str
    credited: bool
    under_review: bool = False

    @property
    def done(self) -> bool:
        """Whether it is behind the learner."""
        return self.state in ("passed", "excused")


class PathView(Struct, frozen=True):
    """A path with my progress; hours are training hours (学时).

    A path is walked when its required lessons are done: `total_hours` are theirs, `credited_hours`
    those of electives too.
    """

    path: Path
    steps: tuple[StepLine, ...]
    credited_hours: float
    total_hours: float

    @property
    def required(self) -> tuple[StepLine, ...]:
        """The lessons everybody on this path takes."""
        return tuple(step for step in self.steps if step.required)

    @property
    def done(self) -> int:
        """Required lessons passed or excused."""
        return sum(step.done for step in self.required)

    @property
    def electives_done(self) -> int:
        """Other lessons passed or excused."""
        return sum(step.done for step in self.steps) - self.done


class PaperLine(Struct, frozen=True):
    """The test that credited hours rest on."""

    title: str
    right: int
    asked: int
    seed: int


class HoursLine(Struct, frozen=True):
    """Hours credited for one lesson; `way` is check or pretest, `credited_at` ISO 8601.

    `under_review` says that a regrade has taken the test below the line; the hours stay.
    """

    lesson_title: str
    hours: float
    way: str
    credited_at: str
    test: PaperLine
    under_review: bool = False


def my_paths(ws: Workspace) -> list[PathView]:
    """The paths made for me, with my progress."""
    require(ws, Action.SEE_OWN_PROGRESS)
    return [_view(ws, path) for path in library.paths(ws.conn, audience_of(ws))]


def path_view(ws: Workspace, path_id: str) -> PathView:
    """One of my paths; NotFoundError when it is not made for me."""
    require(ws, Action.SEE_OWN_PROGRESS)
    return _view(ws, _my_path(ws, path_id))


def start_pretest(ws: Workspace, path_id: str, lesson_id: str) -> SittingId:
    """Begin the pre-test of a lesson of one of my paths, or go on with the one already begun.

    Its questions are the lesson's own and those of its measures; those of the lesson's check only
    when the bank has no others. Raises AlreadyPassedError, NotFoundError.
    """
    require(ws, Action.TAKE_QUIZ)
    path = _my_path(ws, path_id)
    with ws.change("quiz"):  # looked up inside: two windows must not open two pre-tests
        _may_be_tested(ws, path, lesson_id)
        begun = store.open_pretest(ws.conn, ws.actor.person, lesson_id)
        return SittingId(begun) if begun else sittings.start(ws, _pretest(ws, path, lesson_id))


def _may_be_tested(ws: Workspace, path: Path, lesson_id: str) -> None:
    if lesson_id not in {step.lesson for step in path.steps}:
        raise NotFoundError("这条路径里没有这一课。", "回到路径页重新选一课。")
    if status_of(my_progress(ws).get(lesson_id)) in ("passed", "excused"):
        raise AlreadyPassedError("这一课已经通过了，不用再测。", "可以接着学下一课。")


def _pretest(ws: Workspace, path: Path, lesson_id: str) -> PaperRequest:
    lesson = library.lesson(ws.conn, lesson_id)
    audience, seed = audience_of(ws), ids.new_seed()
    return PaperRequest(
        mode="pretest",
        title=tr("前测：{title}", title=lesson.front.title),
        audience=audience,
        seed=seed,
        questions=pretest_questions(ws.conn, lesson, audience, path.pretest.per_lesson, seed=seed),
        lesson=lesson_id,
        scope={"path": path.id},
        terms=Terms(pass_share=path.pretest.pass_),  # what was promised stays
    )


def pretest_questions(
    conn: Connection, lesson: Lesson, audience: str, count: int, *, seed: int
) -> tuple[str, ...]:
    """Up to `count` questions for a pre-test of `lesson`; the same seed draws the same ones."""
    mask, check = audience_mask((audience,)), lesson.front.check
    pool = store.lesson_questions(conn, lesson.front.id, mask) + quiz_store.pool(
        conn, lesson.front.measures, mask, by_hand=False
    )
    drawn = drawing.draw([row for row in pool if row[1] not in check], count, seed)
    spare = drawing.draw([(0, one, "authored", 0) for one in check], count - len(drawn), seed)
    return (*drawn, *spare)


def hours_sheet(ws: Workspace, path_id: str) -> list[HoursLine]:
    """The hours credited to me on a path, oldest first, each with the test it rests on."""
    require(ws, Action.SEE_OWN_PROGRESS)
    titles = documents.titles(ws.conn, "lesson")
    return [
        HoursLine(
            lesson_title=titles.get(credit.lesson, credit.lesson),
            hours=credit.hours,
            way=credit.way,
            credited_at=credit.credited_at,
            test=PaperLine(credit.title, int(credit.right), int(credit.asked), credit.seed),
            under_review=credit.under_review is not None,
        )
        for credit in store.credits_of(ws.conn, ws.actor.person, path_id)
    ]


def _my_path(ws: Workspace, path_id: str) -> Path:
    for path in library.paths(ws.conn, audience_of(ws)):
        if path.id == path_id:
            return path
    raise NotFoundError("没有这条学习路径。", "从“课程”里重新选一条。")


def _view(ws: Workspace, path: Path) -> PathView:
    mine = my_progress(ws)
    credited = {
        credit.lesson: credit for credit in store.credits_of(ws.conn, ws.actor.person, path.id)
    }
    known = {
        ref: (title, minutes)
        for course in library.courses(ws.conn)
        for ref, title, minutes in course.lessons
    }
    steps = tuple(
        StepLine(
            step.lesson,
            *known[step.lesson],
            step.hours,
            step.required,
            status_of(mine.get(step.lesson)),
            step.lesson in credited,
            _under_review(mine.get(step.lesson), credited.get(step.lesson)),
        )
        for step in path.steps
        if step.lesson in known
    )
    return PathView(
        path=path,
        steps=steps,
        credited_hours=sum(credit.hours for credit in credited.values()),
        total_hours=sum(step.hours for step in steps if step.required),
    )


def _under_review(progress: Progress | None, credit: Credit | None) -> bool:
    passed = progress is not None and progress.under_review is not None
    return passed or (credit is not None and credit.under_review is not None)
