"""A second process that sits an exam until it is killed; run by test_kill.py.

Arguments: data folder, person, seed of what it does. It says what it is about to do and, once
that is durable, that it was done, one line each: `going N`, `at N`, `trying N JSON`, `saved N JSON`.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from integrity_edu.clock import system_clock
from integrity_edu.folders import DATABASE
from integrity_edu.ids import PersonId, SittingId
from integrity_edu.quiz import sittings
from integrity_edu.quiz.grading import Response
from integrity_edu.quiz.questions import Fill, Question, Single
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.storage.database import open_database
from integrity_edu.workspace import Actor, Role, Workspace

PAPER_SEED = 20261123
SIZE = 20


def say(*words: object) -> None:
    """One line the parent reads at once; what it has read can have been promised."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def start_or_resume(ws: Workspace) -> SittingId:
    """The exam that is open, or a new one of the fixed seed."""
    if begun := sittings.open_sittings(ws):
        return SittingId(begun[0].id)
    request = PaperRequest(
        mode="exam", title="全部 29 项", audience="student", seed=PAPER_SEED,
        measures=(1,), count=SIZE, minutes=60,
    )  # fmt: skip
    return sittings.start(ws, request)


def some_response(question: Question, chance: random.Random) -> Response:
    """An answer of the right shape, right or wrong, or a cleared one."""
    if chance.randrange(4) == 0:
        return None
    match question:
        case Single():
            return [chance.choice(question.options).id]
        case Fill():
            return [str(chance.randrange(1000)) for _ in question.blanks]
        case _:
            return None


def sit(ws: Workspace, chance: random.Random) -> None:
    """Answer, clear and move about for ever."""
    sitting = sittings.load(ws, start_or_resume(ws))
    say("open", sitting.id)
    position = sitting.position
    while True:
        if chance.randrange(3) == 0:
            position = chance.randrange(SIZE)
            say("going", position)
            sittings.go_to(ws, sitting.id, position)
            say("at", position)
        response = some_response(sitting.items[position].question, chance)
        say("trying", position, json.dumps(response))
        sittings.save_answer(ws, sitting.id, position, response)
        say("saved", position, json.dumps(response))


if __name__ == "__main__":
    folder, person, seed = sys.argv[1:]
    workspace = Workspace(open_database(Path(folder) / DATABASE), system_clock)
    workspace.act_as(Actor(PersonId(person), Role.STUDENT, b""))
    sit(workspace, random.Random(int(seed)))
