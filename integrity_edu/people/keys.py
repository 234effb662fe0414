"""Data keys: one per person, sealed to the own account; it opens what the person told the program."""

from __future__ import annotations

from integrity_edu.errors import NotAllowedError
from integrity_edu.ids import PersonId
from integrity_edu.people import store
from integrity_edu.people.sealing import open_with
from integrity_edu.workspace import Workspace


def data_key(ws: Workspace) -> bytes:
    """The data key (32 bytes) of whoever is acting.

    Unwrapped anew at every call and kept nowhere. Raises SealError when the wrap does not open.
    """
    actor = ws.actor
    wrapped = store.wrapped_key(ws.conn, actor.person)
    if wrapped is None:
        raise NotAllowedError("这个账户的资料打不开了。", "从备份恢复一份完整的数据文件。")
    return open_with(actor.secret, wrapped, key_purpose(actor.person))


def key_purpose(person: PersonId) -> str:
    """What a wrapped data key is bound to."""
    return f"data-key:{person}"
