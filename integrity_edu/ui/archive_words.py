"""What an entry of the archive says, in words for the page and for paper (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from integrity_edu.archive.entries import (
    Basic,
    Content,
    Destroyed,
    Look,
    Section,
    Training,
    section_title,
)
from integrity_edu.archive.ledger import Entry, EntryState
from integrity_edu.ui.dates import day_words, time_text
from integrity_edu.ui.record_words import Words, step_words
from integrity_edu.words import tr

SHOWN_DIGITS = 8


@dataclass(frozen=True, slots=True)
class EntryWords:
    """Heading, date and further lines of one entry."""

    heading: str
    when: str
    lines: tuple[str, ...]
    icon: str


def entry_words(entry: Entry) -> EntryWords:
    """The words of one entry, whatever its state."""
    when = day_words(entry.event_date) if entry.event_date else moment_words(entry.recorded_at)
    number = tr("记录编号 {n}", n=entry.n)
    if entry.state is EntryState.DESTROYED:
        return EntryWords(tr("内容已经销毁"), when, (number,), "trash")
    words = _content_words(entry.content, number) if entry.content is not None else None
    if words is None:
        return EntryWords(tr("这一条读不出来，原样留着"), when, (number,), "warning")
    heading, lines, icon = words
    return EntryWords(heading, when, lines, icon)


def _content_words(content: Content, number: str) -> Words | None:
    match content:
        case Training():
            return _training_heading(content), _training_lines(content), "check"
        case Look():
            return content.viewer, look_lines(content), "eye"
        case Destroyed():
            numbers = tr("、").join(map(str, (content.n, *content.also)))
            told = tr("第 {n} 条的内容销毁了，原因：{reason}", n=numbers, reason=content.reason)
            return told, (number,), "trash"
        case Basic():
            facts = basic_facts(content)
            lines = tuple(tr("{name}：{value}", name=name, value=value) for name, value in facts)
            return tr("基本信息"), lines, "user"
    words = step_words(content)
    return words and (words[0], (*words[1], number), words[2])


def basic_facts(basic: Basic) -> tuple[tuple[str, str], ...]:
    """Name and value of each basic fact."""
    unchecked = basic.verification == Basic("", "").verification
    return (
        (tr("姓名"), basic.name),
        (tr("称呼"), basic.nickname),
        (tr("身份核验"), tr("未核验，由本人填写") if unchecked else basic.verification),
    )


def look_lines(look: Look) -> tuple[str, ...]:
    """Purpose and sections of a look."""
    everything = set(look.sections) == set(Section)
    seen = tr("全部六项") if everything else tr("、").join(map(section_title, look.sections))
    return (tr("用途：{purpose}", purpose=look.purpose), tr("看了：{sections}", sections=seen))


def moment_words(stamp: str) -> str:
    """`2026-11-23 9:05` for an ISO 8601 text; what cannot be read stays as it is."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    return f"{moment.date().isoformat()} {time_text(moment)}"


def nothing_there(section: Section) -> str:
    """What an empty section says."""
    return {
        Section.BASIC: tr("这里还没有内容。"),
        Section.EDUCATION: tr("还没有学习记录。学完一课、通过一次测验，就会记在这里。"),
        Section.CONDUCT: tr("没有行为记录，多数人都是这样。"),
        Section.STATEMENT: tr("没有异议，也没有说明。哪条记录写得不对，可以在那条记录上提出。"),
        Section.GRANT: tr("没有授权给任何人。除了你自己，现在没有人能打开这份档案。"),
        Section.ACCESS: tr("还没有人看过，包括你导出的在内。"),
    }[section]


def broken_words(n: int, reason: str) -> str:
    """What is said of an archive that is not as it was written."""
    return tr("从第 {n} 条起和写下时不一样：{reason}", n=n, reason=reason)


def _training_heading(training: Training) -> str:
    title = training.title
    return {
        "lesson_passed": tr("学完一课：{title}", title=title),
        "course_completed": tr("学完课程：{title}", title=title),
        "assessment_passed": tr("通过测验：{title}", title=title),
        "assessment_under_review": tr("待复核：{title}", title=title),
        "assessment_confirmed": tr("复核后通过：{title}", title=title),
        "hours_credited": tr("计入学时：{title}", title=title),
    }[training.kind]


def _training_lines(training: Training) -> tuple[str, ...]:
    lines = []
    if training.hours is not None:
        lines.append(tr("学时：{hours:g}", hours=training.hours))
    if training.test:
        test = training.test
        lines.append(
            tr(
                "依据：{title}，{score}（试卷号 {seed}）",
                title=test.title,
                score=test.score,
                seed=test.seed,
            )
        )
    if training.version:
        lines.append(tr("内容版本：{version}", version=training.version[:SHOWN_DIGITS]))
    return tuple(lines)
