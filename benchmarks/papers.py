"""A 100-question paper by blueprint from 100,000 questions, and 100 parallel papers, all saved."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.measure import Figure, median_of, timed
from integrity_edu.clock import system_clock
from integrity_edu.folders import DATABASE
from integrity_edu.papers.blueprint import MEASURES, Blueprint, Row, Section
from integrity_edu.papers.saving import make_paper
from integrity_edu.people.accounts import NewAccount, register, sign_in
from integrity_edu.people.locks import FileKeyStore, Kdf, Locksmith
from integrity_edu.quiz import store
from integrity_edu.quiz.questions import (
    KINDS,
    CaseSet,
    Cloze,
    Criterion,
    Day,
    Fill,
    Gap,
    Judge,
    Match,
    Multiple,
    Number,
    Option,
    Order,
    Point,
    Question,
    Short,
    Single,
    audience_mask,
    digest,
    encode,
)
from integrity_edu.storage.database import open_database
from integrity_edu.workspace import Role, Workspace

QUESTIONS = 100_000
SIZE = 100
PARALLEL = 100
PAPER_MS = 50.0
PARALLEL_MS = 2000.0
DAY = date(2026, 11, 23)


def papers() -> list[Figure]:
    ws = teachers_house()
    fill_all_kinds(ws, QUESTIONS)
    seeds = iter(range(1, 1000))
    wide, narrow = by_measure(), by_cell()
    make_paper(ws, wide, next(seeds))
    one = max(
        median_of(lambda: make_paper(ws, wide, next(seeds)), 15),
        median_of(lambda: make_paper(ws, narrow, next(seeds)), 15),
    )
    many = min(timed(lambda: make_paper(ws, wide, next(seeds), PARALLEL)) for _ in range(3))
    return [
        Figure("paper_blueprint", one, "ms", PAPER_MS, PAPER_MS, relative=False),
        Figure("papers_parallel_100", many, "ms", PARALLEL_MS, PARALLEL_MS, relative=False),
    ]


def by_measure() -> Blueprint:
    """29 measures, any kind and difficulty: every question of the bank is a candidate."""
    rows = tuple(Row(measures=(n,), count=4 if n <= SIZE - 87 else 3) for n in MEASURES)
    return Blueprint("bench", (Section("", rows),), overlap=0.1)


def by_cell() -> Blueprint:
    """A row for each question: one measure, one kind, one difficulty."""
    rows = tuple(
        Row(measures=(n % 29 + 1,), kind=KINDS[n % 11], difficulty=(n % 5 + 1,))
        for n in range(SIZE)
    )
    return Blueprint("bench", (Section("", rows),))


def teachers_house() -> Workspace:
    """An empty data folder with a teacher signed in."""
    folder = Path(tempfile.mkdtemp(prefix="integrity-edu-bench-"))
    ws = Workspace(open_database(folder / DATABASE), system_clock)
    smith = Locksmith((FileKeyStore(folder / "keys"),), Kdf(passes=1, memory=64, lanes=1))
    account = NewAccount("老师", "", date(1985, 3, 14), Role.TEACHER)
    sign_in(ws, register(ws, account, locksmith=smith).person, None, locksmith=smith)
    return ws


def fill_all_kinds(ws: Workspace, count: int) -> None:
    """Add made-up questions, evenly over 29 measures, all kinds and five difficulties."""
    chance = random.Random(7)
    words = "信用信息异议修复诚信档案授权查询共享惩戒激励个人公共机构社会"

    def rows() -> Iterator[tuple[store.QuestionRow, str, tuple[int, ...]]]:
        for number in range(count):
            stem = "".join(chance.choices(words, k=40))
            question = made_up(number, stem)
            body = encode(question)
            row = store.QuestionRow(
                question.id,
                digest(body),
                KINDS[number // 29 % 11],
                question.difficulty,
                audience_mask(("student",)),
                "imported",
                None,
            )
            yield row, body, (number % 29 + 1,)

    with ws.change("bench") as db:
        store.add_questions(db, rows())


def made_up(number: int, stem: str) -> Question:
    """Question `number` of the bank."""
    common: dict[str, Any] = {
        "id": f"bench-{number}",
        "stem": stem,
        "explanation": stem[:20],
        "rests_on": (Point(measure=number % 29 + 1),),
        "difficulty": number // (29 * 11) % 5 + 1,
        "audience": ("student",),
        "as_of": DAY,
    }
    options = tuple(Option("abcd"[at], stem[at * 8 : at * 8 + 8] + str(at)) for at in range(4))
    gap = stem[:10] + "{{1}}" + stem[10:]
    match KINDS[number // 29 % 11]:
        case "single":
            return Single(**common, options=options, key=("a",))
        case "multiple":
            return Multiple(**common, options=options, key=("a", "c"))
        case "judge":
            return Judge(**common, key=bool(number % 2))
        case "fill":
            return Fill(**common | {"stem": gap}, blanks=((stem[:3],),))
        case "number":
            return Number(**common, key=15, unit="日")
        case "date":
            return Day(**common, key=DAY)
        case "match":
            key = {"a": "b", "b": "a"}
            return Match(**common, left=options[:2], right=options, key=key)
        case "order":
            return Order(**common, options=options, key=("d", "c", "b", "a"))
        case "cloze":
            return Cloze(**common | {"stem": gap}, gaps=(Gap(options, "b"),))
        case "case":
            part = Single(id="p", stem=stem, explanation=stem, options=options, key=("a",))
            return CaseSet(**common, parts=(part,))
        case _:
            return Short(**common, answer=stem, rubric=(Criterion("a", stem[:9]),))
