"""Labels that never lose their last line, and the squeezing of Chinese punctuation."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_PAIR = re.compile(r"([》」』”’）】〕。，、；：？])(?=[《「『“‘（【〔。，、；：？”’）》])")


class WrappedLabel(QLabel):
    """A wrapping label whose height follows its width, in nested layouts too.

    `role` chooses the style (see ui.sheet). Qt alone would cut the last line of such a label.
    """

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setWordWrap(True)
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Claim the height these words need at this width."""
        super().resizeEvent(event)
        self._claim()

    def setText(self, text: str) -> None:
        """New words may need another height."""
        super().setText(text)
        self._claim()

    def _claim(self) -> None:
        if self.width() > 0:
            self.setMinimumHeight(0)  # QLabel counts it in, and would never claim less again
            self.setMinimumHeight(max(0, self.heightForWidth(self.width())))


class SongLabel(WrappedLabel):
    """Official words: Song type, never ours."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", "song", parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.show_text(text)

    def show_text(self, text: str, marks: str = "") -> None:
        """Show plain text; `marks` is ready HTML that takes its place when given."""
        inner = marks or squeeze(text)
        self.setText(f'<p style="line-height:132%; margin:0">{inner}</p>')
        self.setAccessibleName(text)


def squeeze(text: str, px: int = 14) -> str:
    """Plain text as HTML in which a pair of full-width marks loses the hole between them.

    Qt spaces Chinese punctuation as full squares; 》， then leaves half a square of nothing.
    """
    return _PAIR.sub(
        lambda found: f'<span style="letter-spacing:-{px // 2}px">{found.group(1)}</span>',
        escape(text),
    )


def set_role(widget: QWidget, role: str) -> None:
    """Change a widget's style role and have it repainted."""
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def plain(text: str, role: str) -> WrappedLabel:
    """Words from outside the program: never read as markup."""
    label = WrappedLabel("", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    return label
