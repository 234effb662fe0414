"""The text of a lesson: a QTextBrowser as tall as its text, that opens nothing but our figures."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QByteArray, QPoint, QRectF, QSizeF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QCursor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from integrity_edu.courses.values import Lesson
from integrity_edu.errors import NotFoundError
from integrity_edu.library.roots import lesson_figure
from integrity_edu.ui.fonts import ui_font
from integrity_edu.ui.theme import Theme, lesson_css

LONGEST_LINE = 45
"""Chinese characters; the comfortable line is 35 to 45 of them."""


class Link(NamedTuple):
    """A link of the lesson: where it leads, and its words."""

    url: str
    text: str


class LessonText(QTextBrowser):
    """Grows to the height of its text, so that the page around it scrolls.

    `followed` tells the address of a clicked link, `reached` the place (pixels from the top) that
    the keyboard moved to. The stock class would open any file an image names: here everything but
    an SVG of the lesson's own course is one transparent pixel.
    """

    followed = Signal(str)
    reached = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lesson: Lesson | None = None
        self._px = 16
        self._figure_width = 0
        self.setObjectName("lesson-text")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        option = QTextOption(self.document().defaultTextOption())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.anchorClicked.connect(lambda url: self.followed.emit(url.toString()))
        theme.changed.connect(self.render_again)

    def show_lesson(self, lesson: Lesson, px: int) -> None:
        """Show a lesson with text of `px` pixels."""
        self._lesson, self._px = lesson, px
        self.setMaximumWidth(LONGEST_LINE * px)
        self.render_again()

    def set_text_size(self, px: int) -> None:
        """Change the size of the text at once."""
        if self._lesson and px != self._px:
            self.show_lesson(self._lesson, px)

    def render_again(self) -> None:
        """Lay the lesson out anew: colours, size or width have changed."""
        if self._lesson is None:
            return
        self._figure_width = self.viewport().width()
        document = self.document()
        # headings are 1.5 times the default font whatever the style sheet says
        document.setDefaultFont(ui_font(round((self._px + 5) / 1.5)))
        # the style sheet takes effect only for HTML set after it
        document.setDefaultStyleSheet(lesson_css(self._theme.palette, self._px))
        self.setHtml(self._lesson.html)
        document.setTextWidth(self.viewport().width())
        self._fit(document.size())

    def headings(self) -> list[float]:
        """How far from the top each heading stands, in pixels and in order."""
        layout = self.document().documentLayout()
        return [layout.blockBoundingRect(block).top() for block in self._heading_blocks()]

    def move_to_heading(self, index: int) -> None:
        """Put the reading cursor on a heading, so that a screen reader goes on from there."""
        blocks = self._heading_blocks()
        if index < len(blocks):
            self.setTextCursor(QTextCursor(blocks[index]))

    def links(self) -> list[Link]:
        """Every link once, in order: those inside a QTextBrowser are no nodes of their own."""
        found: dict[str, str] = {}
        block = self.document().begin()
        while block.isValid():
            for piece in block:  # type: ignore[attr-defined]
                form = piece.fragment().charFormat()
                if form.isAnchor() and form.anchorHref():
                    found.setdefault(form.anchorHref(), piece.fragment().text())
            block = block.next()
        return [Link(url, text) for url, text in found.items()]

    def position_at(self, y: float) -> int:
        """The character at a height, to come back to when the layout changes."""
        layout = self.document().documentLayout()
        return max(0, layout.hitTest(QRectF(0, y, 1, 1).topLeft(), Qt.HitTestAccuracy.FuzzyHit))

    def height_of(self, position: int) -> float:
        """How far from the top the block of a character stands."""
        block = self.document().findBlock(position)
        return self.document().documentLayout().blockBoundingRect(block).top()

    def place_of_link(self) -> QPoint:
        """Where on the screen a link was followed: at the one Tab chose, or under the pointer."""
        pointer = QCursor.pos()
        by_mouse = not self.textCursor().hasSelection()
        if by_mouse and self.rect().contains(self.mapFromGlobal(pointer)):
            return pointer
        return self.mapToGlobal(self.cursorRect().bottomLeft())

    # ---- what Qt asks -------------------------------------------------------------------------

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Our figures, drawn sharp at the width of the column; a transparent pixel for the rest.

        An invalid value would not do: QTextDocument then opens the file itself.
        """
        url = QUrl(name)
        if kind == QTextDocument.ResourceType.ImageResource.value and self._lesson is not None:
            path = url.path()
            if url.isRelative() and not url.hasQuery() and not path.startswith("/"):
                try:
                    return self._figure(lesson_figure(self._lesson.course, path).read_bytes())
                except (NotFoundError, OSError):
                    return _nothing()
        return _nothing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the figures anew for the new width."""
        super().resizeEvent(event)
        if self._figure_width and self.viewport().width() != self._figure_width:
            self.render_again()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page around scrolls, and Ctrl does not zoom behind the settings' back."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scrolling keys belong to the page around."""
        moving = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in _SCROLLING and not moving:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's name
        """Tab goes from link to link; tell where it went so that the page can follow."""
        stays = super().focusNextPrevChild(next)
        if stays and self.hasFocus() and self.textCursor().hasSelection():
            self.reached.emit(self.height_of(self.textCursor().selectionStart()))
        return stays

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave no link marked behind."""
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def _heading_blocks(self) -> list[QTextBlock]:
        found = []
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel():
                found.append(block)
            block = block.next()
        return found

    def _figure(self, svg: bytes) -> QImage:
        drawing = QSvgRenderer(QByteArray(svg))
        if not drawing.isValid():
            return _nothing()
        size, width = drawing.viewBoxF().size(), max(1, self._figure_width)
        height = max(1, round(width * size.height() / max(1.0, size.width())))
        ratio = self.devicePixelRatioF()
        image = QImage(
            round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied
        )
        image.fill(Qt.GlobalColor.transparent)
        image.setDevicePixelRatio(ratio)
        painter = QPainter(image)
        drawing.render(painter, QRectF(0, 0, width, height))
        painter.end()
        return image

    def _fit(self, size: QSizeF) -> None:
        self.setFixedHeight(max(1, round(size.height() + 0.5)))


_SCROLLING = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Space,
)


def _nothing() -> QImage:
    image = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image
