"""Identifiers: typed strings, made in one place."""

from __future__ import annotations

from random import SystemRandom
from typing import NewType

PersonId = NewType("PersonId", str)
SittingId = NewType("SittingId", str)
ClassId = NewType("ClassId", str)
AssignmentId = NewType("AssignmentId", str)

_CHANCE = SystemRandom()  # what `secrets` stands on, without its hmac and hashlib
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: nothing to misread


def new(prefix: str) -> str:
    """A fresh id such as `p_4h2k…`: 80 random bits after the prefix."""
    return f"{prefix}_" + "".join(_CHANCE.choice(_ALPHABET) for _ in range(16))


def readable_code(length: int = 8) -> str:
    """A code people read aloud or copy by hand, upper case, no 0/O or 1/I/L."""
    return "".join(_CHANCE.choice("23456789ABCDEFGHJKMNPQRSTUVWXYZ") for _ in range(length))


def new_seed() -> int:
    """A seed for drawing a paper: six digits, short enough to read out in class."""
    return 100_000 + _CHANCE.randrange(900_000)
