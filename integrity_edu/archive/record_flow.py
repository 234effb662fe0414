"""How a record of conduct moves: 待告知 → 已告知 → 生效 ⇄ 异议中 → 更正、撤销、修复 → 到期. Pure rules.

A record is what its entries, taken in order, say it is. `step` applies one of them or says why it
may not follow; use cases ask it before they append, and readers fold whole chains with it, so
that an entry which could never have been appended counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct, structs

from integrity_edu.archive.catalogue import NEGATIVE
from integrity_edu.archive.record_entries import (
    Conduct,
    Confirmed,
    Decided,
    Dropped,
    Extended,
    Objected,
    Recorded,
    RecordEntry,
    RepairAsked,
    RepairDecided,
    ReviewAsked,
    Stated,
    Told,
    Withdrawn,
)
from integrity_edu.errors import EduError
from integrity_edu.ids import PersonId


class StepError(EduError):
    """What was asked for cannot follow, as things stand with this record."""

    code = "record_step"


class RecordState(StrEnum):
    """Where a record stands."""

    TO_TELL = "to_tell"
    TOLD = "told"
    IN_FORCE = "in_force"
    OBJECTED = "objected"
    DROPPED = "dropped"
    WITHDRAWN = "withdrawn"
    REPAIRED = "repaired"


LIVE = frozenset({RecordState.TO_TELL, RecordState.TOLD, RecordState.IN_FORCE})
COUNTING = frozenset({RecordState.IN_FORCE, RecordState.OBJECTED})
"""What may be shown to somebody with a grant; the others are not told of, or no longer."""


class Objection(Struct, frozen=True):
    """An objection and what came of it. `n` is the number of its entry; `due` the day it is due."""

    n: int
    made: Objected
    due: date
    decided: Decided | None = None
    decider: PersonId | None = None
    review: ReviewAsked | None = None
    reviewed: Decided | None = None

    @property
    def open(self) -> bool:
        """Whether an answer is still owed."""
        return self.decided is None or (self.review is not None and self.reviewed is None)


class Repair(Struct, frozen=True):
    """A request for repair and the answer to it."""

    n: int
    asked: RepairAsked
    answer: RepairDecided | None = None


class Record(Struct, frozen=True):
    """A record of conduct as its entries leave it.

    `entries` are the numbers of everything that belongs to it; `base` is where it stands apart
    from an open objection.
    """

    n: int
    subject: PersonId
    recorder: PersonId
    base: RecordState
    conduct: Conduct
    entries: tuple[int, ...]
    told: Told | None = None
    confirmed: Confirmed | None = None
    statements: tuple[Stated, ...] = ()
    objections: tuple[Objection, ...] = ()
    repairs: tuple[Repair, ...] = ()
    corrected: bool = False
    ending: Dropped | Withdrawn | None = None

    @property
    def negative(self) -> bool:
        """Whether it is one of the four negative kinds."""
        return self.conduct.kind in NEGATIVE

    @property
    def objection(self) -> Objection | None:
        """The objection that is still to be answered."""
        return next((one for one in self.objections if one.open), None)

    @property
    def repair(self) -> Repair | None:
        """The request for repair that is still to be answered."""
        return next((one for one in self.repairs if one.answer is None), None)

    @property
    def state(self) -> RecordState:
        """Where it stands; an open objection marks it at once."""
        return RecordState.OBJECTED if self.objection and self.base in LIVE else self.base


class Happened(Struct, frozen=True):
    """One entry as the flow sees it: its number, who wrote it, on which day, and what it says."""

    n: int
    author: PersonId
    entry: RecordEntry


def begin(subject: PersonId, happened: Happened) -> Record:
    """The record that a `Recorded` entry begins: positive ones count at once."""
    entry = happened.entry
    if not isinstance(entry, Recorded):
        raise StepError("这里还没有记录。", "先登记，再做这一步。")
    negative = entry.conduct.kind in NEGATIVE
    return Record(
        n=happened.n,
        subject=subject,
        recorder=happened.author,
        base=RecordState.TO_TELL if negative else RecordState.IN_FORCE,
        conduct=entry.conduct,
        entries=(happened.n,),
    )


def step(record: Record, happened: Happened) -> Record:
    """The record after one more entry; StepError when that may not follow."""
    entry = happened.entry
    match entry:
        case Recorded():
            raise StepError("这条记录已经登记过了。", "刷新以后再看。")
        case Told():
            after = _tell(record, entry)
        case Stated():
            after = structs.replace(record, statements=(*record.statements, entry))
        case Confirmed():
            after = _confirm(record, happened, entry)
        case Dropped():
            after = _drop(record, entry)
        case Objected():
            after = _object(record, happened, entry)
        case Extended() | Decided() | ReviewAsked():
            after = _answer(record, happened, entry)
        case RepairAsked() | RepairDecided():
            after = _repair(record, happened, entry)
        case Withdrawn():
            after = _withdraw(record, entry)
    return structs.replace(after, entries=(*after.entries, happened.n))


def belongs_to(entry: RecordEntry, known: Mapping[int, int]) -> int | None:
    """The number of the record an entry is about; `known` leads from entries to their records."""
    match entry:
        case Extended() | Decided() | ReviewAsked():
            return known.get(entry.objection)
        case RepairDecided():
            return known.get(entry.request)
        case Recorded():
            return None
        case _:
            return entry.record


def fold(subject: PersonId, chain: Iterable[Happened]) -> dict[int, Record]:
    """The records of a chain by number; entries that could not have been appended are passed over.

    Of a record whose content was destroyed nothing is left to fold.
    """
    records: dict[int, Record] = {}
    known: dict[int, int] = {}
    for link in chain:
        if isinstance(link.entry, Recorded):
            records[link.n] = begin(subject, link)
            known[link.n] = link.n
            continue
        about = belongs_to(link.entry, known)
        if about is None or about not in records:
            continue
        try:
            records[about] = step(records[about], link)
        except StepError:
            continue
        known[link.n] = about
    return records


def _tell(record: Record, entry: Told) -> Record:
    if record.base is not RecordState.TO_TELL:
        raise StepError("已经告知过了。", "到“已告知”里继续。")
    return structs.replace(record, base=RecordState.TOLD, told=entry)


def _confirm(record: Record, happened: Happened, entry: Confirmed) -> Record:
    if record.base is RecordState.TO_TELL:
        raise StepError("还没有告知本人，不能生效。", "先送达告知书，等陈述期过了再确认。")
    if record.base is not RecordState.TOLD or record.told is None:
        raise StepError("这条记录不在等待确认。", "刷新以后再看。")
    if record.objection is not None:
        raise StepError("本人有异议，还没有答复。", "先核查异议，再决定要不要生效。")
    if happened.author == record.recorder:
        raise StepError("登记的人不能自己确认。", "请另一位有核查职责的老师确认。")
    final = any(said.final for said in record.statements)
    if entry.on <= record.told.answer_by and not final:
        raise StepError("陈述期还没有过。", "等陈述期过了，或者本人表示陈述完了，再确认。")
    return structs.replace(record, base=RecordState.IN_FORCE, confirmed=entry)


def _drop(record: Record, entry: Dropped) -> Record:
    if record.base not in (RecordState.TO_TELL, RecordState.TOLD):
        raise StepError("已经生效的记录不能这样取消。", "认定有误的，走更正或者撤销。")
    return structs.replace(record, base=RecordState.DROPPED, ending=entry)


def _object(record: Record, happened: Happened, entry: Objected) -> Record:
    if record.base not in LIVE:
        raise StepError("这条记录已经不再使用，不用提异议。", "想说明情况，可以另写一段说明。")
    if record.objection is not None:
        raise StepError("这条记录上已经有一个异议在处理。", "等答复，或者先补充说明。")
    made = Objection(n=happened.n, made=entry, due=entry.due)
    return structs.replace(record, objections=(*record.objections, made))


def _answer(record: Record, happened: Happened, entry: Extended | Decided | ReviewAsked) -> Record:
    old = next((one for one in record.objections if one.n == entry.objection), None)
    if old is None or record.base not in LIVE:
        raise StepError("没有找到这个异议，或者记录已经不再使用。", "刷新以后再看。")
    match entry:
        case Extended():
            new = _extend(old, entry)
        case ReviewAsked():
            new = _ask_review(record, old, entry)
        case Decided():
            new = _decide(record, old, happened, entry)
    others = tuple(new if one.n == old.n else one for one in record.objections)
    after = structs.replace(record, objections=others)
    return _follow(after, entry) if isinstance(entry, Decided) else after


def _extend(old: Objection, entry: Extended) -> Objection:
    if old.decided is not None:
        raise StepError("这个异议已经答复过了。", "刷新以后再看。")
    if entry.due < old.due:
        raise StepError("新的期限比原来的还早。", "协助核查的期限从收到异议那天算起。")
    return structs.replace(old, due=entry.due)


def _ask_review(record: Record, old: Objection, entry: ReviewAsked) -> Objection:
    if old.decided is None:
        raise StepError("还没有答复，不用申请复核。", "答复以后还不同意，再申请。")
    if old.review is not None:
        raise StepError("复核只有一次，已经申请过了。", "不同意结果的，可以按学校规定申诉。")
    if record.objection is not None:
        raise StepError("这条记录上已经有一个异议在处理。", "等它有了答复再申请复核。")
    return structs.replace(old, review=entry, due=entry.due)


def _decide(record: Record, old: Objection, happened: Happened, entry: Decided) -> Objection:
    if not old.open:
        raise StepError("这个异议已经答复过了。", "刷新以后再看。")
    if happened.author in (record.recorder, record.subject):
        raise StepError("登记的人不能核查自己登记的记录。", "请另一位有核查职责的老师处理。")
    _check_correction(record, entry)
    if old.decided is None:
        return structs.replace(old, decided=entry, decider=happened.author)
    if happened.author == old.decider:
        raise StepError("答复过的人不能自己复核。", "请第三位老师复核。")
    return structs.replace(old, reviewed=entry)


def _check_correction(record: Record, entry: Decided) -> None:
    if (entry.outcome == "corrected") != (entry.conduct is not None):
        raise StepError("更正要写明更正后的内容。", "把更正后的记录填完整，再提交。")
    old, new = record.conduct, entry.conduct
    if new is None:
        return
    if new.kind is not old.kind:
        raise StepError("更正不能换成另一类记录。", "类别错了就撤销这一条，重新登记、重新告知。")
    if old.until is not None and (new.until is None or new.until > old.until):
        raise StepError("更正不能让记录留得更久。", "保存期限只能不变或者缩短。")


def _follow(record: Record, entry: Decided) -> Record:
    """What a decision does to the record itself."""
    if entry.outcome == "withdrawn":
        return structs.replace(record, base=RecordState.WITHDRAWN)
    if entry.conduct is not None:
        return structs.replace(record, conduct=entry.conduct, corrected=True)
    return record


def _repair(record: Record, happened: Happened, entry: RepairAsked | RepairDecided) -> Record:
    if isinstance(entry, RepairAsked):
        return _ask_repair(record, happened, entry)
    return _decide_repair(record, happened, entry)


def _ask_repair(record: Record, happened: Happened, entry: RepairAsked) -> Record:
    if not record.negative or record.base is not RecordState.IN_FORCE:
        raise StepError("只有生效的不良记录可以申请修复。", "别的情况可以写说明或者提异议。")
    if record.repair is not None:
        raise StepError("已经有一个修复申请在处理。", "等答复。")
    asked = Repair(n=happened.n, asked=entry)
    return structs.replace(record, repairs=(*record.repairs, asked))


def _decide_repair(record: Record, happened: Happened, entry: RepairDecided) -> Record:
    asked = record.repair
    if asked is None or asked.n != entry.request or record.base is not RecordState.IN_FORCE:
        raise StepError("没有找到这个修复申请。", "刷新以后再看。")
    if happened.author in (record.recorder, record.subject):
        raise StepError("登记的人不能决定修复。", "请另一位有核查职责的老师处理。")
    answered = structs.replace(asked, answer=entry)
    repairs = tuple(answered if one.n == asked.n else one for one in record.repairs)
    base = RecordState.REPAIRED if entry.granted else record.base
    return structs.replace(record, repairs=repairs, base=base)


def _withdraw(record: Record, entry: Withdrawn) -> Record:
    if record.base not in LIVE and record.base is not RecordState.REPAIRED:
        raise StepError("这条记录已经不再使用。", "刷新以后再看。")
    return structs.replace(record, base=RecordState.WITHDRAWN, ending=entry)
