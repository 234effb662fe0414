"""What learners are shown of an exam and when, as a table of boxes to tick."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from integrity_edu.quiz.reveal import EXAM, MOMENTS, THINGS, Reveal
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr


def thing_word(thing: str) -> str:
    """One of reveal.THINGS."""
    return {
        "answer": tr("自己的答案"),
        "right": tr("对错"),
        "points": tr("得分"),
        "key": tr("正确答案"),
        "explanation": tr("解析"),
        "others": tr("大家怎么答"),
    }[thing]


def moment_word(moment: str) -> str:
    """One of reveal.MOMENTS."""
    return {
        "during": tr("考试中"),
        "after": tr("交卷后"),
        "closed": tr("截止后"),
    }[moment]


class ReviewMatrix(QWidget):
    """`reveal` is what is ticked. While the exam goes on only one's own answer is ever shown."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        name = QLabel(tr("学生什么时候看到什么"))
        name.setProperty("role", "small-strong")
        column.addWidget(name)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(7)
        self.boxes: dict[tuple[str, str], QCheckBox] = {}
        for place, moment in enumerate(MOMENTS, start=1):
            head = QLabel(moment_word(moment))
            head.setProperty("role", "small")
            grid.addWidget(head, 0, place, Qt.AlignmentFlag.AlignHCenter)
        for row, thing in enumerate(THINGS, start=1):
            grid.addWidget(QLabel(thing_word(thing)), row, 0)
            for place, moment in enumerate(MOMENTS, start=1):
                box = self._make_box(moment, thing)
                grid.addWidget(box, row, place, Qt.AlignmentFlag.AlignHCenter)
        grid.setColumnStretch(0, 2)
        for place in range(1, len(MOMENTS) + 1):
            grid.setColumnStretch(place, 1)
        column.addLayout(grid)
        column.addWidget(
            WrappedLabel(
                tr(
                    "一般这样设：交卷就看到自己的得分和对错，正确答案和解析等截止以后，"
                    "免得先交的告诉后交的。“大家怎么答”满 5 人才显示，不出现姓名。"
                ),
                "small",
            )
        )

    def _make_box(self, moment: str, thing: str) -> QCheckBox:
        box = QCheckBox()
        box.setObjectName(f"reveal-{moment}-{thing}")
        box.setAccessibleName(
            tr("{moment}显示{thing}", moment=moment_word(moment), thing=thing_word(thing))
        )
        box.setChecked(thing in getattr(EXAM, moment))
        if moment == "during":
            box.setEnabled(False)
            box.setToolTip(tr("考试中只看得到自己的答案"))
        self.boxes[moment, thing] = box
        return box

    @property
    def reveal(self) -> Reveal:
        """What is ticked."""
        shown = {
            moment: tuple(one for one in THINGS if self.boxes[moment, one].isChecked())
            for moment in MOMENTS
        }
        return Reveal(**shown)
