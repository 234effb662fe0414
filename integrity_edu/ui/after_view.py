"""What came after an exam was handed in: regrades, the teacher's words, how the others did."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from integrity_edu.exams.marking import Given, comments
from integrity_edu.exams.others import Others, others
from integrity_edu.exams.regrading.corrected import corrected
from integrity_edu.exams.regrading.regrades import regrades_of
from integrity_edu.exams.regrading.values import Regraded
from integrity_edu.teaching.outcome import Outcome, outcome
from integrity_edu.workspace import Workspace


class Words(Struct, frozen=True):
    """A marked short answer: what it earned, and what the teacher wrote beside it."""

    position: int
    earned: float
    possible: float
    comment: str


class After(Struct, frozen=True):
    """Everything beside the result itself; `points` says whether points may be shown now."""

    regrades: tuple[Regraded, ...] = ()
    words: tuple[Words, ...] = ()
    others: dict[int, Others] = {}
    points: bool = True


def look(ws: Workspace, sitting_id: str) -> tuple[Outcome, After]:
    """One of my finished attempts; wrong answers stand beside the key that holds now."""
    found = outcome(ws, sitting_id)
    result = found.result
    new = corrected(ws, sitting_id)
    wrong = tuple(
        replace(item, question=new.get(item.position, item.question)) for item in result.wrong
    )
    points = "points" in result.shows
    after = After(
        regrades=regrades_of(ws, sitting_id),
        words=_words(found, comments(ws, sitting_id)) if points else (),
        others=others(ws, sitting_id),
        points=points,
    )
    return replace(found, result=replace(result, wrong=wrong)), after


def _words(found: Outcome, given: dict[int, Given]) -> tuple[Words, ...]:
    return tuple(
        Words(item.position, item.earned, item.possible, given[item.position].comment)
        for item in found.result.sitting.items
        if item.position in given and item.earned is not None
    )
