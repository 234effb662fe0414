"""Campaign days as an iCalendar file (RFC 5545), for the calendar of a phone or a school."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from integrity_edu.courses.campaigns import Campaign

if TYPE_CHECKING:
    from icalendar import Event


def to_ics(campaigns: Sequence[Campaign], now: datetime, product: str) -> bytes:
    """All-day events: fixed days come back every year, days set by hand come once.

    Campaigns without a date are left out. The same day keeps its UID, so a second import changes
    the event instead of doubling it.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", f"-//{product}//ZH")
    made.add("version", "2.0")
    for one in campaigns:
        if one.when is not None:
            made.add_component(_event(one, now))
    return bytes(made.to_ical())


def _event(one: Campaign, now: datetime) -> Event:
    from icalendar import Event

    assert one.when is not None
    event = Event()
    year = f"-{one.when.year}" if one.set_by_hand else ""
    event.add("uid", f"{one.day.id}{year}@integrity-edu")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("summary", one.day.title)
    event.add("description", one.day.origin)
    event.add("dtstart", one.when)
    event.add("dtend", (one.last or one.when) + timedelta(days=1))  # the day after, not included
    event.add("transp", "TRANSPARENT")  # a campaign makes nobody busy
    if not one.set_by_hand:
        event.add("rrule", {"freq": "yearly"})
    return event
