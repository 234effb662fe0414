"""The plan and the law behind it, as plain values."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the six parts; `raw` is its heading as printed, `reason` why it was corrected."""

    number: int
    numeral: str
    title: str
    raw: str
    reason: str = ""


class Correction(Struct, frozen=True, forbid_unknown_fields=True):
    """One repair of the damaged copy: where in `marked`, and why."""

    at: str
    reason: str


class Ground(Struct, frozen=True, forbid_unknown_fields=True):
    """A paragraph of 当时怎么说 or 今天依据什么; `law`/`point` name the card it rests on."""

    heading: str
    text: str
    law: str = ""
    point: str = ""


class Measure(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the 29 measures. `marked` shows every correction of `raw`: 〔added〕 ［taken out］."""

    number: int
    part: int
    section: str
    title: str
    raw: str
    marked: str
    division: str
    units: tuple[str, ...]
    tasks: tuple[str, ...]
    as_of: date
    then: tuple[Ground, ...]
    today: tuple[Ground, ...]
    correction: tuple[Correction, ...] = ()
    lists: dict[str, tuple[str, ...]] = {}


class Plan(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole document."""

    title: str
    reprinted: date
    reprinted_by: str
    basis: str
    preamble_raw: str
    preamble: str
    part: tuple[Part, ...]
    measure: tuple[Measure, ...]


class About(Struct, frozen=True):
    """The plan without its parts: what it is, and its opening paragraph, printed and corrected."""

    title: str
    reprinted: date
    reprinted_by: str
    basis: str
    preamble_raw: str
    preamble: str


class LawPoint(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule of a law card, in our words; `then` is what the 2018 plan said of the same thing."""

    id: str
    article: str
    text: str
    then: str = ""


class LawCard(Struct, frozen=True, forbid_unknown_fields=True):
    """A law, regulation or policy as one card; `checked_on` is when it was last held to its text."""

    id: str
    title: str
    short: str
    issuer: str
    kind: str
    status: str
    checked_on: date
    measures: tuple[int, ...]
    summary: str
    point: tuple[LawPoint, ...]
    number: str = ""
    promulgated: date | None = None
    in_force: date | None = None
    replaced_by: str = ""

    def find(self, point_id: str) -> LawPoint | None:
        """The point with this id."""
        return next((point for point in self.point if point.id == point_id), None)


def about(plan: Plan) -> About:
    """What is kept of the plan beside its parts and measures."""
    return About(
        plan.title,
        plan.reprinted,
        plan.reprinted_by,
        plan.basis,
        plan.preamble_raw,
        plan.preamble,
    )


def is_stale(checked_on: date, today: date) -> bool:
    """Whether a check is more than 12 months old, so that it is shown as 待核."""
    due = (checked_on.year + 1, checked_on.month, checked_on.day)
    return (today.year, today.month, today.day) > due
