"""All SQL of the archive office, apart from duties, which permissions ask for in `people`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from sqlite3 import Connection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """The office: `turn` counts the turns of its key, `terms` is JSON, `log_head` the log's end."""

    name: str
    opened_at: str
    box_key: bytes
    turn: int
    terms: str
    log_length: int
    log_head: bytes


@dataclass(frozen=True, slots=True)
class LogRow:
    """One stored line of the office log."""

    n: int
    turn: int
    at: str
    author: str
    sealed: bytes
    prev: bytes
    digest: bytes


@dataclass(frozen=True, slots=True)
class SchoolKeyRow:
    """A signing key of the school; `sealed` is its secret under the office secret."""

    fingerprint: str
    public: bytes
    sealed: bytes
    made_at: str
    retired_at: str | None
    backed_up_at: str | None


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """Whom the office keeps an archive for; the hashes are keyed with the office secret.

    `turn` is 0 while `sealed` and `wrapped` are as the person handed them in.
    """

    person: str
    sealed: bytes
    wrapped: bytes | None
    number_hash: bytes | None
    id_hash: bytes | None
    turn: int
    key_turn: int
    added_at: str
    left_at: str | None


_OFFICE = "name, opened_at, box_key, turn, terms, log_length, log_head"


def office_row(conn: Connection) -> OfficeRow | None:
    """The office of this file, or None when none was opened."""
    row = conn.execute(f"SELECT {_OFFICE} FROM office").fetchone()
    return OfficeRow(*row) if row else None


def add_office(db: Database, row: OfficeRow) -> None:
    """Insert the office; there is room for one."""
    db.execute(
        f"INSERT INTO office (id, {_OFFICE}) VALUES (1, ?, ?, ?, ?, ?, ?, ?)",
        (
            row.name,
            row.opened_at,
            row.box_key,
            row.turn,
            row.terms,
            row.log_length,
            row.log_head,
        ),
    )


def set_name_and_terms(db: Database, name: str, terms: str) -> None:
    """Replace the name and the terms."""
    db.execute("UPDATE office SET name = ?, terms = ?", (name, terms))


def set_key(db: Database, box_key: bytes, turn: int) -> None:
    """Say which key the office has from now on."""
    db.execute("UPDATE office SET box_key = ?, turn = ?", (box_key, turn))


def wrapped_secret(conn: Connection, holder: str) -> bytes | None:
    """The office secret sealed to `holder`, or None."""
    row = conn.execute("SELECT wrapped FROM office_key WHERE holder = ?", (holder,)).fetchone()
    return row[0] if row else None


def put_wrapped_secret(db: Database, holder: str, wrapped: bytes, at: str) -> None:
    """Give `holder` the office secret."""
    db.execute(
        "INSERT OR REPLACE INTO office_key (holder, wrapped, given_at) VALUES (?, ?, ?)",
        (holder, wrapped, at),
    )


def remove_wrapped_secret(db: Database, holder: str) -> None:
    """Take the office secret from `holder`."""
    db.execute("DELETE FROM office_key WHERE holder = ?", (holder,))


def secret_holders(conn: Connection) -> list[tuple[str, bytes]]:
    """Who holds the office secret, with the box key of each."""
    return conn.execute(
        "SELECT holder, p.box_key FROM office_key JOIN person AS p ON p.id = holder"
        " ORDER BY given_at, holder"
    ).fetchall()


def past_secrets(conn: Connection) -> dict[int, bytes]:
    """Earlier office secrets by turn, each sealed with the secret of the next turn."""
    return dict(conn.execute("SELECT turn, sealed FROM office_past"))


def add_past_secret(db: Database, turn: int, sealed: bytes) -> None:
    """Keep the secret of a turn that is over."""
    db.execute("INSERT INTO office_past (turn, sealed) VALUES (?, ?)", (turn, sealed))


# ---- duties --------------------------------------------------------------------------------


def members(conn: Connection) -> list[tuple[str, str, str, str]]:
    """(person, nickname, duty, since) of every duty held now, oldest first."""
    return conn.execute(
        "SELECT d.person, p.nickname, d.duty, d.given_at FROM duty AS d"
        " JOIN person AS p ON p.id = d.person WHERE d.ended_at IS NULL"
        " ORDER BY p.created_at, p.rowid, d.duty"
    ).fetchall()


def add_duty(db: Database, person: str, duty: str, by: str, at: str) -> None:
    """Give somebody a duty."""
    db.execute(
        "INSERT INTO duty (person, duty, given_by, given_at) VALUES (?, ?, ?, ?)",
        (person, duty, by, at),
    )


def end_duty(db: Database, person: str, duty: str, at: str) -> None:
    """End a duty."""
    db.execute(
        "UPDATE duty SET ended_at = ? WHERE person = ? AND duty = ? AND ended_at IS NULL",
        (at, person, duty),
    )


# ---- signing keys --------------------------------------------------------------------------


def school_keys(conn: Connection) -> list[SchoolKeyRow]:
    """Every signing key of the school, newest first."""
    rows = conn.execute(
        "SELECT fingerprint, public, sealed, made_at, retired_at, backed_up_at FROM school_key"
        " ORDER BY made_at DESC, rowid DESC"
    )
    return [SchoolKeyRow(*row) for row in rows]


def put_school_key(db: Database, row: SchoolKeyRow) -> None:
    """Add a signing key or replace what is stored of it."""
    db.execute(
        "INSERT OR REPLACE INTO school_key"
        " (fingerprint, public, sealed, made_at, retired_at, backed_up_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            row.fingerprint,
            row.public,
            row.sealed,
            row.made_at,
            row.retired_at,
            row.backed_up_at,
        ),
    )


# ---- directory -----------------------------------------------------------------------------

_DIRECTORY = "person, sealed, wrapped, number_hash, id_hash, turn, key_turn, added_at, left_at"


def directory_row(conn: Connection, person: str) -> DirectoryRow | None:
    """The row of one person, or None."""
    row = conn.execute(f"SELECT {_DIRECTORY} FROM directory WHERE person = ?", (person,)).fetchone()
    return DirectoryRow(*row) if row else None


def directory(conn: Connection, *, handed_in: bool = False) -> list[DirectoryRow]:
    """Everybody in the directory, in the order of entering, or only who handed himself in."""
    where = " WHERE turn = 0" if handed_in else ""
    rows = conn.execute(f"SELECT {_DIRECTORY} FROM directory{where} ORDER BY rowid")
    return [DirectoryRow(*row) for row in rows]


def with_number(conn: Connection, number_hash: bytes) -> list[str]:
    """Who has the student number with this hash."""
    rows = conn.execute("SELECT person FROM directory WHERE number_hash = ?", (number_hash,))
    return [row[0] for row in rows]


def with_id(conn: Connection, id_hash: bytes) -> list[str]:
    """Who has the identity number with this hash."""
    rows = conn.execute("SELECT person FROM directory WHERE id_hash = ?", (id_hash,))
    return [row[0] for row in rows]


def all_hashes(conn: Connection) -> tuple[dict[bytes, str], dict[bytes, str]]:
    """hash → person of every student number and of every identity number."""
    numbers = conn.execute("SELECT number_hash, person FROM directory WHERE number_hash NOT NULL")
    identities = conn.execute("SELECT id_hash, person FROM directory WHERE id_hash NOT NULL")
    return dict(numbers), dict(identities)


def with_older_keys(conn: Connection) -> list[str]:
    """Whose archive key is from before the present turn of the office secret."""
    rows = conn.execute(
        "SELECT person FROM directory WHERE wrapped IS NOT NULL"
        " AND key_turn < (SELECT turn FROM office) ORDER BY rowid"
    )
    return [row[0] for row in rows]


def put_directory_rows(db: Database, rows: Iterable[DirectoryRow]) -> None:
    """Add people or replace their rows."""
    db.conn.executemany(
        f"INSERT INTO directory ({_DIRECTORY}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET sealed = excluded.sealed, wrapped = excluded.wrapped,"
        " number_hash = excluded.number_hash, id_hash = excluded.id_hash, turn = excluded.turn,"
        " key_turn = excluded.key_turn, left_at = excluded.left_at",
        (
            (
                row.person,
                row.sealed,
                row.wrapped,
                row.number_hash,
                row.id_hash,
                row.turn,
                row.key_turn,
                row.added_at,
                row.left_at,
            )
            for row in rows
        ),
    )


def remove_directory_row(db: Database, person: str) -> None:
    """Take somebody out of the directory, overwriting the page the key stood on."""
    db.execute("PRAGMA secure_delete=ON")
    db.execute("DELETE FROM directory WHERE person = ?", (person,))


# ---- agenda --------------------------------------------------------------------------------


def agenda(conn: Connection, until: str) -> list[tuple[str, str, bytes]]:
    """(id, due, sealed) of what is due up to a day, soonest first."""
    return conn.execute(
        "SELECT id, due, sealed FROM agenda WHERE due <= ? ORDER BY due, rowid", (until,)
    ).fetchall()


def handed_in(conn: Connection, prefix: str) -> list[tuple[str, str, bytes]]:
    """(id, due, sealed) of what has an id that begins like this."""
    return conn.execute(
        "SELECT id, due, sealed FROM agenda WHERE id >= ? AND id < ?", (prefix, prefix + "~")
    ).fetchall()


def add_agenda(db: Database, item: str, due: str, sealed: bytes) -> None:
    """Put something on the agenda, or put it anew."""
    db.execute(
        "INSERT OR REPLACE INTO agenda (id, due, sealed) VALUES (?, ?, ?)", (item, due, sealed)
    )


def remove_agenda(db: Database, item: str) -> None:
    """Take something off the agenda."""
    db.execute("DELETE FROM agenda WHERE id = ?", (item,))


# ---- log -----------------------------------------------------------------------------------


def add_log(db: Database, row: LogRow, head: bytes) -> None:
    """Append a line; triggers refuse gaps."""
    db.execute(
        "INSERT INTO office_log (n, turn, at, author, sealed, prev, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (row.n, row.turn, row.at, row.author, row.sealed, row.prev, row.digest),
    )
    db.execute("UPDATE office SET log_length = ?, log_head = ?", (row.n, head))


def set_log_head(db: Database, head: bytes) -> None:
    """Record the end of the log under another key."""
    db.execute("UPDATE office SET log_head = ?", (head,))


def log(conn: Connection, since: int = 1) -> list[LogRow]:
    """The lines from number `since` on, in order."""
    rows = conn.execute(
        "SELECT n, turn, at, author, sealed, prev, digest FROM office_log WHERE n >= ? ORDER BY n",
        (since,),
    )
    return [LogRow(*row) for row in rows]


def last_digest(conn: Connection) -> bytes | None:
    """The digest of the last line."""
    row = conn.execute("SELECT digest FROM office_log ORDER BY n DESC LIMIT 1").fetchone()
    return row[0] if row else None
