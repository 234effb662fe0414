"""A signed copy of one's archive, and checking such a copy without any database."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeVar

from integrity_edu.archive import ledger, store
from integrity_edu.archive.entries import Look, Section, canonical, to_plain
from integrity_edu.archive.ledger import Entry, NotOpenedError
from integrity_edu.archive.opening import disclaimer
from integrity_edu.archive.reading import ArchiveView, my_archive
from integrity_edu.archive.store import ArchiveRow
from integrity_edu.people import sealing
from integrity_edu.people.accounts import my_profile
from integrity_edu.people.permissions import Action, require
from integrity_edu.people.store import person_row
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace

FORMAT = "integrity-edu/archive"
VERSION = 1
T = TypeVar("T")

MOST_BYTES = 20_000_000
DEEPEST = 12
_KEYS = frozenset(
    {
        "format",
        "version",
        "disclaimer",
        "subject",
        "opened_at",
        "sections",
        "ledger",
        "exported_at",
        "signer",
        "signature",
    }
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking an export found.

    `whole` means: every byte is as the holder of the key with this fingerprint signed it. Whose
    key that is, only comparing fingerprints can tell.
    """

    whole: bool
    signer_fingerprint: str
    signer_name: str
    exported_at: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedCopy:
    """An archive to be put on paper; `opened_at` is ISO 8601.

    `fingerprint` is that of the key which signs the JSON copy.
    """

    view: ArchiveView
    opened_at: str
    made_at: datetime
    fingerprint: str


def signed_export(ws: Workspace) -> bytes:
    """The archive of whoever is acting as canonical JSON with an Ed25519 signature.

    The export is logged in the access log, and the copy holds that line. Raises TooYoungError,
    NotOpenedError, BrokenArchiveError.
    """
    person = ws.actor.person
    with ws.change("archive"):
        archive = note_export(ws, "json")
        found = ledger.entries(ws, person)
    profile = my_profile(ws)
    public = sealing.sign_public(ws.actor.secret)
    document: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "disclaimer": disclaimer(),
        "subject": {"name": profile.real_name, "nickname": profile.nickname},
        "opened_at": archive.opened_at,
        "sections": {
            section.value: [_plain_entry(entry) for entry in found if entry.section == section]
            for section in Section
        },
        "ledger": [{"n": entry.n, "digest": entry.digest.hex()} for entry in found],
        "exported_at": ws.stamp(),
        "signer": {
            "name": profile.real_name,
            "public_key": public.hex(),
            "fingerprint": sealing.fingerprint(public),
        },
    }
    signature = sealing.sign(ws.actor.secret, canonical(document))
    return canonical({**document, "signature": signature.hex()})


def printed_copy(ws: Workspace) -> PrintedCopy:
    """What a copy on paper holds, for whoever is acting; the access log says so first.

    Raises as `signed_export`.
    """
    with ws.change("archive"):
        archive = note_export(ws, "pdf")
        view = my_archive(ws)
    return PrintedCopy(
        view=view,
        opened_at=archive.opened_at,
        made_at=ws.now(),
        fingerprint=sealing.fingerprint(sealing.sign_public(ws.actor.secret)),
    )


def note_export(ws: Workspace, form: Literal["json", "pdf"]) -> ArchiveRow:
    """Append to the access log that whoever is acting takes a copy of the own archive with him.

    Joins the caller's change block. Raises TooYoungError, NotOpenedError, BrokenArchiveError.
    """
    require(ws, Action.EXPORT_ARCHIVE)
    person = ws.actor.person
    archive = store.archive_row(ws.conn, person)
    if archive is None:
        raise NotOpenedError
    purpose = {"json": tr("导出自己的档案"), "pdf": tr("导出自己的档案（PDF）")}[form]
    viewer = person_row(ws.conn, person).nickname
    look = Look(viewer, purpose, tuple(Section))
    ledger.append(ws, person, Section.ACCESS, look, ws.today())
    return archive


def verify(data: bytes) -> Verdict:
    """Check an export, which may come from anybody. Never raises for what the bytes say."""
    try:
        document = _parse(data)
        signer = _part(document, "signer", dict)
        public = _hex(signer, "public_key", 32)
        name = _part(signer, "name", str)
        claimed = _part(signer, "fingerprint", str)
        exported_at = _part(document, "exported_at", str)
        signature = _hex(document, "signature", 64)
    except _UnreadableError as error:
        return Verdict(
            whole=False,
            signer_fingerprint="",
            signer_name="",
            exported_at="",
            problems=(str(error),),
        )
    rest = {key: value for key, value in document.items() if key != "signature"}
    fingerprint = sealing.fingerprint(public)
    problems = []
    if canonical(document) != data:
        problems.append(tr("文件的写法被改过，不是导出时的原样。"))
    if not sealing.is_signed(public, canonical(rest), signature):
        problems.append(tr("签名对不上：导出以后内容被改动过。"))
    if claimed != fingerprint:
        problems.append(tr("文件里写的指纹和公钥不一致。"))
    return Verdict(not problems, fingerprint, name, exported_at, tuple(problems))


def compare_with(ws: Workspace, data: bytes) -> list[str]:
    """What an earlier signed copy says against the archive of whoever is acting, in sentences.

    A copy kept elsewhere is the witness that the file itself cannot be: it notices when an older
    state was put back. Nothing is said when everything in the copy still stands. Raises
    NotOpenedError.
    """
    verdict = verify(data)
    if not verdict.whole:
        return list(verdict.problems)
    document = json.loads(data)
    if verdict.signer_fingerprint != sealing.fingerprint(sealing.sign_public(ws.actor.secret)):
        return [tr("这份导出件不是用你的钥匙签名的。")]
    now = {entry.n: entry.digest.hex() for entry in ledger.entries(ws, ws.actor.person)}
    said = {int(one["n"]): str(one["digest"]) for one in document["ledger"]}
    if not said.keys() <= now.keys():
        return [tr("导出件比现在的档案更新：可能放回了旧的备份。")]
    changed = [n for n, digest in said.items() if now[n] != digest]
    return [tr("第 {n} 条和导出时不一样。", n=changed[0])] if changed else []


class _UnreadableError(Exception):
    """The bytes are no export; the text is a sentence for the user."""


def _plain_entry(entry: Entry) -> dict[str, object]:
    return {
        "n": entry.n,
        "event_date": entry.event_date.isoformat() if entry.event_date else None,
        "recorded_at": entry.recorded_at,
        "author": entry.author,
        "state": entry.state.value,
        "content": to_plain(entry.content) if entry.content else None,
    }


def _parse(data: bytes) -> dict[str, object]:
    if len(data) > MOST_BYTES:
        raise _UnreadableError(tr("文件超过 20 MB，不像是档案导出件。"))
    try:
        document = json.loads(
            data.decode(), object_pairs_hook=_no_twins, parse_constant=_no_constant
        )
        if not isinstance(document, dict):
            raise _UnreadableError(tr("这不是诚信学堂导出的档案。"))
        _check_depth(document)
        canonical(document)
    except (ValueError, RecursionError) as error:
        raise _UnreadableError(tr("文件不是完整的 JSON，读不了。")) from error
    if document.get("format") != FORMAT:
        raise _UnreadableError(tr("这不是诚信学堂导出的档案。"))
    if document.get("version") != VERSION or type(document["version"]) is not int:
        raise _UnreadableError(tr("导出件的版本不认识，请升级诚信学堂再核对。"))
    if document.keys() != _KEYS:
        raise _UnreadableError(tr("导出件缺了项目，或者多了项目。"))
    return document


def _no_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _UnreadableError(tr("文件里有重复的项目，不知道该信哪一个。"))
    return found


def _no_constant(text: str) -> object:
    raise ValueError(text)


def _check_depth(document: object) -> None:
    level, depth = [document], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise _UnreadableError(tr("文件嵌套得太深，不像是档案导出件。"))
        level = [part for value in level for part in _parts(value)]


def _parts(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _part(document: dict[str, object], key: str, kind: type[T]) -> T:
    value = document.get(key)
    if not isinstance(value, kind):
        raise _UnreadableError(tr("“{key}”这一项缺了，或者写法不对。", key=key))
    return value


def _hex(document: dict[str, object], key: str, length: int) -> bytes:
    text = _part(document, key, str)
    try:
        data = bytes.fromhex(text)
    except ValueError:
        data = b""
    if len(data) != length or data.hex() != text:  # one way of writing it, or bytes could differ
        raise _UnreadableError(tr("“{key}”这一项缺了，或者写法不对。", key=key))
    return data
