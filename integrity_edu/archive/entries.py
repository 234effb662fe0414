"""What an archive entry can say: plain values, each to and from canonical JSON.

Only facts that somebody stands for: no points, grade or rank of a person anywhere (law 9).
Conduct and what follows from it are in `record_entries.py`, grants in `grant_entries.py`; here are
the rest and the codec.
"""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Literal

import msgspec

from integrity_edu.archive.grant_entries import GrantEntry
from integrity_edu.archive.plain import Sealed
from integrity_edu.archive.record_entries import RecordEntry
from integrity_edu.errors import EduError
from integrity_edu.words import tr


class Section(StrEnum):
    """The six sections of an archive, in the order in which they are shown."""

    BASIC = "basic"
    EDUCATION = "education"
    CONDUCT = "conduct"
    STATEMENT = "statement"
    GRANT = "grant"
    ACCESS = "access"


class BrokenArchiveError(EduError):
    """The archive is not as it was written."""

    code = "broken_archive"


class Basic(Sealed, frozen=True, tag="basic"):
    """Who the archive is of, as the person told it; nobody checked it."""

    name: str
    nickname: str
    verification: str = "未核验"


class PaperFact(Sealed, frozen=True, tag=False):
    """Which paper was taken and what came of it, in words such as "12 题对 11 题"."""

    title: str
    seed: int
    score: str


TrainingKind = Literal[
    "lesson_passed",
    "course_completed",
    "assessment_passed",
    "assessment_under_review",
    "assessment_confirmed",
    "hours_credited",
]


class Training(Sealed, frozen=True, tag="training"):
    """A fact of training.

    `ref` and `version` name the lesson, course or path; `hours` are 学时, where there are any.
    """

    kind: TrainingKind
    title: str
    ref: str
    version: str
    date: date
    test: PaperFact | None = None
    hours: float | None = None


class Look(Sealed, frozen=True, tag="look"):
    """Somebody read the archive: who, what for, which sections."""

    viewer: str
    purpose: str
    sections: tuple[Section, ...]


class Destroyed(Sealed, frozen=True, tag="destroyed"):
    """The content of entry `n`, and of those in `also`, was destroyed, and why."""

    n: int
    reason: str
    also: tuple[int, ...] = ()


Content = Basic | Training | Look | Destroyed | RecordEntry | GrantEntry


def section_title(section: Section) -> str:
    """The name of a section in the language that is on."""
    return {
        Section.BASIC: tr("基本信息"),
        Section.EDUCATION: tr("学习与培训"),
        Section.CONDUCT: tr("行为记录"),
        Section.STATEMENT: tr("异议与说明"),
        Section.GRANT: tr("授权"),
        Section.ACCESS: tr("查询记录"),
    }[section]


def canonical(value: object) -> bytes:
    """The one JSON text of a value: keys sorted, nothing between, UTF-8.

    That is RFC 8785 for the ASCII keys and everyday numbers written here. Raises ValueError for
    NaN, infinity and lone surrogates.
    """
    return json.dumps(
        _plain_numbers(value),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
    ).encode()


def to_plain(content: Content) -> dict[str, object]:
    """A content as JSON values, with its type under "type"."""
    plain: dict[str, object] = msgspec.to_builtins(content)
    return plain


def encode(content: Content) -> bytes:
    """Canonical JSON of a content."""
    return canonical(to_plain(content))


def decode(data: bytes) -> Content:
    """The content that `encode` wrote; BrokenArchiveError for anything else."""
    try:
        return _decoder().decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BrokenArchiveError(
            "这条档案的内容读不懂。", "可能是更新版本的诚信学堂写的，升级后再看。"
        ) from error


@cache
def _decoder() -> msgspec.json.Decoder[Content]:
    return msgspec.json.Decoder(Content)


def _plain_numbers(value: object) -> object:
    """Whole floats become integers, as RFC 8785 writes them."""
    if isinstance(value, dict):
        return {key: _plain_numbers(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain_numbers(part) for part in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
