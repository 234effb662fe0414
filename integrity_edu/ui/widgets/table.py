"""A table to read: rows 41 px high with hairlines, in the order given and in no other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from integrity_edu.ui.fonts import ui_font
from integrity_edu.ui.theme import Theme

ROW, HEAD = 41, 36
_FLUSH = (
    "QTableView::item { padding: 0 6px 0 -3px; } QHeaderView::section { padding: 8px 6px 8px 0; }"
)
"""Words begin where the card's other words begin; Qt adds 3 px of its own inside a cell."""

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Cell(NamedTuple):
    """Words, with an icon before them; `color` is a name of the palette."""

    text: str
    icon: str = ""
    color: str = "text"
    bold: bool = False


class Column(NamedTuple):
    """A heading and the column's share of the width."""

    heading: str
    share: int


Row = tuple[Cell, ...]


class ReadingTable(QTableView):
    """Columns keep their shares of the width; arrow keys walk the rows, nothing sorts them."""

    def __init__(self, theme: Theme, name: str, columns: Sequence[Column]) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self.rows = _Rows(theme, self._columns)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setStyleSheet(_FLUSH)
        self.setIconSize(QSize(16, 16))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setMinimumSectionSize(ROW)
        head = self.horizontalHeader()
        head.setFixedHeight(HEAD)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(20)
        theme.changed.connect(self.viewport().update)

    def show_rows(self, rows: Sequence[Row], *, room_for: int | None = None) -> None:
        """Show these rows; the table is as high as they are, or as `room_for` rows."""
        self.rows.put(rows)
        self._share_out()
        self.setFixedHeight(HEAD + ROW * max(1, len(rows) if room_for is None else room_for) + 2)
        all_of_it = room_for is None or len(rows) <= room_for
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if all_of_it
            else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )

    def put_widget(self, row: int, column: int, widget: QWidget) -> None:
        """Put buttons into a cell."""
        self.setIndexWidget(self.rows.index(row, column), widget)

    def text_at(self, row: int, column: int) -> str:
        """The words of a cell."""
        return self.rows.cells[row][column].text

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tint a row, so that it shows where the arrow keys are."""
        super().focusInEvent(event)
        self.selectRow(max(0, self.currentIndex().row()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the tint away."""
        super().focusOutEvent(event)
        self.clearSelection()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new width."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        room, whole = self.viewport().width(), sum(column.share for column in self._columns)
        used = 0
        for place, column in enumerate(self._columns[:-1]):
            width = room * column.share // whole
            self.setColumnWidth(place, width)
            used += width
        self.setColumnWidth(len(self._columns) - 1, max(20, room - used))


class _Rows(QAbstractTableModel):
    def __init__(self, theme: Theme, columns: Sequence[Column]) -> None:
        super().__init__()
        self._theme, self._columns = theme, columns
        self.cells: tuple[Row, ...] = ()

    def put(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.cells = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.cells)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._columns[section].heading
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cells[index.row()][index.column()]
        color = getattr(self._theme.palette, cell.color)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return cell.text
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(color)
            case Qt.ItemDataRole.FontRole:
                return ui_font(14, bold=cell.bold)
            case Qt.ItemDataRole.DecorationRole if cell.icon:
                return self._theme.icons.icon(cell.icon, color, 16)
        return None


def framed(table: QWidget) -> QFrame:
    """A table in a card, for panels that have no card of their own."""
    frame = QFrame()
    frame.setProperty("role", "card")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(16, 4, 8, 4)
    inside.addWidget(table)
    return frame
