"""A data folder as it looks after some weeks of use: whom and what the pictures of `shots` show."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from integrity_edu.ids import PersonId
from integrity_edu.quiz import marking, sittings
from integrity_edu.quiz.grading import Response, right_response
from integrity_edu.quiz.questions import (
    CaseSet,
    Cloze,
    Day,
    Fill,
    Judge,
    Match,
    Multiple,
    Number,
    Order,
    Question,
    Short,
    Single,
)
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.teaching.roster_import import RosterLine
from integrity_edu.ui.tour.stage import ALL_MEASURES, Stage
from integrity_edu.workspace import Role, Workspace

CLASS = "信用管理 1 班"
NAMES = (
    "林晓雨", "王思远", "陈可欣", "赵一鸣", "孙若溪", "周子安", "吴嘉禾", "郑书瑶", "冯景行",
    "褚南星", "卫知夏", "蒋望舒", "沈听澜", "韩既明", "杨采薇", "朱砚秋",
)  # fmt: skip
"""Made up; the first is the student of the pictures."""

WITH_ACCOUNT = 8
LESSONS = ("plan-01", "plan-03", "law-04")
SET_LESSON = "plan-02"
PRACTICE_SEED, EXAM_SEED, CLASS_SEED = 20260918, 20261120, 20261109
SIZE = 10
NOT_KNOWN = "不记得了"


class Filled(NamedTuple):
    """Ids of what the pictures show."""

    student: PersonId
    teacher: PersonId
    trainee: PersonId
    minor: PersonId
    practice: str
    """Under way, its last confirmed question answered wrongly."""

    exam: str
    result: str
    class_id: str
    quiz: str


def fill(stage: Stage) -> Filled:
    """Compile the content and let everybody live through some weeks that end this morning."""
    from integrity_edu.library.compile import compile_library

    stage.earlier(compile_library)
    now = stage.clock.time
    stage.clock.time = now - timedelta(days=14)
    teacher = stage.account("周老师", "周明远", Role.TEACHER, date(1985, 6, 2))
    trainee = stage.account("高远", "高远", Role.TRAINEE, date(1990, 11, 8))
    minor = stage.account("小满", "", Role.STUDENT, date(2011, 5, 21))
    class_id, code = stage.earlier(_make_class, teacher)
    stage.clock.forward(days=3)
    quiz = stage.earlier(lambda ws: _set_tasks(ws, class_id, now.date()), teacher)
    people = [_classmate(stage, place, code) for place in range(WITH_ACCOUNT)]
    student = people[0]
    stage.clock.forward(days=4)
    stage.earlier(_train, trainee)
    result = stage.earlier(_learn, student)
    stage.clock.time = now - timedelta(minutes=30)
    practice, exam = stage.earlier(_leave_open, student)
    stage.clock.time = now
    return Filled(student, teacher, trainee, minor, practice, exam, result, class_id, quiz)


def sit(ws: Workspace, sitting_id: str, wrong: set[int], stop: int = 100) -> None:
    """Answer a paper, the positions in `wrong` wrongly, and hand it in unless stopped before."""
    from integrity_edu.teaching.finishing import finish_sitting

    paper = sittings.load(ws, sitting_id)
    for item in paper.items[:stop]:
        answer = wrong_response if item.position in wrong else right_response
        sittings.save_answer(ws, sitting_id, item.position, answer(item.question))
    if stop >= len(paper.items):
        finish_sitting(ws, sitting_id)


def wrong_response(question: Question) -> Response:
    """An answer somebody might give who has not learnt it yet."""
    match question:
        case Judge():
            if question.key and question.correction is not None:
                return {"judged": False, "correction": NOT_KNOWN}
            return not question.key
        case Number() | Day() | Short():
            return NOT_KNOWN
        case CaseSet():
            return {part.id: wrong_response(part) for part in question.parts}
        case Match():
            pieces = list(question.key.values())
            return dict(zip(question.key, [*pieces[1:], pieces[0]], strict=True))
        case _:
            return _wrong_list(question)


def _wrong_list(question: Single | Multiple | Fill | Order | Cloze) -> list[str]:
    match question:
        case Single() | Multiple():
            return [option.id for option in question.options if option.id not in question.key][:1]
        case Fill():
            return [NOT_KNOWN for _ in question.blanks]
        case Order():
            return list(reversed(question.key))
        case Cloze():
            return [
                next(one.id for one in gap.options if one.id != gap.key) for gap in question.gaps
            ]


def _make_class(ws: Workspace) -> tuple[str, str]:
    from integrity_edu.teaching.classes import make_class, my_classes
    from integrity_edu.teaching.rosters import add_students

    class_id = make_class(ws, CLASS)
    rows = [RosterLine(place, _number(place), name) for place, name in enumerate(NAMES, start=1)]
    add_students(ws, class_id, rows)
    return class_id, next(line.code for line in my_classes(ws) if line.id == class_id)


def _number(place: int) -> str:
    return f"20260{place:02d}"


def _set_tasks(ws: Workspace, class_id: str, today: date) -> str:
    """A lesson, a quiz and a course; the quiz is the one to show."""
    from integrity_edu.teaching.assignments import QuizTask, assign

    assign(ws, class_id, "lesson", SET_LESSON, due=today + timedelta(days=4))
    quiz = QuizTask(measures=(12, 13, 14), count=5, mode="practice", seed=CLASS_SEED)
    assign(ws, class_id, "course", "credit-law", due=today + timedelta(days=21))
    due = today + timedelta(days=7)
    return assign(ws, class_id, "quiz", quiz.encode(), title="第三部分小测", due=due)


def _classmate(stage: Stage, place: int, code: str) -> PersonId:
    """An account that joins the class; most have done the quiz, some the lesson."""
    nickname = "小林" if place == 0 else f"同学 {place}"
    person = stage.account(nickname, NAMES[place], Role.STUDENT, date(2005, 3, 14))

    def work(ws: Workspace) -> None:
        from integrity_edu.teaching.assignments import my_assignments, start_assigned_quiz
        from integrity_edu.teaching.classes import join_class

        join_class(ws, code, _number(place + 1))
        quiz = next(one.id for one in my_assignments(ws) if one.kind == "quiz")
        if place:
            sit(ws, start_assigned_quiz(ws, quiz), wrong=set(range(place % 4)))
        if place % 3 == 1:
            _pass_check(ws, SET_LESSON)

    stage.earlier(work, person)
    return person


def _pass_check(ws: Workspace, lesson: str) -> None:
    from integrity_edu.courses.library import lesson as compiled
    from integrity_edu.quiz.attached import open_check
    from integrity_edu.teaching.audience import audience_of

    front = compiled(ws.conn, lesson).front
    title = f"课后检查：{front.title}"
    sit(ws, open_check(ws, lesson, title, front.check, audience_of(ws)), wrong=set())


def _train(ws: Workspace) -> None:
    """A trainee is excused from one lesson and passes two."""
    from integrity_edu.teaching.paths import my_paths, start_pretest

    path = my_paths(ws)[0].path.id
    sit(ws, start_pretest(ws, path, "plan-01"), wrong=set())
    for lesson in ("plan-02", "plan-03"):
        _pass_check(ws, lesson)


def _learn(ws: Workspace) -> str:
    """The student opens the archive, passes lessons and hands in papers; the result to show."""
    from integrity_edu.archive.opening import notice, open_archive

    open_archive(ws, notice().version)
    for lesson in LESSONS:
        _pass_check(ws, lesson)
    for mode, seed, wrong in (("exam", EXAM_SEED, {4}), ("practice", PRACTICE_SEED, {1, 4, 7})):
        paper = sittings.start(ws, _request(mode, seed))
        sit(ws, paper, wrong=wrong)
    return paper


def _leave_open(ws: Workspace) -> tuple[str, str]:
    practice = sittings.start(ws, _request("practice", PRACTICE_SEED + 1))
    for item in sittings.load(ws, practice).items:
        single = isinstance(item.question, Single)
        answer = wrong_response if single else right_response
        sittings.save_answer(ws, practice, item.position, answer(item.question))
        marking.confirm(ws, practice, item.position)
        sittings.go_to(ws, practice, item.position)
        if single:
            break
    exam = sittings.start(ws, _request("exam", EXAM_SEED + 1))
    sit(ws, exam, wrong={2}, stop=6)
    sittings.flag(ws, exam, 4, flagged=True)
    sittings.go_to(ws, exam, 5)
    return practice, exam


def _request(mode: str, seed: int) -> PaperRequest:
    return PaperRequest(
        mode=mode,
        title="全部 29 项",
        audience="student",
        seed=seed,
        measures=ALL_MEASURES,
        count=SIZE,
        minutes=60 if mode == "exam" else None,
    )
