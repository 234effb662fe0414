"""Who does what in the office: duties given and taken, and the office secret that goes with them.

Giving somebody a first duty hands over the office secret; after the last one is taken the secret
is turned, so that what is sealed from then on stays shut to whoever left.
"""

from __future__ import annotations

from msgspec import Struct

from integrity_edu.ids import PersonId
from integrity_edu.office import agenda, directory, store
from integrity_edu.office.keys import (
    directory_keys,
    office_row,
    office_secret,
    seal_past,
    secret_purpose,
)
from integrity_edu.office.log import BEGINNING, LogLine, log_end, note
from integrity_edu.office.opening import OfficeError
from integrity_edu.office.school_keys import reseal
from integrity_edu.people import store as people_store
from integrity_edu.people.permissions import Action, Duty, require
from integrity_edu.people.sealing import box_public, new_key, seal_for
from integrity_edu.workspace import Role, Workspace


class Member(Struct, frozen=True):
    """Somebody with duties in the office; `since` is ISO 8601."""

    person: PersonId
    nickname: str
    duties: tuple[Duty, ...]
    since: str


def members(ws: Workspace) -> list[Member]:
    """Everybody with a duty, oldest account first."""
    found: dict[str, Member] = {}
    for person, nickname, duty, since in store.members(ws.conn):
        known = found.get(person)
        held = (*known.duties, Duty(duty)) if known else (Duty(duty),)
        first = min(since, known.since) if known else since
        found[person] = Member(PersonId(person), nickname, held, first)
    return list(found.values())


def give_duty(ws: Workspace, person: PersonId, duty: Duty) -> None:
    """Give a teacher of this computer a duty; the first one brings the office secret.

    Raises NotAllowedError, OfficeError for somebody who is no teacher or has the duty.
    """
    require(ws, Action.KEEP_OFFICE)
    row = people_store.person_row(ws.conn, person)
    if row.role is not Role.TEACHER:
        raise OfficeError("档案室的职责只能给老师账户。", "请对方用教师身份建一个账户。")
    if duty.value in people_store.duties(ws.conn, person):
        raise OfficeError("这项职责已经给过了。", "刷新以后再看。")
    secret, turn = office_secret(ws), office_row(ws).turn
    with ws.change("office", "people") as db:
        store.add_duty(db, person, duty.value, ws.actor.person, ws.stamp())
        wrapped = seal_for(row.box_key, secret, secret_purpose(turn))
        store.put_wrapped_secret(db, person, wrapped, ws.stamp())
        note(ws, LogLine("duty_given", about=person, note=duty.value))


def end_duty(ws: Workspace, person: PersonId, duty: Duty) -> bool:
    """Take a duty from somebody; whether it was the last one, so that the key has to be turned.

    Raises NotAllowedError, and OfficeError for the last custodian: an office nobody keeps would
    be lost for good.
    """
    require(ws, Action.KEEP_OFFICE)
    keepers = [one.person for one in members(ws) if Duty.CUSTODIAN in one.duties]
    if duty is Duty.CUSTODIAN and keepers == [person]:
        raise OfficeError("这是最后一位保管员。", "先把保管员职责加给另一位老师，再取消这一位。")
    with ws.change("office", "people") as db:
        store.end_duty(db, person, duty.value, ws.stamp())
        note(ws, LogLine("duty_ended", about=person, note=duty.value))
        last = not people_store.duties(ws.conn, person)
        if last:
            store.remove_wrapped_secret(db, person)
    return last


def turn_secret(ws: Workspace) -> None:
    """Make a new office secret for those who hold a duty now, and seal everything under it.

    The log keeps its lines and finds the earlier secret through the new one. Archive keys are
    turned one by one afterwards (`archive/key_turning.py`). Raises NotAllowedError.
    """
    require(ws, Action.KEEP_OFFICE)
    with ws.change("office") as db:
        row, old, new = office_row(ws), office_secret(ws), new_key()
        turn = row.turn + 1
        note(ws, LogLine("key_turned", count=turn))
        directory.reseal(ws, directory_keys(old, row.turn), directory_keys(new, turn))
        agenda.reseal(ws, old, new)
        store.set_key(db, box_public(new), turn)
        store.add_past_secret(db, row.turn, seal_past(new, old, row.turn))
        for holder, holder_box in store.secret_holders(ws.conn):
            wrapped = seal_for(holder_box, new, secret_purpose(turn))
            store.put_wrapped_secret(db, holder, wrapped, ws.stamp())
        for key in store.school_keys(ws.conn):
            store.put_school_key(db, reseal(key, old, new))
        last = store.last_digest(ws.conn) or BEGINNING
        store.set_log_head(db, log_end(new, office_row(ws).log_length, last))
