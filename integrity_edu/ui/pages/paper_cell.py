"""The panel that says where a row of a paper draws from: measures or lessons, kind, difficulty."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QGridLayout, QLabel, QWidget

from integrity_edu.papers.blueprint import DIFFICULTIES, Row
from integrity_edu.plan.numerals import part_name
from integrity_edu.quiz.questions import KINDS
from integrity_edu.ui.page import Context
from integrity_edu.ui.paper_draft import Stock, kind_name
from integrity_edu.ui.widgets.buttons import ChipButton
from integrity_edu.ui.widgets.flow import FlowLayout
from integrity_edu.ui.widgets.panel import Panel
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

MEASURES_A_ROW = 15


class CellPanel(Panel):
    """`then` gets the new measures, lessons, kind and difficulty of the row."""

    def __init__(
        self, context: Context, stock: Stock, row: Row, then: Callable[[dict[str, Any]], None]
    ) -> None:
        super().__init__(
            context, tr("从哪里抽"), tr("不选就是不限。"), primary=tr("就从这里抽"), width=680
        )
        self._stock, self._then = stock, then
        self._make_ways(by_lesson=bool(row.lessons))
        self.measures = MeasureChips(stock, row.measures)
        self.lessons = LessonChecks(stock, row.lessons)
        self.body.addWidget(self.measures)
        self.body.addWidget(self.lessons)
        self.kind = self._make_kind(row.kind)
        self.difficulty = self._make_difficulty(row.difficulty)
        self.primary.clicked.connect(self._take)
        self._show_way()
        self.ways["lessons" if row.lessons else "measures"].setFocus()

    def _make_ways(self, *, by_lesson: bool) -> None:
        box, group = QWidget(), QButtonGroup(self)
        flow = FlowLayout(box)
        self.ways: dict[str, ChipButton] = {}
        for way, text in (("measures", tr("按方案措施")), ("lessons", tr("按课程"))):
            chip = _chip(text, f"way-{way}")
            chip.setChecked(by_lesson == (way == "lessons"))
            chip.clicked.connect(self._show_way)
            group.addButton(chip)
            flow.addWidget(chip)
            self.ways[way] = chip
        self.body.addWidget(box)

    def _make_kind(self, kind: str) -> QComboBox:
        made = QComboBox()
        made.setObjectName("cell-kind")
        made.addItem(tr("各种题型"), "")
        for one in KINDS:
            made.addItem(kind_name(one), one)
        made.setMaxVisibleItems(len(KINDS) + 1)
        made.setCurrentIndex(max(0, made.findData(kind)))
        self._heading(tr("题型"), made)
        self.body.addWidget(made)
        return made

    def _make_difficulty(self, chosen: tuple[int, ...]) -> dict[int, ChipButton]:
        box = QWidget()
        self._heading(tr("难度，1 最容易"), box)
        flow = FlowLayout(box)
        made = {}
        for one in DIFFICULTIES:
            chip = _chip(str(one), f"difficulty-{one}")
            chip.setAccessibleName(tr("难度 {numbers}", numbers=one))
            chip.setChecked(one in chosen)
            flow.addWidget(chip)
            made[one] = chip
        self.body.addWidget(box)
        return made

    def _heading(self, text: str, field: QWidget) -> None:
        label = QLabel(text)
        label.setProperty("role", "small-strong")
        label.setBuddy(field)
        field.setAccessibleName(text)
        self.body.addWidget(label)

    def _show_way(self) -> None:
        by_lesson = self.ways["lessons"].isChecked()
        self.measures.setVisible(not by_lesson)
        self.lessons.setVisible(by_lesson)
        if self.isVisible():
            self.fit()

    def _take(self) -> None:
        by_lesson = self.ways["lessons"].isChecked()
        lessons = self.lessons.chosen if by_lesson else ()
        if by_lesson and not lessons:
            self.say_wrong(tr("先选一节课，或者改成按方案措施抽。"))
            return
        difficulty = tuple(one for one, chip in self.difficulty.items() if chip.isChecked())
        values: dict[str, Any] = {
            "measures": () if by_lesson else self.measures.chosen,
            "lessons": lessons,
            "kind": self.kind.currentData(),
            "difficulty": () if len(difficulty) == len(DIFFICULTIES) else difficulty,
        }
        self.accept()
        self._then(values)


class MeasureChips(QWidget):
    """29 numbers to tick, with a chip for each part and one for all."""

    def __init__(self, stock: Stock, chosen: tuple[int, ...]) -> None:
        super().__init__()
        self._stock = stock
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        parts, numbers = QWidget(), QWidget()
        flow = FlowLayout(parts)
        self.parts = {0: _chip(tr("全部 29 项"), "part-all")}
        for number, title in stock.parts:
            self.parts[number] = _chip(part_name(number), f"part-{number}")
            self.parts[number].setToolTip(title)
        for number, chip in self.parts.items():
            chip.clicked.connect(partial(self._toggle, number))
            flow.addWidget(chip)
        inner = QGridLayout(numbers)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        self.numbers: dict[int, ChipButton] = {}
        for place, one in enumerate(stock.measures):
            chip = _chip(str(one.number), f"measure-{one.number}")
            chip.setStyleSheet("padding: 3px 0; border-radius: 8px;")
            name = tr("第 {n} 项　{title}", n=one.number, title=one.title)
            chip.setToolTip(name)
            chip.setAccessibleName(name)
            chip.setChecked(one.number in chosen)
            chip.clicked.connect(self._show)
            self.numbers[one.number] = chip
            inner.addWidget(chip, place // MEASURES_A_ROW, place % MEASURES_A_ROW)
        self.words = WrappedLabel("", "small")
        for row, widget in enumerate((parts, numbers, self.words)):
            grid.addWidget(widget, row, 0)
        self._show()

    @property
    def chosen(self) -> tuple[int, ...]:
        """The ticked measures, in order."""
        return tuple(number for number, chip in self.numbers.items() if chip.isChecked())

    def _mine(self, part: int) -> set[int]:
        return set(self._stock.part(part)) if part else set(self.numbers)

    def _toggle(self, part: int) -> None:
        mine, chosen = self._mine(part), set(self.chosen)
        wanted = chosen - mine if mine <= chosen else chosen | mine
        for number, chip in self.numbers.items():
            chip.setChecked(number in wanted)
        self._show()

    def _show(self) -> None:
        chosen = set(self.chosen)
        for part, chip in self.parts.items():
            chip.setChecked(self._mine(part) <= chosen)
        if not chosen:
            text = tr("没有选措施：题库里所有的题都可能抽到。")
        elif len(chosen) == 1:
            (one,) = chosen
            title = next(each.title for each in self._stock.measures if each.number == one)
            text = tr("第 {n} 项　{title}", n=one, title=title)
        else:
            text = tr("选了 {n} 项，从它们合在一起的题里抽。", n=len(chosen))
        self.words.setText(text)


class LessonChecks(QWidget):
    """A course, and its lessons to tick."""

    def __init__(self, stock: Stock, chosen: tuple[str, ...]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        self.course = QComboBox()
        self.course.setObjectName("cell-course")
        self.course.setAccessibleName(tr("课程"))
        self.course.setMaxVisibleItems(14)
        self.course.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        grid.addWidget(self.course, 0, 0)
        self._boxes: list[dict[str, QCheckBox]] = []
        line = 1
        for course in stock.courses:
            self.course.addItem(course.title)
            boxes = {}
            for ref, title in course.lessons:
                box = QCheckBox(title)
                box.setObjectName(f"lesson-{ref}")
                box.setChecked(ref in chosen)
                grid.addWidget(box, line, 0)
                line += 1
                boxes[ref] = box
            self._boxes.append(boxes)
        first = next((at for at, mine in enumerate(self._boxes) if set(mine) & set(chosen)), 0)
        self.course.setCurrentIndex(first)
        self.course.currentIndexChanged.connect(self._show)
        self._show(first)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ticked lessons of all courses."""
        return tuple(ref for boxes in self._boxes for ref, box in boxes.items() if box.isChecked())

    def _show(self, at: int) -> None:
        for place, boxes in enumerate(self._boxes):
            for box in boxes.values():
                box.setVisible(place == at)
        panel = self.window()
        if isinstance(panel, Panel) and panel.isVisible():
            panel.fit()


def _chip(text: str, name: str) -> ChipButton:
    chip = ChipButton(text)
    chip.setAutoDefault(False)
    chip.setObjectName(name)
    return chip
