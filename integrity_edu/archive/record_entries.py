"""What can happen to a record of conduct: one sealed value for each step, appended and never changed.

`record`, `objection` and `request` are the numbers of the entries they answer.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from integrity_edu.archive.catalogue import ArrearsCondition, RecordKind
from integrity_edu.archive.plain import Sealed


class Decision(Sealed, frozen=True, tag=False):
    """The document on which a record rests: 文书, 文号, 认定部门, date, and the rule it applies."""

    title: str
    number: str
    body: str
    date: date
    basis: str


class Shown(Sealed, frozen=True, tag=False):
    """One condition of malicious arrears and what shows that it is met."""

    condition: ArrearsCondition
    evidence: str


class Conduct(Sealed, frozen=True, tag=False):
    """What a record says: the act and not the person.

    `began` and `ended` are the first and the last day of the behaviour; `until` is the day on
    which the content goes. `weighed` says why a negative act is recorded at all.
    """

    kind: RecordKind
    catalogue: str
    what: str
    began: date
    ended: date
    decision: Decision
    evidence: str
    until: date | None = None
    weighed: str = ""
    arrears: tuple[Shown, ...] = ()


class Recorded(Sealed, frozen=True, tag="recorded"):
    """A record was entered; a negative one counts only after notice and confirmation."""

    conduct: Conduct


class Told(Sealed, frozen=True, tag="told"):
    """The person was told, how and when, and until when to answer (两书同达)."""

    record: int
    way: Literal["in_person", "in_program", "delivered"]
    on: date
    answer_by: date
    notice: str


class Stated(Sealed, frozen=True, tag="stated"):
    """The person's own words, on a record or on nothing in particular.

    `final` on a record: nothing more will be said before it is confirmed.
    """

    text: str
    record: int | None = None
    final: bool = False


class Confirmed(Sealed, frozen=True, tag="confirmed"):
    """Somebody other than the recorder confirmed a record after the time to answer."""

    record: int
    on: date


class Dropped(Sealed, frozen=True, tag="dropped"):
    """A record not yet in force was given up."""

    record: int
    reason: str


class Objected(Sealed, frozen=True, tag="objected"):
    """The person objected; `received` does not count, `due` is the last day for an answer."""

    record: int
    ground: Literal["wrong", "incomplete", "not_me", "basis", "outdated", "procedure"]
    text: str
    received: date
    due: date


class Extended(Sealed, frozen=True, tag="extended"):
    """An objection needs another unit to check: who, and the later last day."""

    objection: int
    unit: str
    due: date


Outcome = Literal["corrected", "withdrawn", "upheld", "unproven"]


class Decided(Sealed, frozen=True, tag="decided"):
    """An objection was decided; `conduct` is what the record says from now on if corrected.

    Upheld: the record was shown to be right. Unproven: neither side could be shown; both stay.
    """

    objection: int
    outcome: Outcome
    reasons: str
    on: date
    conduct: Conduct | None = None


class ReviewAsked(Sealed, frozen=True, tag="review_asked"):
    """The person asked for a second look at a decision."""

    objection: int
    text: str
    received: date
    due: date


class RepairAsked(Sealed, frozen=True, tag="repair_asked"):
    """The person says what was put right and shows it."""

    record: int
    text: str
    evidence: str
    received: date
    due: date


class RepairDecided(Sealed, frozen=True, tag="repair_decided"):
    """A repair was granted or not, and why."""

    request: int
    granted: bool
    reasons: str
    on: date


class Withdrawn(Sealed, frozen=True, tag="withdrawn"):
    """The decision a record rests on was revoked or changed, or it never should have been made."""

    record: int
    reason: str
    revoked_by: Decision | None
    on: date


RecordEntry = (
    Recorded
    | Told
    | Stated
    | Confirmed
    | Dropped
    | Objected
    | Extended
    | Decided
    | ReviewAsked
    | RepairAsked
    | RepairDecided
    | Withdrawn
)
