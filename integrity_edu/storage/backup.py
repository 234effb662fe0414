"""Dated copies of the data file, and the way back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from integrity_edu.errors import StorageError
from integrity_edu.storage.database import (
    LATEST,
    is_whole,
    look_at,
    translate_sqlite_errors,
    version_of,
)

_TAILS = ("-wal", "-shm")


def copy_aside(path: Path) -> Path:
    """Copy the data file beside itself before a migration; one copy per version."""
    with closing(sqlite3.connect(path)) as conn:
        version = version_of(conn)
        target = path.with_name(f"{path.stem}.before-v{version + 1}{path.suffix}")
        _copy(conn, target).replace(target)
    return target


def back_up(conn: sqlite3.Connection, folder: Path, at: datetime) -> Path:
    """Write a whole, consistent copy named by time into `folder` and return its path.

    What is sealed stays sealed in the copy, which is a single file without a log beside it.
    Raises StorageError when the folder cannot be written or the copy fails its check; nothing is
    left behind then.
    """
    target = folder / f"integrity-edu-{at:%Y%m%d-%H%M%S}.sqlite"
    with translate_sqlite_errors(target):
        folder.mkdir(parents=True, exist_ok=True)
        part = _copy(conn, target)
        try:
            _check(part)
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    return target


def restore(backup: Path, path: Path, at: datetime) -> Path | None:
    """Put `backup` in the place of `path`; the file that was there is kept beside it.

    Returns where the old file went, or None when there was none. The backup is checked and copied
    before anything moves. Raises StorageError when it is not whole, was made by a newer version,
    or a window has the data open: what that window saved afterwards would be lost.
    """
    with translate_sqlite_errors(path):
        _check(backup)
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(look_at(backup)) as source:
            part = _copy(source, path)
        try:
            kept = _set_aside(path, at) if path.exists() else None
            for tail in _TAILS:
                path.with_name(path.name + tail).unlink(missing_ok=True)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    return kept


def _set_aside(path: Path, at: datetime) -> Path:
    """Rename the data file; a damaged one is kept with all that belongs to it."""
    _fold(path)
    kept = path.with_name(f"{path.stem}.replaced-{at:%Y%m%d-%H%M%S}{path.suffix}")
    for tail in ("", *_TAILS):
        beside = path.with_name(path.name + tail)
        if beside.exists():
            beside.replace(kept.with_name(kept.name + tail))
    return kept


def _fold(path: Path) -> None:
    """Fold the log into the file, which SQLite refuses while anybody else has it open."""
    try:
        with closing(sqlite3.connect(path)) as conn:
            conn.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StorageError(
                "诚信学堂的窗口正开着这份数据，没有动它。", "关掉窗口，再恢复一次备份。"
            ) from error


def _copy(conn: sqlite3.Connection, target: Path) -> Path:
    """Copy everything into one file beside `target`, to be renamed when it is good."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(part)) as copy:
            conn.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _check(path: Path) -> None:
    problem = StorageError("这份备份不完整，没有使用它。", "换一份备份再试；现有的数据没有动。")
    if not path.is_file():
        raise StorageError("找不到这份备份。", "看看路径写对没有；现有的数据没有动。")
    try:
        with closing(look_at(path)) as conn:
            whole, version = is_whole(conn), version_of(conn)
            ours = conn.execute("SELECT 1 FROM sqlite_master WHERE name='ledger'").fetchone()
    except sqlite3.DatabaseError as error:
        raise problem from error
    if not whole or not ours:
        raise problem
    if version > LATEST:
        raise StorageError(
            "这份备份是更新版本的诚信学堂写的，没有使用它。", "请先升级诚信学堂，再恢复。"
        )
