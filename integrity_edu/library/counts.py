"""How much there is of everything, for `integrity-edu check`: as values, and as a table to read."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from integrity_edu.library.shelf import Shelf
from integrity_edu.plan.plan_file import MEASURES
from integrity_edu.quiz.questions import AUDIENCES, KINDS, Question, kind_of, measures_of

NUMBERS = range(1, MEASURES + 1)
DIFFICULTIES = range(1, 6)


def counts(shelf: Shelf) -> dict[str, object]:
    """Measures, lessons, cases, laws, terms, figures' courses, and authored questions by `by_…`.

    `cells` counts the questions of one measure, kind, difficulty and audience; empty ones are left
    out, and a question for several measures or audiences stands in each of its cells.
    """
    questions = [placed.question for placed in shelf.placed]
    return {
        "measures": len(shelf.plan.measure) if shelf.plan else 0,
        "courses": len(shelf.courses.courses),
        "lessons": len(shelf.courses.lessons),
        "cases": len(shelf.courses.cases),
        "laws": len(shelf.laws),
        "terms": len(shelf.courses.terms),
        "paths": len(shelf.courses.paths),
        "questions": {
            "authored": len(questions),
            "generated": len(shelf.generated),
            "by_measure": _count(NUMBERS, (n for one in questions for n in measures_of(one))),
            "by_kind": _count(KINDS, map(kind_of, questions)),
            "by_audience": _count(AUDIENCES, (a for one in questions for a in one.audience)),
            "by_difficulty": _count(DIFFICULTIES, (one.difficulty for one in questions)),
            "by_bloom": dict(Counter(one.bloom for one in questions)),
            "cells": _cells(questions),
        },
    }


def table(shelf: Shelf) -> str:
    """Measure by measure, how many authored questions of each kind, difficulty and audience."""
    questions = [placed.question for placed in shelf.placed]
    columns = [*KINDS, *(f"难度{one}" for one in DIFFICULTIES), *AUDIENCES]
    rows = [["措施", "题数", *columns]]
    for number in NUMBERS:
        mine = [one for one in questions if number in measures_of(one)]
        rows.append([str(number), *map(str, _row(mine))])
    rows.append(["全部", *map(str, _row(questions))])
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(_cell(*pair) for pair in zip(row, widths, strict=True)) for row in rows
    )


def _row(questions: Sequence[Question]) -> Iterator[int]:
    yield len(questions)
    yield from _count(KINDS, map(kind_of, questions)).values()
    yield from _count(DIFFICULTIES, (one.difficulty for one in questions)).values()
    yield from _count(AUDIENCES, (a for one in questions for a in one.audience)).values()


def _cells(questions: Iterable[Question]) -> list[dict[str, object]]:
    found = Counter(
        (measure, kind_of(one), one.difficulty, audience)
        for one in questions
        for measure in measures_of(one)
        for audience in one.audience
    )
    names = ("measure", "kind", "difficulty", "audience")
    return [
        dict(zip(names, cell, strict=True)) | {"questions": n} for cell, n in sorted(found.items())
    ]


def _count(wanted: Iterable[object], found: Iterable[object]) -> dict[str, int]:
    """Every wanted value with how often it was found, zero included."""
    times = Counter(map(str, found))
    return {str(value): times[str(value)] for value in wanted}


def _width(text: str) -> int:
    """Columns of a terminal: a Chinese character fills two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _cell(text: str, width: int) -> str:
    return " " * (width - _width(text)) + text
