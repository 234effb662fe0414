"""How a paper counts: rule, pass line, time, parallel papers, mixing, seed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QWidget,
)

from integrity_edu import ids
from integrity_edu.papers.blueprint import Blueprint
from integrity_edu.quiz.grading import RULES
from integrity_edu.ui.assigning import AUDIENCES, LONGEST
from integrity_edu.ui.paper_draft import MOST_PAPERS, Plan, with_terms
from integrity_edu.ui.sitting_words import rule_name, rule_text
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import IconButton
from integrity_edu.ui.widgets.cards import Card
from integrity_edu.ui.widgets.numbers import NumberField
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

LARGEST_SEED = 999_999_999


class TermsCard(Card):
    """`changed` carries the new plan and the field's name."""

    changed = Signal(object, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("怎么考、怎么算"))
        self._plan: Plan | None = None
        self._quiet = False
        self.rule = QComboBox()
        for rule in RULES:
            self.rule.addItem(rule_name(rule), rule)
        self.audience = QComboBox()
        names = (tr("大学生"), tr("公务员等学员"), tr("18 岁以下学生"))
        for audience, text in zip(AUDIENCES, names, strict=True):
            self.audience.addItem(text, audience)
        self.passing = NumberField(tr("及格线"), 1, 100, 60)
        self.passing.setSuffix(tr(" %"))
        self.minutes = NumberField(tr("时间（分钟）"), 0, LONGEST, 0)
        self.minutes.setSpecialValueText(tr("不限时"))
        self.variants = NumberField(tr("平行卷（份）"), 1, MOST_PAPERS, 1)
        self.overlap = NumberField(tr("重复最多"), 0, 100, 0)
        self.overlap.setSuffix(tr(" %"))
        self.seed = NumberField(tr("种子"), 0, LARGEST_SEED, 0)
        self.again = IconButton(theme, "refresh", tr("换一个种子，抽另一批题"))
        self.rule_words = WrappedLabel("", "small")
        self.overlap_words = WrappedLabel("", "small")
        self.questions = QCheckBox(tr("打乱题目顺序"))
        self.options = QCheckBox(tr("打乱选项顺序"))
        self._name_all()
        self._lay_out()
        self._connect()

    def _name_all(self) -> None:
        for name in ("rule", "audience", "passing", "minutes", "variants", "overlap", "seed"):
            getattr(self, name).setObjectName(f"term-{name}")
        self.again.setObjectName("new-seed")
        self.questions.setObjectName("shuffle-questions")
        self.options.setObjectName("shuffle-options")

    def _lay_out(self) -> None:
        self._field(tr("计分方式"), self.rule)
        self.body.addWidget(self.rule_words)
        self._field(tr("题目给谁"), self.audience)
        self._pair((tr("及格线"), self.passing), (tr("时间（分钟）"), self.minutes))
        self._pair((tr("平行卷（份）"), self.variants), (tr("重复最多"), self.overlap))
        self.body.addWidget(self.overlap_words)
        self.body.addWidget(self.questions)
        self.body.addWidget(self.options)
        self._label(tr("种子"), self.seed)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.seed, 1)
        row.addWidget(self.again)
        self.body.addLayout(row)
        words = tr("题库不变，同一个种子抽出同一份卷子。")
        self.body.addWidget(WrappedLabel(words, "small"))
        self.body.addStretch()

    def _label(self, text: str, field: QWidget) -> None:
        self.body.addWidget(_label(text, field))

    def _field(self, text: str, field: QWidget) -> None:
        self._label(text, field)
        self.body.addWidget(field)

    def _pair(self, *fields: tuple[str, QWidget]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        for column, (text, field) in enumerate(fields):
            grid.addWidget(_label(text, field), 0, column)
            grid.addWidget(field, 1, column)
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)

    def _connect(self) -> None:
        self.rule.currentIndexChanged.connect(
            lambda at: self._terms("", rule=self.rule.itemData(at))
        )
        self.audience.currentIndexChanged.connect(
            lambda at: self._terms("", audience=self.audience.itemData(at))
        )
        self.passing.valueChanged.connect(lambda n: self._terms("pass", pass_share=n / 100))
        self.minutes.valueChanged.connect(lambda n: self._terms("minutes", minutes=n or None))
        self.overlap.valueChanged.connect(lambda n: self._terms("overlap", overlap=n / 100))
        self.questions.toggled.connect(lambda on: self._terms("", shuffle_questions=on))
        self.options.toggled.connect(lambda on: self._terms("", shuffle_options=on))
        self.variants.valueChanged.connect(lambda n: self._plan_with("variants", variants=n))
        self.seed.valueChanged.connect(lambda n: self._plan_with("seed", seed=n))
        self.again.clicked.connect(lambda: self._plan_with("", seed=ids.new_seed()))

    def _terms(self, field: str, **values: object) -> None:
        if self._plan is not None and not self._quiet:
            self.changed.emit(with_terms(self._plan, **values), field)

    def _plan_with(self, field: str, **values: int) -> None:
        from msgspec.structs import replace

        if self._plan is not None and not self._quiet:
            self.changed.emit(replace(self._plan, **values), field)

    def show_plan(self, plan: Plan) -> None:
        """Show a plan, telling nobody."""
        self._plan, self._quiet = plan, True
        blueprint = plan.blueprint
        self.rule.setCurrentIndex(self.rule.findData(blueprint.rule))
        self.audience.setCurrentIndex(max(0, self.audience.findData(blueprint.audience)))
        self.passing.setValue(round(blueprint.pass_share * 100))
        self.minutes.setValue(blueprint.minutes or 0)
        self.variants.setValue(plan.variants)
        self.overlap.setValue(round(blueprint.overlap * 100))
        self.seed.setValue(plan.seed)
        self.questions.setChecked(blueprint.shuffle_questions)
        self.options.setChecked(blueprint.shuffle_options)
        self.rule_words.setText(rule_text(blueprint.rule))
        self.overlap.setEnabled(plan.variants > 1)
        self.overlap_words.setText(_overlap_words(blueprint, plan.variants))
        self._quiet = False


def _overlap_words(blueprint: Blueprint, variants: int) -> str:
    if variants == 1:
        return tr("只出一份。要 A 卷、B 卷，就把份数加上去。")
    if not blueprint.common:
        return tr("几份卷子的题互不重复；固定题每份都有。")
    return tr("任何两份最多有 {n} 题相同；固定题每份都有。", n=blueprint.common)


def _label(text: str, field: QWidget) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "small-strong")
    label.setBuddy(field)
    field.setAccessibleName(text)
    return label
