"""Archives at the size of a province: one opened among a million, many entered, long chains."""

from __future__ import annotations

import io
import random
import sqlite3
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import xlsxwriter

from benchmarks.measure import Figure, median_of, timed
from integrity_edu.archive import ledger, store
from integrity_edu.archive.catalogue import CATALOGUE_VERSION, RecordKind
from integrity_edu.archive.conduct import record
from integrity_edu.archive.entries import Look, Section
from integrity_edu.archive.keeping import open_on_paper
from integrity_edu.archive.reading import look_at
from integrity_edu.archive.record_entries import Conduct, Decision
from integrity_edu.archive.three_years import reckon_all
from integrity_edu.clock import ManualClock
from integrity_edu.folders import DATABASE
from integrity_edu.ids import PersonId
from integrity_edu.office.directory import Student
from integrity_edu.office.entering import enter_students
from integrity_edu.office.members import give_duty
from integrity_edu.office.opening import open_office
from integrity_edu.office.student_file import read_students
from integrity_edu.people.accounts import NewAccount, register, sign_in
from integrity_edu.people.locks import FileKeyStore, Kdf, Locksmith
from integrity_edu.people.permissions import Duty
from integrity_edu.storage.database import close, open_database
from integrity_edu.workspace import Role, Workspace

FEW, MANY = 1_000, 1_000_000
STUDENTS = 50_000
LONG = 1_000_000
OPENED_MS, OPENED_SCALE, RECKONED_MS, FLAT = 20.0, 1.2, 3000.0, 1.5
START = datetime(2026, 11, 24, 9, 0, tzinfo=timezone(timedelta(hours=8)))
HONOUR = Conduct(
    kind=RecordKind.HONOUR,
    catalogue=CATALOGUE_VERSION,
    what="组织同学整理实验室器材，受到通报表扬",
    began=date(2026, 10, 8),
    ended=date(2026, 10, 8),
    decision=Decision("表扬通报", "〔2026〕12 号", "某学院", date(2026, 10, 12), "学生奖励办法"),
    evidence="通报原件",
)


def opening() -> list[Figure]:
    """One look at one archive among a thousand and among a million, in turn."""
    few, many = _office(), _office()
    target_few, target_many = _one(few), _one(many)
    _crowd(few.conn, FEW)
    _crowd(many.conn, MANY)
    small = median_of(lambda: look_at(few, target_few, "核对奖学金申请", list(Section)), 40)
    large = median_of(lambda: look_at(many, target_many, "核对奖学金申请", list(Section)), 40)
    for ws in (few, many):
        close(ws.conn)
    return [
        Figure("archive_opened", large, "ms", OPENED_MS, OPENED_MS, relative=False),
        Figure("archive_opened_scale", large, "ms", small, OPENED_SCALE),
    ]


def entering() -> list[Figure]:
    """50,000 students out of a spreadsheet, validated and sealed, for each thousand."""
    ws, data = _office(), _sheet(STUDENTS)
    read: list[Student] = []
    reading = timed(lambda: read.extend(r.student for r in read_students(data, START.date()).rows))
    sealing = timed(lambda: enter_students(ws, read))
    raw = _raw_insert(ws.conn)
    close(ws.conn)
    per = STUDENTS / 1000
    total = reading + sealing
    return [
        Figure("students_entered", total / per, "ms/k", raw / per, 1e9, relative=False),
        Figure("students_read", reading / per, "ms/k", total / per, 1e9, relative=False),
    ]


def reckoning() -> list[Figure]:
    """The three years of measure 21 for 50,000 people, one in fifty of them with conduct."""
    ws = _office()
    with_conduct = [_one(ws, n, looks=0) for n in range(1, STUDENTS // 50 + 1)]
    for person in with_conduct:
        record(ws, person, HONOUR, None)
    people = _crowd(ws.conn, STUDENTS - len(with_conduct))
    taken = median_of(lambda: reckon_all(ws, [*with_conduct, *people]), 3)
    close(ws.conn)
    return [Figure("three_years_50k", taken, "ms", RECKONED_MS, RECKONED_MS, relative=False)]


def chains() -> list[Figure]:
    """A chain of a million entries verified; one append to it beside one to a short chain."""
    ws = _office()
    short, long = _one(ws), _one(ws, 2)
    _lengthen(ws, long, LONG)
    look = Look("老师", "核对一次", (Section.BASIC,))

    def append(person: PersonId) -> Callable[[], object]:
        return lambda: ledger.append(ws, person, Section.ACCESS, look, START.date())

    small, large = median_of(append(short), 40), median_of(append(long), 40)
    verified = timed(lambda: ledger.first_broken(ws, long))
    close(ws.conn)
    return [
        Figure("append_to_a_million", large, "ms", small, FLAT),
        Figure("chain_of_a_million", verified, "ms", 0, 1e9, relative=False),
    ]


def _office() -> Workspace:
    folder = Path(tempfile.mkdtemp(prefix="integrity-edu-bench-"))
    ws = Workspace(open_database(folder / DATABASE), ManualClock(START))
    smith = Locksmith((FileKeyStore(folder / "keys"),), Kdf(passes=1, memory=64, lanes=1))
    account = NewAccount("王老师", "", date(1980, 3, 14), Role.TEACHER)
    person = register(ws, account, locksmith=smith).person
    sign_in(ws, person, locksmith=smith)
    open_office(ws, "某学院")
    for duty in (Duty.RECORDER, Duty.DECIDER):
        give_duty(ws, person, duty)
    return ws


def _one(ws: Workspace, number: int = 1, looks: int = 8) -> PersonId:
    """A real archive kept by the office, with as many looks into it."""
    student = Student("林晓雨", date(2005, 3, 14), f"2023{number:04d}", "计算机 1 班")
    (letter,) = enter_students(ws, [student])
    open_on_paper(ws, letter.person, "纸质告知书，第 1 盒")
    for _ in range(looks):
        look_at(ws, letter.person, "核对奖学金申请", [Section.BASIC])
    return letter.person


def _crowd(conn: sqlite3.Connection, count: int) -> list[PersonId]:
    """Rows of as many other archives, sealed with noise."""
    chance = random.Random(7)
    noise, digest = chance.randbytes(120), chance.randbytes(32)
    people = [PersonId(f"p_crowd{n:09d}") for n in range(count)]
    conn.execute("PRAGMA foreign_keys=OFF")
    conn.execute("BEGIN")
    conn.executemany(
        "INSERT INTO person VALUES (?, ?, 'student', '2023-03-15', '2023-09-01', ?, ?, ?)",
        ((p, p[-8:], digest, digest, noise) for p in people),
    )
    conn.executemany(
        "INSERT INTO archive VALUES (?, '2023-09-01T09:00:00+08:00', '2026-11', 2, ?)",
        ((p, digest) for p in people),
    )
    conn.executemany(
        "INSERT INTO ledger VALUES (?, ?, ?, ?, 't', ?, ?, ?, ?)",
        (
            (p, n, "basic" if n == 1 else "access", None, p, noise, digest, digest)
            for p in people
            for n in (1, 2)
        ),
    )
    conn.executemany(
        "INSERT INTO entry_key VALUES (?, ?, ?)",
        ((p, n, noise[:60]) for p in people for n in (1, 2)),
    )
    conn.executemany(
        "INSERT INTO directory VALUES (?, ?, NULL, ?, NULL, 1, 1, 't', NULL)",
        ((p, noise, p.encode()) for p in people),
    )
    conn.execute("COMMIT")
    return people


def _sheet(count: int) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, ["学号", "姓名", "出生日期", "班级"])
    for n in range(count):
        page.write_row(n + 1, 0, [f"2023{n:06d}", "林晓雨", "2005-03-14", f"计算机 {n // 40} 班"])
    book.close()
    return file.getvalue()


def _raw_insert(conn: sqlite3.Connection) -> float:
    """The same rows without thinking: read out, inserted again into an empty file."""
    tables = ("person", "person_key", "account_lock", "directory")
    rows = {table: conn.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    with tempfile.TemporaryDirectory(prefix="integrity-edu-bench-") as folder:
        bare = open_database(Path(folder) / DATABASE)
        bare.execute("PRAGMA foreign_keys=OFF")

        def insert() -> None:
            bare.execute("BEGIN IMMEDIATE")
            for table, found in rows.items():
                marks = ", ".join("?" * len(found[0]))
                bare.executemany(f"INSERT INTO {table} VALUES ({marks})", found)
            bare.execute("COMMIT")

        taken = timed(insert)
        close(bare)
    return taken


def _lengthen(ws: Workspace, person: PersonId, length: int) -> None:
    """Append real entries until the chain is as long as that, in one transaction."""
    look = Look("老师", "核对一次", (Section.BASIC,))
    with ws.change("archive"):
        known = store.end_of(ws.conn, person)
        assert known is not None
        for _ in range(length - known[0]):
            ledger.append(ws, person, Section.ACCESS, look, START.date())
