"""The one data file: opened, migrated, refused in sentences, and never less than was promised."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

import integrity_edu
from integrity_edu.clock import ManualClock
from integrity_edu.errors import StorageError
from integrity_edu.storage import database, schema
from integrity_edu.storage.database import LATEST, close, open_database
from integrity_edu.workspace import Workspace

WRITER = Path(__file__).parent / "writer.py"
HOME = str(Path(integrity_edu.__file__).parents[1])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "integrity-edu.sqlite"


@pytest.fixture
def made(path: Path) -> Path:
    """A data file of today with a row in it, closed."""
    conn = open_database(path)
    conn.execute("INSERT INTO meta VALUES ('promised', 'yes')")
    close(conn)
    return path


def rows(path: Path) -> set[str]:
    conn = open_database(path)
    found = {name for (name,) in conn.execute("SELECT name FROM meta")}
    assert conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    close(conn)
    return found


def pragma(conn: sqlite3.Connection, name: str) -> object:
    return conn.execute(f"PRAGMA {name}").fetchone()[0]


# opening and migrating


def test_a_fresh_file_has_todays_version(path: Path) -> None:
    with closing(open_database(path)) as conn:
        assert pragma(conn, "user_version") == LATEST


def test_a_fresh_file_leaves_no_copy_beside_it(path: Path) -> None:
    close(open_database(path))
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_the_connection_is_durable_and_keeps_references(path: Path) -> None:
    with closing(open_database(path)) as conn:
        assert pragma(conn, "journal_mode") == "wal"
        assert pragma(conn, "synchronous") == 2  # FULL
        assert pragma(conn, "foreign_keys") == 1
        assert pragma(conn, "trusted_schema") == 0


def test_a_row_that_refers_to_nobody_is_refused(path: Path) -> None:
    with (
        closing(open_database(path)) as conn,
        pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"),
    ):
        conn.execute("INSERT INTO setting VALUES ('nobody', 'name', 'value')")


def test_opening_again_migrates_nothing(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "migrations", lambda: pytest.fail("migrated again"))
    assert rows(made) == {"promised"}


def test_an_old_file_is_copied_aside_before_it_is_migrated(made: Path) -> None:
    with closing(sqlite3.connect(made)) as conn:
        conn.execute("PRAGMA user_version=0")
    close(open_database(made))
    copy = made.with_name("integrity-edu.before-v1.sqlite")
    with closing(sqlite3.connect(copy)) as conn:
        assert conn.execute("SELECT name FROM meta").fetchall() == [("promised",)]
        assert pragma(conn, "user_version") == 0


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing() -> object:
        steps = real()

        @steps()
        def m999_breaks(db: object) -> None:
            raise ZeroDivisionError

        return steps

    real = schema.migrations
    monkeypatch.setattr(schema, "migrations", failing)
    with pytest.raises(ZeroDivisionError):
        open_database(path)
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
        assert pragma(conn, "user_version") == 0


# one test for each migration, by its name: test_m001_first_house and so on


def test_every_migration_has_a_test_by_name() -> None:
    steps = schema.migrations()
    names = [step.name for step in steps.pending(database.adopt(sqlite3.connect(":memory:")))]
    assert len(names) == LATEST
    assert [name for name in names if f"test_{name}" not in globals()] == []


def test_m001_first_house(path: Path) -> None:
    conn = open_database(path)
    kinds = conn.execute("SELECT type, name FROM sqlite_master").fetchall()
    close(conn)
    tables = {name for kind, name in kinds if kind == "table"}
    assert {
        "meta", "person", "account_lock", "sign_in_guard", "person_key", "setting",
        "archive", "ledger", "entry_key", "document", "document_measure", "question",
        "question_revision", "question_measure", "search_doc", "search_gram", "sitting",
        "sitting_item", "answer", "lesson_progress", "hours_credit", "class", "roster",
        "assignment",
    } <= tables  # fmt: skip
    assert {name for kind, name in kinds if kind == "trigger"} >= {
        "ledger_is_never_changed", "ledger_is_never_deleted", "archive_is_for_adults",
        "archive_is_never_deleted", "conduct_is_of_adults", "ledger_has_no_gaps",
        "adult_from_stays",
    }  # fmt: skip


FIRST_HOUSE = """
INSERT INTO person VALUES ('p1', '小林', 'student', '2023-03-15', '2026-11-01', x'', x'', x'');
INSERT INTO question_revision VALUES ('d1', 'q1', '{"old": 1}'), ('d2', 'q1', '{"new": 1}'),
    ('d3', 'q2', '{}');
INSERT INTO question VALUES ('q1', 'd2', 'single', 2, 1, 'authored', NULL, 0),
    ('q2', 'd3', 'judge', 3, 1, 'generated', 'plan-01', 1);
INSERT INTO question_measure VALUES (14, 'q1'), (15, 'q2');
INSERT INTO sitting VALUES
    ('s1', 'p1', 'exam', '期中', '{}', 7, '2026-11-02T09:00', NULL, 1, 'submitted',
     '2026-11-02T09:30', 1.0, 2.0, NULL, NULL),
    ('s2', 'p1', 'exam', '班里的', '{}', 8, '2026-11-03T09:00', NULL, 0, 'open', NULL, NULL, NULL,
     NULL, 'a1');
INSERT INTO sitting_item VALUES ('s1', 0, 'd1', '["b","a"]', 1, '2026-11-02T09:30', 1.0, 1),
    ('s1', 1, 'd3', '[]', 0, '2026-11-02T09:30', 0.0, 1), ('s2', 0, 'd2', '[]', 0, NULL, NULL, 1);
INSERT INTO answer VALUES (1, 's1', 0, '["b"]', 't1'), (2, 's1', 0, '["a"]', 't2'),
    (5, 's2', 0, '["b"]', 't3');
INSERT INTO hours_credit VALUES ('p1', 'civil', 'plan-01', 0.5, 'check', 't', 's1');
INSERT INTO class VALUES ('c1', 'p1', '一班', 't', x'', x'', NULL);
INSERT INTO assignment VALUES ('a1', 'c1', 'quiz', '{}', '班里的', '2026-12-01', 't', NULL);
"""


def test_m002_quiz_engine(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        schema.migrations().apply(database.adopt(old), stop_before="m002_quiz_engine")
        old.executescript(FIRST_HOUSE + "PRAGMA user_version=1;")
    with closing(open_database(path)) as conn:
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
        counts = {
            table: conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("question", "question_revision", "sitting", "sitting_item", "answer",
                          "mark", "hours_credit", "assignment")
        }  # fmt: skip
        assert counts == {
            "question": 2, "question_revision": 3, "sitting": 2, "sitting_item": 3, "answer": 3,
            "mark": 2, "hours_credit": 1, "assignment": 1,
        }  # fmt: skip
        assert conn.execute("SELECT id, mode, earned, possible FROM sitting").fetchall() == [
            ("s1", "mock", 1.0, 2.0),  # an exam nobody had set was a mock exam
            ("s2", "exam", None, None),
        ]
        seen = conn.execute(
            "SELECT r.body, i.fraction, i.response, i.first, i.rest FROM sitting_item i "
            "JOIN question_revision r ON r.id = i.revision ORDER BY i.sitting, i.position"
        ).fetchall()
        assert seen == [
            ('{"old": 1}', 1.0, '["a"]', 1, 0.0),
            ("{}", 0.0, None, 1, 1.0),
            ('{"new": 1}', None, None, 0, None),
        ]
        in_use = "SELECT measure, question, kind, difficulty FROM question_measure"
        assert conn.execute(in_use).fetchall() == [(14, "q1", "single", 2)]
        assert conn.execute("SELECT max(id) FROM answer").fetchone() == (5,)


def test_m003_due_process(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        schema.migrations().apply(database.adopt(old), stop_before="m003_due_process")
        old.executescript(
            "INSERT INTO person VALUES"
            " ('p1', '小林', 'student', '2023-03-15', '2026-11-01', x'', x'', x'');"
            "INSERT INTO archive VALUES ('p1', '2026-11-02', '1', 0, x'');"
            "INSERT INTO ledger VALUES ('p1', 1, 'basic', NULL, 't', 'p1', x'01', x'', x'');"
            "PRAGMA user_version=2;"
        )
    with closing(open_database(path)) as conn:
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
        assert conn.execute("SELECT person, n, sealed FROM ledger").fetchall() == [
            ("p1", 1, b"\x01")
        ]
        made = {row[0] for row in conn.execute("SELECT name FROM sqlite_master")}
        assert {"office", "duty", "directory", "agenda", "office_log", "archive_key"} <= made
        conn.execute("INSERT INTO office_log VALUES (1, 1, 't', 'p1', x'', x'', x'')")
        for wrong in ("UPDATE office_log SET at = 'u'", "DELETE FROM office_log"):
            with pytest.raises(sqlite3.IntegrityError):
                conn.execute(wrong)


def test_no_foreign_key_runs_from_a_sitting_to_the_archive(path: Path) -> None:
    with closing(open_database(path)) as conn:
        for table in ("sitting", "sitting_item", "answer", "mark", "hours_credit", "review_card",
                      "lesson_progress", "regrade", "regrade_item", "paper"):  # fmt: skip
            goals = {row[2] for row in conn.execute(f"PRAGMA foreign_key_list({table})")}
            assert not goals & {"archive", "ledger", "entry_key"}


# files that cannot be used


def test_a_newer_file_is_refused_with_a_sentence_and_not_touched(made: Path) -> None:
    with closing(sqlite3.connect(made)) as conn:
        conn.execute(f"PRAGMA user_version={LATEST + 1}")
    before = made.read_bytes()
    with pytest.raises(StorageError, match="更新版本") as caught:
        open_database(made)
    assert "升级" in caught.value.hint
    assert made.read_bytes() == before


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "random": lambda data: bytes((at * 197 + 31) % 256 for at in range(len(data))),
    "cut short": lambda data: data[: len(data) // 2],
    "cut within its header": lambda data: data[:60],
    "header flipped": lambda data: bytes(byte ^ 0xFF for byte in data[:100]) + data[100:],
    "magic flipped": lambda data: b"X" + data[1:],
    "another kind of file": lambda data: b"%PDF-1.7\n" * 500,
}


@pytest.mark.parametrize("damage", DAMAGE, ids=list(DAMAGE))
def test_a_damaged_file_is_left_alone_and_restore_is_named(made: Path, damage: str) -> None:
    made.write_bytes(DAMAGE[damage](made.read_bytes()))
    before = made.read_bytes()
    with pytest.raises(StorageError, match="损坏") as caught:
        open_database(made)
    assert "integrity-edu restore" in caught.value.hint
    assert made.read_bytes() == before


def test_damage_found_later_ends_in_the_same_sentence(made: Path, clock: ManualClock) -> None:
    data = bytearray(made.read_bytes())
    data[4096:] = b"\x07" * (len(data) - 4096)
    made.write_bytes(data)
    ws = Workspace(sqlite3.connect(made, isolation_level=None), clock)
    with pytest.raises(StorageError) as caught, ws.change("meta") as db:
        db.execute("INSERT INTO meta VALUES ('a', 'b')")
    assert "integrity-edu restore" in caught.value.hint
    close(ws.conn)


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(StorageError, match="文件夹建不了") as caught:
        open_database(tmp_path / "data" / "integrity-edu.sqlite")
    assert "--data" in caught.value.hint
    assert (tmp_path / "data").read_text() == "not a folder"


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_a_folder_nobody_may_write_is_said() -> None:
    with pytest.raises(StorageError):
        open_database(Path("/proc/integrity-edu/integrity-edu.sqlite"))


def test_a_folder_where_the_file_should_be_is_said(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StorageError, match="打不开"):
        open_database(path)


def test_a_read_only_file_is_said(made: Path, clock: ManualClock) -> None:
    with closing(sqlite3.connect(f"{made.as_uri()}?mode=ro", uri=True)) as conn:
        ws = Workspace(conn, clock)
        with pytest.raises(StorageError, match="只读") as caught, ws.change("meta") as db:
            db.execute("INSERT INTO meta VALUES ('a', 'b')")
    assert caught.value.hint
    assert rows(made) == {"promised"}


def test_a_bug_in_a_statement_is_not_dressed_up(ws: Workspace) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), ws.change("x") as db:
        db.execute("INSERT INTO nowhere VALUES (1)")


def test_an_open_file_is_folded_into_one_when_closed(made: Path) -> None:
    assert [one.name for one in made.parent.iterdir()] == [made.name]


# a full disk


def fill(ws: Workspace) -> list[str]:
    """Rows that were acknowledged before the disk was full."""
    acknowledged: list[str] = []

    def write() -> None:
        for number in range(10_000):
            with ws.change("meta") as db:
                db.execute("INSERT INTO meta VALUES (?, ?)", (f"row-{number}", "x" * 3000))
            acknowledged.append(f"row-{number}")

    with pytest.raises(StorageError, match="磁盘满了") as caught:
        write()
    assert "腾出" in caught.value.hint
    return acknowledged


def test_a_full_disk_loses_nothing_that_was_acknowledged(path: Path, clock: ManualClock) -> None:
    ws = Workspace(open_database(path), clock)
    pages = ws.conn.execute("PRAGMA page_count").fetchone()[0]
    ws.conn.execute(f"PRAGMA max_page_count={pages + 40}")
    acknowledged = fill(ws)
    assert len(acknowledged) > 10
    close(ws.conn)
    assert rows(path) == set(acknowledged)


def test_after_a_full_disk_the_next_write_succeeds(path: Path, clock: ManualClock) -> None:
    ws = Workspace(open_database(path), clock)
    ws.conn.execute("PRAGMA max_page_count=1")  # means: as many as there are
    acknowledged = fill(ws)
    ws.conn.execute("PRAGMA max_page_count=100000")
    with ws.change("meta") as db:
        db.execute("INSERT INTO meta VALUES ('after', 'x')")
    close(ws.conn)
    assert rows(path) == {*acknowledged, "after"}


# several windows on one file


@contextmanager
def writer(path: Path, act: str, name: str, count: int) -> Iterator[subprocess.Popen[str]]:
    """A second process, ready but not begun; a line to it begins."""
    with subprocess.Popen(
        [sys.executable, str(WRITER), str(path), act, name, str(count)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": HOME},
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()


def begin(*processes: subprocess.Popen[str]) -> None:
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()


def run_together(path: Path, act: str, count: int) -> list[int]:
    """Exit statuses of four processes that began together."""
    with (
        writer(path, act, "a", count) as a,
        writer(path, act, "b", count) as b,
        writer(path, act, "c", count) as c,
        writer(path, act, "d", count) as d,
    ):
        begin(a, b, c, d)
        for process in (a, b, c, d):
            process.communicate()
        return [process.returncode for process in (a, b, c, d)]


def test_four_windows_may_make_the_file_together(path: Path) -> None:
    assert run_together(path, "open", 0) == [0, 0, 0, 0]
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_four_processes_writing_at_once_lose_no_row(made: Path) -> None:
    assert run_together(made, "add", 100) == [0, 0, 0, 0]
    wanted = {f"{name}-{number}" for name in "abcd" for number in range(100)}
    assert rows(made) == {"promised", *wanted}


def test_a_process_killed_in_a_transaction_leaves_the_file_whole(made: Path) -> None:
    with writer(made, "hang", "h", 200) as process:
        begin(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "hanging\n"
        process.kill()
        process.wait()
    assert rows(made) == {"promised"}


def test_a_killed_process_keeps_every_row_it_acknowledged(made: Path) -> None:
    heard: list[str] = []
    with writer(made, "add", "k", 100_000) as process:
        begin(process)
        assert process.stdout is not None
        while len(heard) < 50:
            heard.append(process.stdout.readline().strip())
        process.kill()
        heard += [line.strip() for line in process.stdout if line.endswith("\n")]
    assert {"promised", *heard} <= rows(made)


def test_a_lock_held_by_another_window_is_said(
    made: Path, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_MS", 10)
    ws = Workspace(open_database(made), clock)
    with writer(made, "hang", "h", 1) as process:
        begin(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "hanging\n"
        with pytest.raises(StorageError, match="另一个窗口"), ws.change("meta"):
            pytest.fail("the lock was not held")
    close(ws.conn)
