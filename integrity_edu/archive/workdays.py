"""Working days and the clocks that count them. Pure rules.

民法典 art. 201: a period counted in days begins the day after; art. 203: a last day that is a
legal holiday gives way to the next that is none. Which days are holidays, and which weekends are
worked instead (调休), the State Council's office says for each year.
"""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from integrity_edu.words import tr

SATURDAY = 5


class YearTable(Struct, frozen=True, forbid_unknown_fields=True):
    """Days off and weekends worked of one year.

    `final` is false while the year's notice is not out: the table then holds the holidays fixed
    by regulation only, and nothing is said yet about weekends worked instead.
    """

    year: int
    source: str
    as_of: date
    final: bool
    off: tuple[date, ...]
    worked: tuple[date, ...] = ()


class Workdays(Struct, frozen=True):
    """Which days are worked, as far as the tables reach; elsewhere weekends alone are off."""

    off: frozenset[date]
    worked: frozenset[date]
    final_years: frozenset[int]

    def is_workday(self, day: date) -> bool:
        """Whether `day` is worked."""
        if day in self.worked:
            return True
        return day not in self.off and day.weekday() < SATURDAY

    def after(self, received: date, days: int) -> date:
        """The `days`-th working day after `received`, which itself does not count.

        Raises ValueError for fewer than one day.
        """
        if days < 1:
            raise ValueError(days)
        day = received
        while days:
            day += timedelta(days=1)
            days -= self.is_workday(day)
        return day

    def is_sure(self, first: date, last: date) -> bool:
        """Whether every year from `first` to `last` has its final table."""
        return all(year in self.final_years for year in range(first.year, last.year + 1))


def faults(table: YearTable) -> list[str]:
    """What contradicts itself in a table, in words; nothing when it can be counted with."""
    found = []
    if any(day.year != table.year for day in (*table.off, *table.worked)):
        found.append(tr("有一天不是这一年的"))
    if set(table.off) & set(table.worked):
        found.append(tr("有一天既放假又上班"))
    if any(day.weekday() < SATURDAY for day in table.worked):
        found.append(tr("调休上班的日子应该是周六或者周日"))
    if not table.source.strip():
        found.append(tr("还没有写依据哪个通知"))
    return found


def workdays(tables: list[YearTable]) -> Workdays:
    """The tables of some years taken together."""
    return Workdays(
        off=frozenset(day for table in tables for day in table.off),
        worked=frozenset(day for table in tables for day in table.worked),
        final_years=frozenset(table.year for table in tables if table.final),
    )
