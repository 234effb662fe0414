"""The red panel of the first page: seal, a line of the 论语, and what this program is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.band import paint_red
from integrity_edu.ui.widgets.glyph import xin_path
from integrity_edu.ui.widgets.seal import Seal
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

SAYING = ("人而无信，", "不知其可也。")
SOURCE = "《论语·为政》"


class Poster(QWidget):
    """Painted in the colours of the band; narrow it is smaller, not other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("poster")
        column = QVBoxLayout(self)
        column.setContentsMargins(56, 56, 40, 52)
        column.setSpacing(0)
        column.addLayout(self._brand())
        column.addStretch(3)
        for line in SAYING:
            column.addWidget(self._words(line, 'font-family: "Noto Serif SC"; font-size: 30px;'))
            column.addSpacing(6)
        source = self._words(SOURCE, "font-size: 14px;")
        source.setContentsMargins(-7, 14, 0, 0)
        column.addWidget(source)
        column.addStretch(4)
        for icon, heading, text in (
            ("book", tr("学得明白"), tr("29 项措施，逐句有出处，当时与今天对照")),
            ("archive", tr("档案是你的"), tr("谁看过、为什么看，你都看得见；写错了可提异议")),
            ("wifi-off", tr("不联网也能用"), tr("资料只在这台电脑里，按人加密")),
        ):
            column.addSpacing(18)
            column.addLayout(self._point(icon, heading, text))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The gradient of the band and a large faint glyph."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QPainterPath()
        ground.addRect(QRectF(self.rect()))
        paint_red(painter, ground, QRectF(self.rect()), self._theme)
        faint = QColor("#FFFFFF")
        faint.setAlphaF(0.07)
        edge = 600.0
        box = QRectF(66, (self.height() - edge) / 2, edge, edge)
        painter.fillPath(xin_path(box), faint)

    def _brand(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Seal(self._theme, 44, inverted=True))
        row.addWidget(self._words(tr("诚信学堂"), "font-size: 24px; font-weight: 700;"))
        row.addStretch()
        return row

    def _point(self, icon: str, heading: str, text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        picture = QLabel()
        picture.setPixmap(self._theme.icons.pixmap(icon, self._theme.palette.band_text, 20))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._words(heading, "font-weight: 700;"))
        words.addWidget(self._words(text, "font-size: 12px;"))
        row.addLayout(words, 1)
        return row

    def _words(self, text: str, style: str) -> QLabel:
        """White words; the two palettes agree on what stands on the red."""
        label = WrappedLabel(text)
        label.setStyleSheet(f"font-weight: 400; {style} color: {self._theme.palette.band_text};")
        return label
