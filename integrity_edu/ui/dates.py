"""Dates and times as people read them (pure, no Qt)."""

from __future__ import annotations

from datetime import date, datetime

from integrity_edu.words import tr


def weekday_text(day: date) -> str:
    """`周五`."""
    names = (tr("周一"), tr("周二"), tr("周三"), tr("周四"), tr("周五"), tr("周六"), tr("周日"))
    return names[day.weekday()]


def month_name(day: date) -> str:
    """`11 月`; English has a word for it, and a count of months would not do."""
    names = (
        *(tr("1 月"), tr("2 月"), tr("3 月"), tr("4 月"), tr("5 月"), tr("6 月")),
        *(tr("7 月"), tr("8 月"), tr("9 月"), tr("10 月"), tr("11 月"), tr("12 月")),
    )
    return names[day.month - 1]


def short_day_text(day: date) -> str:
    """`11 月 27 日`."""
    return tr("{month} {d} 日", month=month_name(day), d=day.day)


def day_text(day: date) -> str:
    """`11 月 27 日（周五）`."""
    return tr(
        "{month} {d} 日（{weekday}）",
        month=month_name(day),
        d=day.day,
        weekday=weekday_text(day),
    )


def full_day_text(day: date) -> str:
    """`2026 年 11 月 27 日（周五）`."""
    return tr(
        "{y} 年 {month} {d} 日（{weekday}）",
        y=day.year,
        month=month_name(day),
        d=day.day,
        weekday=weekday_text(day),
    )


def dated_text(day: date, today: date) -> str:
    """`day_text`, with the year where it is not this year's."""
    return day_text(day) if day.year == today.year else full_day_text(day)


def distance_text(day: date, today: date) -> str:
    """How far off a day is: 今天, 明天, 后天, 还有 11 天, 昨天, 过了 3 天."""
    days = (day - today).days
    near = {-1: tr("昨天"), 0: tr("今天"), 1: tr("明天"), 2: tr("后天")}
    if days in near:
        return near[days]
    return tr("还有 {n} 天", n=days) if days > 0 else tr("过了 {n} 天", n=-days)


def time_text(moment: datetime) -> str:
    """`9:05`, local, as stored."""
    return f"{moment.hour}:{moment.minute:02}"


def month_text(day: date) -> str:
    """`2026-11`, for 核对于."""
    return f"{day.year}-{day.month:02}"


def day_words(day: date) -> str:
    """`2026 年 11 月 23 日`."""
    return tr("{y} 年 {m} 月 {d} 日", y=day.year, m=day.month, d=day.day)
