"""Whom the office keeps an archive for: entered by the school, or handed in by the person.

The office knows name, number and unit, and can open the archive; it cannot open the account.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal

import msgspec
from msgspec import Struct

from integrity_edu.errors import NotFoundError
from integrity_edu.ids import PersonId
from integrity_edu.office import store
from integrity_edu.office.keys import (
    DirectoryKeys,
    hand_in,
    my_directory_keys,
    office_row,
    take_out,
)
from integrity_edu.office.store import DirectoryRow
from integrity_edu.people.names import level_number
from integrity_edu.people.permissions import Action, require
from integrity_edu.people.sealing import SealError, keyed_hash, seal, unseal
from integrity_edu.workspace import Workspace

HANDED_IN = 0
"""The turn of a row as the person handed it in, sealed to the office's box."""

Method = Literal["none", "document", "register"]
"""How an identity was verified: not at all, by looking at a document, by the school's register."""


class Verified(Struct, frozen=True, forbid_unknown_fields=True):
    """How, by whom (an id) and on which day; never called 实名认证."""

    method: Method = "none"
    by: str = ""
    on: date | None = None


class Student(Struct, frozen=True, forbid_unknown_fields=True):
    """What the office keeps of somebody; `id_number` may be empty and mostly is."""

    name: str
    birth: date
    number: str = ""
    unit: str = ""
    id_number: str = ""
    verified: Verified = Verified()

    def __repr__(self) -> str:
        """Nothing of it may reach a log."""
        return "Student(…)"


class Listed(Struct, frozen=True):
    """Somebody in the directory; `has_archive` when the office can open one."""

    person: PersonId
    student: Student
    has_archive: bool
    added_at: str
    left_at: str | None


def listing(ws: Workspace) -> list[Listed]:
    """Everybody in the directory, in the order of entering.

    Raises NotAllowedError without a duty, SealError for a row that was tampered with.
    """
    require(ws, Action.SEE_OFFICE)
    take_in(ws)
    keys = my_directory_keys(ws)
    return [_listed(keys, row) for row in store.directory(ws.conn)]


def listed(ws: Workspace, person: PersonId) -> Listed:
    """One person of the directory. Raises as `listing`, and NotFoundError."""
    require(ws, Action.SEE_OFFICE)
    take_in(ws)
    row = _row(ws, person)
    return _listed(my_directory_keys(ws), row)


def with_number(ws: Workspace, number: str) -> list[PersonId]:
    """Who has this student number; more than one is a double entry."""
    require(ws, Action.SEE_OFFICE)
    take_in(ws)
    return [*map(PersonId, store.with_number(ws.conn, number_hash(my_directory_keys(ws), number)))]


def with_id_number(ws: Workspace, text: str) -> list[PersonId]:
    """Who has this identity number, 18 characters; more than one is a double entry."""
    require(ws, Action.SEE_OFFICE)
    take_in(ws)
    return [*map(PersonId, store.with_id(ws.conn, id_hash(my_directory_keys(ws), text)))]


def row_for(
    keys: DirectoryKeys, person: PersonId, student: Student, archive_key: bytes | None, at: str
) -> DirectoryRow:
    """The row of somebody under the present office secret; `at` is ISO 8601."""
    return DirectoryRow(
        person=person,
        sealed=seal(keys.entries, msgspec.json.encode(student), _entry(person)),
        wrapped=_wrap(keys, person, archive_key),
        number_hash=number_hash(keys, student.number) if student.number else None,
        id_hash=id_hash(keys, student.id_number) if student.id_number else None,
        turn=keys.turn,
        key_turn=keys.turn,
        added_at=at,
        left_at=None,
    )


def enter(ws: Workspace, rows: Iterable[DirectoryRow]) -> None:
    """Store rows made by `row_for`, in the caller's change block."""
    with ws.change("office") as db:
        store.put_directory_rows(db, rows)


def amend(ws: Workspace, person: PersonId, student: Student) -> None:
    """Replace what the office keeps of somebody. Raises NotAllowedError, NotFoundError."""
    require(ws, Action.KEEP_OFFICE)
    take_in(ws)
    old = _row(ws, person)
    new = row_for(my_directory_keys(ws), person, student, None, old.added_at)
    enter(ws, [replace(new, wrapped=old.wrapped, key_turn=old.key_turn, left_at=old.left_at)])


def hand_oneself_in(ws: Workspace, student: Student, archive_key: bytes) -> None:
    """Put whoever is acting into the directory, with the key of the own archive.

    Needs no duty: everything is sealed to the office's box. Raises NoOfficeError.
    """
    person = ws.actor.person
    old = store.directory_row(ws.conn, person)
    row = DirectoryRow(
        person=person,
        sealed=hand_in(ws, msgspec.json.encode(student), _entry(person)),
        wrapped=hand_in(ws, archive_key, _key(person)),
        number_hash=None,
        id_hash=None,
        turn=HANDED_IN,
        key_turn=office_row(ws).turn,
        added_at=old.added_at if old else ws.stamp(),
        left_at=None,
    )
    enter(ws, [row])


def keeps(ws: Workspace, person: PersonId) -> bool:
    """Whether the office has the key of the archive of `person`."""
    row = store.directory_row(ws.conn, person)
    return row is not None and row.wrapped is not None


def with_older_keys(ws: Workspace) -> list[PersonId]:
    """Whose archives have a key from before the office secret was last turned."""
    require(ws, Action.KEEP_OFFICE)
    return [*map(PersonId, store.with_older_keys(ws.conn))]


def leave(ws: Workspace, person: PersonId) -> None:
    """Take the key of an archive and what is known of its subject away from the office.

    In the caller's change block. What the office read stays read.
    """
    with ws.change("office") as db:
        store.remove_directory_row(db, person)


def set_archive_key(ws: Workspace, person: PersonId, archive_key: bytes) -> None:
    """Keep a new key of somebody's archive, in the caller's change block, for staff."""
    take_in(ws)
    row, keys = _row(ws, person), my_directory_keys(ws)
    enter(ws, [replace(row, wrapped=_wrap(keys, person, archive_key), key_turn=keys.turn)])


def archive_key_of(ws: Workspace, person: PersonId) -> bytes | None:
    """The key of an archive the office keeps, for staff; None when it keeps none.

    Raises NoOfficeError, NotAllowedError without a duty.
    """
    row = store.directory_row(ws.conn, person)
    if row is None or row.wrapped is None:
        return None
    keys = my_directory_keys(ws)
    if row.turn == HANDED_IN:
        return take_out(keys.secret, row.wrapped, _key(person))
    return unseal(keys.archives, row.wrapped, _key(person))


def take_in(ws: Workspace) -> None:
    """Seal what people handed in under the office secret, so that it is found by number."""
    if not store.directory(ws.conn, handed_in=True):
        return
    with ws.change("office") as db:
        keys = my_directory_keys(ws)
        rows = store.directory(ws.conn, handed_in=True)
        store.put_directory_rows(db, [_taken_in(keys, row) for row in rows])


def whose_row_is_wrong(ws: Workspace) -> list[PersonId]:
    """Whose rows do not open, or do not have the hashes of what they say."""
    keys, wrong = my_directory_keys(ws), []
    for row in store.directory(ws.conn):
        try:
            whole = _taken_in(keys, row) if row.turn == HANDED_IN else row
            again = _resealed(whole, keys, keys)
            same = (again.number_hash, again.id_hash) == (whole.number_hash, whole.id_hash)
        except (SealError, msgspec.DecodeError):
            same = False
        if not same or row.turn not in (HANDED_IN, keys.turn):
            wrong.append(PersonId(row.person))
    return wrong


def reseal(ws: Workspace, old: DirectoryKeys, new: DirectoryKeys) -> None:
    """Seal the whole directory under another office secret, in the caller's change block."""
    with ws.change("office") as db:
        rows = store.directory(ws.conn)
        store.put_directory_rows(db, [_resealed(row, old, new) for row in rows])


def _row(ws: Workspace, person: PersonId) -> DirectoryRow:
    row = store.directory_row(ws.conn, person)
    if row is None:
        raise NotFoundError("名册里没有这个人。", "先把他登记进名册。")
    return row


def _listed(keys: DirectoryKeys, row: DirectoryRow) -> Listed:
    return Listed(
        person=PersonId(row.person),
        student=_student(keys, row),
        has_archive=row.wrapped is not None,
        added_at=row.added_at,
        left_at=row.left_at,
    )


def _student(keys: DirectoryKeys, row: DirectoryRow) -> Student:
    plain = unseal(keys.entries, row.sealed, _entry(row.person))
    return msgspec.json.decode(plain, type=Student)


def _taken_in(keys: DirectoryKeys, row: DirectoryRow) -> DirectoryRow:
    plain = take_out(keys.secret, row.sealed, _entry(row.person))
    student = msgspec.json.decode(plain, type=Student)
    key = take_out(keys.secret, row.wrapped, _key(row.person)) if row.wrapped else None
    made = row_for(keys, PersonId(row.person), student, key, row.added_at)
    return replace(made, key_turn=row.key_turn, left_at=row.left_at)


def _resealed(row: DirectoryRow, old: DirectoryKeys, new: DirectoryKeys) -> DirectoryRow:
    if row.turn == HANDED_IN:
        row = _taken_in(old, row)
    key = unseal(old.archives, row.wrapped, _key(row.person)) if row.wrapped else None
    made = row_for(new, PersonId(row.person), _student(old, row), key, row.added_at)
    return replace(made, key_turn=row.key_turn, left_at=row.left_at)


def _wrap(keys: DirectoryKeys, person: str, archive_key: bytes | None) -> bytes | None:
    return seal(keys.archives, archive_key, _key(person)) if archive_key else None


def number_hash(keys: DirectoryKeys, number: str) -> bytes:
    """The keyed hash by which a student number is found; case and spaces do not matter."""
    return keyed_hash(keys.numbers, level_number(number))


def id_hash(keys: DirectoryKeys, number: str) -> bytes:
    """The keyed hash by which an identity number is found, and its double noticed."""
    return keyed_hash(keys.identities, number)


def _entry(person: str) -> str:
    return f"directory:{person}"


def _key(person: str) -> str:
    return f"office-archive-key:{person}"
