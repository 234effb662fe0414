"""How a record of conduct is laid out: facts, steps, the clock, both sides, what can be done (no Qt).

The order of an objection follows 山东省社会信用条例 art. 39: received, checked, answered in writing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from integrity_edu.archive.catalogue import kind_title
from integrity_edu.archive.record_flow import LIVE, Objection, Record, RecordState
from integrity_edu.archive.workdays import Workdays
from integrity_edu.ui.dates import day_words, short_day_text, weekday_text
from integrity_edu.ui.record_words import outcome_title, record_state_words
from integrity_edu.words import tr

Status = Literal["done", "now", "next"]
Tone = Literal["received", "skipped", "past", "today", "left", "due"]
Act = Literal["state", "object", "review", "repair"]

TONES: dict[RecordState, tuple[str, str]] = {
    RecordState.TO_TELL: ("info", "clock"),
    RecordState.TOLD: ("info", "bell"),
    RecordState.IN_FORCE: ("neutral", "check"),
    RecordState.OBJECTED: ("warning", "warning"),
    RecordState.DROPPED: ("neutral", "trash"),
    RecordState.WITHDRAWN: ("neutral", "undo"),
    RecordState.REPAIRED: ("success", "check-circle"),
}
"""Tone and icon of the word that says where a record stands."""


class StepView(NamedTuple):
    """One step of a record's way: a word, a day in words, and whether it is behind us."""

    word: str
    when: str
    status: Status


class DayView(NamedTuple):
    """One day of an objection's clock."""

    day: date
    weekday: str
    note: str
    tone: Tone


class Saying(NamedTuple):
    """What one side said, and when."""

    text: str
    foot: str


class RecordView(NamedTuple):
    """All that a card of a record shows."""

    title: str
    state: str
    tone: str
    icon: str
    facts: tuple[tuple[str, str], ...]
    steps: tuple[StepView, ...]
    days: tuple[DayView, ...]
    days_note: str
    school: tuple[Saying, ...]
    mine: tuple[Saying, ...]
    acts: tuple[Act, ...]


def record_view(
    record: Record, recorded: Mapping[int, str], workdays: Workdays, today: date
) -> RecordView:
    """Lay out a record; `recorded` says when each entry of its chain was written (ISO 8601)."""
    tone, icon = TONES[record.state]
    objection = record.objection
    return RecordView(
        title=kind_title(record.conduct.kind),
        state=record_state_words(record),
        tone=tone,
        icon=icon,
        facts=_facts(record),
        steps=_steps(record, recorded) if record.negative or record.objections else (),
        days=_days(*_clock(objection), workdays, today) if objection else (),
        days_note=_days_note(objection, workdays) if objection else "",
        school=_school(record, recorded),
        mine=_mine(record, recorded),
        acts=acts_open(record),
    )


def acts_open(record: Record) -> tuple[Act, ...]:
    """What the person can do with a record now; the flow has the last word."""
    found: list[Act] = ["state"]
    if record.objection is None and record.base in LIVE:
        last = record.objections[-1] if record.objections else None
        if last is not None and last.review is None:
            found.append("review")
        if record.negative and record.base is RecordState.IN_FORCE and record.repair is None:
            found.append("repair")
        found.append("object")
    return tuple(found)


def _facts(record: Record) -> tuple[tuple[str, str], ...]:
    conduct, decision = record.conduct, record.conduct.decision
    days = day_words(conduct.began)
    if conduct.ended != conduct.began:
        days = tr("{first}到{last}", first=days, last=day_words(conduct.ended))
    facts = [
        (tr("行为日期"), days),
        (
            tr("认定文书"),
            tr(
                "{body}《{title}》（{number}）",
                body=decision.body,
                title=decision.title,
                number=decision.number,
            ),
        ),
        (tr("依据"), decision.basis),
    ]
    if record.told:
        facts.insert(1, (tr("告知本人"), day_words(record.told.on)))
    if conduct.until:
        facts.append((tr("最迟删除"), day_words(conduct.until)))
    return tuple(facts)


def _steps(record: Record, recorded: Mapping[int, str]) -> tuple[StepView, ...]:
    conduct = record.conduct
    steps = [
        StepView(tr("行为"), short_day_text(conduct.ended), "done"),
        StepView(tr("登记"), _moment(recorded, record.n), "done"),
    ]
    if record.negative:
        steps.append(_told_step(record))
    last = record.objections[-1] if record.objections else None
    steps += _objection_steps(last) if last else _force_steps(record)
    if record.base not in LIVE:
        steps.append(StepView(record_state_words(record), "", "done"))
    return tuple(steps)


def _told_step(record: Record) -> StepView:
    if record.told:
        return StepView(tr("告知"), short_day_text(record.told.on), "done")
    return StepView(tr("告知"), tr("还没有告知"), "now")


def _force_steps(record: Record) -> list[StepView]:
    if not record.negative or record.base in (RecordState.DROPPED, RecordState.WITHDRAWN):
        return []
    if record.confirmed:
        return [
            StepView(tr("陈述"), "", "done"),
            StepView(tr("生效"), short_day_text(record.confirmed.on), "done"),
        ]
    until = tr("到 {day}", day=short_day_text(record.told.answer_by)) if record.told else ""
    return [
        StepView(tr("陈述"), until, "now" if record.told else "next"),
        StepView(tr("另一位老师确认"), "", "next"),
    ]


def _objection_steps(one: Objection) -> list[StepView]:
    until = tr("{day}前", day=short_day_text(one.due))
    steps = [StepView(tr("提出异议"), short_day_text(one.made.received), "done")]
    if one.decided is None:
        return [
            *steps,
            StepView(tr("核查"), tr("进行中"), "now"),
            StepView(tr("书面答复"), until, "next"),
        ]
    steps.append(StepView(tr("书面答复"), short_day_text(one.decided.on), "done"))
    if one.review is not None:
        steps.append(StepView(tr("申请复核"), short_day_text(one.review.received), "done"))
        if one.reviewed is None:
            steps.append(StepView(tr("复核答复"), until, "now"))
        else:
            steps.append(StepView(tr("复核答复"), short_day_text(one.reviewed.on), "done"))
    return steps


def _clock(one: Objection) -> tuple[date, date]:
    received = one.review.received if one.review else one.made.received
    return received, one.due


def _days(received: date, due: date, workdays: Workdays, today: date) -> tuple[DayView, ...]:
    found, counted, day = [], 0, received
    while day <= due:
        counts = day != received and workdays.is_workday(day)
        counted += counts
        weekday = tr("今天") if day == today else weekday_text(day)
        note = _counted_as(day, counted if counts else 0, (received, due, today))
        found.append(DayView(day, weekday, *note))
        day += timedelta(days=1)
    return tuple(found)


def _counted_as(day: date, place: int, clock: tuple[date, date, date]) -> tuple[str, Tone]:
    """Note and tone of the day that counts as number `place`, 0 when it does not count.

    `clock` is (received, due, today).
    """
    received, due, today = clock
    if day == received:
        return tr("收到"), "received"
    if not place:
        return tr("不计"), "skipped"
    note = tr("到期") if day == due else tr("第 {n} 日", n=place)
    if day == today:
        return note, "today"
    return note, "due" if day == due else "past" if day < today else "left"


def _days_note(one: Objection, workdays: Workdays) -> str:
    received, due = _clock(one)
    days = sum(
        workdays.is_workday(received + timedelta(days=n + 1)) for n in range((due - received).days)
    )
    note = tr("收到当日不计，只数工作日；共 {n} 个工作日", n=days)
    if workdays.is_sure(received, due):
        return note
    return tr("{note}。放假安排还没有公布全，到期日可能会变。", note=note)


def _school(record: Record, recorded: Mapping[int, str]) -> tuple[Saying, ...]:
    said = [Saying(record.conduct.what, tr("登记，{day}", day=_moment(recorded, record.n)))]
    for one in record.objections:
        for answer in (one.decided, one.reviewed):
            if answer is not None:
                text = tr(
                    "{outcome}。{reasons}",
                    outcome=outcome_title(answer.outcome),
                    reasons=answer.reasons,
                )
                said.append(Saying(text, tr("书面答复，{day}", day=short_day_text(answer.on))))
    for repair in record.repairs:
        if repair.answer is not None:
            foot = tr("修复的答复，{day}", day=short_day_text(repair.answer.on))
            said.append(Saying(repair.answer.reasons, foot))
    return tuple(said)


def _mine(record: Record, recorded: Mapping[int, str]) -> tuple[Saying, ...]:
    said = [Saying(one.text, tr("说明")) for one in record.statements]
    for one in record.objections:
        day = short_day_text(one.made.received)
        said.append(Saying(one.made.text, tr("异议，{day}", day=day)))
        if one.review is not None:
            day = short_day_text(one.review.received)
            said.append(Saying(one.review.text, tr("申请复核，{day}", day=day)))
    for repair in record.repairs:
        day = short_day_text(repair.asked.received)
        said.append(Saying(repair.asked.text, tr("申请修复，{day}", day=day)))
    return tuple(said)


def _moment(recorded: Mapping[int, str], n: int) -> str:
    stamp = recorded.get(n, "")
    return short_day_text(datetime.fromisoformat(stamp).date()) if stamp else ""
