"""All SQL of people: accounts, locks, wrapped keys, settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING

from integrity_edu.errors import NotFoundError
from integrity_edu.ids import PersonId
from integrity_edu.people.locks import Lock
from integrity_edu.workspace import Role

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row of `person`; `profile` is sealed, the two keys are the public halves."""

    id: PersonId
    nickname: str
    role: Role
    adult_from: date
    created_at: str
    box_key: bytes
    sign_key: bytes
    profile: bytes


def data_folder(conn: Connection) -> Path | None:
    """The folder of the open data file; None for a database in memory."""
    path = conn.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0]
    return Path(path).parent if path else None


def person_row(conn: Connection, person: PersonId) -> PersonRow:
    """The row of `person`; NotFoundError when there is no such account."""
    row = conn.execute(
        "SELECT id, nickname, role, adult_from, created_at, box_key, sign_key, profile"
        " FROM person WHERE id = ?",
        (person,),
    ).fetchone()
    if row is None:
        raise NotFoundError("没有找到这个账户。", "回到账户列表重新选一个。")
    return PersonRow(PersonId(row[0]), row[1], Role(row[2]), date.fromisoformat(row[3]), *row[4:])


def adult_from(conn: Connection, person: PersonId) -> date:
    """From which day on `person` counts as an adult."""
    return person_row(conn, person).adult_from


def accounts(conn: Connection) -> list[tuple[PersonId, str, Role, bool]]:
    """Accounts with an everyday lock, oldest first: id, nickname, role, whether by password."""
    rows = conn.execute(
        "SELECT p.id, nickname, role, max(l.kind = 'password') FROM account_lock AS l"
        " JOIN person AS p ON p.id = l.person WHERE l.kind <> 'recovery'"
        " GROUP BY p.id ORDER BY created_at, p.rowid"
    )
    return [(PersonId(i), nickname, Role(role), bool(has)) for i, nickname, role, has in rows]


def person_called(conn: Connection, nickname: str) -> PersonId | None:
    """Whose nickname this is."""
    row = conn.execute("SELECT id FROM person WHERE nickname = ?", (nickname,)).fetchone()
    return PersonId(row[0]) if row else None


def add_person(db: Database, row: PersonRow) -> None:
    """Insert an account."""
    db.execute(
        "INSERT INTO person (id, nickname, role, adult_from, created_at, box_key, sign_key,"
        " profile) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            row.id,
            row.nickname,
            row.role.value,
            row.adult_from.isoformat(),
            row.created_at,
            row.box_key,
            row.sign_key,
            row.profile,
        ),
    )


def replace_keys(db: Database, row: PersonRow) -> None:
    """Give an account other keys and the profile sealed with them."""
    db.execute(
        "UPDATE person SET box_key = ?, sign_key = ?, profile = ? WHERE id = ?",
        (row.box_key, row.sign_key, row.profile, row.id),
    )


def set_nickname(db: Database, person: PersonId, nickname: str) -> None:
    """Change what the sign-in page shows."""
    db.execute("UPDATE person SET nickname = ? WHERE id = ?", (nickname, person))


def set_profile(db: Database, person: PersonId, profile: bytes) -> None:
    """Replace the sealed profile."""
    db.execute("UPDATE person SET profile = ? WHERE id = ?", (profile, person))


def set_adult_from(db: Database, person: PersonId, day: date) -> None:
    """Replace the adult date; a trigger refuses once an archive exists."""
    db.execute("UPDATE person SET adult_from = ? WHERE id = ?", (day.isoformat(), person))


def has_archive(conn: Connection, person: PersonId) -> bool:
    """Whether an archive exists, which fixes the birth date (the trigger sees only adult_from)."""
    found = conn.execute("SELECT 1 FROM archive WHERE person = ?", (person,)).fetchone()
    return found is not None


def duties(conn: Connection, person: PersonId) -> list[str]:
    """The duties in the archive office that `person` has now."""
    rows = conn.execute("SELECT duty FROM duty WHERE person = ? AND ended_at IS NULL", (person,))
    return [row[0] for row in rows]


def locks(conn: Connection, person: PersonId) -> dict[str, Lock]:
    """The locks of an account by kind."""
    rows = conn.execute(
        "SELECT kind, params, wrapped FROM account_lock WHERE person = ?", (person,)
    )
    return {kind: Lock(kind, params, wrapped) for kind, params, wrapped in rows}


def put_lock(db: Database, person: PersonId, lock: Lock) -> None:
    """Add a lock or replace the one of the same kind."""
    db.execute(
        "INSERT OR REPLACE INTO account_lock (person, kind, params, wrapped) VALUES (?, ?, ?, ?)",
        (person, lock.kind, lock.params, lock.wrapped),
    )


def remove_lock(db: Database, person: PersonId, kind: str) -> None:
    """Take a lock off."""
    db.execute("DELETE FROM account_lock WHERE person = ? AND kind = ?", (person, kind))


def guard(conn: Connection, person: PersonId) -> tuple[int, datetime | None]:
    """Wrong passwords in a row and until when no further one is taken."""
    row = conn.execute(
        "SELECT failures, blocked_until FROM sign_in_guard WHERE person = ?", (person,)
    ).fetchone()
    if row is None:
        return 0, None
    return row[0], datetime.fromisoformat(row[1]) if row[1] else None


def set_guard(db: Database, person: PersonId, failures: int, until: datetime | None) -> None:
    """Record the state of the guard."""
    db.execute(
        "INSERT OR REPLACE INTO sign_in_guard (person, failures, blocked_until) VALUES (?, ?, ?)",
        (person, failures, until.isoformat() if until else None),
    )


def clear_guard(db: Database, person: PersonId) -> None:
    """Forget wrong passwords."""
    db.execute("DELETE FROM sign_in_guard WHERE person = ?", (person,))


def wrapped_key(conn: Connection, person: PersonId) -> bytes | None:
    """The data key of `person` sealed to the own account, or None."""
    row = conn.execute(
        "SELECT wrapped FROM person_key WHERE person = ? AND holder = person", (person,)
    ).fetchone()
    return row[0] if row else None


def put_wrapped_key(db: Database, person: PersonId, wrapped: bytes, at: str) -> None:
    """Keep the data key of `person`, sealed to the own account."""
    db.execute(
        "INSERT OR REPLACE INTO person_key (person, holder, wrapped, given_at) VALUES (?, ?, ?, ?)",
        (person, person, wrapped, at),
    )


def settings(conn: Connection, person: PersonId) -> dict[str, str]:
    """Stored settings by name; values are JSON texts."""
    return dict(conn.execute("SELECT name, value FROM setting WHERE person = ?", (person,)))


def put_setting(db: Database, person: PersonId, name: str, value: str) -> None:
    """Store one setting."""
    db.execute(
        "INSERT OR REPLACE INTO setting (person, name, value) VALUES (?, ?, ?)",
        (person, name, value),
    )
