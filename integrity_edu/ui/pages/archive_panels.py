"""What a person does with the own archive: say, object, ask again, show what was put right, share."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLabel, QLineEdit, QRadioButton, QVBoxLayout

from integrity_edu.archive.grant_entries import Granted, Shared
from integrity_edu.ui.dates import day_words
from integrity_edu.ui.page import Context
from integrity_edu.ui.record_words import ground_title, shared_title
from integrity_edu.ui.widgets.due_field import DueField
from integrity_edu.ui.widgets.fields import LabelledField
from integrity_edu.ui.widgets.panel import Panel
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.ui.widgets.text_area import TextArea
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.archive.objections import Ground
    from integrity_edu.archive.opening import Notice
    from integrity_edu.archive.record_flow import Record
    from integrity_edu.workspace import Workspace

GROUNDS: tuple[Ground, ...] = ("wrong", "incomplete", "not_me", "basis", "outdated", "procedure")
USUAL_GRANT = timedelta(days=30)


class StatementPanel(Panel):
    """The person's own words, on a record or on nothing in particular."""

    def __init__(self, context: Context, record: Record | None) -> None:
        super().__init__(
            context,
            tr("写说明"),
            tr("说明和记录放在一起，谁看到记录就看到说明。写下以后不能改，可以再写一段。"),
            primary=tr("写进档案"),
        )
        self._n = record.n if record else None
        self.text = TextArea("statement-text", tr("说明"))
        self.body.addWidget(self.text)
        self.final = QCheckBox(tr("我要说的都说完了，不用等陈述期过去"))
        self.final.setObjectName("statement-final")
        waiting = record is not None and record.told is not None and record.confirmed is None
        if waiting and record is not None and record.objection is None:
            self.body.addWidget(self.final)
        self.text.edit.setFocus()
        self.primary.clicked.connect(self._write)

    def _write(self) -> None:
        text, n, final = self.text.text(), self._n, self.final.isChecked()

        def write(ws: Workspace) -> None:
            from integrity_edu.archive.objections import make_statement

            make_statement(ws, text, n, final=final)

        def written(_: object) -> None:
            self.context.messages.notify(tr("说明写进档案了。"))
            self.accept()

        self.run(write, written)


class ObjectPanel(Panel):
    """An objection: what is wrong, and why."""

    def __init__(self, context: Context, record: Record) -> None:
        super().__init__(
            context,
            tr("提异议"),
            tr(
                "提了以后，这条记录马上标成“异议中”，在哪里都看得见。"
                "由没有登记它的老师核查，按工作日限期书面答复。"
            ),
            primary=tr("提交异议"),
        )
        self._n = record.n
        heading = QLabel(tr("哪里不对"))
        heading.setProperty("role", "small-strong")
        self.body.addWidget(heading)
        self._group = QButtonGroup(self)
        column = QVBoxLayout()
        column.setSpacing(6)
        for place, ground in enumerate(GROUNDS):
            radio = QRadioButton(ground_title(ground))
            radio.setObjectName(f"ground-{ground}")
            self._group.addButton(radio, place)
            column.addWidget(radio)
        self.body.addLayout(column)
        self.text = TextArea(
            "objection-text", tr("事实和理由"), tr("写清楚哪一句不对、实际是怎样、有什么能证明。")
        )
        self.body.addWidget(self.text)
        self._group.button(0).setFocus()
        self.primary.clicked.connect(self._object)

    def _object(self) -> None:
        place, text, n = self._group.checkedId(), self.text.text(), self._n
        if place < 0:
            self.say_wrong(tr("先选哪里不对。"))
            return

        def put(ws: Workspace) -> date:
            from integrity_edu.archive.objections import object_to

            after = object_to(ws, n, GROUNDS[place], text)
            assert after.objection is not None
            return after.objection.due

        def told(due: date) -> None:
            day = day_words(due)
            self.context.messages.notify(tr("异议提交了，最晚 {day} 书面答复。", day=day))
            self.accept()

        self.run(put, told)


class ReviewPanel(Panel):
    """A second look by somebody else, once."""

    def __init__(self, context: Context, record: Record) -> None:
        super().__init__(
            context,
            tr("申请复核"),
            tr(
                "由没有登记、也没有答复过的老师再看一次。复核只有一次；还不同意，可以按学校规定申诉。"
            ),
            primary=tr("申请复核"),
        )
        self._n = record.n
        self.text = TextArea("review-text", tr("为什么不同意这个答复"))
        self.body.addWidget(self.text)
        self.text.edit.setFocus()
        self.primary.clicked.connect(self._ask)

    def _ask(self) -> None:
        text, n = self.text.text(), self._n

        def ask(ws: Workspace) -> None:
            from integrity_edu.archive.objections import ask_review

            ask_review(ws, n, text)

        def asked(_: object) -> None:
            self.context.messages.notify(tr("复核申请提交了。"))
            self.accept()

        self.run(ask, asked)


class RepairPanel(Panel):
    """What was put right, and what shows it."""

    def __init__(self, context: Context, record: Record) -> None:
        super().__init__(
            context,
            tr("申请修复"),
            tr("改正了就可以申请。同意以后，这条记录不再给别人看，也不影响评优的核对。"),
            primary=tr("申请修复"),
        )
        self._n = record.n
        self.text = TextArea("repair-text", tr("怎样改正的"))
        self.evidence = TextArea(
            "repair-evidence",
            tr("证明材料"),
            tr("比如：重修成绩单、还款凭证、补交的材料编号。"),
            64,
        )
        self.body.addWidget(self.text)
        self.body.addWidget(self.evidence)
        self.text.edit.setFocus()
        self.primary.clicked.connect(self._ask)

    def _ask(self) -> None:
        text, evidence, n = self.text.text(), self.evidence.text(), self._n

        def ask(ws: Workspace) -> None:
            from integrity_edu.archive.objections import ask_repair

            ask_repair(ws, n, text, evidence)

        def asked(_: object) -> None:
            self.context.messages.notify(tr("修复申请提交了。"))
            self.accept()

        self.run(ask, asked)


class GrantPanel(Panel):
    """Lets somebody have an extract: who, what for, what, from when until when."""

    def __init__(self, context: Context, today: date) -> None:
        super().__init__(
            context,
            tr("授权给别人看一部分"),
            tr("对方只看到你选的那几项。随时可以收回；收回或者到期以后，摘录就不作数了。"),
            primary=tr("授权"),
            width=600,
        )
        theme = context.theme
        self.recipient = LabelledField(theme, tr("给谁"), QLineEdit(), tr("写单位的全称。"))
        self.recipient.field.setObjectName("grant-recipient")
        self.purpose = LabelledField(
            theme, tr("用途"), QLineEdit(), tr("比如：应聘某单位，核对在校表现。")
        )
        self.purpose.field.setObjectName("grant-purpose")
        self.body.addWidget(self.recipient)
        self.body.addWidget(self.purpose)
        heading = QLabel(tr("给对方看哪几项"))
        heading.setProperty("role", "small-strong")
        self.body.addWidget(heading)
        self.boxes: dict[Shared, QCheckBox] = {}
        column = QVBoxLayout()
        column.setSpacing(6)
        for one in Shared:
            box = QCheckBox(shared_title(one))
            box.setObjectName(f"grant-{one.value}")
            box.setChecked(one is Shared.NAME)
            self.boxes[one] = box
            column.addWidget(box)
        self.body.addLayout(column)
        self.start = DueField(theme, tr("从哪天起"), today, today)
        self.start.edit.setObjectName("grant-start")
        self.until = DueField(theme, tr("到哪天止"), today, today + USUAL_GRANT)
        self.until.edit.setObjectName("grant-until")
        self.body.addWidget(self.start)
        self.body.addWidget(self.until)
        self.start.edit.dateChanged.connect(self._keep_order)
        self.recipient.field.setFocus()
        self.primary.clicked.connect(self._grant)

    def _keep_order(self, start: QDate) -> None:
        if self.until.edit.date() < start:
            self.until.edit.setDate(start)

    def _grant(self) -> None:
        wanted = Granted(
            recipient=self.recipient.text().strip(),
            purpose=self.purpose.text().strip(),
            fields=tuple(one for one, box in self.boxes.items() if box.isChecked()),
            start=self.start.day,
            until=self.until.day,
        )

        def give(ws: Workspace) -> None:
            from integrity_edu.archive.grants import grant

            grant(ws, wanted)

        def given(_: object) -> None:
            self.context.messages.notify(tr("授权好了。现在可以出一份摘录交给对方。"))
            self.accept()

        self.run(give, given)


class KeepingPanel(Panel):
    """The whole notice before an archive is given into keeping, and the act itself."""

    def __init__(self, context: Context, notice: Notice) -> None:
        super().__init__(
            context,
            tr("交给档案室保管"),
            primary=tr("交给档案室"),
            width=640,
        )
        self._version = notice.version
        for paragraph in notice.paragraphs:
            self.body.addWidget(WrappedLabel(paragraph))
        theme = context.theme
        self.number = LabelledField(theme, tr("学号"), QLineEdit(), tr("档案室用学号找到你。"))
        self.number.field.setObjectName("keeping-number")
        self.unit = LabelledField(theme, tr("院系或者班级"), QLineEdit())
        self.unit.field.setObjectName("keeping-unit")
        self.body.addWidget(self.number)
        self.body.addWidget(self.unit)
        self.box = QCheckBox(tr("我读过了，自愿交"))
        self.box.setObjectName("keeping-read")
        self.body.addWidget(self.box)
        self.primary.setEnabled(False)
        self.box.toggled.connect(self.primary.setEnabled)
        self.primary.clicked.connect(self._give)

    def _give(self) -> None:
        version, number, unit = self._version, self.number.text(), self.unit.text()
        if not number.strip():
            self.number.show_error(tr("请写学号。"))
            self.number.field.setFocus()
            return

        def give(ws: Workspace) -> None:
            from integrity_edu.archive.keeping import give_into_keeping

            give_into_keeping(ws, version, number, unit)

        def given(_: object) -> None:
            self.context.messages.notify(tr("档案交给档案室了。"))
            self.accept()

        self.run(give, given)
