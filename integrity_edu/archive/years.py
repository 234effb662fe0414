"""Counting in years (民法典 art. 202: the last day is the one that corresponds to the first)."""

from __future__ import annotations

from datetime import date


def years_after(day: date, years: int) -> date:
    """The same day some years later, or earlier; 28 February where there is no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
