"""One section of a paper being put together: its title, rows to draw and fixed questions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from integrity_edu.papers.blueprint import LARGEST, Row, Section
from integrity_edu.ui import paper_draft as draft
from integrity_edu.ui.paper_desk import QuestionLine
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import IconButton, SmallButton
from integrity_edu.ui.widgets.cards import Card, Chip, IconLabel
from integrity_edu.ui.widgets.elided import ElidedLabel
from integrity_edu.ui.widgets.numbers import NumberField
from integrity_edu.ui.widgets.points_field import PointsField
from integrity_edu.ui.widgets.rows import RowButton
from integrity_edu.words import tr

COUNT, CORE, REMOVE, GAP = 88, 66, 40, 8


class SourceButton(RowButton):
    """Where a row draws from, in two lines; pressing it changes that."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", outlined=True)
        self.row.setContentsMargins(12, 6, 10, 6)
        self.words_label, self.aside = ElidedLabel(), ElidedLabel()
        self.words_label.setProperty("role", "strong")
        self.aside.setProperty("role", "small")
        self.add_words(self.words_label, self.aside)
        self.add(IconLabel(theme, "chevron-down", "muted", 16))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Two lines, as wide as there is room."""
        return QSize(160, 54)

    def minimumSizeHint(self) -> QSize:
        """Words are cut before the numbers beside them."""
        return QSize(110, 54)

    def show_words(self, words: str, aside: str) -> None:
        """Show what is chosen."""
        self.words_label.show_text(words)
        self.aside.show_text(aside)
        self.setAccessibleName(tr("从哪里抽：{words}。{aside}", words=words, aside=aside))


class RowView(QWidget):
    """One row: where from, how many, points each, core, remove."""

    changed = Signal(dict, str)
    """New values of the row, and the name of the field for undoing."""

    source_wanted = Signal()
    removed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        self.source = SourceButton(theme)
        self.source.setObjectName("row-source")
        self.source.clicked.connect(self.source_wanted)
        self.count = NumberField(tr("题数"), 1, LARGEST, 1)
        self.count.setObjectName("row-count")
        self.points = PointsField(tr("每题分值"))
        self.points.setObjectName("row-points")
        self.core = QCheckBox(tr("必答"))
        self.core.setObjectName("row-core")
        self.core.setToolTip(tr("必答题要全部答对，整份卷子才算及格。"))
        self.core.setAccessibleDescription(self.core.toolTip())
        self.core.setFixedWidth(CORE)
        self.remove = IconButton(theme, "trash", tr("删掉这一行"))
        self.remove.setObjectName("row-remove")
        self.remove.clicked.connect(self.removed)
        line.addWidget(self.source, 1)
        for field in (self.count, self.points):
            field.setFixedWidth(COUNT)
            line.addWidget(field)
        line.addWidget(self.core)
        line.addWidget(self.remove)
        self.count.valueChanged.connect(lambda n: self.changed.emit({"count": n}, "count"))
        self.points.valueChanged.connect(
            lambda _: self.changed.emit({"points": self.points.points}, "points")
        )
        self.core.toggled.connect(lambda on: self.changed.emit({"core": on}, ""))

    def show_row(self, row: Row, stock: draft.Stock) -> None:
        """Show a row, telling nobody."""
        for field in (self.count, self.points, self.core):
            field.blockSignals(True)
        self.count.setValue(row.count)
        self.points.set_points(row.points)
        self.core.setChecked(row.core)
        for field in (self.count, self.points, self.core):
            field.blockSignals(False)
        self._words = (draft.source_words(row, stock), draft.aside_words(row))
        self.source.show_words(*self._words)
        name = self._words[0]
        self.count.setAccessibleName(tr("题数，{name}", name=name))
        self.points.setAccessibleName(tr("每题分值，{name}", name=name))
        self.core.setAccessibleName(tr("必答，{name}", name=name))
        self.remove.setAccessibleName(tr("删掉这一行：{name}", name=name))

    def show_there(self, there: int, *, short: bool) -> None:
        """Say how many questions fit; too few are marked with words and an icon colour."""
        words, aside = self._words
        many = tr("{aside}，题库有 {n} 题", aside=aside, n=there)
        self.source.show_words(words, tr("题不够：{many}", many=many) if short else many)
        role = "error" if short else ""
        if self.source.property("state") != role:
            self.source.setProperty("state", role)
            self.source.aside.setProperty("role", "error" if short else "small")
            self.source.aside.setStyleSheet("font-size: 12px;")
            self.source.aside.style().polish(self.source.aside)


class FixedView(QWidget):
    """One question that is always on the paper."""

    removed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 0, 0, 0)
        line.setSpacing(GAP)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.stem, self.aside = ElidedLabel(), ElidedLabel()
        self.aside.setProperty("role", "small")
        words.addWidget(self.stem)
        words.addWidget(self.aside)
        self.remove = IconButton(theme, "trash", tr("不再固定这道题"))
        self.remove.setObjectName("fixed-remove")
        self.remove.clicked.connect(self.removed)
        line.addLayout(words, 1)
        line.addWidget(self.remove)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Ignored, policy.Fixed)

    def show_line(self, one: QuestionLine) -> None:
        """Show a question."""
        self.stem.show_text(one.stem)
        self.aside.show_text(one.aside)
        self.remove.setAccessibleName(tr("不再固定这道题：{stem}", stem=one.stem))


class SectionCard(Card):
    """A section; every change is told with its field, rows by their places."""

    changed = Signal(dict, str)
    row_changed = Signal(int, dict, str)
    row_added = Signal()
    row_removed = Signal(int)
    source_wanted = Signal(int)
    questions_wanted = Signal()
    fixed_removed = Signal(int)
    moved = Signal(int)
    removed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.rows: list[RowView] = []
        self.fixed: list[FixedView] = []
        self.body.addLayout(self._make_head())
        self.body.addWidget(self._make_columns())
        self._rows, self._fixed = QVBoxLayout(), QVBoxLayout()
        for column in (self._rows, self._fixed):
            column.setSpacing(GAP)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._make_fixed_head())
        self.body.addLayout(self._fixed)
        self.body.addLayout(self._make_foot())

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        self.number = Chip(self.theme, "")
        self.name = QLineEdit()
        self.name.setObjectName("section-title")
        self.name.setPlaceholderText(tr("这一部分的名称，比如：单项选择"))
        self.name.textEdited.connect(lambda text: self.changed.emit({"title": text}, "title"))
        self.up = IconButton(self.theme, "arrow-up", tr("这一部分往上移"))
        self.down = IconButton(self.theme, "arrow-down", tr("这一部分往下移"))
        self.drop = IconButton(self.theme, "trash", tr("删掉这一部分"))
        self.up.setObjectName("section-up")
        self.down.setObjectName("section-down")
        self.drop.setObjectName("section-remove")
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.drop.clicked.connect(self.removed)
        row.addWidget(self.number)
        row.addWidget(self.name, 1)
        for button in (self.up, self.down, self.drop):
            row.addWidget(button)
        return row

    def _make_columns(self) -> QWidget:
        self.columns = QWidget()
        line = QHBoxLayout(self.columns)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        for text, width in (
            (tr("从哪里抽"), 0),
            (tr("题数"), COUNT),
            (tr("每题分值"), COUNT),
            ("", CORE),
            ("", REMOVE),
        ):
            label = QLabel(text)
            label.setProperty("role", "small")
            if width:
                label.setFixedWidth(width)
            line.addWidget(label, 0 if width else 1)
        return self.columns

    def _make_fixed_head(self) -> QWidget:
        self.fixed_head = QWidget()
        line = QHBoxLayout(self.fixed_head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        self.fixed_words = QLabel()
        self.fixed_words.setProperty("role", "small-strong")
        each = QLabel(tr("每题分值"))
        each.setProperty("role", "small")
        self.fixed_points = PointsField(tr("固定题每题分值"))
        self.fixed_points.setObjectName("fixed-points")
        self.fixed_points.setFixedWidth(COUNT)
        self.fixed_points.valueChanged.connect(
            lambda _: self.changed.emit({"fixed_points": self.fixed_points.points}, "fixed_points")
        )
        self.fixed_core = QCheckBox(tr("必答"))
        self.fixed_core.setAccessibleName(tr("固定题必答"))
        self.fixed_core.setObjectName("fixed-core")
        self.fixed_core.setFixedWidth(CORE + REMOVE + GAP)
        self.fixed_core.toggled.connect(lambda on: self.changed.emit({"fixed_core": on}, ""))
        line.addWidget(self.fixed_words, 1)
        for widget in (each, self.fixed_points, self.fixed_core):
            line.addWidget(widget)
        return self.fixed_head

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        self.add = SmallButton(self.theme, tr("加一行"), "plus")
        self.add.setObjectName("add-row")
        self.add.clicked.connect(self.row_added)
        self.pick = SmallButton(self.theme, tr("加固定题"), "search")
        self.pick.setObjectName("add-fixed")
        self.pick.clicked.connect(self.questions_wanted)
        self.mixed = QCheckBox(tr("打乱这一部分"))
        self.mixed.setObjectName("section-shuffle")
        self.mixed.toggled.connect(lambda on: self.changed.emit({"shuffle": on}, ""))
        row.addWidget(self.add)
        row.addWidget(self.pick)
        row.addStretch()
        row.addWidget(self.mixed)
        return row

    # ---- showing -----------------------------------------------------------------------------

    def show_section(
        self, place: tuple[int, int], section: Section, stock: draft.Stock,
        stems: Sequence[QuestionLine], *, mixing: bool,
    ) -> None:  # fmt: skip
        """Show the section at `place` (number, of how many), telling nobody.

        Widgets stay where they are, so that whoever types goes on typing.
        """
        at, many = place
        self.setObjectName(f"section-{at}")
        self.number.setText(tr("第 {n} 部分", n=at + 1))
        self.name.setAccessibleName(tr("第 {n} 部分的名称", n=at + 1))
        if self.name.text() != section.title:
            self.name.setText(section.title)
        self.up.setEnabled(at > 0)
        self.down.setEnabled(at < many - 1)
        self._fill_rows(section, stock)
        self._fill_fixed(section, stems)
        self.mixed.blockSignals(True)
        self.mixed.setChecked(section.shuffle)
        self.mixed.setVisible(mixing)
        self.mixed.blockSignals(False)

    def _fill_rows(self, section: Section, stock: draft.Stock) -> None:
        while len(self.rows) < len(section.rows):
            view, at = RowView(self.theme), len(self.rows)
            view.changed.connect(partial(self.row_changed.emit, at))
            view.source_wanted.connect(partial(self.source_wanted.emit, at))
            view.removed.connect(partial(self.row_removed.emit, at))
            self.rows.append(view)
            self._rows.addWidget(view)
        while len(self.rows) > len(section.rows):
            _take(self._rows, self.rows.pop())
        for view, row in zip(self.rows, section.rows, strict=True):
            view.show_row(row, stock)
        self.columns.setVisible(bool(section.rows))

    def _fill_fixed(self, section: Section, stems: Sequence[QuestionLine]) -> None:
        while len(self.fixed) < len(stems):
            view, at = FixedView(self.theme), len(self.fixed)
            view.removed.connect(partial(self.fixed_removed.emit, at))
            self.fixed.append(view)
            self._fixed.addWidget(view)
        while len(self.fixed) > len(stems):
            _take(self._fixed, self.fixed.pop())
        for view, one in zip(self.fixed, stems, strict=True):
            view.show_line(one)
        self.fixed_head.setVisible(bool(stems))
        self.fixed_words.setText(tr("固定题 {n} 道", n=len(stems)))
        for field in (self.fixed_points, self.fixed_core):
            field.blockSignals(True)
        self.fixed_points.set_points(section.fixed_points)
        self.fixed_core.setChecked(section.fixed_core)
        for field in (self.fixed_points, self.fixed_core):
            field.blockSignals(False)


def _take(column: QVBoxLayout, widget: QWidget) -> None:
    """Take the last widget out; focus goes to the one before, not to nowhere."""
    focused = widget.window().focusWidget()
    before = widget.previousInFocusChain()
    if focused is not None and before is not None and widget.isAncestorOf(focused):
        before.setFocus(Qt.FocusReason.OtherFocusReason)
    column.removeWidget(widget)
    widget.hide()
    widget.deleteLater()
