"""One database thread; results come back in order, and to live pages only."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from integrity_edu.clock import ManualClock
from integrity_edu.errors import StorageError
from integrity_edu.storage.database import open_database
from integrity_edu.ui.tasks import Tasks
from integrity_edu.workspace import Workspace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "integrity-edu.sqlite"


@pytest.fixture
def tasks(qtbot: QtBot, path: Path, clock: ManualClock) -> Iterator[Tasks]:
    """Tasks on a fresh data file, started."""
    made = Tasks(lambda: Workspace(open_database(path), clock))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


def wait(qtbot: QtBot, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: tasks.idle)


def give(number: int) -> Callable[[Workspace], int]:
    """A job that answers `number`."""
    return lambda ws: number


def put_row(name: str) -> Callable[[Workspace], None]:
    """A job that writes a row."""
    return lambda ws: put(ws, name)


def put(ws: Workspace, name: str) -> None:
    with ws.change("meta") as db:
        db.execute("INSERT INTO meta VALUES (?, 'x')", (name,))


def test_results_come_in_the_order_asked(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    results: list[int] = []
    for number in range(50):
        tasks.run(owner, give(number), results.append)
    wait(qtbot, tasks)
    assert results == list(range(50))


def test_a_job_runs_on_the_database_thread_and_its_result_arrives_here(
    qtbot: QtBot, tasks: Tasks, owner: QObject
) -> None:
    seen: list[str] = []

    def job(ws: Workspace) -> str:
        return threading.current_thread().name

    def then(name: str) -> None:
        seen.extend([name, threading.current_thread().name])

    tasks.run(owner, job, then)
    wait(qtbot, tasks)
    assert seen == ["database", threading.current_thread().name]


def test_the_connection_refuses_every_other_thread(
    qtbot: QtBot, tasks: Tasks, owner: QObject
) -> None:
    found: list[Workspace] = []
    tasks.run(owner, lambda ws: ws, found.append)
    wait(qtbot, tasks)
    with pytest.raises(sqlite3.ProgrammingError, match="same thread"):
        found[0].conn.execute("SELECT 1")


def test_work_runs_beside_the_database(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    held = threading.Event()
    results: list[str] = []

    def heard(said: str) -> None:
        results.append(said)
        held.set()

    tasks.run(owner, lambda ws: held.wait(20), lambda _: results.append("job"))
    tasks.work(owner, lambda: "work", heard)
    wait(qtbot, tasks)
    assert results == ["work", "job"]


def test_a_page_that_has_gone_gets_nothing(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    gone, held = QObject(), threading.Event()
    results: list[object] = []
    tasks.run(gone, lambda ws: held.wait(20), results.append, results.append)
    tasks.run(gone, lambda ws: 1 / 0, results.append, results.append)
    tasks.run(owner, lambda ws: "alive", results.append)
    delete(gone)
    held.set()
    wait(qtbot, tasks)
    assert results == ["alive"]


def test_an_error_goes_to_whoever_asked_for_it(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    told: list[BaseException] = []
    results: list[object] = []
    with qtbot.assertNotEmitted(tasks.failed):
        tasks.run(owner, lambda ws: 1 / 0, results.append, told.append)
        tasks.work(owner, lambda: {"a": 1}["x"], results.append, told.append)
        wait(qtbot, tasks)
    assert {type(error) for error in told} == {ZeroDivisionError, KeyError}
    assert results == []


def test_an_error_nobody_asked_for_is_told_to_all(
    qtbot: QtBot, tasks: Tasks, owner: QObject
) -> None:
    with qtbot.waitSignal(tasks.failed) as heard:
        tasks.run(owner, lambda ws: 1 / 0)
    assert isinstance(heard.args[0], ZeroDivisionError)


def test_after_an_error_the_next_job_runs(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    results: list[str] = []
    tasks.run(owner, lambda ws: 1 / 0, None, lambda error: None)
    tasks.run(owner, lambda ws: "next", results.append)
    wait(qtbot, tasks)
    assert results == ["next"]


def test_damage_met_while_reading_is_told_as_a_sentence(
    qtbot: QtBot, tasks: Tasks, owner: QObject
) -> None:
    told: list[BaseException] = []

    def read(ws: Workspace) -> None:
        other = sqlite3.connect(":memory:")
        other.deserialize(b"SQLite format 3\0" + b"\x07" * 5000)
        other.execute("SELECT * FROM sqlite_master")

    tasks.run(owner, read, None, told.append)
    wait(qtbot, tasks)
    assert isinstance(told[0], StorageError)
    assert "restore" in told[0].hint


def test_a_change_is_told_on_this_thread_before_its_result(
    qtbot: QtBot, tasks: Tasks, owner: QObject
) -> None:
    heard: list[object] = []
    tasks.changed.connect(lambda areas: heard.append((set(areas), threading.current_thread().name)))
    tasks.run(owner, lambda ws: put(ws, "a"), lambda _: heard.append("result"))
    wait(qtbot, tasks)
    assert heard == [({"meta"}, threading.current_thread().name), "result"]


def test_nothing_is_idle_while_a_job_has_more_to_say(
    qtbot: QtBot, tasks: Tasks, owner: QObject
) -> None:
    held = threading.Event()
    seen: list[bool] = []

    def told(areas: object) -> None:
        seen.append(tasks.idle)
        held.set()

    def job(ws: Workspace) -> None:
        put(ws, "a")
        held.wait(20)

    tasks.changed.connect(told)
    tasks.run(owner, job)
    wait(qtbot, tasks)
    assert seen == [False]


def test_stopping_finishes_what_was_asked_and_closes_the_file(
    tasks: Tasks, owner: QObject, path: Path
) -> None:
    for number in range(20):
        tasks.run(owner, put_row(str(number)))
    tasks.stop()
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    conn = open_database(path)
    assert conn.execute("SELECT count(*) FROM meta").fetchone() == (20,)
    conn.close()


def test_stopping_twice_or_before_the_start_does_nothing(qtbot: QtBot, tasks: Tasks) -> None:
    tasks.stop()
    tasks.stop()
    Tasks(lambda: pytest.fail("opened")).stop()


def test_a_file_that_does_not_open_is_told_to_every_job(qtbot: QtBot, owner: QObject) -> None:
    told: list[BaseException] = []
    spoilt = StorageError("数据文件损坏了，打不开。")

    def refuse() -> Workspace:
        raise spoilt

    tasks = Tasks(refuse)
    tasks.run(owner, lambda ws: pytest.fail("ran"), told.append, told.append)
    tasks.start()
    tasks.run(owner, lambda ws: pytest.fail("ran"), told.append, told.append)
    with qtbot.waitSignal(tasks.failed) as heard:
        tasks.run(owner, lambda ws: pytest.fail("ran"))
    tasks.stop()
    assert told == [spoilt, spoilt]
    assert heard.args == [spoilt]
