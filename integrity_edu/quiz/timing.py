"""When an attempt ends, and what state it is in (pure)."""

from __future__ import annotations

from datetime import datetime, timedelta


def deadline(
    start: datetime,
    minutes: float | None,
    multiplier: float = 1.0,
    closes_at: datetime | None = None,
    extra: float = 0.0,
) -> datetime | None:
    """When an attempt begun at `start` ends; None without limit and closing time.

    Extra time (a personal multiplier of the limit, minutes added) moves the limit and the
    closing time alike, or whoever was given it would still be late (Submitty#10441).
    """
    added = timedelta(minutes=(minutes or 0.0) * (multiplier - 1.0) + extra)
    ends = [] if closes_at is None else [closes_at + added]
    if minutes is not None:
        ends.append(start + timedelta(minutes=minutes) + added)
    return min(ends, default=None)


def phase(state: str, ends: datetime | None, grace_minutes: int, now: datetime) -> str:
    """in_progress, overdue, submitted or abandoned.

    Overdue may still be handed in, but not changed; without a grace period it is so for as long
    as the window stays closed, with one it is abandoned when the grace is over.
    """
    if state != "open":
        return "submitted" if state == "submitted" else "abandoned"
    if ends is None or now < ends:
        return "in_progress"
    if grace_minutes and now >= ends + timedelta(minutes=grace_minutes):
        return "abandoned"
    return "overdue"
