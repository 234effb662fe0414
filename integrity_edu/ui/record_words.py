"""What a record of conduct and its steps say, in words for the page and for paper (no Qt)."""

from __future__ import annotations

from datetime import date

from integrity_edu.archive.catalogue import condition_title, kind_title
from integrity_edu.archive.entries import Content
from integrity_edu.archive.grant_entries import (
    Granted,
    Issued,
    KeepingEnded,
    Kept,
    Revoked,
    Shared,
)
from integrity_edu.archive.record_entries import (
    Conduct,
    Confirmed,
    Decided,
    Dropped,
    Extended,
    Objected,
    Recorded,
    RepairAsked,
    RepairDecided,
    ReviewAsked,
    Stated,
    Told,
    Withdrawn,
)
from integrity_edu.archive.record_flow import Record, RecordState
from integrity_edu.ui.dates import day_words
from integrity_edu.words import tr

Words = tuple[str, tuple[str, ...], str]
"""Heading, further lines, icon."""


def step_words(content: Content) -> Words | None:
    """The words of one step of a record or of a grant; None for other contents."""
    words = None
    match content:
        case Recorded():
            words = kind_title(content.conduct.kind), conduct_lines(content.conduct), "doc"
        case Told() | Confirmed() | Dropped() | Withdrawn():
            words = _office_step(content)
        case Stated():
            words = tr("本人说明"), (content.text,), "chat"
        case Objected() | ReviewAsked() | RepairAsked():
            words = _asked(content)
        case Extended() | Decided() | RepairDecided():
            words = _answered(content)
        case Kept() | KeepingEnded() | Granted() | Revoked() | Issued():
            words = _shared(content)
    return words


def state_title(state: RecordState) -> str:
    """Where a record stands, in a word or two."""
    return {
        RecordState.TO_TELL: tr("待告知"),
        RecordState.TOLD: tr("已告知，陈述期"),
        RecordState.IN_FORCE: tr("生效"),
        RecordState.OBJECTED: tr("异议中"),
        RecordState.DROPPED: tr("不予登记"),
        RecordState.WITHDRAWN: tr("已撤销"),
        RecordState.REPAIRED: tr("已修复"),
    }[state]


def record_state_words(record: Record) -> str:
    """Where a record stands, with the correction if there was one."""
    title = state_title(record.state)
    return tr("{state}，内容更正过", state=title) if record.corrected else title


def ground_title(ground: str) -> str:
    """What an objection is about."""
    return {
        "wrong": tr("写的不是事实"),
        "incomplete": tr("漏写了要紧的情况"),
        "not_me": tr("不是我做的"),
        "basis": tr("依据不对，或者已经撤销"),
        "outdated": tr("早该到期了"),
        "procedure": tr("没有告知我，或者程序不对"),
    }[ground]


def outcome_title(outcome: str) -> str:
    """What came of an objection."""
    return {
        "corrected": tr("更正"),
        "withdrawn": tr("撤销这条记录"),
        "upheld": tr("核实无误，维持"),
        "unproven": tr("查不清，双方的说法都留着"),
    }[outcome]


def shared_title(field: Shared) -> str:
    """What part of an archive a grant names."""
    return {
        Shared.NAME: tr("姓名"),
        Shared.TRAINING: tr("学习与培训"),
        Shared.GOOD: tr("表彰、志愿服务等"),
        Shared.NEGATIVE: tr("不良记录（没有就写没有）"),
        Shared.STATEMENTS: tr("本人说明和异议"),
    }[field]


def overdue_words(due: date, today: date) -> str:
    """How much time is left, or by how much it is late."""
    left = (due - today).days
    if left < 0:
        return tr("超期 {n} 天", n=-left)
    if left == 0:
        return tr("今天到期")
    return tr("还有 {n} 天", n=left)


def conduct_lines(conduct: Conduct) -> tuple[str, ...]:
    """What a record says, line by line: act, days, document, basis, evidence, end."""
    days = day_words(conduct.began)
    if conduct.ended != conduct.began:
        days = tr("{first}到{last}", first=days, last=day_words(conduct.ended))
    decision = conduct.decision
    lines = [
        conduct.what,
        tr("日期：{days}", days=days),
        tr(
            "文书：{body}《{title}》（{number}），{day}",
            body=decision.body,
            title=decision.title,
            number=decision.number,
            day=day_words(decision.date),
        ),
        tr("依据：{basis}", basis=decision.basis),
        tr("证据：{evidence}", evidence=conduct.evidence),
    ]
    lines += [
        tr(
            "{condition}：{evidence}",
            condition=condition_title(one.condition),
            evidence=one.evidence,
        )
        for one in conduct.arrears
    ]
    if conduct.until:
        lines.append(tr("{day}销毁内容", day=day_words(conduct.until)))
    return tuple(lines)


def _office_step(content: Told | Confirmed | Dropped | Withdrawn) -> Words:
    match content:
        case Told():
            way = {
                "in_person": tr("当面送达"),
                "in_program": tr("本人在程序里读了"),
                "delivered": tr("寄达或者留置送达"),
            }[content.way]
            lines = (
                tr("第 {n} 条，{day}{way}", n=content.record, day=day_words(content.on), way=way),
                tr("可以说明到 {day}；异议随时可以提", day=day_words(content.answer_by)),
            )
            return tr("告知本人"), lines, "bell"
        case Confirmed():
            return tr("确认生效"), (tr("第 {n} 条", n=content.record),), "check"
        case Dropped():
            return (
                tr("不再登记"),
                (tr("第 {n} 条：{why}", n=content.record, why=content.reason),),
                "trash",
            )
        case Withdrawn():
            return (
                tr("撤销"),
                (tr("第 {n} 条：{why}", n=content.record, why=content.reason),),
                "trash",
            )


def _asked(content: Objected | ReviewAsked | RepairAsked) -> Words:
    due = tr("最晚 {day} 答复", day=day_words(content.due))
    match content:
        case Objected():
            ground = tr(
                "第 {n} 条：{ground}", n=content.record, ground=ground_title(content.ground)
            )
            return tr("提出异议"), (ground, content.text, due), "chat"
        case ReviewAsked():
            return tr("申请复核"), (content.text, due), "chat"
        case RepairAsked():
            shown = tr("材料：{evidence}", evidence=content.evidence)
            return tr("申请修复第 {n} 条", n=content.record), (content.text, shown, due), "chat"


def _answered(content: Extended | Decided | RepairDecided) -> Words:
    match content:
        case Extended():
            told = tr(
                "要{unit}协助核查，最晚 {day} 答复", unit=content.unit, day=day_words(content.due)
            )
            return tr("延长核查"), (told,), "clock"
        case Decided():
            return (
                tr("答复：{outcome}", outcome=outcome_title(content.outcome)),
                (content.reasons, *(conduct_lines(content.conduct) if content.conduct else ())),
                "check",
            )
        case RepairDecided():
            heading = tr("同意修复") if content.granted else tr("没有同意修复")
            return heading, (content.reasons,), "check"


def _shared(content: Kept | KeepingEnded | Granted | Revoked | Issued) -> Words:
    match content:
        case Kept():
            return tr("交给{office}档案室保管", office=content.office), (), "key"
        case KeepingEnded():
            taken = content.reason == "taken_back"
            return (tr("从档案室收回") if taken else tr("毕业移交")), (), "key"
        case Granted():
            fields = tr("、").join(map(shared_title, content.fields))
            span = tr(
                "{first}到{last}", first=day_words(content.start), last=day_words(content.until)
            )
            lines = (
                tr("用途：{purpose}", purpose=content.purpose),
                tr("内容：{fields}", fields=fields),
                span,
            )
            return tr("授权给{recipient}", recipient=content.recipient), lines, "key"
        case Revoked():
            return tr("收回第 {n} 条的授权", n=content.grant), (), "key"
        case Issued():
            serial = tr("编号 {serial}", serial=content.serial)
            return tr("按第 {n} 条的授权出具摘录", n=content.grant), (serial,), "download"
