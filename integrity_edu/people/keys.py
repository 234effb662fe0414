"""Data keys: one per person, wrapped for every account entitled to that person's sealed data."""

from __future__ import annotations

from dataclasses import dataclass

from integrity_edu.errors import NotAllowedError
from integrity_edu.ids import PersonId
from integrity_edu.people import store
from integrity_edu.people.permissions import Action, require
from integrity_edu.people.sealing import open_with, seal_for
from integrity_edu.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Holder:
    """Another account that can open my sealed data, and since when (ISO 8601)."""

    person: PersonId
    nickname: str
    given_at: str


def data_key(ws: Workspace, person: PersonId | None = None) -> bytes:
    """The data key (32 bytes) of `person`, or of whoever is acting.

    Unwrapped anew at every call and kept nowhere. Raises NotAllowedError when nothing is wrapped
    for whoever is acting, SealError when the wrap does not open.
    """
    actor = ws.actor
    owner = person or actor.person
    wrapped = store.wrapped_key(ws.conn, owner, actor.person)
    if wrapped is None:
        raise NotAllowedError("这份资料没有授权给你。", "请资料的主人先授权。")
    return open_with(actor.secret, wrapped, key_purpose(owner))


def entitle(ws: Workspace, holder: PersonId) -> None:
    """Wrap my data key for the account `holder`, which can then open what is sealed for me."""
    require(ws, Action.GIVE_ACCESS)
    me = ws.actor.person
    key = data_key(ws)
    box = store.person_row(ws.conn, holder).box_key
    with ws.change("people") as db:
        wrapped = seal_for(box, key, key_purpose(me))
        store.put_wrapped_key(db, me, holder, wrapped, ws.stamp())


def withdraw(ws: Workspace, holder: PersonId) -> None:
    """Take my data key back from `holder`; what they already read stays read."""
    require(ws, Action.GIVE_ACCESS)
    me = ws.actor.person
    if holder == me:
        raise NotAllowedError("自己的钥匙不能收回。", "要收回的是给别人的授权。")
    with ws.change("people") as db:
        store.remove_wrapped_key(db, me, holder)


def my_holders(ws: Workspace) -> list[Holder]:
    """Every other account that can open my sealed data, oldest first."""
    return [Holder(*row) for row in store.holders(ws.conn, ws.actor.person)]


def key_purpose(person: PersonId) -> str:
    """What a wrapped data key is bound to."""
    return f"data-key:{person}"
