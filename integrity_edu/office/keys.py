"""The office secret: 32 bytes that whoever holds a duty unwraps with his own account.

From it come the key that seals the directory and the log, the keys of the hashes that find people
by number, and the box into which anybody may hand something. It is turned when somebody leaves.
"""

from __future__ import annotations

from msgspec import Struct

from integrity_edu.errors import NotAllowedError, NotFoundError
from integrity_edu.office import store
from integrity_edu.office.store import OfficeRow
from integrity_edu.people.sealing import (
    derive,
    open_with,
    seal,
    seal_for,
    unseal,
)
from integrity_edu.workspace import Workspace


class NoOfficeError(NotFoundError):
    """This file has no archive office."""

    code = "no_office"

    def __init__(self) -> None:
        super().__init__("这里还没有建档案室。", "学校的老师可以在“档案室”里建一个。")


def office_row(ws: Workspace) -> OfficeRow:
    """The stored office; NoOfficeError when there is none."""
    row = store.office_row(ws.conn)
    if row is None:
        raise NoOfficeError
    return row


def office_secret(ws: Workspace) -> bytes:
    """The present secret, unwrapped for whoever is acting.

    Raises NoOfficeError, NotAllowedError without a duty, SealError when the wrap does not open.
    """
    row = office_row(ws)
    wrapped = store.wrapped_secret(ws.conn, ws.actor.person)
    if wrapped is None:
        raise NotAllowedError("你不在档案室里。", "请档案室的保管员把职责加给你。")
    return open_with(ws.actor.secret, wrapped, secret_purpose(row.turn))


def secrets_by_turn(ws: Workspace) -> dict[int, bytes]:
    """The present secret and every earlier one, by turn."""
    secret, turn = office_secret(ws), office_row(ws).turn
    found, past = {turn: secret}, store.past_secrets(ws.conn)
    while turn - 1 in past:
        secret = unseal(derive(secret, "past"), past[turn - 1], secret_purpose(turn - 1))
        turn -= 1
        found[turn] = secret
    return found


def seal_past(secret: bytes, past: bytes, turn: int) -> bytes:
    """The secret of `turn`, sealed with the one that follows it."""
    return seal(derive(secret, "past"), past, secret_purpose(turn))


def hand_in(ws: Workspace, plain: bytes, purpose: str) -> bytes:
    """`plain` sealed so that the office opens it; whoever is acting need not belong to it."""
    return seal_for(office_row(ws).box_key, plain, purpose)


def take_out(secret: bytes, sealed: bytes, purpose: str) -> bytes:
    """What `hand_in` sealed."""
    return open_with(secret, sealed, purpose)


class DirectoryKeys(Struct, frozen=True):
    """What the directory needs of an office secret, derived once for many rows."""

    secret: bytes
    turn: int
    entries: bytes
    archives: bytes
    numbers: bytes
    identities: bytes

    def __repr__(self) -> str:
        """Never show a key."""
        return f"DirectoryKeys({self.turn})"


def directory_keys(secret: bytes, turn: int) -> DirectoryKeys:
    """The keys of the directory under the office secret of that turn."""
    return DirectoryKeys(
        secret=secret,
        turn=turn,
        entries=derive(secret, "directory"),
        archives=derive(secret, "archive-keys"),
        numbers=derive(secret, "student-number"),
        identities=derive(secret, "id-number"),
    )


def my_directory_keys(ws: Workspace) -> DirectoryKeys:
    """The keys of the directory for whoever is acting; raises as `office_secret`."""
    return directory_keys(office_secret(ws), office_row(ws).turn)


def secret_purpose(turn: int) -> str:
    """What a wrapped office secret is bound to."""
    return f"office-secret:{turn}"
