"""Documents on paper: an archive as PDF, with text that can be searched and copied."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from integrity_edu.archive.entries import Basic, section_title
from integrity_edu.archive.opening import disclaimer
from integrity_edu.ui.archive_words import (
    broken_words,
    entry_words,
    moment_words,
    nothing_there,
)
from integrity_edu.ui.fonts import SANS, regular_path
from integrity_edu.ui.saving import not_saved
from integrity_edu.ui.tokens import LIGHT
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.archive.export import PrintedCopy
    from integrity_edu.archive.reading import SectionView

DPI = 300
SCREEN_DPI = 96
MARGIN_MM = 18
FOOT_PX = 46
"""Height of the footer in pixels of the document, 96 to the inch."""

_PAGE_WORDS = "第页，共 of page 0123456789"
_CSS = f"""
body {{ color: {LIGHT.text}; }}
h1 {{ font-size: 24px; margin-bottom: 4px; }}
h2 {{ font-size: 16px; color: {LIGHT.accent}; margin-top: 22px; margin-bottom: 6px; }}
p {{ line-height: 118%; margin-top: 2px; margin-bottom: 2px; }}
.claim {{ font-weight: 700; }}
.muted {{ color: {LIGHT.muted}; font-size: 12px; }}
.entry {{ margin-top: 10px; }}
"""


def archive_pdf(view: PrintedCopy, path: Path) -> None:
    """Write an archive to `path` as A4 PDF at 300 dpi; StorageError when that is not possible.

    Every page says at its foot what the paper is not, when it was made and how its signed
    companion is recognised.
    """
    foot = tr(
        "{claim} 导出于 {moment} · 签名版指纹 {fingerprint}",
        claim=disclaimer(),
        moment=moment_words(view.made_at.isoformat()),
        fingerprint=view.fingerprint,
    )
    print_html(_archive_html(view), tr("诚信档案"), foot, path)


def print_html(html: str, title: str, foot: str, path: Path) -> None:
    """Print rich text of ours on A4 pages with a footer.

    `html` must hold no foreign markup; pictures come as data: addresses. Raises StorageError when `path` cannot be
    written.
    """
    try:
        path.open("ab").close()
    except OSError as error:
        raise not_saved(error) from error
    writer = QPdfWriter(str(path))
    writer.setResolution(DPI)
    writer.setTitle(title)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    scale = DPI / SCREEN_DPI
    paper = writer.pageLayout().paintRectPixels(DPI)
    page = QSizeF(paper.width() / scale, paper.height() // scale - FOOT_PX)
    with _face(html + foot + _PAGE_WORDS) as font:
        document = QTextDocument()
        document.setDefaultFont(font)
        document.setDocumentMargin(0)
        document.setDefaultStyleSheet(_CSS)
        document.setHtml(html)
        document.setPageSize(page)
        _paint(document, writer, foot, page)


@contextmanager
def _face(text: str) -> Iterator[QFont]:
    """Our face with the characters of `text` only, for as long as it is printed.

    In the whole face 用 and the radical ⽤ (U+2F64) share one glyph, and Qt writes the first of
    them into the PDF: whoever searches or copies would get the radical.
    """
    from io import BytesIO

    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    family = f"{SANS} {abs(hash(text)) % 10**9}"
    data = BytesIO()
    with TTFont(regular_path(), lazy=True) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text=text)
        cutter.subset(font)
        for name_id in (1, 4):
            font["name"].setName(family, name_id, 3, 1, 0x409)
        font.save(data)
    known = QFontDatabase.addApplicationFontFromData(data.getvalue())
    try:
        face = QFont(QFontDatabase.applicationFontFamilies(known)[0])
        face.setPixelSize(14)
        yield face
    finally:
        QFontDatabase.removeApplicationFont(known)


def _paint(document: QTextDocument, writer: QPdfWriter, foot: str, page: QSizeF) -> None:
    """QTextDocument.print would take its pixels for dots of the printer: paint page by page."""
    painter = QPainter(writer)
    painter.scale(DPI / SCREEN_DPI, DPI / SCREEN_DPI)
    small = QFont(document.defaultFont())
    small.setPixelSize(10)
    pages = document.pageCount()
    for number in range(pages):
        if number:
            writer.newPage()
        part = QRectF(0, number * page.height(), page.width(), page.height() - 1)
        painter.save()
        painter.translate(0, -part.top())
        document.drawContents(painter, part)
        painter.restore()
        painter.setFont(small)
        _paint_foot(painter, page, foot, tr("第 {n} 页，共 {m} 页", n=number + 1, m=pages))
    painter.end()


def _paint_foot(painter: QPainter, page: QSizeF, foot: str, number: str) -> None:
    painter.setPen(QColor(LIGHT.muted))
    top = page.height() + 12
    flags = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    side = 110.0
    painter.drawText(QRectF(0, top, page.width() - side, FOOT_PX - 12), int(flags), foot)
    right = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
    painter.drawText(QRectF(page.width() - side, top, side, FOOT_PX - 12), right, number)


def _archive_html(copy: PrintedCopy) -> str:
    parts = [
        f"<h1>{escape(tr('诚信档案'))}</h1>",
        f'<p class="claim">{escape(disclaimer())}</p>',
        _muted(tr("只记 18 岁以后的行为；没有分数，没有名次。")),
        _muted(tr("开启于 {moment}", moment=moment_words(copy.opened_at))),
    ]
    if copy.view.broken:
        parts.append(f"<p>{escape(broken_words(copy.view.broken.n, copy.view.broken.reason))}</p>")
    parts += [_section_html(section) for section in copy.view.sections]
    return "".join(parts)


def _section_html(view: SectionView) -> str:
    parts = [f"<h2>{escape(section_title(view.section))}</h2>"]
    if not view.entries:
        parts.append(_muted(nothing_there(view.section)))
    for entry in view.entries:
        words = entry_words(entry)
        if not isinstance(entry.content, Basic):
            parts.append(f'<p class="entry"><b>{escape(words.heading)}</b></p>')
        parts += [f"<p>{escape(text)}</p>" for text in words.lines]
        parts.append(_muted(tr("{when} · 编号 {n}", when=words.when, n=entry.n)))
    return "".join(parts)


def _muted(text: str) -> str:
    return f'<p class="muted">{escape(text)}</p>'
