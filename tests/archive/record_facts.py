"""Records for tests: invented acts, documents and people who are nobody."""

from __future__ import annotations

from datetime import date

from integrity_edu.archive.catalogue import (
    CATALOGUE_VERSION,
    NEGATIVE,
    ArrearsCondition,
    RecordKind,
)
from integrity_edu.archive.record_entries import Conduct, Decision, Shown


def decision(day: date = date(2026, 6, 20)) -> Decision:
    return Decision(
        "关于某次考试作弊的认定决定", "教字〔2026〕0 号", "教务处", day, "考试办法第 9 条"
    )


def conduct(kind: RecordKind = RecordKind.EXAM_FRAUD, day: date = date(2026, 6, 12)) -> Conduct:
    """A record of that kind about an act on that day, with everything its kind asks for."""
    return Conduct(
        kind=kind,
        catalogue=CATALOGUE_VERSION,
        what="期末考试中使用了夹带的纸条",
        began=day,
        ended=day,
        decision=decision(),
        evidence="监考记录 0 号",
        until=date(2027, 6, 12) if kind in NEGATIVE else None,
        weighed="不属于轻微并主动消除" if kind in NEGATIVE else "",
        arrears=tuple(Shown(one, "银行通知") for one in ArrearsCondition)
        if kind is RecordKind.LOAN_DEFAULT
        else (),
    )
