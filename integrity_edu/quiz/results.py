"""What came out of an attempt."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from integrity_edu.errors import EduError
from integrity_edu.ids import SittingId
from integrity_edu.plan.values import Measure
from integrity_edu.quiz import sittings
from integrity_edu.quiz.passing import passed
from integrity_edu.quiz.questions import measures_of
from integrity_edu.quiz.reveal import moment, shown
from integrity_edu.quiz.sitting import Item, Sitting
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.quiz.store import SittingRow
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace


class Tally(Struct, frozen=True):
    """Right answers out of asked ones for one measure or part; `key` is its number."""

    key: int
    right: int
    asked: int


class Result(Struct, frozen=True):
    """A finished attempt, as far as it may be shown now.

    `shows` holds things of reveal.THINGS; `wrong` is empty while right and wrong are not shown,
    and lists what one was sure of first; `waiting` are short answers not marked yet.
    """

    sitting: Sitting
    score: str
    right: int
    asked: int
    by_part: tuple[Tally, ...]
    by_measure: tuple[Tally, ...]
    wrong: tuple[Item, ...]
    waiting: tuple[Item, ...]
    shows: frozenset[str]
    passed: bool | None

    @property
    def sure_but_wrong(self) -> int:
        """How many wrong answers were given with the highest certainty."""
        return sum(item.certainty == 3 for item in self.wrong)


def result(ws: Workspace, sitting_id: str, measures: list[Measure]) -> Result:
    """The result of one of my finished attempts; an item counts for each measure it serves."""
    row = sittings.own(ws, sitting_id)
    sitting = sittings.load(ws, sitting_id)
    part_of = {measure.number: measure.part for measure in measures}
    shows = shown_now(sitting, ws.now())
    wrong = [item for item in sitting.items if not item.right and not item.waiting]
    told = "right" in shows
    return Result(
        sitting=sitting,
        score=score_words(row),
        right=sum(item.right for item in sitting.items),
        asked=len(sitting.items),
        by_part=_tallies(sitting, part_of) if told else (),
        by_measure=_tallies(sitting, {number: number for number in part_of}) if told else (),
        wrong=tuple(sorted(wrong, key=_sureness)) if told else (),
        waiting=tuple(item for item in sitting.items if item.waiting),
        shows=shows,
        passed=passed(ws.conn, row) if "points" in shows else None,
    )


def shown_now(sitting: Sitting, now: datetime) -> frozenset[str]:
    """What may be shown of an attempt at this moment (reveal.THINGS)."""
    closes = sitting.terms.keys_at or sitting.terms.closes_at
    at = moment(sitting.state, datetime.fromisoformat(closes) if closes else None, now)
    return shown(sitting.terms.reveal, at)


def _sureness(item: Item) -> tuple[int, int]:
    """What one was sure of first: there a correction is learnt best (Butterfield & Metcalfe)."""
    return -(item.certainty or 0), item.position


def _tallies(sitting: Sitting, group_of: dict[int, int]) -> tuple[Tally, ...]:
    asked: dict[int, int] = {}
    right: dict[int, int] = {}
    for item in sitting.items:
        for group in {group_of[number] for number in measures_of(item.question)}:
            asked[group] = asked.get(group, 0) + 1
            right[group] = right.get(group, 0) + item.right
    return tuple(Tally(group, right[group], asked[group]) for group in sorted(asked))


def score_words(row: SittingRow) -> str:
    """What came of an attempt: questions where each is worth one point, else points."""
    earned, possible = row.earned or 0.0, row.possible or 0.0
    whole = earned.is_integer() and possible.is_integer()
    if whole and not row.paper and row.mode != "certainty":
        return tr("{asked} 题，对 {right} 题", asked=int(possible), right=int(earned))
    said = f"{round(earned, 2):g}".replace("-", "−")
    return tr("得 {earned} 分，满分 {possible:g}", earned=said, possible=possible)


def again_only_wrong(ws: Workspace, sitting_id: str, seed: int, audience: str) -> SittingId:
    """Start a practice of just the questions that went wrong; EduError when none did."""
    before = sittings.load(ws, sitting_id)
    wrong = tuple(item.question.id for item in before.items if not item.right)
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
