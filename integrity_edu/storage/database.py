"""Open the one data file: check, copy, migrate, then durable settings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from integrity_edu.errors import StorageError

if TYPE_CHECKING:
    from sqlite_utils import Database

LATEST = 3
"""Number of the newest migration in `schema.py`; kept in the file as PRAGMA user_version."""

BUSY_MS = 10_000
WAL_TRIES = 20


def open_database(path: Path) -> sqlite3.Connection:
    """Open or create the data file at `path` and bring its schema up to date.

    An ordinary start costs one connect and three pragmas; sqlite-utils is imported only when
    there is something to migrate. Raises StorageError for a folder that cannot be written, a
    damaged file, or a file made by a newer version; the file is left as it was.
    """
    with translate_sqlite_errors(path):
        _make_folder(path.parent)
        conn = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None)
        try:
            version = version_of(conn)
            if version > LATEST:
                raise StorageError(
                    "这份数据是更新版本的诚信学堂写的，现在这个版本不敢打开。",
                    "请先升级诚信学堂，再打开同一份数据；数据没有被改动。",
                )
            _use_wal(conn)
            conn.execute("PRAGMA synchronous=FULL")
            if version < LATEST:
                _migrate(conn, path)
            conn.execute("PRAGMA foreign_keys=ON")
            conn.execute("PRAGMA trusted_schema=OFF")
        except BaseException:
            conn.close()
            raise
    return conn


def adopt(conn: sqlite3.Connection) -> Database:
    """Wrap an open connection in sqlite-utils without its plugin scan."""
    from sqlite_utils import Database

    return Database(conn, execute_plugins=False, strict=True)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            "数据文件夹建不了：{reason}。",
            "换一个能写的文件夹（启动时加 --data 文件夹），或请管理员放开权限。",
            reason=error.strerror or "",
        ) from error


def look_at(path: Path) -> sqlite3.Connection:
    """A connection that reads a file and leaves nothing behind, on a read-only disk too."""
    waiting = path.with_name(path.name + "-wal").exists()
    mode = "mode=ro" if waiting else "mode=ro&immutable=1"
    return sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True)


def is_whole(conn: sqlite3.Connection) -> bool:
    """Whether SQLite finds no damage in an open file; reads all of it."""
    return bool(conn.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def version_of(conn: sqlite3.Connection) -> int:
    """The number of the newest migration in the file."""
    return int(conn.execute("PRAGMA user_version").fetchone()[0])


def _use_wal(conn: sqlite3.Connection) -> None:
    """Turn the write-ahead log on; two windows that make the same file wait for each other.

    SQLite does not wait by itself here, so a busy file is waited for with an empty transaction.
    """
    for _ in range(WAL_TRIES):
        try:
            conn.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            conn.execute("BEGIN IMMEDIATE")
            conn.execute("COMMIT")
        else:
            return
    conn.execute("PRAGMA journal_mode=WAL")


def _migrate(conn: sqlite3.Connection, path: Path) -> None:
    """Copy the file aside, then apply what is missing, all of it or nothing.

    The write lock is held throughout: a second window waits, and then finds nothing to do.
    Foreign keys stay off meanwhile.
    """
    from integrity_edu.storage import schema
    from integrity_edu.storage.backup import copy_aside

    conn.execute("BEGIN IMMEDIATE")
    try:
        if version_of(conn) < LATEST:
            if conn.execute("SELECT 1 FROM sqlite_master").fetchone():
                copy_aside(path)
            schema.migrations().apply(adopt(conn))
            conn.execute(f"PRAGMA user_version={LATEST}")
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


@contextmanager
def translate_sqlite_errors(path: Path | None = None) -> Iterator[None]:
    """Turn SQLite's complaints about the environment into sentences; bugs pass through."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        known = as_expected(error, path)
        if known is error:
            raise
        raise known from error
    except OSError as error:
        raise StorageError(
            "数据文件读写不了：{reason}。",
            "看看磁盘是否还在、是否有权限，然后再试一次。",
            reason=error.strerror or "",
        ) from error


def as_expected(error: BaseException, path: Path | None = None) -> BaseException:
    """The StorageError that SQLite's complaint about the environment means, else the error."""
    if not isinstance(error, sqlite3.DatabaseError):
        return error
    return _known(getattr(error, "sqlite_errorname", "") or "", path=str(path or "")) or error


def _known(name: str, path: str) -> StorageError | None:
    if name.startswith("SQLITE_FULL"):
        return StorageError(
            "磁盘满了，这一步没有存上；之前存好的都还在。",
            "腾出一些空间，再做一次刚才的操作。",
            path=path,
        )
    if name.startswith("SQLITE_READONLY"):
        return StorageError(
            "数据文件是只读的，这一步没有存上。",
            "把它所在的文件夹改成可写，或换一个数据文件夹。",
            path=path,
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StorageError(
            "另一个窗口正在写同一份数据，等了一会儿还没轮到。",
            "关掉另一个窗口，或稍等再试。",
            path=path,
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return StorageError(
            "数据文件损坏了，打不开。",
            "文件原样留着没动。可以从备份恢复：integrity-edu restore 备份文件。",
            path=path,
        )
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_IOERR")):
        return StorageError(
            "数据文件打不开。", "看看文件夹是否存在、是否可写，再启动一次。", path=path
        )
    return None


def close(conn: sqlite3.Connection) -> None:
    """Fold the WAL back into the file and close; a busy neighbour or damage is no reason to fail."""
    with suppress(sqlite3.DatabaseError):
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    conn.close()
