"""The card of one question: what kind, where in the plan, the stem, and the way to answer it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel

from integrity_edu.quiz.questions import kind_of
from integrity_edu.quiz.sitting import Item
from integrity_edu.ui.answer_words import kind_text, stem_text
from integrity_edu.ui.question_words import describe, how_text
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import GhostButton, SmallButton
from integrity_edu.ui.widgets.cards import Card, Chip, IconLabel
from integrity_edu.ui.widgets.certainty import CertaintyBar
from integrity_edu.ui.widgets.question.base import QuestionWidget
from integrity_edu.ui.widgets.question.case_set import PARTS, CaseQuestion
from integrity_edu.ui.widgets.question.cloze import ClozeQuestion
from integrity_edu.ui.widgets.question.match import MatchQuestion
from integrity_edu.ui.widgets.question.order import OrderQuestion
from integrity_edu.ui.widgets.question.short import ShortQuestion
from integrity_edu.ui.widgets.question.stem import StemLabel
from integrity_edu.ui.widgets.star import StarButton
from integrity_edu.ui.widgets.text import WrappedLabel, set_role
from integrity_edu.words import tr

KINDS: dict[str, type[QuestionWidget]] = {
    **PARTS,
    "match": MatchQuestion,
    "order": OrderQuestion,
    "cloze": ClozeQuestion,
    "case": CaseQuestion,
    "short": ShortQuestion,
}
STEM_PX, CASE_PX = 19, 14


class QuestionCard(Card):
    """One widget a kind, made when first needed; the next question only fills it anew.

    `answered` carries the response, `self_marked` the ids of the criteria a short answer met;
    `written` wants the keyboard at the main button.
    """

    answered = Signal(object)
    self_marked = Signal(object)
    written = Signal()
    flag_wanted = Signal()
    save_wanted = Signal()
    certain = Signal(int)
    undo_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.body.setContentsMargins(24, 18, 24, 16)
        self.body.setSpacing(14)
        self._kinds: dict[str, QuestionWidget] = {}
        self.question: QuestionWidget | None = None
        self._add_head()
        self.stem = StemLabel("", "large")
        self.stem.setObjectName("stem")
        self.how = WrappedLabel("", "small")
        self.body.addWidget(self.stem)
        self.body.addWidget(self.how)
        self.certainty = CertaintyBar()
        self.certainty.chosen.connect(self.certain)
        self.body.addWidget(self.certainty)
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
        self.star = StarButton(self.theme)
        head.addWidget(self.star)
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
        self.undo = GhostButton(self.theme, tr("撤销"))
        self.undo.setObjectName("undo")
        self.undo.setToolTip(tr("撤销上一步（Ctrl+Z）"))
        self.undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.undo.clicked.connect(self.undo_wanted)
        self.aside = QLabel()
        self.aside.setProperty("role", "small")
        for widget in (self._saved_icon, self.saved, self.retry):
            foot.addWidget(widget)
        foot.addStretch()
        foot.addWidget(self.undo)
        foot.addWidget(self.clear)
        foot.addWidget(self.aside)
        self.body.addLayout(foot)

    def show_item(self, item: Item, place: str, aside: str) -> None:
        """Show a question as it was left."""
        self._kind.set(kind_text(item.question), "info")
        self._place.setText(place)
        self._place.setVisible(bool(place))
        self._show_stem(item)
        how = how_text(item.question)
        self.how.setText(how)
        self.how.setVisible(bool(how) and not item.confirmed)
        self.aside.setText(aside)
        self.show_flag(flagged=item.flagged)
        widget = self._take(kind_of(item.question))
        widget.show_item(item)
        kind, stem = kind_text(item.question), stem_text(item.question)
        widget.setAccessibleName(tr("{kind}：{stem}", kind=kind, stem=stem))
        widget.setAccessibleDescription(describe(item.question, item.shown))
        self.show_clear(item)

    def reveal(self, item: Item) -> None:
        """Show what was right, beside the answer that was graded."""
        if self.question:
            self.question.show_item(item)
        self._show_stem(item)
        self.how.hide()
        self.show_clear(item)

    def show_clear(self, item: Item) -> None:
        """Clearing is offered while there is something to clear."""
        clearable = item.response not in (None, [], {}) and not item.confirmed
        self.clear.setVisible(clearable)
        self.aside.setVisible(not clearable)

    def show_undo(self, *, can: bool) -> None:
        """Taking back is offered while there is something to take back."""
        self.undo.setVisible(can)

    def show_certainty(self, level: int | None, *, asked: bool, frozen: bool) -> None:
        """How sure the learner said he is, in the mode that asks."""
        self.certainty.setVisible(asked)
        if asked:
            self.certainty.show_certainty(level, frozen=frozen)

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

    def _show_stem(self, item: Item) -> None:
        """A situation is read, not asked: it stands in plain type over its questions."""
        # kept once it is explained: a star before that would say nothing
        self.star.show_question(item.question.id if item.confirmed else "")
        case = kind_of(item.question) == "case"
        set_role(self.stem, "" if case else "large")
        self.stem.show_stem(item.question, CASE_PX if case else STEM_PX, revealed=item.confirmed)

    def _take(self, kind: str) -> QuestionWidget:
        if kind not in self._kinds:
            made = KINDS[kind](self.theme)
            made.answered.connect(self.answered)
            made.self_marked.connect(self.self_marked)
            made.written.connect(self.written)
            self._kinds[kind] = made
            self.body.insertWidget(3, made, 1)
        for name, widget in self._kinds.items():
            widget.setVisible(name == kind)
        self.question = self._kinds[kind]
        return self.question
