"""The chained, sealed, append-only ledger of one person's archive.

Every entry is sealed with a random key of its own, which is wrapped with the archive's key;
destroying that key destroys the content and leaves the chain whole. Every entry carries the
digest of the one before, and the archive row carries the end of the chain under a key nobody
without that key can forge, so that cutting entries off is noticed. Putting back a whole older
copy of the data file is not: that needs a witness outside the file.

These are building blocks: the use cases that call them ask the permission table. What protects
them by themselves is that nothing can be appended or read without its key.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from integrity_edu.archive import store
from integrity_edu.archive.entries import (
    BrokenArchiveError,
    Content,
    Destroyed,
    Section,
    decode,
    encode,
)
from integrity_edu.archive.keys import archive_key, give_key
from integrity_edu.archive.store import ArchiveRow, LedgerRow
from integrity_edu.errors import NotAllowedError, NotFoundError
from integrity_edu.ids import PersonId
from integrity_edu.people.sealing import (
    SealError,
    derive,
    digest_of,
    keyed_hash,
    new_key,
    seal,
    unseal,
)
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace

BEGINNING = bytes(32)
"""Stands for the digest before the first entry."""


class NotOpenedError(NotFoundError):
    """The person has no archive."""

    code = "archive_not_opened"

    def __init__(self) -> None:
        super().__init__("还没有开诚信档案。", "成年人可以在“我的诚信档案”里自己开。")


class EntryState(StrEnum):
    """Whether an entry can be read."""

    WHOLE = "whole"
    DESTROYED = "destroyed"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `recorded_at` is ISO 8601 with offset; `content` is None unless WHOLE.

    What is sealed stays out of the repr, which may reach a log.
    """

    n: int
    section: str
    event_date: date | None
    recorded_at: str
    author: PersonId
    content: Content | None = field(repr=False)
    state: EntryState
    digest: bytes


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry that is not as it was written, and a sentence why."""

    n: int
    reason: str


def append(
    ws: Workspace,
    person: PersonId,
    section: Section,
    content: Content,
    event_date: date | None = None,
) -> int:
    """Append an entry to the archive of `person` and return its number.

    Joins the caller's change block. Raises NotOpenedError, NotAllowedError without its key,
    and BrokenArchiveError when the end of the chain is not the recorded one: going on from there
    would cover up that something was cut off.
    """
    with ws.change("archive") as db:
        archive = _archive(ws, person)
        key = archive_key(ws, person)
        length, last = store.end_of(ws.conn, person) or (0, BEGINNING)
        if not _ends_there(key, archive, length, last):
            raise _broken_off()
        n = length + 1
        row = LedgerRow(
            person=person,
            n=n,
            section=section.value,
            event_date=event_date.isoformat() if event_date else None,
            recorded_at=ws.stamp(),
            author=ws.actor.person,
            sealed=b"",
            prev=last,
            digest=b"",
        )
        entry_key = new_key()
        row = replace(row, sealed=seal(entry_key, encode(content), _purpose(row)))
        row = replace(row, digest=_digest(row))
        store.add_entry(db, row, seal(key, entry_key, _purpose(row)))
        store.set_end(db, person, n, _end(key, archive, n, row.digest))
    return n


def start(ws: Workspace, person: PersonId, notice: str) -> bytes:
    """Make the empty archive of `person` with a key of its own, which is returned.

    A trigger refuses it for minors.
    """
    key = new_key()
    with ws.change("archive") as db:
        archive = ArchiveRow(person, ws.stamp(), notice, 0, b"")
        store.add_archive(db, replace(archive, head=_end(key, archive, 0, BEGINNING)))
        give_key(ws, person, person, key)
    return key


def entries(ws: Workspace, person: PersonId, section: Section | None = None) -> list[Entry]:
    """The entries of `person`, all or of one section, in order.

    A destroyed entry, and a damaged one, comes without content and says so in its state.
    Raises NotOpenedError and NotAllowedError.
    """
    _archive(ws, person)
    key = archive_key(ws, person)
    return [
        _entry(key, row, wrapped)
        for row, wrapped in store.ledger(ws.conn, person)
        if section is None or row.section == section
    ]


def first_broken(ws: Workspace, person: PersonId) -> Broken | None:
    """The first entry that was changed, moved, cut off or robbed of its key; None if all is well.

    Raises NotOpenedError and NotAllowedError.
    """
    archive = _archive(ws, person)
    key = archive_key(ws, person)
    rows = store.ledger(ws.conn, person)
    found = {row.n: _entry(key, row, wrapped) for row, wrapped in rows}
    return (
        _broken_link([row for row, _ in rows], found)
        or _untold_loss(found.values())
        or _broken_end(key, archive, [row for row, _ in rows])
    )


def destroy_contents(ws: Workspace, person: PersonId, numbers: Collection[int], reason: str) -> int:
    """Destroy what entries say by destroying their keys, and append an entry saying so.

    The chain still verifies. The keys are overwritten in the data file and its WAL; copies made
    earlier (backups) still hold them. Returns the number of the new entry, which stands in the section and on the date of the first of them.
    Raises NotFoundError, NotAllowedError.
    """
    wanted = sorted(set(numbers))
    found = {entry.n: entry for entry in entries(ws, person)}
    for n in wanted:
        if n not in found or found[n].state is EntryState.DESTROYED:
            raise NotFoundError("没有这条档案，或者内容已经销毁了。", "刷新档案再看。")
        if isinstance(found[n].content, Destroyed):
            raise NotAllowedError("销毁的记载不能再销毁。", "它只写着哪一条、什么原因。")
    first = found[wanted[0]]
    with ws.change("archive") as db:
        told = Destroyed(first.n, reason, tuple(wanted[1:]))
        n = append(ws, person, Section(first.section), told, first.event_date)
        for gone in wanted:
            store.destroy_key(db, person, gone)
        ws.after_commit(lambda: store.forget_old_pages(ws.conn))
    return n


def rekey(ws: Workspace, person: PersonId, old: bytes, new: bytes) -> None:
    """Wrap what the archive key `old` opens with `new`, in the caller's change block.

    The chain itself stays as it is. Raises BrokenArchiveError when its end is not the recorded
    one, SealError when the key of an entry does not open.
    """
    with ws.change("archive") as db:
        archive = _archive(ws, person)
        length, last = store.end_of(ws.conn, person) or (0, BEGINNING)
        if not _ends_there(old, archive, length, last):
            raise _broken_off()
        for row, wrapped in store.ledger(ws.conn, person):
            if wrapped is not None:
                purpose = _purpose(row)
                again = seal(new, unseal(old, wrapped, purpose), purpose)
                store.put_entry_key(db, person, row.n, again)
        store.set_end(db, person, length, _end(new, archive, length, last))


def _broken_link(rows: list[LedgerRow], found: dict[int, Entry]) -> Broken | None:
    by_number, last = {row.n: row for row in rows}, BEGINNING
    for n in range(1, len(rows) + 1):
        if n not in found:
            return Broken(n, tr("这一条不见了。"))
        if by_number[n].prev != last:
            return Broken(n, tr("它和前一条接不上。"))
        if found[n].state is EntryState.BROKEN:
            return Broken(n, tr("它被改动过。"))
        last = by_number[n].digest
    return None


def _untold_loss(found: Collection[Entry]) -> Broken | None:
    told = {
        n
        for entry in found
        if isinstance(entry.content, Destroyed)
        for n in (entry.content.n, *entry.content.also)
    }
    for entry in found:
        if entry.state is EntryState.DESTROYED and entry.n not in told:
            return Broken(entry.n, tr("它的内容打不开了，却没有销毁的记载。"))
    return None


def _broken_end(key: bytes, archive: ArchiveRow, rows: list[LedgerRow]) -> Broken | None:
    if len(rows) < archive.length:
        return Broken(len(rows) + 1, tr("从这一条起，后面的被截掉了。"))
    if not _ends_there(key, archive, len(rows), rows[-1].digest if rows else BEGINNING):
        return Broken(len(rows), tr("档案的结尾和记下的不一致。"))
    return None


def _broken_off() -> BrokenArchiveError:
    return BrokenArchiveError(
        "档案的结尾和记下的不一致，没有再往后写。", "从备份恢复一份完整的数据文件。"
    )


def _archive(ws: Workspace, person: PersonId) -> ArchiveRow:
    archive = store.archive_row(ws.conn, person)
    if archive is None:
        raise NotOpenedError
    return archive


def _entry(key: bytes, row: LedgerRow, wrapped: bytes | None) -> Entry:
    content, state, event_date = None, EntryState.BROKEN, None
    if row.digest == _digest(row):
        try:
            event_date = date.fromisoformat(row.event_date) if row.event_date else None
            content = None if wrapped is None else _open(key, row, wrapped)
            state = EntryState.DESTROYED if content is None else EntryState.WHOLE
        except (SealError, BrokenArchiveError, ValueError):
            content = None
    return Entry(
        n=row.n,
        section=_readable(row.section),
        event_date=event_date,
        recorded_at=_readable(row.recorded_at),
        author=PersonId(_readable(row.author)),
        content=content,
        state=state,
        digest=row.digest,
    )


def _open(key: bytes, row: LedgerRow, wrapped: bytes) -> Content:
    purpose = _purpose(row)
    return decode(unseal(unseal(key, wrapped, purpose), row.sealed, purpose))


def _digest(row: LedgerRow) -> bytes:
    return digest_of(
        row.person,
        str(row.n),
        row.section,
        row.event_date,
        row.recorded_at,
        row.author,
        row.sealed,
        row.prev,
    )


def _end(key: bytes, archive: ArchiveRow, length: int, last: bytes) -> bytes:
    """The end of the chain and the facts of the opening under a key derived from the archive's."""
    facts = digest_of(archive.person, archive.opened_at, archive.notice, str(length), last)
    return keyed_hash(derive(key, "archive-end"), facts.hex())


def _ends_there(key: bytes, archive: ArchiveRow, length: int, last: bytes) -> bool:
    end = _end(key, archive, length, last)
    return archive.length == length and hmac.compare_digest(archive.head, end)


def _purpose(row: LedgerRow) -> str:
    """What sealed content is bound to: a changed field shuts it, whoever repairs the digests."""
    return (
        f"ledger:{row.person}:{row.n}:{row.section}:{row.event_date}:{row.recorded_at}:{row.author}"
    )


def _readable(text: str) -> str:
    """A stored text with what is no UTF-8 replaced, for damaged entries."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
