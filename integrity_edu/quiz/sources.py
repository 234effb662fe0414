"""What questions rest on, looked up once for a whole paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct

from integrity_edu.errors import NotFoundError
from integrity_edu.plan import reading
from integrity_edu.plan.values import LawCard, is_stale
from integrity_edu.quiz import sittings, store
from integrity_edu.quiz.desk import Change
from integrity_edu.quiz.questions import Question, measures_of
from integrity_edu.quiz.sitting import Sitting
from integrity_edu.workspace import Workspace


class PlanSource(Struct, frozen=True):
    """A piece of a measure's sentence in the 2018 plan."""

    measure: int
    quote: str


class LawSource(Struct, frozen=True):
    """A point of today's law; `stale` when it was last checked more than 12 months ago."""

    law: str
    point: str
    title: str
    article: str
    in_force: date | None
    checked_on: date
    stale: bool


class Sources(Struct, frozen=True):
    """The parts and laws behind the questions of one paper."""

    part_of: dict[int, int]
    laws: dict[str, LawCard]
    today: date

    def places(self, question: Question) -> list[tuple[int, int]]:
        """(part, number) of every measure the question serves."""
        numbers = [number for number in measures_of(question) if number in self.part_of]
        return [(self.part_of[number], number) for number in numbers]

    def plan(self, question: Question) -> list[PlanSource]:
        """The pieces of the plan it rests on."""
        return [PlanSource(one.measure, one.quote) for one in question.rests_on if one.measure]

    def law(self, question: Question) -> list[LawSource]:
        """The points of law it rests on; a card that is gone since is left out."""
        return [
            self._law(self.laws[one.law], one.point)
            for one in question.rests_on
            if one.law in self.laws
        ]

    def _law(self, card: LawCard, point_id: str) -> LawSource:
        point = card.find(point_id)
        return LawSource(
            law=card.id,
            point=point_id,
            title=card.title,
            article=point.article if point else "",
            in_force=card.in_force,
            checked_on=card.checked_on,
            stale=is_stale(card.checked_on, self.today),
        )


def sources_of(ws: Workspace, questions: Iterable[Question]) -> Sources:
    """Look up everything these questions rest on."""
    wanted = {point.law for question in questions for point in question.rests_on if point.law}
    laws = {}
    for law_id in wanted:
        try:
            laws[law_id] = reading.law(ws.conn, law_id)
        except NotFoundError:
            continue
    return Sources(
        part_of={measure.number: measure.part for measure in reading.measures(ws.conn)},
        laws=laws,
        today=ws.today(),
    )


class OpenedSitting(Struct, frozen=True):
    """An attempt as loaded, every change of its answers, what its questions rest on, and the time.

    `now` never lies before the start or the newest saved answer, whatever the system clock says.
    """

    sitting: Sitting
    history: tuple[Change, ...]
    sources: Sources
    now: datetime


def open_sitting(ws: Workspace, sitting_id: str) -> OpenedSitting:
    """Load one of my attempts whole, so that going on to the next question reads nothing.

    A clock that was set back since the start or the last saved answer is noted with the attempt
    and gives no time: the attempt goes on from that moment.
    """
    sitting = sittings.load(ws, sitting_id)
    saved = [datetime.fromisoformat(item.saved_at) for item in sitting.items if item.saved_at]
    now = max([ws.now(), sitting.started_at, *saved])
    if now > ws.now() and sitting.state == "open" and sitting.deadline:
        minutes = (now - ws.now()).total_seconds() / 60
        with ws.change() as db:
            store.note_clock_back(db, sitting_id, minutes, ws.stamp())
    return OpenedSitting(
        sitting=sitting,
        history=tuple(sittings.history(ws, sitting_id)),
        sources=sources_of(ws, [one.question for one in sitting.items]),
        now=now,
    )
