"""`integrity-edu check`: everything wrong in authored data, with file and line, and its counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from integrity_edu.authored import Problem
from integrity_edu.library.rules_bank import bank as bank_rules
from integrity_edu.library.rules_items import items
from integrity_edu.library.rules_lessons import lessons
from integrity_edu.library.rules_sources import sources
from integrity_edu.library.shelf import Shelf, read_all
from integrity_edu.library.texts import read_texts, unread
from integrity_edu.quiz.questions import AUDIENCES, KINDS, kind_of, measures_of


@dataclass(frozen=True, slots=True)
class Report:
    """What the linter found, in order of file and line, and how much there is."""

    problems: tuple[Problem, ...]
    counts: dict[str, object]


def check(content: Path, bank: Path) -> Report:
    """Lint both folders. Nothing is raised: a file that cannot be read is a problem too."""
    shelf = read_all(content, bank)
    texts = read_texts(content)
    found = [
        *shelf.problems,
        *unread(content, bank),
        *sources(shelf, texts),
        *lessons(shelf, texts),
        *items(shelf),
        *bank_rules(shelf, bank.name),
    ]
    return Report(tuple(sorted(set(found))), counts(shelf))


def counts(shelf: Shelf) -> dict[str, object]:
    """Measures, lessons, cases, laws and questions; the `by_…` count authored questions."""
    questions = [placed.question for placed in shelf.placed]
    return {
        "measures": len(shelf.plan.measure) if shelf.plan else 0,
        "lessons": len(shelf.courses.lessons),
        "cases": len(shelf.courses.cases),
        "laws": len(shelf.laws),
        "questions": {
            "authored": len(questions),
            "generated": len(shelf.generated),
            "by_measure": _count(range(1, 30), (n for one in questions for n in measures_of(one))),
            "by_kind": _count(KINDS, map(kind_of, questions)),
            "by_audience": _count(AUDIENCES, (a for one in questions for a in one.audience)),
            "by_difficulty": _count(range(1, 6), (one.difficulty for one in questions)),
        },
    }


def _count(wanted: Iterable[object], found: Iterable[object]) -> dict[str, int]:
    """Every wanted value with how often it was found, zero included."""
    times = Counter(map(str, found))
    return {str(value): times[str(value)] for value in wanted}
