"""加入班级: the class code from the teacher and one's own student number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from integrity_edu.ui.page import Context
from integrity_edu.ui.widgets.fields import LabelledField
from integrity_edu.ui.widgets.panel import Panel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.teaching.classes import JoinedClass
    from integrity_edu.workspace import Workspace


def open_join_dialog(context: Context) -> JoinPanel:
    """Ask for code and number and join; pages that follow "teaching" reload by themselves."""
    panel = JoinPanel(context)
    panel.open()
    return panel


class JoinPanel(Panel):
    """Two fields; what does not fit is said above the buttons and can be put right there."""

    def __init__(self, context: Context) -> None:
        note = tr("班级码和学号向老师要。加入以后，老师能看到你完成了哪些任务，看不到你的档案。")
        super().__init__(context, tr("加入班级"), note, primary=tr("加入"), width=480)
        self.code, self.number = QLineEdit(), QLineEdit()
        self.code.setObjectName("join-code")
        self.code.setPlaceholderText("XXXX-XXXX-XXXX")
        self.number.setObjectName("join-number")
        self._fields = (
            LabelledField(
                context.theme, tr("班级码"), self.code, tr("12 位，大小写和短横都不要紧。")
            ),
            LabelledField(
                context.theme, tr("学号"), self.number, tr("照老师名单上的写法，前面的 0 也要写。")
            ),
        )
        for field in self._fields:
            self.body.addWidget(field)
            field.field.textEdited.connect(lambda _: self.say_wrong(""))
        self.primary.clicked.connect(self._join)
        self.code.setFocus()

    def _join(self) -> None:
        code, number = self.code.text().strip(), self.number.text().strip()
        for field, text, sentence in zip(
            self._fields, (code, number), (tr("请填班级码。"), tr("请填学号。")), strict=True
        ):
            if not text:
                field.show_error(sentence)
                field.field.setFocus()
                self.fit()
                return

        def join(ws: Workspace) -> JoinedClass:
            from integrity_edu.teaching.classes import join_class

            return join_class(ws, code, number)

        self.run(join, self._joined)

    def _joined(self, joined: JoinedClass) -> None:
        self.context.messages.notify(tr("已加入“{title}”。", title=joined.title))
        self.accept()
