"""True or false, as two options; a false statement may ask what it should say."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from integrity_edu.quiz.grading import Response
from integrity_edu.quiz.questions import Correction, Judge, Option
from integrity_edu.quiz.sitting import Item
from integrity_edu.quiz.typed import level_text
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.question.base import Verdict
from integrity_edu.ui.widgets.question.line import LineField
from integrity_edu.ui.widgets.question.single import SingleQuestion
from integrity_edu.words import tr

LONGEST = 60


class CorrectionBox(QFrame):
    """改错: what the wrong words should be."""

    def __init__(self, theme: Theme, prefix: str) -> None:
        super().__init__()
        self.setProperty("role", "paper")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(8)
        label = QLabel(tr("改成什么"))
        label.setProperty("role", "small-strong")
        self.field = LineField()
        self.field.setObjectName(f"{prefix}correction")
        self.field.setMaxLength(LONGEST)
        self.field.setAccessibleName(label.text())
        self.field.setPlaceholderText(tr("只写改好的那几个字"))
        label.setBuddy(self.field)
        self.verdict = Verdict(theme)
        for widget in (label, self.field, self.verdict):
            column.addWidget(widget)

    def show_text(self, text: str) -> None:
        """Show what was written, to be changed."""
        self.field.setReadOnly(False)
        self.field.show()
        self.field.setText(text)
        self.field.setAccessibleDescription("")
        self.verdict.hide()

    def reveal(self, correction: Correction) -> None:
        """Say whether it was one of the accepted forms."""
        text = level_text(self.field.text())
        right = text in {level_text(form) for form in correction.forms}
        wrong, form = correction.wrong, correction.forms[0]
        said = tr("“{wrong}”应改成“{form}”", wrong=wrong, form=form)
        if right:
            said = tr("改对了")
        elif text:
            said = tr("改的不对，{said}", said=said)
        self.verdict.show_verdict(right=right or not text, text=said)
        self.field.setReadOnly(True)
        self.field.setVisible(bool(text))
        self.field.setAccessibleDescription(said)


class JudgeQuestion(SingleQuestion):
    """A single choice between 对 and 错."""

    def __init__(self, theme: Theme, prefix: str = "") -> None:
        super().__init__(theme, prefix)
        self._asks = False
        self.correction = CorrectionBox(theme, prefix)
        self.correction.field.textEdited.connect(lambda _: self._corrected())
        self.correction.hide()
        self.rows.insertWidget(0, self.correction)

    def show_item(self, item: Item) -> None:
        """Show what was picked, and what the wrong words were changed into."""
        assert isinstance(item.question, Judge)
        self._asks = item.question.correction is not None
        text = item.response.get("correction") if isinstance(item.response, dict) else ""
        self.correction.show_text(text if isinstance(text, str) else "")
        self.correction.setVisible(self._asks and "false" in self.chosen_in(item.response))
        super().show_item(item)
        self.setTabOrder(self.buttons[1], self.correction.field)  # made first, comes last

    def reveal(self, item: Item) -> None:
        """Tick and cross, and the right words of a false statement."""
        super().reveal(item)
        assert isinstance(item.question, Judge)
        correction = item.question.correction
        self.correction.setVisible(correction is not None and not item.question.key)
        if correction is not None and not item.question.key:
            self.correction.reveal(correction)

    def clear(self) -> None:
        """Let both options go, and the words."""
        self.correction.field.clear()
        self.correction.hide()
        super().clear()

    def options_of(self, item: Item) -> list[Option]:
        """对 first, always."""
        return [Option("true", tr("对")), Option("false", tr("错"))]

    def key_of(self, item: Item) -> set[str]:
        """The right one of the two."""
        assert isinstance(item.question, Judge)
        return self.chosen_in(item.question.key)

    def chosen_in(self, response: Response) -> set[str]:
        """The option of a truth value."""
        if isinstance(response, dict):
            response = response.get("judged")
        return {str(response).lower()} if isinstance(response, bool) else set()

    def response_of(self, chosen: list[str]) -> Response:
        """The truth value of an option, and with 错 the correction where one is asked for."""
        if not chosen:
            return None
        if chosen[0] == "true" or not self._asks:
            return chosen[0] == "true"
        return {"judged": False, "correction": self.correction.field.text()}

    def picked(self, index: int) -> None:
        """错 brings the field."""
        super().picked(index)
        false = self._asks and self.buttons[1].isChecked()
        if false and self.correction.isHidden():
            announce(self.correction, tr("请写出改成什么，按 Tab 到输入框。"))
        self.correction.setVisible(false)

    def _corrected(self) -> None:
        self.answered.emit(self.response_of(["false"]))
