"""Law 7, proved on a second process: thirty kills during an exam lose nothing that was promised."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import integrity_edu
from integrity_edu.clock import ManualClock
from integrity_edu.folders import DATABASE
from integrity_edu.ids import PersonId
from integrity_edu.library.documents import question_rows
from integrity_edu.people.accounts import NewAccount, register
from integrity_edu.people.locks import Locksmith
from integrity_edu.quiz import sittings
from integrity_edu.quiz.grading import Response
from integrity_edu.quiz.questions import Fill, Option, Point, Question, Single
from integrity_edu.quiz.sitting import Sitting
from integrity_edu.quiz.store import put_questions
from integrity_edu.storage import database
from integrity_edu.workspace import Actor, Role, Workspace

KILLS = 30
SCRIPT = Path(__file__).parent / "exam_process.py"


@dataclass
class Promised:
    """What the killed processes acknowledged; `maybe` is what the last one was doing."""

    answers: dict[int, Response] = field(default_factory=dict)
    position: int = 0
    maybe_answer: tuple[int, Response] | None = None
    maybe_position: int | None = None
    saves: int = 0

    def hear(self, line: str) -> None:
        word, _, rest = line.strip().partition(" ")
        place, _, text = rest.partition(" ")
        match word:
            case "going":
                self.maybe_position = int(place)
            case "at":
                self.position, self.maybe_position = int(place), None
            case "trying":
                self.maybe_answer = (int(place), json.loads(text))
            case "saved":
                self.answers[int(place)] = json.loads(text)
                self.maybe_answer = None
                self.saves += 1

    def settle(self, sitting: Sitting) -> None:
        """What was under way may or may not have become durable; from now on it is known."""
        if self.maybe_answer:
            position, _ = self.maybe_answer
            self.answers[position] = sitting.items[position].response
        self.position = sitting.position
        self.maybe_answer = self.maybe_position = None


def _bank() -> list[Question]:
    common = {
        "explanation": "解析", "rests_on": (Point(measure=1, quote="诚信"),), "difficulty": 1,
        "audience": ("student",), "as_of": date(2026, 11, 23), "measures": (1,),
    }  # fmt: skip
    options = tuple(Option(letter, f"选项 {letter}", "出处") for letter in "abcd")
    singles = [
        Single(id=f"one-{n}", stem=f"第 {n} 题", options=options, key=("a",), **common)  # type: ignore[arg-type]
        for n in range(20)
    ]
    fills = [
        Fill(id=f"fill-{n}", stem="{{1}}与{{2}}", blanks=(("甲",), ("乙",)), **common)  # type: ignore[arg-type]
        for n in range(20)
    ]
    return [*singles, *fills]


def _sit_until_killed(
    folder: Path, person: PersonId, chance: random.Random, heard: Promised
) -> None:
    words = [sys.executable, str(SCRIPT), str(folder), person, str(chance.randrange(10**6))]
    home = str(Path(integrity_edu.__file__).parents[1])
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": home}
    ) as process:
        assert process.stdout is not None
        for _ in range(chance.randrange(1, 60)):
            heard.hear(process.stdout.readline())
        process.kill()
        for line in process.stdout:  # acknowledged before the kill reached it
            if line.endswith("\n"):
                heard.hear(line)


def _look(folder: Path, person: PersonId, clock: ManualClock) -> Sitting:
    conn = database.open_database(folder / DATABASE)
    ws = Workspace(conn, clock)
    ws.act_as(Actor(person, Role.STUDENT, b""))
    begun = sittings.open_sittings(ws)
    assert len(begun) == 1
    sitting = sittings.load(ws, begun[0].id)
    database.close(conn)
    return sitting


def _check(sitting: Sitting, heard: Promised) -> None:
    for position, response in heard.answers.items():
        allowed = [response]
        if heard.maybe_answer and heard.maybe_answer[0] == position:
            allowed.append(heard.maybe_answer[1])
        assert sitting.items[position].response in allowed
    assert sitting.position in (heard.position, heard.maybe_position)


def _prepare(folder: Path, clock: ManualClock, locksmith: Locksmith) -> PersonId:
    """A data file with a bank and a student; closed again, as a killed process leaves it alone."""
    ws = Workspace(database.open_database(folder / DATABASE), clock)
    student = NewAccount("学员", "林晓雨", date(2005, 3, 14), Role.STUDENT, None)
    person = register(ws, student, locksmith=locksmith).person
    with ws.change("library") as db:
        put_questions(db, question_rows(_bank(), "authored"), "authored")
    database.close(ws.conn)
    return person


def test_thirty_kills_lose_no_acknowledged_answer(
    tmp_path: Path, clock: ManualClock, locksmith: Locksmith
) -> None:
    person = _prepare(tmp_path / "data", clock, locksmith)
    chance, heard = random.Random(7), Promised()
    first: Sitting | None = None
    for _ in range(KILLS):
        _sit_until_killed(tmp_path / "data", person, chance, heard)
        sitting = _look(tmp_path / "data", person, clock)
        _check(sitting, heard)
        heard.settle(sitting)
        first = first or sitting
        assert (sitting.id, sitting.deadline) == (first.id, first.deadline)
        assert [(item.revision, item.shown) for item in sitting.items] == [
            (item.revision, item.shown) for item in first.items
        ]
    assert heard.saves > KILLS
