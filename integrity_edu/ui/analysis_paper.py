"""Item analysis on paper."""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from integrity_edu.exams.analysis.flag_words import few_text, flag_text
from integrity_edu.ui import exam_words
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.exams.analysis.reports import ItemAnalysis, PaperAnalysis


def analysis_pdf(title: str, found: PaperAnalysis, made: date, path: Path) -> None:
    """Write the analysis of an exam as A4 PDF; StorageError when `path` cannot be written."""
    from integrity_edu.ui.printing import print_html

    foot = tr("{title} 题目分析，导出于 {day}", title=title, day=made.isoformat())
    print_html(analysis_html(title, found), tr("题目分析"), foot, path)


def analysis_html(title: str, found: PaperAnalysis) -> str:
    """Every question with its figures, flags and table of answers; no names, no single scores."""
    head = [
        f"<h1>{escape(tr('题目分析：{title}', title=title))}</h1>",
        f"<p>{escape(exam_words.people_words(found))}</p>",
        f"<p>{escape(exam_words.reliability_words(found.reliability))}</p>",
    ]
    if found.grey:
        head.append(f"<p class='claim'>{escape(few_text())}</p>")
    items = [_item(place, one) for place, one in enumerate(found.items, start=1)]
    return "".join([*head, *items])


def _item(place: int, item: ItemAnalysis) -> str:
    flags = tr("；").join(flag_text(one) for one in item.flags)
    doubt = exam_words.suspect_words(item)
    said = [exam_words.item_words(item), flags, doubt]
    lines = "".join(f"<p>{escape(one)}</p>" for one in said if one)
    heading = f"<h2>{place}. {escape(item.stem)}</h2>"
    return heading + lines + (_table(item) if item.responses else "")


def _table(item: ItemAnalysis) -> str:
    heads = ("", tr("答案"), tr("人数"), tr("高分组"), tr("低分组"))
    rows = [
        (
            tr("正确答案") if one.right else "",
            exam_words.response_text(one.text),
            str(one.count),
            exam_words.percent(one.top_share),
            exam_words.percent(one.bottom_share),
        )
        for one in item.responses
    ]
    rows += [("", text, "0", "—", "—") for text in item.unused]
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    head = "".join(f'<th align="left">{escape(one)}</th>' for one in heads)
    return (
        '<table border="1" style="border-collapse:collapse" cellspacing="0" cellpadding="5"'
        f' width="100%"><tr>{head}</tr>{body}</table>'
    )
