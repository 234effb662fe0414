"""Grants: the person lets somebody have an extract, for a purpose and a time, and can stop it.

征信业管理条例 art. 18 asks for written consent with an agreed purpose; measure 18 of the plan for
queries by authorisation. Without a live grant there is no extract.
"""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from integrity_edu.archive import ledger, store
from integrity_edu.archive.entries import Section
from integrity_edu.archive.grant_entries import Granted, Issued, Revoked, Shared
from integrity_edu.archive.ledger import Entry
from integrity_edu.errors import EduError
from integrity_edu.ids import PersonId
from integrity_edu.people.permissions import Action, require
from integrity_edu.workspace import Workspace

LONGEST = timedelta(days=366)
LONGEST_TEXT = 100
SHORTEST_PURPOSE = 4


class GrantError(EduError):
    """A grant cannot be made like this, or does not carry an extract."""

    code = "grant"


class Grant(Struct, frozen=True):
    """A grant as its entries leave it; `n` is the number of its entry."""

    n: int
    subject: PersonId
    made: Granted
    revoked: bool = False
    issued: tuple[Issued, ...] = ()

    def live(self, today: date) -> bool:
        """Whether an extract may be made on that day."""
        return not self.revoked and self.made.start <= today <= self.made.until


def grant(ws: Workspace, wanted: Granted) -> int:
    """Let somebody have extracts of the archive of whoever is acting; returns its number.

    Raises NotOpenedError, GrantError for a recipient, purpose, choice or time that will not do.
    """
    require(ws, Action.GIVE_ACCESS)
    _check(wanted, ws.today())
    with ws.change("archive"):
        return ledger.append(ws, ws.actor.person, Section.GRANT, wanted, ws.today())


def revoke(ws: Workspace, n: int) -> None:
    """Take grant `n` back: no new extract, and those made before do not hold any more.

    Raises NotOpenedError, GrantError when there is no such grant or it was taken back.
    """
    require(ws, Action.GIVE_ACCESS)
    me = ws.actor.person
    found = grant_of(ws, me, n)
    if found.revoked:
        raise GrantError("这份授权已经收回了。", "刷新以后再看。")
    with ws.change("archive") as db:
        ledger.append(ws, me, Section.GRANT, Revoked(n), ws.today())
        for issued in found.issued:
            store.add_revoked(db, issued.serial, ws.stamp())


def grants_in(subject: PersonId, entries: list[Entry]) -> list[Grant]:
    """The grants among entries that were read already, oldest first."""
    found: dict[int, Grant] = {}
    for entry in entries:
        match entry.content:
            case Granted() as made:
                found[entry.n] = Grant(entry.n, subject, made)
            case Revoked(grant=n) if n in found:
                old = found[n]
                found[n] = Grant(n, subject, old.made, revoked=True, issued=old.issued)
            case Issued(grant=n) as issued if n in found:
                old = found[n]
                found[n] = Grant(n, subject, old.made, old.revoked, (*old.issued, issued))
    return [*found.values()]


def grant_of(ws: Workspace, subject: PersonId, n: int) -> Grant:
    """Grant `n` of an archive. Raises NotOpenedError, NotAllowedError, GrantError."""
    entries = ledger.entries(ws, subject, Section.GRANT)
    found = next((one for one in grants_in(subject, entries) if one.n == n), None)
    if found is None:
        raise GrantError("没有这份授权。", "请本人先授权：写明给谁、用途、内容和期限。")
    return found


def _check(wanted: Granted, today: date) -> None:
    if not wanted.recipient.strip() or len(wanted.recipient) > LONGEST_TEXT:
        raise GrantError("还没有写给谁看。", "写单位的全称，100 个字以内。")
    if not SHORTEST_PURPOSE <= len(wanted.purpose.strip()) <= LONGEST_TEXT:
        raise GrantError("用途要写 4 到 100 个字。", "比如：应聘某单位，核对在校表现。")
    if not wanted.fields or set(wanted.fields) == {Shared.NAME}:
        raise GrantError("还没有选给对方看哪几项。", "只选用得着的那几项。")
    if not today <= wanted.start <= wanted.until:
        raise GrantError(
            "授权的日期要从今天或以后开始，到结束那天为止。", "看看两个日期有没有写反。"
        )
    if wanted.until - wanted.start > LONGEST:
        raise GrantError("一次最多授权一年。", "到期还要用，再授权一次。")
