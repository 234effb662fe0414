"""A second process that sits papers until it is killed; run by test_kill.py.

Arguments: data folder, person, seed of what it does, and the modes of the papers to sit, one word
each. It says what it is about to do and, once that is durable, that it was done, one line each:
`MODE going N`, `MODE at N`, `MODE trying N [RESPONSE, CERTAINTY]`, `MODE saved N …`,
`MODE confirming N`, `MODE confirmed N [SETTLED, TRIES, FRACTION]`.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from integrity_edu.clock import system_clock
from integrity_edu.folders import DATABASE
from integrity_edu.ids import PersonId
from integrity_edu.quiz import marking, sittings
from integrity_edu.quiz.grading import Response, is_answered
from integrity_edu.quiz.modes import MODES
from integrity_edu.quiz.questions import Fill, Question, Single
from integrity_edu.quiz.sitting import Sitting
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.storage.database import open_database
from integrity_edu.workspace import Actor, Role, Workspace

PAPER_SEED = 20261123
SIZE = 40
MINUTES = 60


def say(*words: object) -> None:
    """One line the parent reads at once; what it has read can have been promised."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def start_or_resume(ws: Workspace, mode: str) -> Sitting:
    """The paper of this mode that is open, or a new one of the fixed seed."""
    for row in sittings.open_sittings(ws):
        if row.mode == mode:
            return sittings.load(ws, row.id)
    request = PaperRequest(
        mode=mode, title="全部 29 项", audience="student", seed=PAPER_SEED,
        measures=(1,), count=SIZE, minutes=MINUTES if MODES[mode].timed else None,
    )  # fmt: skip
    return sittings.load(ws, sittings.start(ws, request))


def some_response(question: Question, chance: random.Random) -> Response:
    """An answer of the right shape, right or wrong, or a cleared one."""
    if chance.randrange(5) == 0:
        return None
    match question:
        case Single():
            return [chance.choice(question.options).id]
        case Fill():
            return [chance.choice(("甲", "乙", "丙")) for _ in question.blanks]
        case _:
            return None


class Seat:
    """One of the papers, and where one is in it."""

    def __init__(self, ws: Workspace, mode: str, chance: random.Random) -> None:
        self.ws, self.mode, self.chance = ws, mode, chance
        self.paper = start_or_resume(ws, mode)
        self.position = self.paper.position
        self.settled = {item.position for item in self.paper.items if item.confirmed}

    def act(self) -> None:
        """Move, answer, or answer and confirm."""
        if self.mode == "study" or self.chance.randrange(3) == 0:
            self.go()
        if self.mode != "study" and self.position not in self.settled:
            self.answer()

    def go(self) -> None:
        self.position = self.chance.randrange(len(self.paper.items))
        say(self.mode, "going", self.position)
        sittings.go_to(self.ws, self.paper.id, self.position)
        say(self.mode, "at", self.position)

    def answer(self) -> None:
        here, question = self.position, self.paper.items[self.position].question
        response = some_response(question, self.chance)
        certainty = self.chance.randrange(1, 4) if MODES[self.mode].certainty else None
        said = json.dumps([response, certainty])
        say(self.mode, "trying", here, said)
        sittings.save_answer(self.ws, self.paper.id, here, response, certainty)
        say(self.mode, "saved", here, said)
        at_once = MODES[self.mode].explains == "confirm"
        if at_once and is_answered(question, response) and self.chance.randrange(4) == 0:
            self.confirm(here)

    def confirm(self, here: int) -> None:
        say(self.mode, "confirming", here)
        verdict = marking.confirm(self.ws, self.paper.id, here)
        say(self.mode, "confirmed", here,
            json.dumps([verdict.settled, verdict.tries, verdict.fraction]))  # fmt: skip
        if verdict.settled:
            self.settled.add(here)


def sit(ws: Workspace, chance: random.Random, modes: list[str]) -> None:
    """Answer, clear, confirm and move about in all the papers for ever."""
    seats = [Seat(ws, mode, chance) for mode in modes]
    say("- ready 0")
    while True:
        chance.choice(seats).act()


if __name__ == "__main__":
    folder, person, seed, *modes = sys.argv[1:]
    workspace = Workspace(open_database(Path(folder) / DATABASE), system_clock)
    workspace.act_as(Actor(PersonId(person), Role.STUDENT, b""))
    sit(workspace, random.Random(int(seed)), modes)
