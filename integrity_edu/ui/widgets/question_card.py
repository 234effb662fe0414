"""The card of one question: what kind, where in the plan, the stem, and the way to answer it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel

from integrity_edu.quiz.questions import kind_of
from integrity_edu.quiz.sitting import Item
from integrity_edu.ui.answer_words import kind_text, stem_text
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import GhostButton, SmallButton
from integrity_edu.ui.widgets.cards import Card, Chip, IconLabel
from integrity_edu.ui.widgets.question.base import QuestionWidget
from integrity_edu.ui.widgets.question.fill import FillQuestion
from integrity_edu.ui.widgets.question.judge import JudgeQuestion
from integrity_edu.ui.widgets.question.match import MatchQuestion
from integrity_edu.ui.widgets.question.multiple import MultipleQuestion
from integrity_edu.ui.widgets.question.order import OrderQuestion
from integrity_edu.ui.widgets.question.single import SingleQuestion
from integrity_edu.ui.widgets.text import WrappedLabel, squeeze
from integrity_edu.words import tr

KINDS: dict[str, type[QuestionWidget]] = {
    "single": SingleQuestion,
    "multiple": MultipleQuestion,
    "judge": JudgeQuestion,
    "fill": FillQuestion,
    "match": MatchQuestion,
    "order": OrderQuestion,
}
STEM_PX = 19


class QuestionCard(Card):
    """One widget a kind, made when first needed; the next question only fills it anew."""

    answered = Signal(object)
    flag_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.body.setContentsMargins(24, 18, 24, 16)
        self.body.setSpacing(14)
        self._kinds: dict[str, QuestionWidget] = {}
        self.question: QuestionWidget | None = None
        self._add_head()
        self.stem = WrappedLabel("", "large")
        self.stem.setObjectName("stem")
        self.how = WrappedLabel("", "small")
        self.body.addWidget(self.stem)
        self.body.addWidget(self.how)
        self.body.addStretch()
        self._add_foot()

    def _add_head(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        self._kind, self._place = Chip(self.theme, "", "info"), Chip(self.theme, "")
        self.flag = SmallButton(self.theme, tr("标记"), "flag")
        self.flag.setObjectName("flag")
        self.flag.setCheckable(True)
        self.flag.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Enter stays with the main button
        self.flag.clicked.connect(self.flag_wanted)
        head.addWidget(self._kind)
        head.addWidget(self._place)
        head.addStretch()
        head.addWidget(self.flag)
        self.body.addLayout(head)

    def _add_foot(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self._saved_icon = IconLabel(self.theme, "check-circle", "success", 16)
        self.saved = QLabel()
        self.saved.setObjectName("saved")
        self.saved.setProperty("role", "small")
        self.retry = GhostButton(self.theme, tr("再存一次"))
        self.retry.setObjectName("save-again")
        self.retry.clicked.connect(self.save_wanted)
        self.clear = GhostButton(self.theme, tr("清除这题的答案"))
        self.clear.setObjectName("clear")
        self.clear.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clear.clicked.connect(self.clear_answer)
        self.aside = QLabel()
        self.aside.setProperty("role", "small")
        for widget in (self._saved_icon, self.saved, self.retry):
            foot.addWidget(widget)
        foot.addStretch()
        foot.addWidget(self.clear)
        foot.addWidget(self.aside)
        self.body.addLayout(foot)

    def show_item(self, item: Item, place: str, aside: str) -> None:
        """Show a question as it was left."""
        self._kind.set(kind_text(item.question), "info")
        self._place.setText(place)
        self._place.setVisible(bool(place))
        stem = stem_text(item.question)
        self.stem.setText(squeeze(stem, STEM_PX))
        self.stem.setAccessibleName(stem)
        how = _how(kind_of(item.question))
        self.how.setText(how)
        self.how.setVisible(bool(how) and not item.confirmed)
        self.aside.setText(aside)
        self.show_flag(flagged=item.flagged)
        self._take(kind_of(item.question)).show_item(item)
        self.show_clear(item)

    def reveal(self, item: Item) -> None:
        """Show what was right, beside the answer that was graded."""
        if self.question:
            self.question.show_item(item)
        self.how.hide()
        self.show_clear(item)

    def show_clear(self, item: Item) -> None:
        """Clearing is offered while there is something to clear."""
        clearable = item.response not in (None, [], {}) and not item.confirmed
        self.clear.setVisible(clearable)
        self.aside.setVisible(not clearable)

    def clear_answer(self) -> None:
        """Take the answer back."""
        if self.question and self.clear.isVisible():
            self.question.clear()

    def show_flag(self, *, flagged: bool) -> None:
        """Show whether this question is marked."""
        self.flag.setChecked(flagged)
        self.flag.setText(tr("取消标记") if flagged else tr("标记"))

    def show_saved(self, text: str, *, trouble: bool = False) -> None:
        """Say how it stands with saving; nothing for nothing to save."""
        self.saved.setText(text)
        self._saved_icon.set(*(("warning", "warning") if trouble else ("check-circle", "success")))
        self._saved_icon.setVisible(bool(text))
        self.retry.setVisible(trouble)

    def _take(self, kind: str) -> QuestionWidget:
        if kind not in self._kinds:
            made = KINDS[kind](self.theme)
            made.answered.connect(self.answered)
            self._kinds[kind] = made
            self.body.insertWidget(3, made, 1)
        for name, widget in self._kinds.items():
            widget.setVisible(name == kind)
        self.question = self._kinds[kind]
        return self.question


def _how(kind: str) -> str:
    return {
        "multiple": tr("可能不止一个答案，选全才得分。"),
        "match": tr("给左边每一项选一个；也可以按数字键，选完会跳到下一项。"),
        "order": tr("用箭头移动，或按 Alt 加上下方向键。"),
    }.get(kind, "")
