"""The panel in which a teacher sets a course, a lesson, a quiz or a paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeVar

from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from integrity_edu.plan.numerals import part_name
from integrity_edu.ui.assigning import AUDIENCES, LONGEST, MOST_QUESTIONS, Choice, Choices, Draft
from integrity_edu.ui.page import Context
from integrity_edu.ui.pages.class_paper import PaperFields, labelled
from integrity_edu.ui.widgets.buttons import ChipButton
from integrity_edu.ui.widgets.due_field import DueField
from integrity_edu.ui.widgets.fields import LabelledField
from integrity_edu.ui.widgets.flow import FlowLayout
from integrity_edu.ui.widgets.numbers import NumberField
from integrity_edu.ui.widgets.panel import Panel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.teaching.assignments import Kind
    from integrity_edu.teaching.classes import ClassLine
    from integrity_edu.workspace import Workspace

Field = TypeVar("Field", bound=QWidget)

USUAL_DAYS = 7
USUAL_MINUTES = 20
MEASURES_A_ROW = 15


class AssignPanel(Panel):
    """`then` gets the id of the new assignment."""

    def __init__(
        self,
        context: Context,
        line: ClassLine,
        choices: Choices,
        today: date,
        then: Callable[[str], None],
        *,
        paper: str = "",
    ) -> None:
        note = tr("布置给“{title}”，{n} 人。", title=line.title, n=line.size)
        super().__init__(context, tr("布置任务"), note, primary=tr("布置"), width=640)
        self._class_id, self._then = line.id, then
        self.draft = Draft(choices, kind="paper" if paper else "course", paper=paper)
        self._own_title = False
        self.body.addLayout(self._make_kinds())
        self.course = self._make_list("course", tr("哪一门课程"), choices.courses)
        self.lesson = self._make_list("lesson", tr("哪一课"), choices.lessons)
        self.quiz = QuizFields(context, self.draft)
        self.quiz.changed = self._show
        self.paper = PaperFields(context, choices.papers, choices.now)
        self.paper.choose(paper)
        self._kinds_fields = {
            "course": self.course,
            "lesson": self.lesson,
            "quiz": self.quiz,
            "paper": self.paper,
        }
        for widget in self._kinds_fields.values():
            self.body.addWidget(widget)
        self.title = QLineEdit()
        self.title.setObjectName("task-title")
        self.title.textEdited.connect(self._typed)
        self.body.addWidget(LabelledField(context.theme, tr("任务名称"), self.title))
        day = today + timedelta(days=USUAL_DAYS)
        self.due = DueField(context.theme, tr("截止日期"), today, day)
        self.body.addWidget(self.due)
        self.primary.clicked.connect(self._assign)
        self.paper.changed = self._paper_changed
        self._show()

    def _make_kinds(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        group = QButtonGroup(self)
        kinds: tuple[tuple[Kind | Literal["paper"], str], ...] = (
            ("course", tr("一门课程")),
            ("lesson", tr("一节课")),
            ("quiz", tr("一份小测")),
            ("paper", tr("一份试卷")),
        )
        for kind, text in kinds:
            tab = QPushButton(text)
            tab.setProperty("role", "tab")
            tab.setCheckable(True)
            tab.setAutoDefault(False)
            tab.setChecked(kind == self.draft.kind)
            tab.setObjectName(f"kind-{kind}")
            tab.clicked.connect(partial(self._choose_kind, kind))
            group.addButton(tab)
            row.addWidget(tab, 1)
        return row

    def _make_list(self, name: str, label: str, found: tuple[Choice, ...]) -> QWidget:
        box, picker = _labelled(label, QComboBox())
        picker.setObjectName(f"pick-{name}")
        picker.setMaxVisibleItems(12)
        picker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for one in found:
            picker.addItem(tr("{title}（{aside}）", title=one.title, aside=one.aside), one.ref)
        picker.currentIndexChanged.connect(lambda at: self._pick(name, picker.itemData(at)))
        return box

    def _choose_kind(self, kind: Kind | Literal["paper"]) -> None:
        self.draft.kind = kind
        self._show()

    def _pick(self, name: str, ref: str) -> None:
        setattr(self.draft, name, ref)
        self._show()

    def _paper_changed(self) -> None:
        chosen = self.paper.chosen
        self.draft.paper = chosen.ref if chosen else ""
        self._show()

    def _typed(self, text: str) -> None:
        self._own_title = bool(text.strip())

    def _show(self) -> None:
        for kind, widget in self._kinds_fields.items():
            widget.setVisible(kind == self.draft.kind)
        closes = self.draft.kind == "paper" and self.paper.closes.box.isChecked()
        self.due.setVisible(not closes)  # then it is due on the day it closes
        if not self._own_title:
            self.title.setText(self.draft.title())
        problem = self.draft.problem()
        self.primary.setEnabled(not problem)
        self.say_wrong(problem)
        if self.isVisible():
            self.fit()

    def _assign(self) -> None:
        draft, class_id, title, due = self.draft, self._class_id, self.title.text(), self.due.day
        kind, target = draft.kind, draft.target()
        task = self.paper.task() if kind == "paper" else None

        def assign(ws: Workspace) -> str:
            from integrity_edu.exams.setting import set_paper
            from integrity_edu.teaching.assignments import assign

            if task is not None:
                day = None if task.closes_at else due
                return set_paper(ws, class_id, task, title=title, due=day)
            assert kind != "paper"
            return assign(ws, class_id, kind, target, title=title, due=due)

        def done(ref: str) -> None:
            self.context.messages.notify(tr("布置好了，学生的“今天”里会出现它。"))
            self.accept()
            self._then(ref)

        self.run(assign, done)


class QuizFields(QWidget):
    """What a quiz is drawn from, how many questions, practice or exam, minutes."""

    def __init__(self, context: Context, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self.changed: Callable[[], None] = lambda: None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._make_parts())
        column.addWidget(self._make_measures())
        self.available = QLabel()
        self.available.setObjectName("available")
        self.available.setProperty("role", "small")
        column.addWidget(self.available)
        column.addLayout(self._make_numbers())
        self.show_draft()

    def _make_parts(self) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box, 8)
        self._parts: dict[int, QPushButton] = {}
        every = _chip(tr("全部 29 项"), "part-all")
        every.clicked.connect(self._toggle_all)
        self._parts[0] = every
        flow.addWidget(every)
        for part in self._draft.offer.parts:
            chip = _chip(part_name(part.number), f"part-{part.number}")
            chip.setToolTip(part.title)
            chip.clicked.connect(partial(self._toggle_part, part.number))
            self._parts[part.number] = chip
            flow.addWidget(chip)
        return box

    def _make_measures(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        self._measures: dict[int, QPushButton] = {}
        for place, one in enumerate(self._draft.offer.measures):
            chip = _chip(str(one.number), f"measure-{one.number}")
            chip.setStyleSheet("padding: 3px 0; border-radius: 8px;")
            chip.setToolTip(tr("第 {n} 项　{title}", n=one.number, title=one.title))
            chip.setAccessibleName(tr("第 {n} 项　{title}", n=one.number, title=one.title))
            chip.clicked.connect(partial(self._toggle_measure, one.number))
            self._measures[one.number] = chip
            grid.addWidget(chip, place // MEASURES_A_ROW, place % MEASURES_A_ROW)
        return box

    def _make_numbers(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        size_box, self.size_box = _labelled(
            tr("题数"), NumberField(tr("题数"), 1, MOST_QUESTIONS, self._draft.count)
        )
        self.size_box.setObjectName("count")
        self.size_box.valueChanged.connect(self._set_count)
        mode_box, self.mode = _labelled(tr("方式"), QComboBox())
        self.mode.setObjectName("mode")
        self.mode.addItem(tr("练习，边做边看解析"), "practice")
        self.mode.addItem(tr("考试，交卷后看解析"), "exam")
        self.mode.currentIndexChanged.connect(self._set_mode)
        minutes_box, self.minutes = _labelled(
            tr("时间（分钟）"), NumberField(tr("时间（分钟）"), 0, LONGEST, USUAL_MINUTES)
        )
        self.minutes.setObjectName("minutes")
        self.minutes.setSpecialValueText(tr("不限时"))
        self.minutes.valueChanged.connect(lambda _: self._set_mode())
        audience_box, self.audience = _labelled(tr("题目给谁"), QComboBox())
        self.audience.setObjectName("audience")
        names = (tr("大学生"), tr("公务员等学员"), tr("18 岁以下学生"))
        for name, text in zip(AUDIENCES, names, strict=True):
            self.audience.addItem(text, name)
        self.audience.currentIndexChanged.connect(self._set_audience)
        self._minutes_box = minutes_box
        for place, box in enumerate((audience_box, size_box, mode_box, minutes_box)):
            grid.addWidget(box, place // 2, place % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def show_draft(self) -> None:
        """Show which measures are in and how many questions that gives."""
        draft = self._draft
        every = {one.number for one in draft.offer.measures}
        for number, chip in self._parts.items():
            mine = draft.part(number) if number else every
            chip.setChecked(mine <= draft.measures)
        for number, chip in self._measures.items():
            chip.setChecked(number in draft.measures)
        few = draft.available < draft.count
        text = (
            tr("选中的范围有 {n} 道题，全部出上。", n=draft.available)
            if few
            else tr("从选中范围的 {n} 道题里出 {count} 道；全班同一份。", n=draft.available,
                    count=draft.count)
        )  # fmt: skip
        self.available.setText(text)
        self._minutes_box.setVisible(draft.mode == "exam")

    def _changed(self) -> None:
        self.show_draft()
        self.changed()

    def _toggle_all(self) -> None:
        every = {one.number for one in self._draft.offer.measures}
        self._draft.measures = set() if every <= self._draft.measures else every
        self._changed()

    def _toggle_part(self, number: int) -> None:
        every = {one.number for one in self._draft.offer.measures}
        if every <= self._draft.measures:
            self._draft.measures = set()  # from everything, a part means only that part
        self._draft.toggle_part(number)
        self._changed()

    def _toggle_measure(self, number: int) -> None:
        self._draft.toggle_measure(number)
        self._changed()

    def _set_count(self, count: int) -> None:
        self._draft.count = count
        self._changed()

    def _set_mode(self) -> None:
        self._draft.mode = self.mode.currentData()
        self._draft.minutes = self.minutes.value() or None
        self._changed()

    def _set_audience(self) -> None:
        self._draft.audience = self.audience.currentData()
        self._changed()


def _chip(text: str, name: str) -> QPushButton:
    chip = ChipButton(text)
    chip.setAutoDefault(False)
    chip.setObjectName(name)
    return chip


def _labelled(text: str, field: Field) -> tuple[QWidget, Field]:
    return labelled(text, field), field
