"""What somebody types at the first start, checked before anything is made (no Qt)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from integrity_edu.errors import EduError
from integrity_edu.words import explain, language, tr
from integrity_edu.workspace import Role

if TYPE_CHECKING:
    from integrity_edu.people.accounts import NewAccount

_BIRTH = re.compile(r"(\d{4})(?:\s*[-/.年]\s*)(\d{1,2})(?:\s*[-/.月]\s*)(\d{1,2})\s*日?")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_FIELD_OF_ERROR = {"name": "nickname", "birth_date": "birth", "weak_password": "password"}


def read_birth(text: str) -> date | None:
    """The date meant by 2007-09-12, 20070912, 2007/9/12, 2007.9.12 or 2007年9月12日.

    Half and full width are the same; None for anything else.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _BIRTH.fullmatch(plain) or _DIGITS.fullmatch(plain)
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Draft:
    """The first form as it was filled in."""

    role: str
    nickname: str
    real_name: str = field(repr=False)
    birth: str = field(repr=False)
    password: str = field(repr=False)
    again: str = field(repr=False)

    def problems(self) -> dict[str, str]:
        """A sentence for each field that cannot stay as it is; {} when all is well."""
        found: dict[str, str] = {}
        if not self.nickname.strip():
            found["nickname"] = tr("写一个称呼，登录时认得出是你。")
        if not self.birth.strip():
            found["birth"] = tr("请写出生日期，比如 2007-09-12。")
        elif read_birth(self.birth) is None:
            found["birth"] = tr("没看懂这个日期。照 2007-09-12 的样子写。")
        return found | password_problems(self.password, self.again)

    def account(self) -> NewAccount:
        """The account asked for; call it only when there are no problems."""
        from integrity_edu.people.accounts import NewAccount

        birth = read_birth(self.birth)
        assert birth is not None
        return NewAccount(
            nickname=self.nickname,
            real_name=self.real_name,
            birth=birth,
            role=Role(self.role),
            password=self.password or None,
            language=language(),
        )


def password_problems(password: str, again: str) -> dict[str, str]:
    """What is wrong with a password typed twice, by field."""
    from integrity_edu.people.locks import SHORTEST_PASSWORD

    if password and len(password) < SHORTEST_PASSWORD:
        return {"password": tr("口令至少要 {n} 个字符。", n=SHORTEST_PASSWORD)}
    if password != again:
        return {"again": tr("两遍口令不一样，请再输一遍。")}
    return {}


def refused(error: EduError) -> tuple[str, str] | None:
    """The field an error belongs to and what to say there; None when it is about no field."""
    name = _FIELD_OF_ERROR.get(error.code)
    return (name, in_one(error)) if name else None


def in_one(error: EduError) -> str:
    """Sentence and next step of an expected failure in one line."""
    return ("" if language() == "zh" else " ").join(explain(error)).strip()
