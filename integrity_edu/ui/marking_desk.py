"""The pile of short answers on a teacher's desk: which lies on top, and what is ticked (no Qt)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from integrity_edu.exams.marking import Given, Written

Place = tuple[str, int]
"""Sitting and position."""


@dataclass(slots=True)
class Pile:
    """Answers question by question; ticks not given yet stay with their answer."""

    answers: tuple[Written, ...] = ()
    at: Place | None = None
    drafts: dict[Place, Given] = field(default_factory=dict)
    given: list[tuple[Place, Given | None]] = field(default_factory=list)
    """What was given here, newest last, each with the mark before: to be undone."""

    def lay(self, answers: Sequence[Written]) -> None:
        """Other answers, or the same with other marks; the one on top stays if it is there."""
        self.answers = tuple(answers)
        places = [place_of(one) for one in self.answers]
        if self.at not in places:
            first = next((one for one in self.answers if one.waiting), None)
            top = first or (self.answers[0] if self.answers else None)
            self.at = place_of(top) if top else None

    @property
    def top(self) -> Written | None:
        """The answer that is being looked at."""
        return next((one for one in self.answers if place_of(one) == self.at), None)

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of the questions in their order."""
        return tuple(dict.fromkeys(one.question.id for one in self.answers))

    def waiting(self, question: str = "") -> int:
        """How many answers wait, of one question or of all."""
        return sum(one.waiting and question in ("", one.question.id) for one in self.answers)

    def shown(self) -> Given:
        """The ticks and the comment to show for the answer on top."""
        top = self.top
        assert top is not None
        return self.drafts.get(place_of(top)) or top.given or Given(())

    def keep(self, given: Given) -> None:
        """Keep ticks and comment of the answer on top until they are given."""
        top = self.top
        if top is None:
            return
        if given == (top.given or Given(())):
            self.drafts.pop(place_of(top), None)
        else:
            self.drafts[place_of(top)] = given

    def turn(self, by: int) -> None:
        """The next answer or the one before, as far as there are any."""
        places = [place_of(one) for one in self.answers]
        if self.at in places:
            self.at = places[max(0, min(len(places) - 1, places.index(self.at) + by))]

    def to_question(self, question: str) -> None:
        """The first answer to a question that waits, else its first."""
        mine = [one for one in self.answers if one.question.id == question]
        found = next((one for one in mine if one.waiting), mine[0] if mine else None)
        if found:
            self.at = place_of(found)

    def marked(self, place: Place, given: Given | None, before: Given | None) -> None:
        """A mark was given: on to the next answer that waits, after this one or from the front."""
        self.given.append((place, before))
        self._put(place, given)
        places = [place_of(one) for one in self.answers]
        here = places.index(place) if place in places else 0
        following = [*self.answers[here + 1 :], *self.answers[:here]]
        found = next((one for one in following if one.waiting), None)
        if found:
            self.at = place_of(found)

    def undone(self) -> None:
        """The newest mark was taken back: its answer lies on top again."""
        place, before = self.given.pop()
        self._put(place, before)
        self.at = place

    def _put(self, place: Place, given: Given | None) -> None:
        self.drafts.pop(place, None)
        self.answers = tuple(
            replace(one, given=given) if place_of(one) == place else one for one in self.answers
        )


def place_of(one: Written) -> Place:
    """Where an answer stands."""
    return one.sitting, one.position
