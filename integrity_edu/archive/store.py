"""All SQL of the archive."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from sqlite3 import Connection, OperationalError
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class ArchiveRow:
    """One archive: when it was opened on which notice, how long its chain is, its sealed end."""

    person: str
    opened_at: str
    notice: str
    length: int
    head: bytes


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One stored entry.

    Texts that are no longer UTF-8 come as surrogate escapes, so that a damaged row can be read,
    digested and named.
    """

    person: str
    n: int
    section: str
    event_date: str | None
    recorded_at: str
    author: str
    sealed: bytes
    prev: bytes
    digest: bytes


def archive_row(conn: Connection, person: str) -> ArchiveRow | None:
    """The archive of `person`, or None when none was opened."""
    row = conn.execute(
        "SELECT person, CAST(opened_at AS BLOB), CAST(notice AS BLOB), length, head"
        " FROM archive WHERE person = ?",
        (person,),
    ).fetchone()
    return ArchiveRow(row[0], _text(row[1]), _text(row[2]), row[3], row[4]) if row else None


def add_archive(db: Database, row: ArchiveRow) -> None:
    """Insert an archive; a trigger refuses a minor's."""
    db.execute(
        "INSERT INTO archive (person, opened_at, notice, length, head) VALUES (?, ?, ?, ?, ?)",
        (row.person, row.opened_at, row.notice, row.length, row.head),
    )


def wrapped_key(conn: Connection, person: str, holder: str) -> bytes | None:
    """The key of the archive of `person` sealed to `holder`, or None."""
    row = conn.execute(
        "SELECT wrapped FROM archive_key WHERE person = ? AND holder = ?", (person, holder)
    ).fetchone()
    return row[0] if row else None


def put_wrapped_key(db: Database, person: str, holder: str, wrapped: bytes, at: str) -> None:
    """Give `holder` the key of the archive of `person`."""
    db.execute(
        "INSERT OR REPLACE INTO archive_key (person, holder, wrapped, given_at)"
        " VALUES (?, ?, ?, ?)",
        (person, holder, wrapped, at),
    )


def remove_wrapped_keys(db: Database, person: str) -> None:
    """Take the key of an archive from everybody, overwriting the pages it stood on."""
    db.execute("PRAGMA secure_delete=ON")
    db.execute("DELETE FROM archive_key WHERE person = ?", (person,))


def put_entry_key(db: Database, person: str, n: int, wrapped: bytes) -> None:
    """Replace the wrapped key of an entry."""
    db.execute("UPDATE entry_key SET wrapped = ? WHERE person = ? AND n = ?", (wrapped, person, n))


def set_end(db: Database, person: str, length: int, head: bytes) -> None:
    """Record where the chain of `person` ends now."""
    db.execute("UPDATE archive SET length = ?, head = ? WHERE person = ?", (length, head, person))


def end_of(conn: Connection, person: str) -> tuple[int, bytes] | None:
    """Number and digest of the last entry; None without any."""
    row = conn.execute(
        "SELECT n, digest FROM ledger WHERE person = ? ORDER BY n DESC LIMIT 1", (person,)
    ).fetchone()
    return (row[0], row[1]) if row else None


def add_entry(db: Database, row: LedgerRow, wrapped: bytes) -> None:
    """Append an entry and its wrapped content key; triggers refuse gaps and early conduct."""
    db.execute(
        "INSERT INTO ledger (person, n, section, event_date, recorded_at, author, sealed, prev,"
        " digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            row.person,
            row.n,
            row.section,
            row.event_date,
            row.recorded_at,
            row.author,
            row.sealed,
            row.prev,
            row.digest,
        ),
    )
    db.execute(
        "INSERT INTO entry_key (person, n, wrapped) VALUES (?, ?, ?)", (row.person, row.n, wrapped)
    )


def ledger(conn: Connection, person: str) -> list[tuple[LedgerRow, bytes | None]]:
    """The chain of `person` in order, each entry with its wrapped key if that is still there."""
    rows = conn.execute(
        "SELECT l.person, l.n, CAST(section AS BLOB), CAST(event_date AS BLOB),"
        " CAST(recorded_at AS BLOB), CAST(author AS BLOB), sealed, prev, digest, wrapped"
        " FROM ledger AS l LEFT JOIN entry_key AS k ON k.person = l.person AND k.n = l.n"
        " WHERE l.person = ? ORDER BY l.n",
        (person,),
    )
    return [
        (
            LedgerRow(
                person=row[0],
                n=row[1],
                section=_text(row[2]),
                event_date=None if row[3] is None else _text(row[3]),
                recorded_at=_text(row[4]),
                author=_text(row[5]),
                sealed=row[6],
                prev=row[7],
                digest=row[8],
            ),
            row[9],
        )
        for row in rows
    ]


def destroy_key(db: Database, person: str, n: int) -> None:
    """Delete an entry's key so that the page it stood on is overwritten, too."""
    db.execute("PRAGMA secure_delete=ON")
    db.execute("DELETE FROM entry_key WHERE person = ? AND n = ?", (person, n))


def forget_old_pages(conn: Connection) -> None:
    """Fold the WAL into the file and empty it: it still holds pages from before a deletion."""
    with suppress(OperationalError):  # a neighbour still reading empties it later
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def pinned_issuers(conn: Connection, person: str) -> list[tuple[str, bytes]]:
    """(fingerprint, sealed name) of every issuer whose key `person` compared."""
    return conn.execute(
        "SELECT fingerprint, sealed FROM pinned_issuer WHERE person = ? ORDER BY pinned_at",
        (person,),
    ).fetchall()


def put_pinned_issuer(db: Database, person: str, fingerprint: str, sealed: bytes, at: str) -> None:
    """Remember an issuer, or its name anew."""
    db.execute(
        "INSERT OR REPLACE INTO pinned_issuer (person, fingerprint, sealed, pinned_at)"
        " VALUES (?, ?, ?, ?)",
        (person, fingerprint, sealed, at),
    )


def revoked_extracts(conn: Connection) -> set[str]:
    """The serials of extracts that do not hold any more."""
    return {row[0] for row in conn.execute("SELECT serial FROM revoked_extract")}


def add_revoked(db: Database, serial: str, at: str) -> None:
    """Note that an extract does not hold any more."""
    db.execute("INSERT OR IGNORE INTO revoked_extract (serial, at) VALUES (?, ?)", (serial, at))


_YEAR = "workdays:"
"""Names in table meta: the office's own table of a year's working days."""


def year_tables(conn: Connection) -> list[str]:
    """The JSON of every table of working days that the office set itself."""
    rows = conn.execute("SELECT value FROM meta WHERE name GLOB ? ORDER BY name", (f"{_YEAR}*",))
    return [row[0] for row in rows]


def put_year_table(db: Database, year: int, text: str) -> None:
    """Set the office's own table of a year."""
    db.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (f"{_YEAR}{year}", text))


def opened_days(conn: Connection) -> dict[str, str]:
    """person → the day (ISO 8601) on which the archive was opened."""
    return dict(conn.execute("SELECT person, substr(opened_at, 1, 10) FROM archive"))


def with_conduct(conn: Connection) -> set[str]:
    """Whose archives have an entry in the section of conduct, of whatever kind."""
    rows = conn.execute("SELECT DISTINCT person FROM ledger WHERE section = 'conduct'")
    return {row[0] for row in rows}


def counts(conn: Connection, person: str) -> dict[str, int]:
    """How many entries each section holds."""
    return dict(
        conn.execute(
            "SELECT section, count(*) FROM ledger WHERE person = ? GROUP BY section", (person,)
        )
    )


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
