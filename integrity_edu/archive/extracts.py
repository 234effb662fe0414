"""Extracts: what a live grant names and nothing else, signed by the person or by the school."""

from __future__ import annotations

import hashlib
from datetime import datetime, time
from typing import Literal

import msgspec
from msgspec import Struct

from integrity_edu import ids
from integrity_edu.archive import ledger, store
from integrity_edu.archive.catalogue import kind_title
from integrity_edu.archive.credentials import (
    CONTEXTS,
    Credential,
    CredentialError,
    Issuer,
    did_key,
    read_credential,
    sign_credential,
)
from integrity_edu.archive.entries import Basic, Look, Section, Training
from integrity_edu.archive.grant_entries import Granted, Issued, Shared
from integrity_edu.archive.grants import Grant, GrantError, grant_of
from integrity_edu.archive.ledger import Entry
from integrity_edu.archive.opening import disclaimer
from integrity_edu.archive.record_flow import COUNTING, Record, RecordState
from integrity_edu.archive.records import records_in
from integrity_edu.ids import PersonId
from integrity_edu.office.opening import office
from integrity_edu.office.school_keys import school_secret
from integrity_edu.people.keys import data_key
from integrity_edu.people.permissions import Action, require
from integrity_edu.people.sealing import (
    SealError,
    fingerprint,
    seal,
    sign_private,
    sign_public,
    unseal,
)
from integrity_edu.people.store import person_row
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace

KIND = "IntegrityArchiveExtract"


class Line(Struct, frozen=True):
    """One fact of an extract: what, when, on what it rests, and the mark of an open objection."""

    what: str
    date: str
    basis: str = ""
    objected: bool = False
    corrected: bool = False
    said: tuple[str, ...] = ()


class Shows(Struct, frozen=True):
    """What an extract shows; None for what the grant does not name."""

    recipient: str
    purpose: str
    until: str
    disclaimer: str
    signed_by: Literal["person", "school"]
    name: str | None = None
    training: tuple[Line, ...] | None = None
    good: tuple[Line, ...] | None = None
    negative: tuple[Line, ...] | None = None
    statements: tuple[str, ...] | None = None


class Extract(Struct, frozen=True):
    """An extract ready to be handed over: the signed text and what it shows."""

    serial: str
    text: str
    digest: str
    signer: str
    shows: Shows
    made_at: str


Standing = Literal["whole", "altered", "unknown", "expired", "revoked", "early"]


class Checked(Struct, frozen=True):
    """What checking an extract found; `shows` only when its signature holds.

    `standing` is the worst that was found. The days are the computer's: a clock that is wrong
    makes them wrong.
    """

    standing: Standing
    fingerprint: str = ""
    issuer: str = ""
    pinned_name: str = ""
    serial: str = ""
    valid_from: str = ""
    valid_until: str = ""
    shows: Shows | None = None


def my_extract(ws: Workspace, n: int, form: Literal["json", "pdf"]) -> Extract:
    """An extract of the own archive under grant `n`, signed with the own key.

    Raises NotOpenedError, GrantError without a live grant, BrokenArchiveError.
    """
    require(ws, Action.EXPORT_ARCHIVE)
    secret = ws.actor.secret
    issuer = Issuer(did_key(sign_public(secret)))
    return _issue(ws, ws.actor.person, n, form, (issuer, sign_private(secret)))


def school_extract(
    ws: Workspace, subject: PersonId, n: int, form: Literal["json", "pdf"]
) -> Extract:
    """An extract under grant `n` of somebody's archive, signed with the school's key.

    The look is noted in the archive like any other. Raises NotAllowedError, GrantError without a
    live grant, NotFoundError without a signing key, BrokenArchiveError.
    """
    require(ws, Action.LOOK_AT_ARCHIVE)
    found = office(ws)
    public, secret = school_secret(ws)
    issuer = Issuer(did_key(public), found.name if found else "")
    with ws.change("archive"):
        purpose = tr("按第 {n} 条的授权出具摘录", n=n)
        sections = (Section.BASIC, Section.EDUCATION, Section.CONDUCT, Section.STATEMENT)
        look = Look(person_row(ws.conn, ws.actor.person).nickname, purpose, sections)
        ledger.append(ws, subject, Section.ACCESS, look, ws.today())
        return _issue(ws, subject, n, form, (issuer, secret))


def check_extract(ws: Workspace, data: bytes) -> Checked:
    """Check an extract, which may come from anybody, against the issuers that I pinned."""
    return judge(data, my_issuers(ws), store.revoked_extracts(ws.conn), ws.now())


def judge(data: bytes, pinned: dict[str, str], revoked: set[str], now: datetime) -> Checked:
    """What an extract is worth; `pinned` are names by fingerprint, `revoked` are serials.

    Never raises for what the bytes say.
    """
    try:
        read = read_credential(data)
        made = read.credential
        start, until = (
            datetime.fromisoformat(made.valid_from),
            datetime.fromisoformat(made.valid_until),
        )
        shows = msgspec.convert(made.subject, Shows)
        if KIND not in made.type or start.tzinfo is None or until.tzinfo is None:
            return Checked("altered")
    except (CredentialError, msgspec.ValidationError, ValueError):
        return Checked("altered")
    standing: Standing = "whole"
    if made.id in revoked:
        standing = "revoked"
    elif now > until:
        standing = "expired"
    elif now < start:
        standing = "early"
    elif read.fingerprint not in pinned:
        standing = "unknown"
    return Checked(
        standing=standing,
        fingerprint=read.fingerprint,
        issuer=made.issuer.name,
        pinned_name=pinned.get(read.fingerprint, ""),
        serial=made.id,
        valid_from=made.valid_from,
        valid_until=made.valid_until,
        shows=shows,
    )


def pin_issuer(ws: Workspace, mark: str, name: str) -> None:
    """Remember whose key has this fingerprint; it was compared with one read out or printed."""
    require(ws, Action.CHANGE_SETTINGS)
    plain = "".join(c for c in mark.upper() if c in "0123456789ABCDEF")
    if len(plain) != 32 or not name.strip():
        raise GrantError("指纹要 32 个字符，还要写是谁的。", "照对方给的指纹逐组输入。")
    shown = " ".join(plain[at : at + 4] for at in range(0, 32, 4))
    sealed = seal(data_key(ws), name.strip().encode(), _pin_purpose(shown))
    with ws.change("archive") as db:
        store.put_pinned_issuer(db, ws.actor.person, shown, sealed, ws.stamp())


def my_issuers(ws: Workspace) -> dict[str, str]:
    """fingerprint → name of every issuer that whoever is acting pinned; others' do not count."""
    found = {}
    for mark, sealed in store.pinned_issuers(ws.conn, ws.actor.person):
        try:
            found[mark] = unseal(data_key(ws), sealed, _pin_purpose(mark)).decode()
        except SealError:
            continue
    return found


def _issue(
    ws: Workspace,
    subject: PersonId,
    n: int,
    form: Literal["json", "pdf"],
    signer: tuple[Issuer, bytes],
) -> Extract:
    with ws.change("archive"):
        found = grant_of(ws, subject, n)
        _check_live(ws, found)
        issuer, secret = signer
        by: Literal["person", "school"] = "person" if ws.actor.person == subject else "school"
        shows = _shows(ws, subject, found.made, by)
        credential = _credential(ws, found.made, issuer, shows)
        text = sign_credential(credential, secret)
        digest = hashlib.sha256(text.encode()).hexdigest()
        mark = fingerprint(_public_of(secret))
        issued = Issued(grant=n, serial=credential.id, digest=digest, signer=mark, form=form)
        ledger.append(ws, subject, Section.GRANT, issued, ws.today())
    return Extract(credential.id, text, digest, mark, shows, ws.stamp())


def _check_live(ws: Workspace, found: Grant) -> None:
    if found.revoked:
        raise GrantError("这份授权已经收回，不能再出摘录。", "还要用的话，重新授权。")
    if ws.today() > found.made.until:
        raise GrantError("这份授权已经到期，不能再出摘录。", "还要用的话，重新授权。")
    if ws.today() < found.made.start:
        raise GrantError("这份授权还没有开始。", "到开始那天再出摘录。")


def _credential(ws: Workspace, made: Granted, issuer: Issuer, shows: Shows) -> Credential:
    zone = ws.now().tzinfo
    until = datetime.combine(made.until, time(23, 59, 59), zone)
    return Credential(
        context=CONTEXTS,
        id=f"urn:integrity-edu:extract:{ids.new('x')}",
        type=("VerifiableCredential", KIND),
        issuer=issuer,
        valid_from=ws.stamp(),
        valid_until=until.isoformat(),
        subject=msgspec.to_builtins(shows),
    )


def _shows(
    ws: Workspace, subject: PersonId, made: Granted, by: Literal["person", "school"]
) -> Shows:
    entries = ledger.entries(ws, subject)
    broken = ledger.first_broken(ws, subject)
    if broken is not None:
        raise GrantError("档案和写下时不一致，不能出摘录。", "从备份恢复一份完整的数据文件。")
    records = [one for one in records_in(subject, entries) if one.state in COUNTING]
    named = frozenset(made.fields)

    def shown(field: Shared, lines: tuple[Line, ...]) -> tuple[Line, ...] | None:
        return lines if field in named else None

    return Shows(
        recipient=made.recipient,
        purpose=made.purpose,
        until=made.until.isoformat(),
        disclaimer=disclaimer(),
        signed_by=by,
        name=_name(entries) if Shared.NAME in named else None,
        training=shown(Shared.TRAINING, _training(entries)),
        good=shown(Shared.GOOD, tuple(_line(one) for one in records if not one.negative)),
        negative=shown(Shared.NEGATIVE, tuple(_line(one) for one in records if one.negative)),
        statements=_statements(entries) if Shared.STATEMENTS in named else None,
    )


def _name(entries: list[Entry]) -> str:
    names = [entry.content.name for entry in entries if isinstance(entry.content, Basic)]
    return names[-1] if names else ""


def _training(entries: list[Entry]) -> tuple[Line, ...]:
    return tuple(
        Line(
            what=entry.content.title,
            date=entry.content.date.isoformat(),
            basis=entry.content.test.score if entry.content.test else "",
        )
        for entry in entries
        if isinstance(entry.content, Training)
        and entry.content.kind in ("course_completed", "assessment_passed", "assessment_confirmed")
    )


def _line(record: Record) -> Line:
    """A record with its objection mark and what the person says of it, whatever the grant names."""
    conduct = record.conduct
    decision = conduct.decision
    return Line(
        what=tr("{kind}：{what}", kind=kind_title(conduct.kind), what=conduct.what),
        date=conduct.began.isoformat(),
        basis=f"{decision.body}《{decision.title}》（{decision.number}）",
        objected=record.state is RecordState.OBJECTED,
        corrected=record.corrected,
        said=(
            *(one.text for one in record.statements),
            *(one.made.text for one in record.objections),
        ),
    )


def _statements(entries: list[Entry]) -> tuple[str, ...]:
    from integrity_edu.archive.record_entries import Stated

    return tuple(
        entry.content.text
        for entry in entries
        if isinstance(entry.content, Stated) and entry.content.record is None
    )


def _pin_purpose(mark: str) -> str:
    return f"issuer:{mark}"


def _public_of(secret: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
