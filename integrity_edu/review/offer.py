"""What a learner can choose a paper from, and the attempts that are still open."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from integrity_edu.plan import reading
from integrity_edu.plan.numerals import part_name
from integrity_edu.plan.values import Part
from integrity_edu.quiz import sittings, store
from integrity_edu.quiz.questions import audience_mask
from integrity_edu.quiz.store import SittingRow
from integrity_edu.review.mastery import Level, levels
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace


class MeasureOffer(Struct, frozen=True):
    """One measure with my level of it and the questions that serve it."""

    number: int
    part: int
    title: str
    level: Level
    questions: frozenset[str]


class OpenAttempt(Struct, frozen=True):
    """An attempt that was begun and not handed in."""

    row: SittingRow
    answered: int
    size: int


class Offer(Struct, frozen=True):
    """Everything the set-up of a paper shows."""

    parts: tuple[Part, ...]
    measures: tuple[MeasureOffer, ...]
    open: tuple[OpenAttempt, ...]

    def available(self, numbers: Collection[int]) -> int:
        """How many questions serve these measures; one that serves several counts once."""
        chosen = [one.questions for one in self.measures if one.number in numbers]
        return len(frozenset().union(*chosen))

    def title(self, numbers: Collection[int]) -> str:
        """What a paper on these measures is called."""
        if len(numbers) == len(self.measures):
            return tr("全部 29 项")
        if len(numbers) == 1:
            return tr("第 {n} 项", n=next(iter(numbers)))
        for part in self.parts:
            if set(numbers) == {one.number for one in self.measures if one.part == part.number}:
                return part_name(part.number)
        return tr("{n} 项措施", n=len(numbers))


def offer(ws: Workspace, audience: str) -> Offer:
    """What is on offer for `audience` (one of questions.AUDIENCES), with my states and attempts."""
    mine = {one.number: one.level for one in levels(ws)}
    measures = reading.measures(ws.conn)
    questions: dict[int, set[str]] = {measure.number: set() for measure in measures}
    mask = audience_mask((audience,))
    for number, question, _, _ in store.pool(ws.conn, tuple(questions), mask):
        questions[number].add(question)
    return Offer(
        parts=tuple(reading.parts(ws.conn)),
        measures=tuple(
            MeasureOffer(one.number, one.part, one.title, mine[one.number],
                         frozenset(questions[one.number]))
            for one in measures
        ),
        open=tuple(_open(ws, row) for row in sittings.open_sittings(ws)),
    )  # fmt: skip


def _open(ws: Workspace, row: SittingRow) -> OpenAttempt:
    sitting = sittings.load(ws, row.id)
    return OpenAttempt(row, len(sitting.items) - len(sitting.unanswered), len(sitting.items))
