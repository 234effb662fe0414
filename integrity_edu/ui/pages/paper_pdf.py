"""The panel that prints a paper, its answer sheet and its key to PDF, one file after the other."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLabel, QProgressBar, QRadioButton

from integrity_edu.errors import EduError
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.page import Context
from integrity_edu.ui.paper_desk import Opened, variant_words
from integrity_edu.ui.paper_files import FORMS, Form, PrintFile, files, form_name, free_path
from integrity_edu.ui.widgets.panel import Panel, in_one
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.papers.sheets import Printed
    from integrity_edu.workspace import Workspace


class PrintPanel(Panel):
    """Nothing is drawn before a file or folder was chosen; it can be stopped between files."""

    def __init__(self, context: Context, opened: Opened) -> None:
        super().__init__(
            context,
            tr("打印成 PDF"),
            tr("试卷和答题卡上没有答案；答案单独一份，只给老师。"),
            primary=tr("存成 PDF"),
        )
        self._opened = opened
        self._left: list[tuple[PrintFile, Path]] = []
        self._printed: tuple[int, Printed] | None = None
        self._total = 0
        self._running = False
        self._heading(tr("印什么"))
        self.forms: dict[Form, QCheckBox] = {}
        for form in FORMS:
            box = QCheckBox(form_name(form))
            box.setObjectName(f"form-{form}")
            box.setChecked(True)
            box.toggled.connect(self._count)
            self.body.addWidget(box)
            self.forms[form] = box
        self._make_variants()
        self.words = QLabel()
        self.words.setProperty("role", "small")
        self.words.setObjectName("print-words")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("打印进度"))
        self.body.addWidget(self.words)
        self.body.addWidget(self.progress)
        self.progress.hide()
        self.primary.clicked.connect(self._choose)
        self.forms["paper"].setFocus()
        self._count()

    def _heading(self, text: str) -> None:
        label = QLabel(text)
        label.setProperty("role", "small-strong")
        self.body.addWidget(label)

    def _make_variants(self) -> None:
        paper, variant = self._opened.paper, self._opened.variant
        self.all = QRadioButton(tr("全部 {n} 份", n=paper.variants))
        self.one = QRadioButton(tr("只印 {name}", name=variant_words(variant, paper.variants)))
        self.all.setObjectName("print-all")
        self.one.setObjectName("print-one")
        self.one.setChecked(True)
        if paper.variants == 1:
            return
        self._heading(tr("印哪几份"))
        group = QButtonGroup(self)
        for button in (self.one, self.all):
            group.addButton(button)
            button.toggled.connect(self._count)
            self.body.addWidget(button)

    @property
    def wanted(self) -> tuple[PrintFile, ...]:
        """The files that the fields ask for."""
        paper = self._opened.paper
        every = range(paper.variants) if self.all.isChecked() else (self._opened.variant,)
        forms = [form for form, box in self.forms.items() if box.isChecked()]
        return files(paper.title, paper.variants, tuple(every), forms)

    def _count(self) -> None:
        many = len(self.wanted)
        self.primary.setEnabled(bool(many))
        text = tr("会存成 {n} 个文件。", n=many) if many else tr("先勾上要印的。")
        self.words.setText(text)

    def _choose(self) -> None:
        wanted, messages = self.wanted, self.context.messages
        self.say_wrong("")
        if len(wanted) == 1:
            messages.choose_save(wanted[0].name, tr("PDF 文件 (*.pdf)"), self._print_one)
        else:
            messages.choose_folder(self._print_all)

    def _print_one(self, path: Path) -> None:
        if path.suffix.lower() != ".pdf":
            path = path.with_name(path.name + ".pdf")
        self._begin([(self.wanted[0], path)])

    def _print_all(self, folder: Path) -> None:
        self._begin([(one, free_path(folder, one.name)) for one in self.wanted])

    # ---- printing ----------------------------------------------------------------------------

    def _begin(self, left: list[tuple[PrintFile, Path]]) -> None:
        self._left, self._total, self._running = left, len(left), True
        self.progress.setRange(0, self._total)
        self.progress.setValue(0)
        self.progress.show()
        for widget in (*self.forms.values(), self.all, self.one, self.primary):
            widget.setEnabled(False)
        self.cancel.setText(tr("停下"))
        self.cancel.setFocus()
        self.fit()
        self._next()

    def _next(self) -> None:
        """Fetch what the next file shows, unless it is a form of the same variant."""
        if not self._running:
            return
        if not self._left:
            self._done()
            return
        number = self._total - len(self._left) + 1
        self.words.setText(tr("正在写第 {n} 个文件，共 {total} 个", n=number, total=self._total))
        variant = self._left[0][0].variant
        if self._printed is not None and self._printed[0] == variant:
            QTimer.singleShot(0, self, self._write)
            return
        job = partial(_fetch, paper_id=self._opened.paper.id, variant=variant)

        def fetched(found: Printed) -> None:
            self._printed = (variant, found)
            self._write()

        self.context.tasks.run(self, job, fetched, self._stopped)

    def _write(self) -> None:
        from integrity_edu.ui.paper_print import print_paper

        if not self._running or self._printed is None:
            return
        file, path = self._left[0]
        try:
            print_paper(path, self._printed[1], file.form)
        except EduError as error:
            self._stopped(error)
            return
        self._left.pop(0)
        self.progress.setValue(self._total - len(self._left))
        QTimer.singleShot(0, self, self._next)

    def _done(self) -> None:
        self._running = False
        self.context.messages.notify(tr("存好了 {n} 个 PDF 文件。", n=self._total))
        self.accept()

    def _stopped(self, error: BaseException) -> None:
        self._running = False
        for widget in (*self.forms.values(), self.all, self.one, self.primary):
            widget.setEnabled(True)
        self.cancel.setText(tr("取消"))
        self.progress.hide()
        self._count()
        if isinstance(error, EduError):
            self.say_wrong(in_one(error))
        else:
            self.context.messages.tell(error)

    def reject(self) -> None:
        """Stop between two files; what is written stays."""
        if self._running:
            self._running = False
            done = self._total - len(self._left)
            text = tr("停下了，已经存好 {n} 个文件。", n=done)
            self.context.messages.notify(text)
            announce(self, text)
        super().reject()


def _fetch(ws: Workspace, paper_id: str, variant: int) -> Printed:
    from integrity_edu.papers.printed import printed

    return printed(ws, paper_id, variant)
