"""Who may have what of an archive: keeping by the school's office, and grants to others."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from integrity_edu.archive.plain import Sealed


class Shared(StrEnum):
    """What a grant can name; negative records are never shared without being named."""

    NAME = "name"
    TRAINING = "training"
    GOOD = "good"
    NEGATIVE = "negative"
    STATEMENTS = "statements"


class Kept(Sealed, frozen=True, tag="kept"):
    """The person gave the archive into the keeping of the school's office.

    `notice` is the version of what was read first; `paper` names the signed form, if on paper.
    """

    office: str
    notice: str
    way: Literal["in_program", "on_paper"] = "in_program"
    paper: str = ""


class KeepingEnded(Sealed, frozen=True, tag="keeping_ended"):
    """The office keeps the archive no longer: taken back, or handed over at the end of studies."""

    reason: Literal["taken_back", "handed_over"]


class Granted(Sealed, frozen=True, tag="granted"):
    """The person lets somebody have an extract: who, what for, what, and from when until when."""

    recipient: str
    purpose: str
    fields: tuple[Shared, ...]
    start: date
    until: date


class Revoked(Sealed, frozen=True, tag="revoked"):
    """A grant was taken back; `grant` is the number of its entry."""

    grant: int


class Issued(Sealed, frozen=True, tag="issued"):
    """An extract was made under a grant: its serial, the digest of its file, and whose key signed."""

    grant: int
    serial: str
    digest: str
    signer: str
    form: Literal["json", "pdf"]


GrantEntry = Kept | KeepingEnded | Granted | Revoked | Issued
