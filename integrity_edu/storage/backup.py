"""Dated copies of the data file, and the way back."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from integrity_edu.errors import StorageError


def copy_aside(conn: sqlite3.Connection, path: Path) -> Path:
    """Copy the open database beside itself before a migration; one copy per version."""
    version = conn.execute("PRAGMA user_version").fetchone()[0]
    target = path.with_name(f"{path.stem}.before-v{version + 1}{path.suffix}")
    _copy(conn, target)
    return target


def back_up(conn: sqlite3.Connection, folder: Path, at: datetime) -> Path:
    """Write a whole, consistent copy named by time into `folder` and return its path.

    What is sealed stays sealed in the copy. Raises StorageError when the copy fails its check.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"integrity-edu-{at:%Y%m%d-%H%M%S}.sqlite"
    _copy(conn, target)
    _check(target)
    return target


def restore(backup: Path, path: Path, at: datetime) -> Path | None:
    """Put `backup` in the place of `path`; the file that was there is kept beside it.

    Returns where the old file went, or None when there was none. The backup is checked before
    anything moves; raises StorageError when it is not whole.
    """
    _check(backup)
    kept = None
    if path.exists():
        kept = path.with_name(f"{path.stem}.replaced-{at:%Y%m%d-%H%M%S}{path.suffix}")
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(path)) as conn:
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for tail in ("", "-wal", "-shm"):  # a damaged file is kept with all that belongs to it
            beside = path.with_name(path.name + tail)
            if beside.exists():
                os.replace(beside, kept.with_name(kept.name + tail))
    for tail in ("-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
    source = sqlite3.connect(backup)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _copy(source, path)
    finally:
        source.close()
    return kept


def _copy(conn: sqlite3.Connection, target: Path) -> None:
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    copy = sqlite3.connect(part)
    try:
        conn.backup(copy)
    finally:
        copy.close()
    os.replace(part, target)


def _check(path: Path) -> None:
    problem = StorageError(
        "这份备份不完整，没有使用它。", "换一份备份再试；现有的数据没有动。"
    )
    if not path.is_file():
        raise problem
    conn = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        if conn.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise problem
        if not conn.execute("SELECT 1 FROM sqlite_master WHERE name='ledger'").fetchone():
            raise problem
    except sqlite3.DatabaseError as error:
        raise problem from error
    finally:
        conn.close()
