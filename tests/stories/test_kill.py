"""Law 7, proved on a second process: kills in every mode lose nothing that was promised.

One process sits a paper of each mode at the same time, so that every kill hits them all.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

import integrity_edu
from integrity_edu.clock import ManualClock, system_clock
from integrity_edu.folders import DATABASE
from integrity_edu.ids import PersonId
from integrity_edu.library.documents import question_rows
from integrity_edu.people.accounts import NewAccount, register
from integrity_edu.people.locks import Locksmith
from integrity_edu.quiz import sittings
from integrity_edu.quiz.modes import MODES
from integrity_edu.quiz.questions import Fill, Option, Point, Question, Single
from integrity_edu.quiz.sitting import Sitting
from integrity_edu.quiz.store import marks_of_item, put_questions
from integrity_edu.storage import database
from integrity_edu.workspace import Actor, Role, Workspace
from tests.stories.conftest import House
from tests.stories.quiz_desk import Desk

KILLS = 60
WINDOW_KILLS = 8
HERE = Path(__file__).parent


@dataclass
class Promised:
    """What the killed processes acknowledged of one paper; `maybe` is what was under way."""

    answers: dict[int, list[Any]] = field(default_factory=dict)
    tries: dict[int, int] = field(default_factory=dict)
    settled: dict[int, float] = field(default_factory=dict)
    position: int = 0
    maybe_answer: tuple[int, list[Any]] | None = None
    maybe_position: int | None = None
    maybe_confirm: int | None = None
    heard: int = 0

    def hear(self, word: str, place: int, text: str) -> None:
        match word:
            case "going":
                self.maybe_position = place
            case "at":
                self.position, self.maybe_position = place, None
            case "trying":
                self.maybe_answer = (place, json.loads(text))
            case "saved":
                self.answers[place], self.maybe_answer = json.loads(text), None
            case "confirming":
                self.maybe_confirm = place
            case "confirmed":
                settled, self.tries[place], right = json.loads(text)
                self.maybe_confirm = None
                if settled:
                    self.settled[place] = right
        self.heard += 1

    def settle(self, sitting: Sitting) -> None:
        """What was under way may or may not have become durable; from now on it is known."""
        if self.maybe_answer:
            item = sitting.items[self.maybe_answer[0]]
            self.answers[item.position] = [item.response, item.certainty]
        if self.maybe_confirm is not None:
            item = sitting.items[self.maybe_confirm]
            self.tries[item.position] = item.tries
            if item.confirmed:
                self.settled[item.position] = item.fraction or 0.0
        self.position = sitting.position
        self.maybe_answer = self.maybe_position = self.maybe_confirm = None


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


def _prepare(folder: Path, clock: ManualClock, locksmith: Locksmith) -> PersonId:
    """A data file with a bank and a student; closed again, as a killed process leaves it alone."""
    ws = Workspace(database.open_database(folder / DATABASE), clock)
    student = NewAccount("学员", "林晓雨", date(2005, 3, 14), Role.STUDENT, None)
    person = register(ws, student, locksmith=locksmith).person
    with ws.change("library") as db:
        put_questions(db, question_rows(_bank(), "authored"), "authored")
    database.close(ws.conn)
    return person


def _run(script: str, *words: object) -> subprocess.Popen[str]:
    home = str(Path(integrity_edu.__file__).parents[1])
    return subprocess.Popen(
        [sys.executable, str(HERE / script), *map(str, words)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": home},
    )


def _sit_until_killed(
    folder: Path, person: PersonId, chance: random.Random, heard: dict[str, Promised]
) -> None:
    seed = chance.randrange(10**6)
    with _run("exam_process.py", folder, person, seed, *heard) as process:
        assert process.stdout is not None
        while process.stdout.readline() != "- ready 0\n":
            assert process.poll() is None
        for _ in range(chance.randrange(1, 80)):
            _hear(process.stdout.readline(), heard)
        process.kill()
        for line in process.stdout:  # acknowledged before the kill reached it
            if line.endswith("\n"):
                _hear(line, heard)


def _hear(line: str, heard: dict[str, Promised]) -> None:
    mode, word, place, *rest = line.strip().split(" ", 3)
    heard[mode].hear(word, int(place), rest[0] if rest else "")


def _look(folder: Path, person: PersonId) -> dict[str, Sitting]:
    """The papers by mode, after looking that no question was marked twice."""
    conn = database.open_database(folder / DATABASE)
    ws = Workspace(conn, system_clock)
    ws.act_as(Actor(person, Role.STUDENT, b""))
    begun = sittings.open_sittings(ws)
    found = {row.mode: sittings.load(ws, row.id) for row in begun}
    assert len(begun) == len(found) == len(MODES)
    for sitting in found.values():
        for item in sitting.items:
            marks = marks_of_item(conn, sitting.id, item.position)
            assert len(marks) == int(item.confirmed)
    database.close(conn)
    return found


def _check(sitting: Sitting, heard: Promised) -> None:
    for item in sitting.items:
        place = item.position
        allowed = [heard.answers.get(place, [None, None])]
        if heard.maybe_answer and heard.maybe_answer[0] == place:
            allowed.append(heard.maybe_answer[1])
        assert [item.response, item.certainty] in allowed
        if place != heard.maybe_confirm:
            assert item.confirmed == (place in heard.settled)
            assert item.fraction == heard.settled.get(place)
        if sitting.mode == "quest":
            tries = heard.tries.get(place, 0)
            assert item.tries in (tries, tries + (place == heard.maybe_confirm))
    assert sitting.position in (heard.position, heard.maybe_position)


def test_sixty_kills_in_every_mode_lose_nothing_acknowledged(
    tmp_path: Path, clock: ManualClock, locksmith: Locksmith
) -> None:
    folder = tmp_path / "data"
    clock.time = system_clock()
    person = _prepare(folder, clock, locksmith)
    chance, heard = random.Random(7), {mode: Promised() for mode in MODES}
    first: dict[str, Sitting] = {}
    hit: Counter[str] = Counter()
    for _ in range(KILLS):
        _sit_until_killed(folder, person, chance, heard)
        now = _look(folder, person)
        first = first or now
        for mode, sitting in now.items():
            under_way = heard[mode].maybe_answer or heard[mode].maybe_confirm is not None
            hit[mode] += bool(under_way or heard[mode].maybe_position is not None)
            _check(sitting, heard[mode])
            heard[mode].settle(sitting)
            before = first[mode]
            assert (sitting.id, sitting.deadline) == (before.id, before.deadline)
            assert [(item.revision, item.shown) for item in sitting.items] == [
                (item.revision, item.shown) for item in before.items
            ]
    assert all(one.heard > KILLS for one in heard.values())
    assert heard["quest"].tries
    assert sum(hit.values()) > KILLS // 4  # something was under way at many of the kills


# ---- with the real window ------------------------------------------------------------------------


@pytest.fixture
def sat(house: House, student: PersonId, qtbot: QtBot) -> tuple[House, PersonId, str]:
    """An exam of ten single choices, begun now."""
    house.clock.time = system_clock()

    def begin(ws: Workspace) -> str:
        rows = ws.conn.execute(
            "SELECT id FROM question WHERE kind = 'single' AND source = 'authored' AND "
            "audience & 1 AND retired = 0 ORDER BY id LIMIT 10"
        ).fetchall()
        request = sittings.PaperRequest(
            mode="exam", title="全部 29 项", audience="student", seed=5, minutes=30,
            questions=tuple(row[0] for row in rows),
        )  # fmt: skip
        return sittings.start(ws, request)

    return house, student, str(house.with_ws(begin, student))


def _remember(house: House, person: PersonId) -> None:
    """The window opens with whoever was in last time."""
    from PySide6.QtCore import QSettings

    ini = QSettings(str(house.folder / "window.ini"), QSettings.Format.IniFormat)
    ini.setValue("account", person)
    ini.sync()


def _left(sitting: Sitting) -> float:
    assert sitting.deadline is not None
    return (sitting.deadline - datetime.now().astimezone()).total_seconds()


def test_story_1_seven_answered_one_cleared_killed_and_gone_on_with(
    sat: tuple[House, PersonId, str], qtbot: QtBot
) -> None:
    house, person, sitting = sat
    _remember(house, person)
    saved: dict[int, Any] = {}
    with _run("window_process.py", house.folder, sitting, 0) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line == "done\n":
                break
            if line.startswith("saved"):
                _, place, text = line.split(" ", 2)
                saved[int(place)] = json.loads(text)
        process.kill()
    assert len(saved) == 7
    assert saved[0] is None

    house.clock.time = system_clock()
    window = house.open(person)
    desk = Desk(house, window, person, qtbot)
    assert "继续考试" in desk.find("band-button").text()  # type: ignore[attr-defined]
    desk.click("band-button")

    assert desk.page.desk is not None
    items = desk.page.desk.items
    assert [item.response for item in items] == [saved.get(place) for place in range(10)]
    assert desk.page.desk.answered == 6
    assert desk.item.position == 0
    stored = desk.stored(sitting)
    assert [item.shown for item in items] == [item.shown for item in stored.items]
    clock = desk.page.timer._clock
    assert clock is not None
    assert abs(clock.seconds - _left(stored)) <= 2


def test_kills_of_the_window_at_random_moments_lose_nothing(
    sat: tuple[House, PersonId, str],
) -> None:
    house, person, sitting = sat
    _remember(house, person)
    chance, heard = random.Random(3), Promised()
    for number in range(1, WINDOW_KILLS + 1):
        with _run("window_process.py", house.folder, sitting, number) as process:
            assert process.stdout is not None
            while process.stdout.readline() != "ready\n":
                assert process.poll() is None
            for _ in range(chance.randrange(1, 40)):
                _hear_window(process.stdout.readline(), heard)
            process.kill()
            for line in process.stdout:
                if line.endswith("\n"):
                    _hear_window(line, heard)
        stored = house.with_ws(lambda ws: sittings.load(ws, sitting), person)
        assert isinstance(stored, Sitting)
        _check(stored, heard)
        heard.settle(stored)
    assert len(heard.answers) > WINDOW_KILLS


def _hear_window(line: str, heard: Promised) -> None:
    word, place, *rest = line.strip().split(" ", 2)
    heard.hear(word, int(place), json.dumps([json.loads(rest[0]), None]) if rest else "")
