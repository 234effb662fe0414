"""What an archive entry can say: plain values, each to and from canonical JSON.

Only facts that somebody stands for: no points, grade or rank of a person anywhere (law 9).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

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


@dataclass(frozen=True, slots=True)
class Basic:
    """Who the archive is of, as the person told it; nobody checked it."""

    name: str = field(repr=False)
    nickname: str
    verification: str = "未核验"


@dataclass(frozen=True, slots=True)
class PaperFact:
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


@dataclass(frozen=True, slots=True)
class Training:
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


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody read the archive: who, what for, which sections."""

    viewer: str
    purpose: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Destroyed:
    """The content of entry `n` was destroyed, and why."""

    n: int
    reason: str


Content = Basic | Training | Look | Destroyed


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
    plain = asdict(content)
    if isinstance(content, Training):
        plain["date"] = content.date.isoformat()
    return {"type": type(content).__name__.lower(), **plain}


def encode(content: Content) -> bytes:
    """Canonical JSON of a content."""
    return canonical(to_plain(content))


def decode(data: bytes) -> Content:
    """The content that `encode` wrote; BrokenArchiveError for anything else."""
    try:
        plain = json.loads(data)
        match plain.pop("type"):
            case "basic":
                return Basic(**plain)
            case "training":
                return _training(plain)
            case "look":
                sections = tuple(Section(name) for name in plain.pop("sections"))
                return Look(sections=sections, **plain)
            case "destroyed":
                return Destroyed(**plain)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _unknown() from error
    raise _unknown()


def _training(plain: dict[str, object]) -> Training:
    day, test, hours = plain.pop("date"), plain.pop("test"), plain.pop("hours")
    return Training(
        date=date.fromisoformat(str(day)),
        test=PaperFact(**test) if isinstance(test, dict) else None,
        hours=float(hours) if isinstance(hours, int | float) else None,
        **plain,  # type: ignore[arg-type]  # the texts, checked by having been sealed
    )


def _plain_numbers(value: object) -> object:
    """Whole floats become integers, as RFC 8785 writes them."""
    if isinstance(value, dict):
        return {key: _plain_numbers(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain_numbers(part) for part in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _unknown() -> BrokenArchiveError:
    return BrokenArchiveError(
        "这条档案的内容读不懂。", "可能是更新版本的诚信学堂写的，升级后再看。"
    )
