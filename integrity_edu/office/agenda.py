"""What the office has to do by when: sealed to the office, so that the file tells nobody of whom.

The archives themselves say how things stand; this is how the office finds them without opening
every one. Students hand things in, too: an objection is due from the moment it is made.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec
from msgspec import Struct

from integrity_edu import ids
from integrity_edu.ids import PersonId
from integrity_edu.office import store
from integrity_edu.office.keys import hand_in, office_secret, take_out
from integrity_edu.people.permissions import Action, duties, require
from integrity_edu.people.sealing import SealError, derive, keyed_hash, seal, unseal
from integrity_edu.workspace import Workspace

What = Literal["tell", "confirm", "object", "review", "repair", "withdraw", "expire", "issue"]

FAR = date(9999, 12, 31)
HANDED_IN = "in_"
"""How the id of a task begins that somebody without a duty put on the agenda."""


class Task(Struct, frozen=True, forbid_unknown_fields=True):
    """Something to do about an archive: `n` is the number of the entry it starts from."""

    what: What
    person: PersonId
    n: int = 0


class Due(Struct, frozen=True):
    """A task and the last day on which it is in time."""

    due: date
    task: Task


def put(ws: Workspace, due: date, task: Task) -> None:
    """Put a task on the agenda, or move it to another day, in the caller's change block.

    Whoever has no duty hands it in. Raises NoOfficeError.
    """
    plain = msgspec.json.encode(task)
    with ws.change("office") as db:
        if duties(ws):
            item, sealed = _sealed(office_secret(ws), due, task)
        else:
            item = ids.new(HANDED_IN.rstrip("_"))
            sealed = hand_in(ws, plain, _purpose(item, due))
        store.add_agenda(db, item, due.isoformat(), sealed)


def take_off(ws: Workspace, task: Task) -> None:
    """Take a task off the agenda, in the caller's change block.

    Whoever has no duty cannot; the office finds it done when it comes to it.
    """
    if not duties(ws):
        return
    with ws.change("office") as db:
        _take_in(ws)
        store.remove_agenda(db, _item(office_secret(ws), task))


def due_by(ws: Workspace, until: date = FAR) -> list[Due]:
    """What is due up to a day, soonest first, for whoever has a duty.

    A line that does not open was not put there by this program; it is passed over.
    """
    require(ws, Action.SEE_OFFICE)
    _take_in(ws)
    secret = office_secret(ws)
    rows = store.agenda(ws.conn, until.isoformat())
    found = (_due(secret, *row) for row in rows)
    return [one for one in found if one is not None]


def opens(secret: bytes, item: str, due: str, sealed: bytes) -> bool:
    """Whether a stored line is one that this program wrote."""
    found = _due(secret, item, due, sealed)
    return found is not None and (item.startswith(HANDED_IN) or item == _item(secret, found.task))


def reseal(ws: Workspace, old: bytes, new: bytes) -> None:
    """Seal the whole agenda under another office secret, in the caller's change block."""
    with ws.change("office") as db:
        for item, due, sealed in store.agenda(ws.conn, FAR.isoformat()):
            found = _due(old, item, due, sealed)
            if found is not None:
                store.remove_agenda(db, item)
                again, resealed = _sealed(new, found.due, found.task)
                store.add_agenda(db, again, due, resealed)


def _take_in(ws: Workspace) -> None:
    """Seal what was handed in under the office secret, so that it is found by what it says."""
    if not store.handed_in(ws.conn, HANDED_IN):
        return
    with ws.change("office") as db:
        secret = office_secret(ws)
        for item, due, sealed in store.handed_in(ws.conn, HANDED_IN):
            found = _due(secret, item, due, sealed)
            store.remove_agenda(db, item)
            if found is not None:
                again, resealed = _sealed(secret, found.due, found.task)
                store.add_agenda(db, again, due, resealed)


def _due(secret: bytes, item: str, due: str, sealed: bytes) -> Due | None:
    try:
        day = date.fromisoformat(due)
        purpose = _purpose(item, day)
        if item.startswith(HANDED_IN):
            plain = take_out(secret, sealed, purpose)
        else:
            plain = unseal(derive(secret, "agenda"), sealed, purpose)
        return Due(day, msgspec.json.decode(plain, type=Task))
    except (SealError, ValueError, msgspec.DecodeError):
        return None


def _sealed(secret: bytes, due: date, task: Task) -> tuple[str, bytes]:
    item = _item(secret, task)
    plain = msgspec.json.encode(task)
    return item, seal(derive(secret, "agenda"), plain, _purpose(item, due))


def _item(secret: bytes, task: Task) -> str:
    """The same for the same task; to whoever does not have the secret it is noise."""
    key = derive(secret, "agenda-items")
    return keyed_hash(key, f"{task.what}:{task.person}:{task.n}").hex()[:32]


def _purpose(item: str, due: date) -> str:
    return f"agenda:{item}:{due.isoformat()}"
