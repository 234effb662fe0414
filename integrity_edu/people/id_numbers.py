"""Citizen identity numbers: is one well formed, and how much of it is shown.

GB 11643-1999: six digits of a region, eight of the birth date, three in sequence and a check
character by ISO 7064 MOD 11-2. Well formed is not verified: nobody has looked at a document.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date

from integrity_edu.errors import EduError

LENGTH = 18
OLD_LENGTH = 15
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
SHOWN = 4
"""How many characters stay readable at the end of a masked number."""


class IdNumberError(EduError):
    """Why a text is no identity number; the text itself is never part of it."""

    code = "id_number"


@dataclass(frozen=True, slots=True)
class IdNumber:
    """A well-formed number; `text` has 18 characters, the last 0–9 or X."""

    text: str = field(repr=False)

    @property
    def birth(self) -> date:
        """The birth date that the number carries."""
        return date.fromisoformat(self.text[6:14])


def read_id_number(written: str, today: date) -> IdNumber:
    """The identity number that was typed or imported.

    Full width, spaces, dashes and a small x are folded. Raises IdNumberError with the reason:
    length, what is no digit, a date that is none or lies ahead, or the check character.
    """
    text = "".join(
        c for c in unicodedata.normalize("NFKC", written).upper() if not c.isspace() and c != "-"
    )
    if len(text) == OLD_LENGTH:
        raise IdNumberError("这是 15 位的旧号码，现在不用了。", "照身份证填 18 位的号码。")
    if len(text) != LENGTH:
        raise IdNumberError("身份证号要 18 位，现在是 {n} 位。", "对着证件再数一遍。", n=len(text))
    if not (text[:17].isascii() and text[:17].isdigit() and text[17] in _CHECKS):
        raise IdNumberError("前 17 位要是数字，最后一位是数字或 X。", "看看有没有混进字母或符号。")
    _check_birth(text[6:14], today)
    if check_character(text[:17]) != text[17]:
        raise IdNumberError("最后一位校验码对不上，有一位写错了。", "对着证件逐位核对。")
    return IdNumber(text)


def check_character(first17: str) -> str:
    """The 18th character for 17 digits (ISO 7064 MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first17, strict=True))
    return _CHECKS[total % 11]


def masked(text: str) -> str:
    """A number with all but its last four characters hidden."""
    return "•" * max(0, len(text) - SHOWN) + text[-SHOWN:] if len(text) > SHOWN else "•" * len(text)


def masked_name(name: str) -> str:
    """A name of which only the first character shows."""
    return name[:1] + "＊" * (len(name) - 1) if len(name) > 1 else "＊" * len(name)


def _check_birth(digits: str, today: date) -> None:
    try:
        birth = date.fromisoformat(digits)
    except ValueError as error:
        raise IdNumberError(
            "第 7 到 14 位是出生日期，这里写的日期不存在。", "对着证件核对出生日期那几位。"
        ) from error
    if birth > today:
        raise IdNumberError("第 7 到 14 位的出生日期在今天之后。", "对着证件核对出生日期那几位。")
