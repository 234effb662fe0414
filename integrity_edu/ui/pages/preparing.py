"""Shown once after installation or an update, while lessons and questions are put in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from integrity_edu.errors import EduError
from integrity_edu.ui.tasks import Tasks
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import PrimaryButton
from integrity_edu.ui.widgets.seal import Seal
from integrity_edu.ui.widgets.text import WrappedLabel, set_role
from integrity_edu.words import explain, tr

if TYPE_CHECKING:
    from integrity_edu.workspace import Workspace


class PreparingPage(QWidget):
    """Compiles the library at once; `ready` when it is done."""

    ready = Signal()
    _step = Signal(str)

    def __init__(self, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("page")
        self._tasks = tasks
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        box = QWidget()
        box.setFixedWidth(460)
        column = QVBoxLayout(box)
        column.setSpacing(14)
        column.addWidget(Seal(theme, 64), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(10)
        title = QLabel(tr("正在准备课程和题目"))
        title.setProperty("role", "large")
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        self.line = WrappedLabel(tr("第一次打开，或者刚更新过，要等十来秒；以后不用。"), "muted")
        self.line.setObjectName("preparing-line")
        self.line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.line)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("正在准备课程和题目"))
        column.addWidget(self.bar)
        self.again = PrimaryButton(theme, tr("再试一次"), "refresh")
        self.again.setObjectName("prepare-again")
        self.again.clicked.connect(self.prepare)
        self.again.hide()
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addWidget(box, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        self._step.connect(self.line.setText)
        self.prepare()

    def prepare(self) -> None:
        """Compile now."""
        self.again.hide()
        self.bar.show()
        set_role(self.line, "muted")
        tell = self._step.emit

        def work(ws: Workspace) -> None:
            from integrity_edu.library.compile import compile_library

            compile_library(ws, tell)

        self._tasks.run(self, work, lambda _: self.ready.emit(), self._failed)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, EduError):
            sentence, hint = explain(error)
        else:
            import logging

            logging.getLogger(__name__).error("bug", exc_info=error)
            sentence = tr("课程和题目没有准备好；已存的数据不受影响。")
            hint = tr("可以再试一次；还是不行，就重新安装诚信学堂。")
        self.bar.hide()
        set_role(self.line, "error")
        self.line.setText(f"{sentence}\n{hint}")
        self.again.show()
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)
