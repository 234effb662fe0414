"""A class that sits a paper of eight choices, one with a wrong key, and a short answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from integrity_edu.exams.setting import set_paper, start_set_paper
from integrity_edu.exams.tasks import PaperTask
from integrity_edu.ids import PersonId
from integrity_edu.papers.blueprint import Blueprint, Section
from integrity_edu.papers.saving import PaperId, make_paper
from integrity_edu.quiz import sittings, store
from integrity_edu.quiz.questions import (
    Criterion,
    Option,
    Point,
    Question,
    Short,
    Single,
    audience_mask,
    digest,
    encode,
    kind_of,
    measures_of,
)
from integrity_edu.quiz.reveal import Reveal
from integrity_edu.teaching.classes import make_class
from integrity_edu.teaching.finishing import finish_sitting
from integrity_edu.teaching.roster_import import read_rows
from integrity_edu.teaching.rosters import add_students, link_account, roster
from integrity_edu.workspace import Workspace

CHOICES = 8
WRONG_KEY = "exam-3"
"""Its key says a, but whoever knows the matter answers c."""

WANTED = "五个工作日"
RUBRIC = (Criterion("who", "说出由谁处理", 2), Criterion("when", "说出几天之内", 2))
ALL = ("answer", "right", "points", "key", "explanation", "others")
OPEN = Reveal(after=ALL, closed=ALL)
OPTIONS = tuple(
    Option(ref, text, "")
    for ref, text in zip("abcd", ("三个工作日", "七个工作日", WANTED, "二十日"), strict=True)
)


def _common(ref: str, stem: str) -> dict[str, object]:
    return {
        "id": ref,
        "stem": stem,
        "explanation": "见方案第 14 项。",
        "rests_on": (Point(measure=14),),
        "measures": (14,),
        "difficulty": 2,
        "audience": ("student", "trainee"),
        "as_of": date(2026, 11, 23),
    }


def questions() -> list[Question]:
    """Eight choices whose key is a, and one short answer."""
    choices: list[Question] = [
        Single(
            **_common(f"exam-{n}", f"第 {n} 种情形：异议提出以后，几日之内要答复？"),  # type: ignore[arg-type]
            options=OPTIONS,
            key=("a",),
            shuffle=False,
        )
        for n in range(CHOICES)
    ]
    stem = "有人在自己的信用记录里看到一条别人的欠款，他应当怎么办？"
    answer = "向受理机构提出异议，由它在三个工作日内核查处理。"
    return [*choices, Short(**_common("exam-short", stem), answer=answer, rubric=RUBRIC)]  # type: ignore[arg-type]


def put_questions(ws: Workspace) -> None:
    """Add them to the bank as imported ones."""
    rows = [
        (
            store.QuestionRow(
                one.id,
                digest(encode(one)),
                kind_of(one),
                one.difficulty,
                audience_mask(one.audience),
                "imported",
                None,
            ),
            encode(one),
            measures_of(one),
        )
        for one in questions()
    ]
    with ws.change("library") as db:
        store.put_questions(db, rows, "imported")


def paper_of(ws: Workspace, *, short: bool = True, pass_share: float = 0.6) -> PaperId:
    """A saved paper of these questions, in their order."""
    put_questions(ws)
    refs = tuple(one.id for one in questions() if short or one.id != "exam-short")
    section = Section(title="一、选择与简答", fixed=refs, shuffle=False)
    plan = Blueprint(
        title="第四部分期中卷",
        sections=(section,),
        minutes=60,
        pass_share=pass_share,
        shuffle_questions=False,
        shuffle_options=False,
    )
    return make_paper(ws, plan, 7)


def class_of(ws: Workspace, size: int) -> str:
    """A class with numbers 01, 02, …"""
    made = make_class(ws, "信用管理 1 班")
    names = "\n".join(f"{n:02} 同学{n:02}" for n in range(1, size + 1))
    add_students(ws, made, read_rows(names).rows)
    return made


def exam_of(
    ws: Workspace, size: int, *, short: bool = True, days: int = 7, reveal: Reveal = OPEN
) -> tuple[str, str]:
    """A class of this size and the paper set to it for an hour: their ids."""
    made = class_of(ws, size)
    closes = ws.now() + timedelta(days=days)
    paper = paper_of(ws, short=short)
    task = PaperTask(
        paper=paper, minutes=60, grace_minutes=5, closes_at=closes, attempts=2, reveal=reveal
    )
    return made, set_paper(ws, made, task)


def link(ws: Workspace, class_id: str, people: Sequence[PersonId]) -> None:
    """The first rows of the class get these accounts."""
    for row, person in zip(roster(ws, class_id), people, strict=False):
        link_account(ws, row.id, person)


def begin(ws: Workspace, task: str) -> str:
    """Begin it and answer nothing."""
    return start_set_paper(ws, task)


def sit_as(ws: Workspace, task: str, number: int) -> str:
    """Sit it as the student on this place: the better, the higher the number is modulo ten."""
    sitting = start_set_paper(ws, task)
    skill = number % 10
    for item in sittings.load(ws, sitting).items:
        sittings.save_answer(ws, sitting, item.position, _answer(item.question.id, number, skill))
    finish_sitting(ws, sitting)
    return sitting


def _answer(ref: str, number: int, skill: int) -> object:
    if ref == "exam-short":
        return "找受理机构提出异议。" if skill < 5 else "向受理机构提出异议，三个工作日内处理。"
    place = int(ref.removeprefix("exam-"))
    if ref == WRONG_KEY:
        return ["c"] if skill >= 5 else [["a"], ["a"], ["b"]][number % 3]
    return ["a"] if skill + (number * 7 + place * 3) % 4 >= place + 1 else ["bcd"[number % 3]]
