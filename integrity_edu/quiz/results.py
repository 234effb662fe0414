"""What came out of an attempt, and what a learner knows of each measure."""

from __future__ import annotations

from msgspec import Struct

from integrity_edu.errors import EduError
from integrity_edu.ids import SittingId
from integrity_edu.plan.values import Measure
from integrity_edu.quiz import sittings, store
from integrity_edu.quiz.questions import measures_of
from integrity_edu.quiz.sitting import Item, Sitting
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace

KNOWN_QUESTIONS = 3
"""A measure is known when the newest answers to at least this many of its questions …"""

KNOWN_SHARE = 0.8
"""… are right in this share."""


class Tally(Struct, frozen=True):
    """Right answers out of asked ones for one measure or part; `key` is its number."""

    key: int
    right: int
    asked: int


class Result(Struct, frozen=True):
    """A finished attempt."""

    sitting: Sitting
    right: int
    asked: int
    by_part: tuple[Tally, ...]
    by_measure: tuple[Tally, ...]
    wrong: tuple[Item, ...]


class MeasureState(Struct, frozen=True):
    """What a learner knows of one measure: state is known, learning or new."""

    number: int
    state: str
    right: int
    asked: int


def result(ws: Workspace, sitting_id: str, measures: list[Measure]) -> Result:
    """The result of one of my finished attempts; an item counts for each measure it serves."""
    sitting = sittings.load(ws, sitting_id)
    part_of = {measure.number: measure.part for measure in measures}
    right = [item for item in sitting.items if item.earned]
    return Result(
        sitting=sitting,
        right=len(right),
        asked=len(sitting.items),
        by_part=_tallies(sitting, part_of),
        by_measure=_tallies(sitting, {number: number for number in part_of}),
        wrong=tuple(item for item in sitting.items if not item.earned),
    )


def _tallies(sitting: Sitting, group_of: dict[int, int]) -> tuple[Tally, ...]:
    asked: dict[int, int] = {}
    right: dict[int, int] = {}
    for item in sitting.items:
        for group in {group_of[number] for number in measures_of(item.question)}:
            asked[group] = asked.get(group, 0) + 1
            right[group] = right.get(group, 0) + bool(item.earned)
    return tuple(Tally(group, right[group], asked[group]) for group in sorted(asked))


def again_only_wrong(ws: Workspace, sitting_id: str, seed: int, audience: str) -> SittingId:
    """Start a practice of just the questions that went wrong; EduError when none did."""
    before = sittings.load(ws, sitting_id)
    wrong = tuple(item.question.id for item in before.items if not item.earned)
    if not wrong:
        raise EduError("这次全部答对了，没有错题要再做。", "可以换一部分接着练。")
    request = PaperRequest(
        mode="practice",
        title=tr("错题：{title}", title=before.title),
        audience=audience,
        seed=seed,
        questions=wrong,
    )
    return sittings.start(ws, request)


def measure_states(ws: Workspace) -> list[MeasureState]:
    """Every measure's state for me, 1 to 29: the one function behind every status shown."""
    newest = {
        question: earned
        for question, earned, _ in store.marks_by_question(ws.conn, ws.actor.person)
    }
    asked: dict[int, int] = {}
    right: dict[int, int] = {}
    for measure, question in store.measures_of_questions(ws.conn) if newest else ():
        if question in newest:
            asked[measure] = asked.get(measure, 0) + 1
            right[measure] = right.get(measure, 0) + bool(newest[question])
    return [
        MeasureState(number, _state(right.get(number, 0), asked.get(number, 0)),
                     right.get(number, 0), asked.get(number, 0))
        for number in range(1, 30)
    ]  # fmt: skip


def _state(right: int, asked: int) -> str:
    if asked == 0:
        return "new"
    if asked >= KNOWN_QUESTIONS and right / asked >= KNOWN_SHARE:
        return "known"
    return "learning"


def wrong_questions(ws: Workspace) -> list[str]:
    """Questions whose newest answer was wrong, longest ago first."""
    newest: dict[str, float] = {}
    for question, earned, _ in store.marks_by_question(ws.conn, ws.actor.person):
        newest.pop(question, None)
        newest[question] = earned
    return [question for question, earned in newest.items() if not earned]


def todays_set(ws: Workspace, size: int = 5) -> tuple[str, ...]:
    """A short set for today: what went wrong comes back first, as far as it is still in use."""
    wrong = wrong_questions(ws)
    in_use = store.revisions(ws.conn, wrong)
    return tuple(question for question in wrong if question in in_use)[:size]
