"""Read what was typed: texts levelled, numbers and days in the forms people write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_PUNCTUATION = str.maketrans({"、": ",", "，": ",", "。": ".", "；": ";", "：": ":"})
_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_DIGIT = "[一二三四五六七八九两]"
_CHINESE = re.compile(
    rf"(?:({_DIGIT})千)?零?(?:({_DIGIT})?百)?零?(?:({_DIGIT})?十)?(零)?({_DIGIT})?"
)
_ARABIC = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_TIMES = {"万": 10_000, "亿": 100_000_000}
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?|(\d{4})(\d{2})(\d{2})", re.ASCII)
_CHINESE_DAY = re.compile(r"([^年]{4})年([^月]{1,2})月([^日号]{1,3})[日号]")


def level_text(text: str) -> str:
    """Level what a typist may vary: full/half width, case, spaces, the marks 、，。；："""
    text = unicodedata.normalize("NFKC", text).casefold().translate(_PUNCTUATION)
    return re.sub(r"\s+", "", text).strip(".,;")


def read_number(text: str, unit: str = "") -> float | None:
    """The number in a text such as `15`, `１，０００ 元`, `12.5%` or `十五个工作日`; None for none.

    The unit may stand behind it or be left out; 个 before it and 天 for 日 make no difference.
    Chinese numerals up to 9999 are read, and 万 or 亿 behind either kind. Where the unit is 万元,
    `30`, `30 万` and `300000 元` are the same.
    """
    text, unit = _squeezed(text), _squeezed(unit).removeprefix("个")
    scale, small = _TIMES.get(unit[:1], 1), unit[1:]
    if scale > 1 and text.endswith(unit[:1]):
        return _plain_number(text[:-1])
    if scale > 1 and small and text.endswith(small) and not text.endswith(unit):
        number = _plain_number(text.removesuffix(small))
        return None if number is None else number / scale
    return _plain_number(_without_unit(text, unit))


def read_day(text: str) -> date | None:
    """The day in a text such as `2026-11-23`, `2026年11月23日` or `20261123`; None for none."""
    text = _squeezed(text)
    if found := _DAY.fullmatch(text):
        parts: list[float | None] = [int(part) for part in found.groups() if part is not None]
    elif found := _CHINESE_DAY.fullmatch(text):
        parts = [_chinese_number(part) for part in found.groups()]
    else:
        return None
    year, month, day = (int(part or 0) for part in parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _squeezed(text: str) -> str:
    """Half width, without spaces and thousands marks, 天 as 日, one kind of minus sign."""
    text = unicodedata.normalize("NFKC", text).replace("天", "日").replace("\u2212", "-")
    return re.sub(r"[\s,]", "", text)


def _plain_number(text: str) -> float | None:
    times = _TIMES.get(text[-1:], 1)
    plain = text[:-1] if times > 1 else text
    number = float(plain) if _ARABIC.fullmatch(plain) else _chinese_number(plain)
    return None if number is None else number * times


def _without_unit(text: str, bare: str) -> str:
    for tail in (f"个{bare}", bare):
        if bare and text.endswith(tail):
            return text[: -len(tail)]
    return text


def _chinese_number(text: str) -> float | None:
    """Digits one by one (二〇二六), or with places (一百零二; 一百二 is 120 as people say it)."""
    if not text:
        return None
    if not set(text) - set(_DIGITS):
        return float("".join(str(_DIGITS[sign]) for sign in text))
    found = _CHINESE.fullmatch(text)
    if found is None:
        return None
    thousands, hundreds, tens, zero, last = found.groups()
    total = 1000 * _DIGITS.get(thousands, 0)
    total += 100 * _DIGITS.get(hundreds, "百" in text)
    total += 10 * _DIGITS.get(tens, "十" in text)
    short = text[-2:-1] if last and not zero else ""
    unit = {"千": 100, "百": 10}.get(short, 1)
    return float(total + unit * _DIGITS.get(last, 0))
