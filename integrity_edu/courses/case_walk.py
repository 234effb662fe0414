"""A walk through one case: which decision is open, what was chosen, how far one has come.

Nothing of it is stored: a case is for trying things out, and trying is never counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from html import unescape

from integrity_edu.courses.values import CaseFront, Choice, Decision

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.S)
_QUESTION = re.compile(r"\s*讨论[一二三四五六七八九十]?：")


class Step(IntEnum):
    """The four words above a case, in order."""

    SCENE = 0
    CHOICE = 1
    RULE = 2
    TALK = 3


@dataclass(slots=True)
class CaseWalk:
    """Where a reader stands in a case. `chosen` holds decision → choice id."""

    front: CaseFront
    place: int = 0
    chosen: dict[int, str] = field(default_factory=dict)
    talking: bool = False

    @property
    def decision(self) -> Decision:
        """The decision on screen."""
        return self.front.decision[self.place]

    @property
    def choice(self) -> Choice | None:
        """What was chosen in it, None before."""
        taken = self.chosen.get(self.place)
        return next((one for one in self.decision.choices if one.id == taken), None)

    @property
    def is_last(self) -> bool:
        """Whether no decision follows."""
        return self.place == len(self.front.decision) - 1

    @property
    def tells_outcome(self) -> bool:
        """Whether what really happened, and the rule, may be shown: after the last choice only."""
        return self.is_last and self.choice is not None

    @property
    def step(self) -> Step:
        """The word that is lit."""
        if self.talking:
            return Step.TALK
        return Step.RULE if self.tells_outcome else Step.CHOICE

    def choose(self, choice_id: str) -> None:
        """Decide; KeyError for a choice the decision does not have."""
        if all(choice_id != one.id for one in self.decision.choices):
            raise KeyError(choice_id)
        self.chosen[self.place] = choice_id

    def choose_again(self) -> None:
        """Take the choice back, to see another path."""
        self.chosen.pop(self.place, None)
        self.talking = False

    def next(self) -> None:
        """Go to the next decision, or after the last one to the discussion."""
        if self.choice is None:
            return
        if self.is_last:
            self.talking = True
        else:
            self.place += 1

    def back(self) -> None:
        """From the discussion to the decisions, or to the decision before."""
        if self.talking:
            self.talking = False
        elif self.place:
            self.place -= 1


def background_and_questions(html: str) -> tuple[list[str], list[str]]:
    """The paragraphs under a case: background first, then each 讨论… as one; plain text."""
    background: list[str] = []
    questions: list[str] = []
    for paragraph in _PARAGRAPH.findall(html):
        text = unescape(re.sub(r"<[^>]+>", "", paragraph))
        before, *asked = _QUESTION.split(text)
        background += [before.strip()] if before.strip() else []
        questions += [question.strip() for question in asked]
    return background, questions
