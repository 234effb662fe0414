"""A backup is one whole file, and comes back without costing what it replaces."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from integrity_edu.clock import ManualClock
from integrity_edu.errors import StorageError
from integrity_edu.storage.backup import back_up, restore
from integrity_edu.storage.database import LATEST, close, open_database
from integrity_edu.workspace import Workspace


@pytest.fixture
def now(clock: ManualClock) -> datetime:
    return clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The data file with one row, closed."""
    made = tmp_path / "data" / "integrity-edu.sqlite"
    conn = open_database(made)
    put(conn, "first")
    close(conn)
    return made


@pytest.fixture
def backup(path: Path, tmp_path: Path, now: datetime) -> Path:
    """A backup that holds the row `first` only; the data file has `second` as well."""
    conn = open_database(path)
    made = back_up(conn, tmp_path / "backups", now)
    put(conn, "second")
    close(conn)
    return made


def put(conn: sqlite3.Connection, name: str) -> None:
    conn.execute("INSERT INTO meta VALUES (?, 'x')", (name,))


def rows(path: Path) -> list[str]:
    conn = open_database(path)
    found = [name for (name,) in conn.execute("SELECT name FROM meta ORDER BY name")]
    close(conn)
    return found


def files(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


# making one


def test_a_backup_is_named_by_its_time(backup: Path) -> None:
    assert backup.name == "integrity-edu-20261123-090000.sqlite"


def test_a_backup_is_a_single_file_that_needs_no_log(backup: Path) -> None:
    assert files(backup.parent) == [backup.name]
    with closing(sqlite3.connect(f"{backup.as_uri()}?mode=ro&immutable=1", uri=True)) as conn:
        assert conn.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert conn.execute("SELECT name FROM meta").fetchall() == [("first",)]


def test_a_backup_holds_what_is_only_in_the_log_so_far(
    path: Path, tmp_path: Path, now: datetime
) -> None:
    conn = open_database(path)
    put(conn, "in the log")
    made = back_up(conn, tmp_path / "backups", now)
    close(conn)
    assert rows(made) == ["first", "in the log"]


def test_a_backup_into_a_file_is_said(path: Path, tmp_path: Path, now: datetime) -> None:
    (tmp_path / "taken").write_text("mine")
    with (
        closing(open_database(path)) as conn,
        pytest.raises(StorageError, match="读写不了") as caught,
    ):
        back_up(conn, tmp_path / "taken", now)
    assert caught.value.hint
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_damaged_file_makes_no_backup(path: Path, tmp_path: Path, now: datetime) -> None:
    spoil(path)
    conn = sqlite3.connect(path)
    with pytest.raises(StorageError):
        back_up(conn, tmp_path / "backups", now)
    conn.close()
    assert files(tmp_path / "backups") == []


def spoil(path: Path) -> None:
    """Overwrite everything after the schema's first page."""
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\x05" * (len(data) - 4096))


# putting it back


def test_what_was_backed_up_comes_back(backup: Path, path: Path, now: datetime) -> None:
    restore(backup, path, now)
    assert rows(path) == ["first"]


def test_the_file_that_was_there_is_kept(backup: Path, path: Path, now: datetime) -> None:
    kept = restore(backup, path, now)
    assert kept == path.with_name("integrity-edu.replaced-20261123-090000.sqlite")
    assert rows(kept) == ["first", "second"]
    assert files(path.parent) == [kept.name, path.name]


def test_without_a_file_there_is_nothing_to_keep(
    backup: Path, tmp_path: Path, now: datetime
) -> None:
    target = tmp_path / "elsewhere" / "integrity-edu.sqlite"
    assert restore(backup, target, now) is None
    assert rows(target) == ["first"]


def test_the_backup_itself_stays_as_it_was(backup: Path, path: Path, now: datetime) -> None:
    before = backup.read_bytes()
    restore(backup, path, now)
    assert backup.read_bytes() == before
    assert files(backup.parent) == [backup.name]


def test_a_log_left_by_a_killed_window_is_folded_into_the_kept_file(
    backup: Path, path: Path, now: datetime
) -> None:
    leave_log(path, "third")
    kept = restore(backup, path, now)
    assert kept is not None
    assert rows(kept) == ["first", "second", "third"]
    assert rows(path) == ["first"]


def leave_log(path: Path, name: str) -> None:
    """A row that is in the log only, as after a kill."""
    conn = open_database(path)
    put(conn, name)
    saved = {tail: path.with_name(path.name + tail).read_bytes() for tail in ("", "-wal")}
    conn.close()
    for tail, data in saved.items():
        path.with_name(path.name + tail).write_bytes(data)


def test_a_log_without_its_file_does_not_leak_into_the_restored_one(
    backup: Path, path: Path, now: datetime
) -> None:
    leave_log(path, "third")
    path.unlink()
    restore(backup, path, now)
    assert rows(path) == ["first"]


def test_a_damaged_file_is_kept_byte_for_byte(backup: Path, path: Path, now: datetime) -> None:
    path.write_bytes(b"not a database" * 500)
    kept = restore(backup, path, now)
    assert kept is not None
    assert kept.read_bytes() == b"not a database" * 500
    assert rows(path) == ["first"]


def test_a_copy_taken_with_its_log_comes_back_with_it(
    backup: Path, path: Path, tmp_path: Path, now: datetime
) -> None:
    leave_log(path, "third")
    copied = tmp_path / "stick" / "copy.sqlite"
    copied.parent.mkdir()
    for tail in ("", "-wal"):
        copied.with_name(copied.name + tail).write_bytes(
            path.with_name(path.name + tail).read_bytes()
        )
    restore(copied, path, now)
    assert rows(path) == ["first", "second", "third"]


def test_a_path_with_signs_of_addresses_is_only_a_path(
    backup: Path, path: Path, tmp_path: Path, now: datetime
) -> None:
    odd = tmp_path / "50% #1 ?mode=rw" / "诚信.sqlite"
    odd.parent.mkdir()
    backup.replace(odd)
    restore(odd, path, now)
    assert rows(path) == ["first"]


def test_restoring_the_file_over_itself_loses_nothing(path: Path, now: datetime) -> None:
    kept = restore(path, path, now)
    assert kept is not None
    assert rows(path) == rows(kept) == ["first"]


# what is refused


def refused(backup: Path, path: Path, now: datetime) -> StorageError:
    """The refusal, after which everything is as it was."""
    before = rows(path)
    with pytest.raises(StorageError) as caught:
        restore(backup, path, now)
    assert caught.value.hint
    assert rows(path) == before
    assert files(path.parent) == [path.name]
    return caught.value


def test_a_backup_that_is_not_there_is_refused(path: Path, tmp_path: Path, now: datetime) -> None:
    assert "找不到" in str(refused(tmp_path / "none.sqlite", path, now))
    assert files(tmp_path) == ["data"]


@pytest.mark.parametrize("length", [0, 50, 5000])
def test_a_backup_cut_short_is_refused(
    backup: Path, path: Path, now: datetime, length: int
) -> None:
    backup.write_bytes(backup.read_bytes()[:length])
    assert "不完整" in str(refused(backup, path, now))


def test_a_spoilt_backup_is_refused(backup: Path, path: Path, now: datetime) -> None:
    spoil(backup)
    assert "不完整" in str(refused(backup, path, now))


def test_somebody_elses_database_is_refused(path: Path, tmp_path: Path, now: datetime) -> None:
    foreign = tmp_path / "notes.sqlite"
    with closing(sqlite3.connect(foreign)) as conn:
        conn.execute("CREATE TABLE note (text TEXT)")
    assert "不完整" in str(refused(foreign, path, now))


def test_a_backup_of_a_newer_version_is_refused(backup: Path, path: Path, now: datetime) -> None:
    with closing(sqlite3.connect(backup)) as conn:
        conn.execute(f"PRAGMA user_version={LATEST + 1}")
    assert "更新版本" in str(refused(backup, path, now))


def test_nothing_is_restored_under_an_open_window(
    backup: Path, path: Path, clock: ManualClock, now: datetime
) -> None:
    ws = Workspace(open_database(path), clock)
    with pytest.raises(StorageError, match="窗口正开着"):
        restore(backup, path, now)
    with ws.change("meta") as db:
        db.execute("INSERT INTO meta VALUES ('afterwards', 'x')")
    close(ws.conn)
    assert rows(path) == ["afterwards", "first", "second"]
    assert files(path.parent) == [path.name]
