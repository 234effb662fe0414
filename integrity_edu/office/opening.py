"""The archive office: opened once by a teacher, with a name, terms and keys of its own."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from integrity_edu.errors import EduError
from integrity_edu.office import store
from integrity_edu.office.keys import NoOfficeError, office_row, secret_purpose
from integrity_edu.office.log import BEGINNING, LogLine, log_end, note
from integrity_edu.office.store import OfficeRow
from integrity_edu.people.permissions import Action, Duty, require
from integrity_edu.people.sealing import box_public, digest_of, new_key, seal_for
from integrity_edu.people.store import person_row
from integrity_edu.workspace import Workspace

LONGEST_NAME = 60


class OfficeError(EduError):
    """The office cannot be set up like this."""

    code = "office"


class Terms(Struct, frozen=True, forbid_unknown_fields=True):
    """How this office works. Days are working days unless said otherwise.

    `own_days` and `others_days` are the clocks of 山东省社会信用条例 art. 39 for an objection;
    `answer_days` is the time a person has to answer a notice; `review_days` and `repair_days` are
    the school's own. `years` is how long a negative record may stand at most, `much_reading` how
    many archives one account opens in an hour before it has to say why.
    """

    own_days: int = 3
    others_days: int = 7
    answer_days: int = 5
    review_days: int = 10
    repair_days: int = 7
    years: int = 5
    much_reading: int = 20
    many: int = 5
    idle_minutes: int = 10


LIMITS: dict[str, tuple[int, int]] = {
    "own_days": (1, 15),
    "others_days": (1, 30),
    "answer_days": (3, 30),
    "review_days": (1, 30),
    "repair_days": (1, 30),
    "years": (1, 5),
    "much_reading": (5, 500),
    "many": (2, 100),
    "idle_minutes": (1, 60),
}
"""Smallest and largest value of each term; five years is the hard cap."""


class Office(Struct, frozen=True):
    """The office as everybody may know it."""

    name: str
    opened_at: str
    terms: Terms


def open_office(ws: Workspace, name: str) -> None:
    """Open the archive office of this file; whoever does becomes its custodian.

    Raises NotAllowedError, and OfficeError for a name that will not do or an office already open.
    """
    from integrity_edu.office.school_keys import make_school_key

    require(ws, Action.OPEN_OFFICE)
    name = _name(name)
    if store.office_row(ws.conn) is not None:
        raise OfficeError("档案室已经建好了。", "请档案室的保管员把职责加给你。")
    me, secret = ws.actor.person, new_key()
    row = OfficeRow(
        name=name,
        opened_at=ws.stamp(),
        box_key=box_public(secret),
        turn=1,
        terms=msgspec.json.encode(Terms()).decode(),
        log_length=0,
        log_head=log_end(secret, 0, BEGINNING),
    )
    wrapped = seal_for(person_row(ws.conn, me).box_key, secret, secret_purpose(1))
    with ws.change("office") as db:
        store.add_office(db, row)
        store.put_wrapped_secret(db, me, wrapped, ws.stamp())
        store.add_duty(db, me, Duty.CUSTODIAN.value, me, ws.stamp())
        note(ws, LogLine("opened", note=terms_digest(row)))
        make_school_key(ws)


def office(ws: Workspace) -> Office | None:
    """The office of this file, if one was opened."""
    row = store.office_row(ws.conn)
    if row is None:
        return None
    return Office(row.name, row.opened_at, msgspec.json.decode(row.terms, type=Terms))


def terms(ws: Workspace) -> Terms:
    """The terms of the office; NoOfficeError when there is none."""
    found = office(ws)
    if found is None:
        raise NoOfficeError
    return found.terms


def set_terms(ws: Workspace, name: str, wanted: Terms) -> None:
    """Change name and terms. Raises NotAllowedError, OfficeError for a value out of its limits."""
    require(ws, Action.KEEP_OFFICE)
    office_row(ws)
    for field, (least, most) in LIMITS.items():
        if not least <= getattr(wanted, field) <= most:
            raise OfficeError(
                "这一项要在 {least} 到 {most} 之间。", "改好再保存。", least=least, most=most
            )
    if wanted.others_days < wanted.own_days:
        raise OfficeError("要别的单位协助时，期限不会更短。", "第二个期限填得不小于第一个。")
    with ws.change("office") as db:
        store.set_name_and_terms(db, _name(name), msgspec.json.encode(wanted).decode())
        note(ws, LogLine("terms", note=terms_digest(office_row(ws))))


def terms_digest(row: OfficeRow) -> str:
    """What the log keeps of name and terms, so that an edit past it is noticed."""
    return digest_of(row.name, row.terms).hex()


def _name(text: str) -> str:
    name = text.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise OfficeError("档案室的名称要 1 到 60 个字。", "写学校或者学院的全称。")
    return name
