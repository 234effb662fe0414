"""The key of an archive: one for each, sealed to its subject, and to the office that keeps it."""

from __future__ import annotations

from integrity_edu.archive import store
from integrity_edu.errors import NotAllowedError
from integrity_edu.ids import PersonId
from integrity_edu.office.directory import archive_key_of
from integrity_edu.office.keys import NoOfficeError
from integrity_edu.people.keys import data_key
from integrity_edu.people.sealing import open_with, seal_for
from integrity_edu.people.store import person_row
from integrity_edu.workspace import Workspace


def archive_key(ws: Workspace, person: PersonId) -> bytes:
    """The key (32 bytes) of the archive of `person`, unwrapped anew at every call.

    For its subject, and for staff of the office that keeps it. An archive from before archives
    had keys of their own is sealed with its subject's data key. Raises NotAllowedError, SealError.
    """
    me = ws.actor.person
    wrapped = store.wrapped_key(ws.conn, person, me)
    if wrapped is not None:
        return open_with(ws.actor.secret, wrapped, _purpose(person))
    if person == me:
        return data_key(ws)
    try:
        key = archive_key_of(ws, person)
    except (NoOfficeError, NotAllowedError) as error:
        raise _not_given() from error
    if key is None:
        raise _not_given()
    return key


def give_key(ws: Workspace, person: PersonId, holder: PersonId, key: bytes) -> None:
    """Seal the key of the archive of `person` to an account, in the caller's change block."""
    wrapped = seal_for(person_row(ws.conn, holder).box_key, key, _purpose(person))
    with ws.change("archive") as db:
        store.put_wrapped_key(db, person, holder, wrapped, ws.stamp())


def _purpose(person: PersonId) -> str:
    return f"archive-key:{person}"


def _not_given() -> NotAllowedError:
    return NotAllowedError("这份档案没有交给你保管。", "请本人先把档案交给学校的档案室。")
