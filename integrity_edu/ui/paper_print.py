"""A paper, its answer sheet or its key as A4 PDF, no question torn over two pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QTextDocument

from integrity_edu.papers.printed import (
    answer_sheet_blocks,
    foot_words,
    key_blocks,
    paper_blocks,
)
from integrity_edu.papers.sheets import Printed
from integrity_edu.ui.printing import _CSS, DPI, FOOT_PX, MARGIN_MM, SCREEN_DPI, _face, print_html

Form = Literal["paper", "answer_sheet", "key"]

_BLOCKS = {"paper": paper_blocks, "answer_sheet": answer_sheet_blocks, "key": key_blocks}
_TEXT_STARTS = re.compile(r"<(?:p|h1|h2|td)\b[^>]*>")
_NEW_PAGE = '<p style="page-break-before:always; margin:0; font-size:1px"></p>'
_ROOM = 32.0
"""Pixels left over on a page: a heading that comes to its top brings its margin along."""


def print_paper(path: Path, printed: Printed, form: Form = "paper") -> None:
    """Write one form of a paper to `path`; StorageError when that is not possible."""
    blocks = _BLOCKS[form](printed)
    foot = foot_words(printed)
    with _face("".join(blocks) + foot) as font:
        html = paged(blocks, font)
    print_html(html, printed.title, foot, path)


def paged(blocks: Sequence[str], font: QFont) -> str:
    """The blocks with a new page before each that would not fit on the rest of one.

    QTextDocument knows no keeping together, so everything is laid out once on an endless page,
    and pages are cut between blocks. A block taller than a page runs on.
    """
    width, page = page_size()
    tops = _tops(blocks, font, width)
    parts: list[str] = []
    start = 0.0
    for block, top, end in zip(blocks, tops, tops[1:], strict=False):
        if top > start and end - start > page - _ROOM:
            parts.append(_NEW_PAGE)
            start = top
        while end - start > page:
            start += page
        parts.append(block)
    return "".join(parts)


def page_size() -> tuple[float, float]:
    """Width and height of what `print_html` fills on a page, in pixels of the document."""
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM),
        QPageLayout.Unit.Millimeter,
    )
    paper = layout.paintRectPixels(DPI)
    scale = DPI / SCREEN_DPI
    return paper.width() / scale, paper.height() // scale - FOOT_PX


def _tops(blocks: Sequence[str], font: QFont, width: float) -> list[float]:
    """Where each block begins on an endless page, and where the last one ends."""
    document = QTextDocument()
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(_CSS)
    document.setHtml("".join(_anchored(block, at) for at, block in enumerate(blocks)))
    document.setTextWidth(width)
    layout = document.documentLayout()
    found: dict[int, float] = {}
    text = document.begin()
    while text.isValid():
        top = layout.blockBoundingRect(text).top()
        fragments = text.begin()
        while not fragments.atEnd():
            for name in fragments.fragment().charFormat().anchorNames():
                found.setdefault(int(name), top)
            fragments += 1
        text = text.next()
    return [found[at] for at in range(len(blocks))] + [layout.documentSize().height()]


def _anchored(block: str, number: int) -> str:
    """The block with a name at its first text."""
    return _TEXT_STARTS.sub(lambda tag: f'{tag.group()}<a name="{number}"></a>', block, count=1)
