"""A data folder to measure on: compiled content and one student without a password."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from integrity_edu.clock import system_clock
from integrity_edu.folders import DATABASE
from integrity_edu.library.compile import compile_library
from integrity_edu.people.accounts import NewAccount, register, sign_in
from integrity_edu.people.locks import FileKeyStore, Kdf, Locksmith
from integrity_edu.quiz import store
from integrity_edu.quiz.questions import Option, Point, Single, audience_mask, digest, encode
from integrity_edu.storage.database import close, open_database
from integrity_edu.workspace import Role, Workspace


def make_house() -> tuple[Path, str]:
    """A folder and the id of the student in it."""
    folder = Path(tempfile.mkdtemp(prefix="integrity-edu-bench-"))
    ws = Workspace(open_database(folder / DATABASE), system_clock)
    compile_library(ws)
    smith = Locksmith((FileKeyStore(folder / "keys"),), Kdf(passes=1, memory=64, lanes=1))
    account = NewAccount("小林", "", date(2005, 3, 14), Role.STUDENT)
    person = register(ws, account, locksmith=smith).person
    close(ws.conn)
    return folder, person


def open_house(folder: Path, person: str) -> Workspace:
    """A workspace with the student signed in."""
    ws = Workspace(open_database(folder / DATABASE), system_clock)
    sign_in(ws, person, None)  # type: ignore[arg-type]
    return ws


def fill_bank(ws: Workspace, count: int) -> None:
    """Add `count` made-up questions to the bank, spread over the measures."""
    chance = random.Random(7)
    words = "信用信息异议修复诚信档案授权查询共享惩戒激励个人公共机构社会"

    def text(length: int) -> str:
        return "".join(chance.choice(words) for _ in range(length))

    def rows() -> Iterator[tuple[store.QuestionRow, str, tuple[int, ...]]]:
        for number in range(count):
            question = Single(
                id=f"b-{number}",
                stem=text(40),
                explanation=text(30),
                rests_on=(Point(measure=number % 29 + 1),),
                difficulty=3,
                audience=("student",),
                as_of=date(2026, 11, 23),
                options=tuple(Option("abcd"[i], text(10), text(8)) for i in range(4)),
                key=("a",),
            )
            body = encode(question)
            row = store.QuestionRow(
                question.id,
                digest(body),
                "single",
                3,
                audience_mask(("student",)),
                "authored",
                None,
            )
            yield row, body, (number % 29 + 1,)

    with ws.change("bench") as db:
        store.put_questions(db, rows(), "authored")
