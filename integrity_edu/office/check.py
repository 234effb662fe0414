"""Is the office as its log says: the log itself, duties, terms, signing keys, directory, agenda.

Tables can be edited by whoever has the file; the log cannot without its breaking. So the log is
the truth, and what does not follow from it is named.
"""

from __future__ import annotations

from integrity_edu.office import store
from integrity_edu.office.agenda import FAR, opens
from integrity_edu.office.directory import whose_row_is_wrong
from integrity_edu.office.keys import office_row, office_secret
from integrity_edu.office.log import LogEntry, first_wrong, read_log
from integrity_edu.office.opening import terms_digest
from integrity_edu.people.permissions import Action, require
from integrity_edu.people.sealing import box_public, fingerprint
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace


def faults(ws: Workspace) -> list[str]:
    """What is not as it was written, in sentences; nothing when all is well.

    Raises NotAllowedError without a duty.
    """
    require(ws, Action.SEE_OFFICE)
    wrong = first_wrong(ws)
    found = [tr("档案室日志第 {n} 行：{why}", n=wrong[0], why=wrong[1])] if wrong else []
    lines = read_log(ws)
    if _duties_said(lines) != {(one[0], one[2]) for one in store.members(ws.conn)}:
        found.append(tr("职责表和日志对不上，有人直接改过。"))
    if {one[0] for one in store.secret_holders(ws.conn)} != {
        one[0] for one in store.members(ws.conn)
    }:
        found.append(tr("档案室的钥匙和职责表对不上，有人直接改过。"))
    if office_row(ws).box_key != box_public(office_secret(ws)):
        found.append(tr("收件的锁被换过：别人交来的东西可能落到外人手里。"))
    if _terms_said(lines) != terms_digest(office_row(ws)):
        found.append(tr("档案室的名称或者期限和日志对不上，有人直接改过。"))
    if not _keys_are_said(ws, lines):
        found.append(tr("学校的签名钥匙和日志对不上，有人直接改过。"))
    found += [tr("名册里有一行打不开，被改过或者换过。") for _ in whose_row_is_wrong(ws)]
    secret = office_secret(ws)
    rows = store.agenda(ws.conn, FAR.isoformat())
    if not all(opens(secret, *row) for row in rows):
        found.append(tr("待办里有一行打不开，被改过，或者不是这个程序写的。"))
    return found


def _duties_said(lines: list[LogEntry]) -> set[tuple[str, str]]:
    held: set[tuple[str, str]] = set()
    for entry in lines:
        line = entry.line
        if line is None:
            continue
        if line.deed == "opened":
            held.add((entry.author, "custodian"))
        elif line.deed == "duty_given":
            held.add((line.about, line.note))
        elif line.deed == "duty_ended":
            held.discard((line.about, line.note))
    return held


def _terms_said(lines: list[LogEntry]) -> str:
    said = [one.line.note for one in lines if one.line and one.line.deed in ("opened", "terms")]
    return said[-1] if said else ""


def _keys_are_said(ws: Workspace, lines: list[LogEntry]) -> bool:
    deeds = ("school_key_made", "school_key_restored")
    said = [one.line.about for one in lines if one.line and one.line.deed in deeds]
    rows = store.school_keys(ws.conn)
    in_use = [row.fingerprint for row in rows if row.retired_at is None]
    return (
        in_use == said[-1:]
        and {row.fingerprint for row in rows} == set(said)
        and all(fingerprint(row.public) == row.fingerprint for row in rows)
    )
