"""The log of the office: who did what that concerns more than one archive, chained and sealed.

Looks at one archive stand in that archive, for its subject to see. Here stands what the school
has to answer for: duties, keys, imports, exports of many, unusual reading, incidents.
"""

from __future__ import annotations

import hmac
from typing import Literal

import msgspec
from msgspec import Struct

from integrity_edu.errors import EduError
from integrity_edu.ids import PersonId
from integrity_edu.office import store
from integrity_edu.office.keys import office_row, office_secret, secrets_by_turn
from integrity_edu.office.store import LogRow
from integrity_edu.people.sealing import SealError, derive, digest_of, keyed_hash, seal, unseal
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace

BEGINNING = bytes(32)

Deed = Literal[
    "opened",
    "terms",
    "duty_given",
    "duty_ended",
    "key_turned",
    "school_key_made",
    "school_key_backed_up",
    "school_key_restored",
    "entered",
    "merged",
    "code_renewed",
    "exported_many",
    "much_read",
    "incident",
    "expired",
    "holidays",
]


class BrokenLogError(EduError):
    """The office log is not as it was written."""

    code = "broken_log"


class LogLine(Struct, frozen=True, forbid_unknown_fields=True):
    """What was done: about whom (an id), how many it concerned, and a sentence if there is one."""

    deed: Deed
    about: str = ""
    count: int = 0
    note: str = ""


class LogEntry(Struct, frozen=True):
    """One line as read back; `line` is None when it does not open."""

    n: int
    at: str
    author: PersonId
    line: LogLine | None


def note(ws: Workspace, line: LogLine) -> None:
    """Append a line, in the caller's change block.

    Raises NotAllowedError without a duty and BrokenLogError when the end is not the recorded one.
    """
    with ws.change("office") as db:
        row, secret = office_row(ws), office_secret(ws)
        last = store.last_digest(ws.conn) or BEGINNING
        if not hmac.compare_digest(row.log_head, log_end(secret, row.log_length, last)):
            raise BrokenLogError(
                "档案室日志的结尾和记下的不一致，没有再往后写。", "从备份恢复一份完整的数据文件。"
            )
        n = row.log_length + 1
        at, author = ws.stamp(), ws.actor.person
        sealed = seal(derive(secret, "log"), msgspec.json.encode(line), _purpose(n, at, author))
        digest = digest_of(str(n), str(row.turn), at, author, sealed, last)
        made = LogRow(n, row.turn, at, author, sealed, last, digest)
        store.add_log(db, made, log_end(secret, n, digest))


def log_end(secret: bytes, length: int, last: bytes) -> bytes:
    """The end of the log under a key that nobody outside the office can use."""
    return keyed_hash(derive(secret, "log-end"), digest_of(str(length), last).hex())


def read_log(ws: Workspace, since: int = 1) -> list[LogEntry]:
    """The lines from number `since` on; those that do not open come without their line."""
    secrets = secrets_by_turn(ws)
    return [_entry(secrets, row) for row in store.log(ws.conn, since)]


def first_wrong(ws: Workspace) -> tuple[int, str] | None:
    """The number of the first line that is not as it was written and why, or None."""
    row, last, secrets = office_row(ws), BEGINNING, secrets_by_turn(ws)
    rows = store.log(ws.conn)
    for n, line in enumerate(rows, 1):
        if line.n != n:
            return n, tr("这一行不见了。")
        if line.prev != last or line.digest != _digest(line):
            return n, tr("它和前一行接不上。")
        if _entry(secrets, line).line is None:
            return n, tr("它被改动过。")
        last = line.digest
    end = log_end(secrets[row.turn], len(rows), last)
    if row.log_length != len(rows) or not hmac.compare_digest(row.log_head, end):
        return len(rows) + 1, tr("从这一行起，后面的被截掉了。")
    return None


def _digest(row: LogRow) -> bytes:
    return digest_of(str(row.n), str(row.turn), row.at, row.author, row.sealed, row.prev)


def _entry(secrets: dict[int, bytes], row: LogRow) -> LogEntry:
    line = None
    try:
        key = derive(secrets[row.turn], "log")
        plain = unseal(key, row.sealed, _purpose(row.n, row.at, row.author))
        line = msgspec.json.decode(plain, type=LogLine)
    except (KeyError, SealError, msgspec.DecodeError):
        pass
    return LogEntry(row.n, row.at, PersonId(row.author), line)


def _purpose(n: int, at: str, author: str) -> str:
    return f"office-log:{n}:{at}:{author}"
