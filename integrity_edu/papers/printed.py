"""The three printed forms of a paper as HTML: paper, answer sheet and key. No Qt.

Each form is a sequence of blocks; whoever prints them keeps a block on one page where it fits.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from integrity_edu.errors import NotFoundError
from integrity_edu.papers import answer_form, store
from integrity_edu.papers.key_form import key_block
from integrity_edu.papers.question_form import question_form
from integrity_edu.papers.saving import paper
from integrity_edu.papers.sheets import (
    GAP,
    Printed,
    PrintedItem,
    PrintedSection,
    blank,
    claim,
    number_words,
    points_words,
    rule_words,
    section_heading,
    variant_name,
)
from integrity_edu.people.permissions import Action, require
from integrity_edu.plan import reading
from integrity_edu.quiz.questions import Question, decode
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace

Blocks = tuple[str, ...]


def printed(ws: Workspace, paper_id: str, variant: int = 0) -> Printed:
    """One variant of one of my papers as it was frozen, with the titles of the laws it rests on."""
    require(ws, Action.PRINT_PAPER)
    found = paper(ws, paper_id)
    rows = store.items(ws.conn, paper_id, variant)
    if not rows:
        raise NotFoundError("没有这一份平行卷。", "回到“试卷”里再选一次。")
    bodies = store.bodies(ws.conn, {row.revision for row in rows})
    items = [
        PrintedItem(
            row.position + 1,
            decode(bodies[row.revision][1]),
            tuple(json.loads(row.shown)),
            row.points,
            bool(row.core),
        )
        for row in rows
    ]
    sections = [
        PrintedSection(
            part.title,
            tuple(item for item, row in zip(items, rows, strict=True) if row.section == number),
        )
        for number, part in enumerate(found.blueprint.sections)
    ]
    return Printed(
        title=found.title,
        variant=variant_name(variant, found.variants),
        seed=found.seed,
        blueprint=found.blueprint,
        sections=tuple(section for section in sections if section.items),
        laws=_laws(ws, (item.question for item in items)),
    )


def paper_html(printed: Printed) -> str:
    """The paper: head with the terms, then every question."""
    return "".join(paper_blocks(printed))


def answer_sheet_html(printed: Printed) -> str:
    """The sheet to answer on."""
    return "".join(answer_sheet_blocks(printed))


def key_html(printed: Printed) -> str:
    """The key, for teachers."""
    return "".join(key_blocks(printed))


def paper_blocks(printed: Printed) -> Blocks:
    """The paper in blocks; a heading stays with its first question, a case with its parts."""
    blocks = [_head(printed, "") + _person_lines() + _terms(printed)]
    for number, section in enumerate(printed.sections):
        forms = [question_form(item) for item in section.items]
        blocks += [section_heading(number, section) + forms[0], *forms[1:]]
    return tuple(blocks)


def answer_sheet_blocks(printed: Printed) -> Blocks:
    """The answer sheet in blocks."""
    blocks = [_head(printed, tr("答题卡")) + _person_lines()]
    for number, section in enumerate(printed.sections):
        blocks += answer_form.section_blocks(number, section)
    return tuple(blocks)


def key_blocks(printed: Printed) -> Blocks:
    """The key in blocks."""
    note = tr("本卷的选项字母；种子 {seed}。", seed=printed.seed)
    blocks = [_head(printed, tr("参考答案")) + _terms(printed) + _muted(note)]
    for number, section in enumerate(printed.sections):
        keys = [key_block(printed, item) for item in section.items]
        blocks += [section_heading(number, section) + keys[0], *keys[1:]]
    return tuple(blocks)


def foot_words(printed: Printed) -> str:
    """What stands at the foot of every page, so that a single sheet is never taken for more."""
    name = printed.title
    if printed.variant:
        name = tr("{title} {variant} 卷", title=name, variant=printed.variant)
    return tr("{claim} · {name}", claim=claim(), name=name)


def _head(printed: Printed, form: str) -> str:
    title = printed.title
    if printed.variant:
        title = tr("{title}（{variant} 卷）", title=title, variant=printed.variant)
    if form:
        title = tr("{title} · {form}", title=title, form=form)
    return f"<h1>{escape(title)}</h1>"


def _person_lines() -> str:
    fields = (tr("姓名"), tr("学号"), tr("班级"), tr("得分"))
    return f"<p>{GAP.join(f'{escape(field)} {blank(5)}' for field in fields)}</p>"


def _terms(printed: Printed) -> str:
    blueprint = printed.blueprint
    minutes = tr("不限时") if blueprint.minutes is None else tr("{n} 分钟", n=blueprint.minutes)
    passed = number_words(round(blueprint.pass_share * printed.points, 2))
    lines = [
        tr("共 {n} 题，满分 {points}；时间：{minutes}；{passed} 分及格。", n=printed.size,
           points=points_words(printed.points), minutes=minutes, passed=passed),
        tr("计分方式：{rule}", rule=rule_words(blueprint.rule)),
    ]  # fmt: skip
    if printed.has_core:
        lines.append(tr("带 ★ 的是必答题，要全部答对才算及格。"))
    lines.append(claim() + tr("。"))
    return "".join(_muted(line) for line in lines)


def _muted(text: str) -> str:
    return f'<p class="muted">{escape(text)}</p>'


def _laws(ws: Workspace, asked: Iterable[Question]) -> dict[str, str]:
    """Titles of the law cards; one that is gone since is left out."""
    wanted = {point.law for question in asked for point in question.rests_on if point.law}
    found = {}
    for law_id in sorted(wanted):
        try:
            found[law_id] = reading.law(ws.conn, law_id).title
        except NotFoundError:
            continue
    return found
