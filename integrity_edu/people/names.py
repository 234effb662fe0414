"""Names and student numbers as they come from lists: what is taken, and how they are compared."""

from __future__ import annotations

import unicodedata

from integrity_edu.words import tr

LONGEST_NUMBER = 32
LONGEST_NAME = 50
_FORMULA = ("=", "+", "-", "@")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Control, format (bidi marks too), surrogate: private and new characters stay, names use them."""


def level_number(text: str) -> str:
    """A student number for comparing: full width, case and spaces do not matter, zeros do."""
    whole = text.encode("utf-8", "replace").decode()  # half a surrogate pair can be typed
    return "".join(unicodedata.normalize("NFKC", whole).casefold().split())


def check_student(student_no: str, name: str) -> str | None:
    """Why this number and name cannot be taken, or None."""
    for text in (student_no, name):
        if unicodedata.normalize("NFKC", text).startswith(_FORMULA):
            return tr("以 = + - @ 开头，像是公式。")
        if any(unicodedata.category(sign) in _HIDDEN for sign in text):
            return tr("里面有看不见的控制字符。")
    return _number_problem(student_no) or _name_problem(name)


def _number_problem(student_no: str) -> str | None:
    if not student_no:
        return tr("没有学号。")
    if len(student_no) > LONGEST_NUMBER:
        return tr("学号太长，最多 {n} 个字符。", n=LONGEST_NUMBER)
    if not all(sign.isalnum() or sign in "-_./" for sign in student_no):
        return tr("学号里只能有字母、数字和短横。")
    if not any(sign.isdigit() for sign in student_no):
        return tr("学号里没有数字，也许学号和姓名写反了。")
    return None


def _name_problem(name: str) -> str | None:
    if not name:
        return tr("没有姓名。")
    if len(name) > LONGEST_NAME:
        return tr("姓名太长，最多 {n} 个字。", n=LONGEST_NAME)
    if not any(sign.isalpha() for sign in name):
        return tr("姓名里没有字。")
    return None
