"""The marks of Chinese text criticism: 〔x〕 was added, ［x］ was taken out of the damaged copy."""

from __future__ import annotations

import re

_ADDED = re.compile(r"〔([^〕]*)〕")
_TAKEN = re.compile(r"［([^］]*)］")
_WIDE = str.maketrans({",": "，", "(": "（", ")": "）", ":": "：", ";": "；"})
_UNITS = re.compile(r"（责任单位：([^）]*)）")


def corrected(marked: str) -> str:
    """The text as it should read: what was added stays, what was taken out goes."""
    return _TAKEN.sub("", _ADDED.sub(r"\1", marked))


def printed(marked: str) -> str:
    """The text as the damaged copy prints it, marks undone."""
    return _ADDED.sub("", _TAKEN.sub(r"\1", marked))


def repairs(marked: str) -> int:
    """How many places of the damaged copy were repaired; one correction may explain several."""
    return sum(marked.count(mark) for mark in "〔［")


def level(raw: str) -> str:
    """The only changes made without a mark: full-width punctuation, no spaces."""
    return re.sub(r"\s+", "", raw).translate(_WIDE)


def body(marked: str) -> str:
    """The marked sentence without its number and its list of units."""
    return _split(marked)[0]


def sentence(marked: str) -> str:
    """The measure's sentence as corrected, without number and units."""
    return corrected(body(marked))


def unit_line(marked: str) -> str:
    """The marked list of responsible units with the words on how they divide the work."""
    return _split(marked)[1]


def _split(marked: str) -> tuple[str, str]:
    """Cut a marked line into sentence and units; marks may stand inside the parenthesis."""
    text = re.sub(r"^\d+、", "", marked)
    at = text.find("（责任单位：")
    if at < 0:
        return text, ""
    return text[:at], text[at + len("（责任单位：") :].rstrip().removesuffix("）")
