"""Class codes, and how a student who knows one finds his own row without any name (pure)."""

from __future__ import annotations

import hashlib
import unicodedata

from integrity_edu import ids
from integrity_edu.people.names import level_number
from integrity_edu.people.sealing import derive, keyed_hash

CODE_LENGTH = 12
"""59 random bits: the data file holds a plain hash of the code, which must not be guessed back."""

_GROUP = 4


def new_code() -> str:
    """A fresh class code, levelled."""
    return ids.readable_code(CODE_LENGTH)


def shown_code(code: str) -> str:
    """A code in groups of four, to be read aloud and copied by hand."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def level_code(text: str) -> str:
    """What was typed as a code: full width, case, spaces and hyphens do not matter."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).upper() if c.isalnum())


def code_hash(code: str) -> bytes:
    """SHA-256 of the levelled code: finds the class."""
    return hashlib.sha256(level_code(code).encode()).digest()


def claim_of(code: str, student_no: str) -> bytes:
    """HMAC of the levelled student number under a key from the class code: finds the row.

    Whoever knows the code may try numbers; whoever holds only the file may not.
    """
    return keyed_hash(derive(level_code(code).encode(), "class-claim"), level_number(student_no))
