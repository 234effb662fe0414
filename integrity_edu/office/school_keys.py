"""The key with which the school signs: made with the office, backed up with a passphrase, rotated.

A lost key cannot be had back. What it signed stays good for whoever pinned it; what comes later is
signed with a new one, and whoever checks has to pin that, too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import Struct

from integrity_edu.errors import EduError, NotFoundError
from integrity_edu.office import store
from integrity_edu.office.keys import office_row, office_secret
from integrity_edu.office.log import LogLine, note
from integrity_edu.office.store import SchoolKeyRow
from integrity_edu.people.permissions import Action, require
from integrity_edu.people.sealing import (
    derive,
    fingerprint,
    new_key,
    seal,
    unseal,
)
from integrity_edu.workspace import Workspace

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SHORTEST_PASSPHRASE = 12


class SchoolKeyError(EduError):
    """A signing key cannot be backed up or brought back like this."""

    code = "school_key"


class SchoolKey(Struct, frozen=True):
    """A signing key as it may be told: its fingerprint, and since when it was used and kept."""

    fingerprint: str
    public: bytes
    made_at: str
    retired_at: str | None
    backed_up_at: str | None


def school_keys(ws: Workspace) -> list[SchoolKey]:
    """Every signing key of the school, newest first."""
    return [
        SchoolKey(row.fingerprint, row.public, row.made_at, row.retired_at, row.backed_up_at)
        for row in store.school_keys(ws.conn)
    ]


def make_school_key(ws: Workspace) -> str:
    """Make a signing key and retire the one before; returns its fingerprint."""
    require(ws, Action.KEEP_OFFICE)
    secret = new_key()
    row = _row(ws, secret, ws.stamp())
    with ws.change("office") as db:
        for old in store.school_keys(ws.conn):
            if old.retired_at is None:
                store.put_school_key(db, replace(old, retired_at=ws.stamp()))
        store.put_school_key(db, row)
        note(ws, LogLine("school_key_made", about=row.fingerprint))
    return row.fingerprint


def school_secret(ws: Workspace) -> tuple[bytes, bytes]:
    """(public, private) Ed25519 key in use by the school, raw, for whoever holds a duty.

    Raises NotAllowedError, and NotFoundError when no key is in use.
    """
    require(ws, Action.SEE_OFFICE)
    row = _in_use(ws)
    return row.public, _unsealed(ws, row)


def back_up_school_key(ws: Workspace, passphrase: str) -> bytes:
    """The signing key in use as PEM (PKCS #8, encrypted with the passphrase), to be kept elsewhere.

    Raises NotAllowedError, SchoolKeyError for a passphrase under 12 characters, NotFoundError.
    """
    from cryptography.hazmat.primitives import serialization as form

    require(ws, Action.KEEP_OFFICE)
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise SchoolKeyError("备份口令至少要 12 个字符。", "用一句自己记得住的话最好。")
    row = _in_use(ws)
    pem = _private(_unsealed(ws, row)).private_bytes(
        form.Encoding.PEM,
        form.PrivateFormat.PKCS8,
        form.BestAvailableEncryption(passphrase.encode()),
    )
    with ws.change("office") as db:
        store.put_school_key(db, replace(row, backed_up_at=ws.stamp()))
        note(ws, LogLine("school_key_backed_up", about=row.fingerprint))
    return pem


def restore_school_key(ws: Workspace, pem: bytes, passphrase: str) -> str:
    """Take a backed-up signing key into use again; the one in use is retired.

    Returns its fingerprint. Raises NotAllowedError, SchoolKeyError for a wrong passphrase or a
    file that is no such backup.
    """
    require(ws, Action.KEEP_OFFICE)
    row = _row(ws, _read_backup(pem, passphrase), ws.stamp())
    known = {one.fingerprint: one for one in store.school_keys(ws.conn)}
    if row.fingerprint in known:
        row = replace(row, made_at=known[row.fingerprint].made_at)
    with ws.change("office") as db:
        for old in known.values():
            if old.retired_at is None and old.fingerprint != row.fingerprint:
                store.put_school_key(db, replace(old, retired_at=ws.stamp()))
        store.put_school_key(db, replace(row, backed_up_at=ws.stamp()))
        note(ws, LogLine("school_key_restored", about=row.fingerprint))
    return row.fingerprint


def reseal(row: SchoolKeyRow, old: bytes, new: bytes) -> SchoolKeyRow:
    """The row with its secret sealed under another office secret."""
    purpose = _purpose(row.fingerprint)
    plain = unseal(derive(old, "school-key"), row.sealed, purpose)
    return replace(row, sealed=seal(derive(new, "school-key"), plain, purpose))


def _in_use(ws: Workspace) -> SchoolKeyRow:
    row = next((one for one in store.school_keys(ws.conn) if one.retired_at is None), None)
    if row is None:
        raise NotFoundError("学校没有在用的签名钥匙。", "请保管员在“档案室”里做一把。")
    return row


def _unsealed(ws: Workspace, row: SchoolKeyRow) -> bytes:
    key = derive(office_secret(ws), "school-key")
    return unseal(key, row.sealed, _purpose(row.fingerprint))


def _read_backup(pem: bytes, passphrase: str) -> bytes:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        key = form.load_pem_private_key(pem, passphrase.encode())
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SchoolKeyError(
            "口令不对，或者这不是签名钥匙的备份。", "选对备份文件，再输一遍备份时用的口令。"
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise SchoolKeyError("这是别的用途的钥匙。", "选诚信学堂备份出来的那个文件。")
    return key.private_bytes_raw()


def _row(ws: Workspace, secret: bytes, made_at: str) -> SchoolKeyRow:
    office_row(ws)
    public = _private(secret).public_key().public_bytes_raw()
    mark = fingerprint(public)
    sealed = seal(derive(office_secret(ws), "school-key"), secret, _purpose(mark))
    return SchoolKeyRow(mark, public, sealed, made_at, None, None)


def _private(secret: bytes) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(secret)


def _purpose(mark: str) -> str:
    return f"school-key:{mark}"
