"""Accounts that a school makes ahead: each opens with a code from a letter, and with nothing else.

Nobody but whoever has the letter gets in, the school included. The first sign-in sets a password
and chooses a nickname; until then the sign-in page does not list the account.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from integrity_edu import ids
from integrity_edu.ids import PersonId
from integrity_edu.people import ages, locks, store
from integrity_edu.people.accounts import profile_bytes, profile_purpose
from integrity_edu.people.keys import key_purpose
from integrity_edu.people.locks import Lock
from integrity_edu.people.sealing import box_public, new_key, seal, seal_for, sign_public
from integrity_edu.people.store import PersonRow
from integrity_edu.workspace import Role, Workspace

HANDLE_LENGTH = 8  # 40 random bits: two of a million are the same once in two lists


@dataclass(frozen=True, slots=True)
class Prepared:
    """An account that is made but not stored yet; `code` is shown once and stored nowhere."""

    row: PersonRow
    wrapped: bytes = field(repr=False)
    lock: Lock = field(repr=False)
    code: str = field(repr=False)

    @property
    def handle(self) -> str:
        """What the letter says to type as the name of the account."""
        return self.row.nickname


def prepare_account(
    name: str, birth: date, at: str, known: tuple[PersonId, str] | None = None
) -> Prepared:
    """Make a student's account in memory; `at` is ISO 8601. About a millisecond.

    `known` are id and nickname of an account that is to be opened anew.
    """
    person, nickname = known or (PersonId(ids.new("p")), ids.readable_code(HANDLE_LENGTH))
    secret, key = new_key(), new_key()
    row = PersonRow(
        id=person,
        nickname=nickname,
        role=Role.STUDENT,
        adult_from=ages.adult_from(birth),
        created_at=at,
        box_key=box_public(secret),
        sign_key=sign_public(secret),
        profile=seal(key, profile_bytes(name, birth), profile_purpose(person)),
    )
    code, lock = locks.recovery_lock(person, secret)
    return Prepared(row, seal_for(row.box_key, key, key_purpose(person)), lock, code)


def store_accounts(ws: Workspace, made: list[Prepared]) -> None:
    """Store prepared accounts, in the caller's change block."""
    with ws.change("people") as db:
        for one in made:
            store.add_person(db, one.row)
            store.put_wrapped_key(db, one.row.id, one.wrapped, one.row.created_at)
            store.put_lock(db, one.row.id, one.lock)


def reopen_account(ws: Workspace, made: Prepared) -> None:
    """Put a prepared account in the place of the known one, in the caller's change block.

    Every lock before stops working, and what only the old secret opened is lost for good.
    """
    person = made.row.id
    with ws.change("people") as db:
        store.replace_keys(db, made.row)
        store.put_wrapped_key(db, person, made.wrapped, made.row.created_at)
        for kind in store.locks(ws.conn, person):
            store.remove_lock(db, person, kind)
        store.put_lock(db, person, made.lock)
        store.clear_guard(db, person)
