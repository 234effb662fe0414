"""How well something is known: the one place every level shown anywhere comes from.

Khan Academy's ladder: 未学, 尝试 (below 70 %), 熟悉 (70 to 99 %), 熟练 (100 %), and 掌握 for what is
right again in a mixed set when it was already 熟练. The share is that of the measure's answered
questions whose newest answer is right. An error takes one step down from 熟练 and 掌握; below,
the share decides. So an error never raises a level, and a right answer never lowers one.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Literal

from msgspec import Struct

from integrity_edu.people.permissions import Action, require
from integrity_edu.review import store
from integrity_edu.review.marks import Mark, effective
from integrity_edu.workspace import Workspace

Level = Literal["new", "tried", "familiar", "proficient", "mastered"]
LEVELS: tuple[Level, ...] = ("new", "tried", "familiar", "proficient", "mastered")
"""未学、尝试、熟悉、熟练、掌握。"""

STATE_OF = {
    "new": "new",
    "tried": "learning",
    "familiar": "learning",
    "proficient": "known",
    "mastered": "known",
}
"""level → what was shown before there were levels."""

MEASURES = 29
FAMILIAR_SHARE = 0.7
MIXED_MEASURES = 3
"""A sitting over at least this many measures is a mixed set."""

PROFICIENT_QUESTIONS = 3
"""All right says little of one or two questions: 熟练 needs at least so many."""

_NEW, _TRIED, _FAMILIAR, _PROFICIENT, _MASTERED = range(5)


class Answer(Struct, frozen=True, gc=False):
    """What levels are drawn from: `mixed` is whether it was one of a mixed set."""

    question: str
    right: bool
    mixed: bool = False


class MeasureLevel(Struct, frozen=True):
    """A measure's level, and how many of its answered questions are right by their newest answer."""

    number: int
    level: Level
    right: int
    asked: int


def measure_level(number: int, answers: Iterable[Answer]) -> MeasureLevel:
    """The level of a measure after answers to its questions, oldest first (pure)."""
    level, right = _NEW, 0
    newest: dict[str, bool] = {}
    for answer in answers:
        right += answer.right - newest.get(answer.question, False)
        newest[answer.question] = answer.right
        level = _step(level, _by_share(right, len(newest)), answer)
    return MeasureLevel(number, LEVELS[level], right, len(newest))


def answers_level(answers: Iterable[Answer]) -> Level:
    """The level of a single question after answers to it, oldest first (pure).

    It has no share, so right answers in a row stand for it: none 尝试, one 熟悉, two 熟练.
    """
    level, run = _NEW, 0
    for answer in answers:
        run = run + 1 if answer.right else 0
        level = _step(level, min(_TRIED + run, _PROFICIENT), answer)
    return LEVELS[level]


def levels(ws: Workspace) -> tuple[MeasureLevel, ...]:
    """My level of every measure, 1 to 29, from one reading of my marks at questions in use."""
    require(ws, Action.SEE_OWN_PROGRESS)
    rows = store.marks_by_measure(ws.conn, ws.actor.person)
    over: dict[str, set[int]] = {}
    for measure, mark in rows:
        over.setdefault(mark.sitting, set()).add(measure)
    mixed = {sitting for sitting, measures in over.items() if len(measures) >= MIXED_MEASURES}
    rows.sort(key=itemgetter(0))  # stable: of one measure, still oldest first
    found = {
        measure: measure_level(measure, answers_of(effective(mark for _, mark in group), mixed))
        for measure, group in groupby(rows, key=itemgetter(0))
    }
    return tuple(
        found.get(number, MeasureLevel(number, "new", 0, 0)) for number in range(1, MEASURES + 1)
    )


def question_level(ws: Workspace, question: str) -> Level:
    """My level of one question."""
    require(ws, Action.SEE_OWN_PROGRESS)
    marks = store.marks_of(ws.conn, ws.actor.person, question)
    return answers_level(answers_of(effective(marks), mixed_sittings(ws, marks)))


def mixed_sittings(ws: Workspace, marks: Iterable[Mark]) -> set[str]:
    """Those of the sittings of some marks that were mixed sets."""
    counts = store.measures_of_sittings(ws.conn, {mark.sitting for mark in marks})
    return {sitting for sitting, count in counts.items() if count >= MIXED_MEASURES}


def answers_of(marks: Iterable[Mark], mixed: set[str]) -> list[Answer]:
    """The answers that effective marks stand for."""
    return [Answer(one.question, one.right, one.sitting in mixed) for one in marks]


def _by_share(right: int, asked: int) -> int:
    if right == asked >= PROFICIENT_QUESTIONS:
        return _PROFICIENT
    return _FAMILIAR if right >= FAMILIAR_SHARE * asked else _TRIED


def _step(level: int, share: int, answer: Answer) -> int:
    """One answer up or down; `share` is the level its share alone would give."""
    if not answer.right:
        return level - 1 if level >= _PROFICIENT else max(_TRIED, min(level, share))
    if answer.mixed and level == share == _PROFICIENT:
        return _MASTERED
    return max(level, share)
