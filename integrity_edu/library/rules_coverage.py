"""Enough of everything: questions on each measure, lesson, case and law card; cases of both kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from integrity_edu.authored import Problem
from integrity_edu.library.shelf import Shelf
from integrity_edu.library.texts import Texts
from integrity_edu.plan.plan_file import MEASURES
from integrity_edu.quiz.questions import measures_of

PER_MEASURE = 12
PER_LESSON = 6
PER_CASE = 2
PER_LAW = 2
"""So many authored questions at least; one counts for everything it serves."""

SIDES = 0.35
"""Of all cases, at least this share is of either kind: neither only praise nor only warning."""

ENOUGH = 10
"""Cases from which a share says something."""


def coverage(shelf: Shelf, texts: Texts, bank: str) -> Iterator[Problem]:
    """Find what has too few questions, and a list of cases that leans to one side."""
    questions = [placed.question for placed in shelf.placed]
    served = Counter(number for one in questions for number in measures_of(one))
    for number in range(1, MEASURES + 1):
        if served[number] < PER_MEASURE:
            message = f"第 {number} 项只有 {served[number]} 题，至少要 {PER_MEASURE} 题"
            yield Problem(bank, 1, "measure-coverage", message)
    lessons = Counter(one.lesson for one in questions)
    for lesson in shelf.courses.lessons:
        ref = lesson.front.id
        if lessons[ref] < PER_LESSON:
            message = f"这一课只有 {lessons[ref]} 题，至少要 {PER_LESSON} 题"
            source = texts.lesson(ref)
            yield source.problem(source.line_of("id ="), "lesson-coverage", message)
    for case in shelf.courses.cases:
        ref = case.front.id
        count = sum(one.id.startswith(f"case-{ref}-") for one in questions)
        if count < PER_CASE:
            message = f"这个案例只有 {count} 题，至少要 {PER_CASE} 题"
            yield texts.of(f"cases/{ref}.md").problem(2, "case-coverage", message)
    laws = Counter(law for one in questions for law in {point.law for point in one.rests_on})
    for ref in shelf.laws:
        if laws[ref] < PER_LAW:
            message = f"只有 {laws[ref]} 题以这张卡为依据，至少要 {PER_LAW} 题"
            yield texts.of(f"laws/{ref}.toml").problem(1, "law-coverage", message)
    yield from _sides(shelf, texts)


def _sides(shelf: Shelf, texts: Texts) -> Iterator[Problem]:
    kinds = Counter(case.front.kind for case in shelf.courses.cases)
    total = sum(kinds.values())
    for kind in ("正面", "警示"):
        if total >= ENOUGH and kinds[kind] < SIDES * total:
            message = f"{total} 个案例里{kind}的只有 {kinds[kind]} 个，至少要有 {SIDES:.0%}"
            yield Problem(f"{texts.folder}/cases", 1, "case-balance", message)
