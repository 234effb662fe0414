"""What a record of conduct must have before it is entered. Pure rules."""

from __future__ import annotations

from datetime import date

from integrity_edu.archive.catalogue import (
    CATALOGUE_VERSION,
    NEGATIVE,
    ArrearsCondition,
    RecordKind,
)
from integrity_edu.archive.record_entries import Conduct
from integrity_edu.archive.years import years_after
from integrity_edu.errors import EduError

LONGEST_TEXT = 500
SENSITIVE = ("宗教", "信仰", "血型", "基因", "指纹", "疾病", "病史", "病历")
"""山东省社会信用条例 art. 42: what may not be gathered about a natural person's credit."""


class EventDateError(EduError):
    """The date of an event at which no record of conduct can be made."""

    code = "event_date"


class ConductError(EduError):
    """A record lacks something it needs, or says something it must not."""

    code = "conduct"


def check_conduct(conduct: Conduct, adult_from: date, today: date, years: int) -> None:
    """Raise ConductError or EventDateError when a record cannot be entered as it is.

    `years` is the longest time a negative record may stand after the behaviour ended.
    """
    _check_days(conduct, adult_from, today)
    _check_words(conduct)
    _check_decision(conduct, today)
    if conduct.kind in NEGATIVE:
        _check_negative(conduct, years)
    elif conduct.arrears:
        raise ConductError("这类记录没有欠费的条件。", "去掉以后再登记。")


def refuse_before_18(adult_from: date, event_date: date) -> None:
    """Raise EventDateError for an event before `adult_from`, whenever it is typed in.

    国办发〔2016〕98号 asks for archives of students of 18 and above only.
    """
    if event_date < adult_from:
        raise EventDateError("18 岁以前的行为不入档案。", "和本人谈一谈，用教育的办法处理。")


def refuse_if_too_small(*, slight_and_put_right: bool, settled_on_the_spot: bool) -> None:
    """Raise ConductError for what is not recorded at all (the idea of 山东省社会信用条例 art. 13)."""
    if slight_and_put_right or settled_on_the_spot:
        raise ConductError(
            "轻微并且已经主动改正的、当场处理完的，不登记。", "和本人谈一谈，事情就到这里。"
        )


def latest_end(ended: date, years: int) -> date:
    """The day on which a record of behaviour that ended on `ended` has to be gone.

    山东省社会信用条例 art. 38 and 征信业管理条例 art. 16: at most five years from the end.
    """
    return years_after(ended, years)


def sensitive_words(text: str) -> tuple[str, ...]:
    """The words in a text that name what may not be gathered."""
    return tuple(word for word in SENSITIVE if word in text)


def _check_days(conduct: Conduct, adult_from: date, today: date) -> None:
    if conduct.began > conduct.ended:
        raise EventDateError("行为结束的日期在开始之前。", "看看两个日期有没有写反。")
    if conduct.ended > today:
        raise EventDateError("行为日期在今天之后。", "看看日期有没有写错。")
    refuse_before_18(adult_from, conduct.began)


def _check_words(conduct: Conduct) -> None:
    if not conduct.what.strip() or not conduct.evidence.strip():
        raise ConductError("还没有写明是什么行为、有什么证据。", "只写做了什么，不评价人。")
    if max(len(conduct.what), len(conduct.evidence), len(conduct.weighed)) > LONGEST_TEXT:
        raise ConductError("一项最多写 {n} 个字。", "细节放在文书里，这里写要点。", n=LONGEST_TEXT)
    found = sensitive_words(conduct.what + conduct.evidence + conduct.weighed)
    if found:
        raise ConductError(
            "这里写到了“{word}”，这类信息不能作为信用信息记录。", "去掉以后再登记。", word=found[0]
        )


def _check_decision(conduct: Conduct, today: date) -> None:
    decision = conduct.decision
    if not all(map(str.strip, (decision.title, decision.number, decision.body, decision.basis))):
        raise ConductError(
            "文书的名称、文号、作出单位和依据要写全。", "对着文书填；没有文书的，不登记。"
        )
    if not conduct.began <= decision.date <= today:
        raise ConductError("文书日期要在行为之后、今天以前。", "对着文书核对日期。")
    if conduct.catalogue != CATALOGUE_VERSION:
        raise ConductError("信息目录更新过了。", "重新选一次类别，再登记。")


def _check_negative(conduct: Conduct, years: int) -> None:
    if not conduct.weighed.strip():
        raise ConductError("还没有写为什么要登记。", "先回答“该不该登记”那一页。")
    latest = latest_end(conduct.ended, years)
    if conduct.until is None or not conduct.ended < conduct.until <= latest:
        raise ConductError(
            "保存期限要在行为结束之后，最晚到 {day}。",
            "按学校决定的期限填，没有写期限的填最短的。",
            day=latest,
        )
    shown = {one.condition for one in conduct.arrears if one.evidence.strip()}
    if conduct.kind is RecordKind.LOAN_DEFAULT:
        if shown != set(ArrearsCondition) or len(conduct.arrears) != len(ArrearsCondition):
            raise ConductError(
                "恶意拖欠要三个条件都有证据：有能力、没有正当理由、没有申请缓交。",
                "缺一个就只是逾期，帮本人去办缓交或者还款计划。",
            )
    elif conduct.arrears:
        raise ConductError("这类记录没有欠费的条件。", "去掉以后再登记。")
