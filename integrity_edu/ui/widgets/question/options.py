"""Questions answered by picking options: what single, multiple and judge have in common."""

from __future__ import annotations

from abc import abstractmethod

from integrity_edu.quiz.grading import Response
from integrity_edu.quiz.questions import Option
from integrity_edu.quiz.sitting import Item
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.option import OptionButton
from integrity_edu.ui.widgets.question.base import LETTERS, QuestionWidget

TALLEST = 86
"""Options share what height there is, up to this; more only when their words need it."""


class OptionsQuestion(QuestionWidget):
    """Rows of option buttons, made once and shown again for each question."""

    def __init__(self, theme: Theme, prefix: str = "") -> None:
        super().__init__(theme, prefix)
        self.buttons: list[OptionButton] = []
        self._options: list[Option] = []
        self.rows.addStretch()

    @abstractmethod
    def options_of(self, item: Item) -> list[Option]:
        """The options in the order they stand on screen."""

    @abstractmethod
    def key_of(self, item: Item) -> set[str]:
        """The ids of the right options."""

    @abstractmethod
    def chosen_in(self, response: Response) -> set[str]:
        """The ids of the options a response picks."""

    @abstractmethod
    def response_of(self, chosen: list[str]) -> Response:
        """The response that picks these options, in the order shown; None for none."""

    def picked(self, index: int) -> None:
        """An option was just switched by the learner; single choices let the others go."""

    @property
    def choices(self) -> int:
        """As many as there are options."""
        return len(self._options)

    def show_item(self, item: Item) -> None:
        """Show the options with what is chosen."""
        self._options = self.options_of(item)
        chosen = self.chosen_in(item.response)
        while len(self.buttons) < len(self._options):
            self._add_button()
        for index, button in enumerate(self.buttons):
            button.setVisible(index < len(self._options))
            if index < len(self._options):
                option = self._options[index]
                button.show_option(LETTERS[index], option.text, checked=option.id in chosen)
        self.setEnabled(True)
        if item.confirmed:
            self.reveal(item)
        self._cap_heights()

    def reveal(self, item: Item) -> None:
        """Tick, cross and note on every option."""
        key, chosen = self.key_of(item), self.chosen_in(item.response)
        for option, button in zip(self._options, self.buttons, strict=False):
            button.reveal(
                _state(option.id in key, option.id in chosen and not item.studied), option.note
            )
        self._cap_heights()

    def choose(self, index: int) -> None:
        """Click an option."""
        if index < len(self._options):
            self.buttons[index].setFocus()
            self.buttons[index].click()

    def clear(self) -> None:
        """Let every option go."""
        for button in self._shown():
            button.setChecked(False)
        self.answered.emit(None)

    def focus_first(self) -> None:
        """The chosen option, else the first."""
        shown = self._shown()
        target = next((button for button in shown if button.isChecked()), None) or shown[0]
        target.setFocus()

    def resizeEvent(self, event: object) -> None:
        """Another width wraps the words otherwise."""
        self._cap_heights()

    def _shown(self) -> list[OptionButton]:
        return self.buttons[: len(self._options)]

    def _add_button(self) -> None:
        index = len(self.buttons)
        button = OptionButton(self.theme, LETTERS[index])
        button.setObjectName(f"{self.prefix}option-{LETTERS[index].lower()}")
        button.clicked.connect(lambda: self._clicked(index))
        self.buttons.append(button)
        self.rows.insertWidget(index, button, 1)

    def _clicked(self, index: int) -> None:
        if self.buttons[index].revealed:
            return
        self.picked(index)
        pairs = zip(self._options, self.buttons, strict=False)
        chosen = [option.id for option, button in pairs if button.isChecked()]
        self.answered.emit(self.response_of(chosen))

    def _cap_heights(self) -> None:
        for button in self._shown():
            button.setMaximumHeight(max(TALLEST, button.heightForWidth(self.width())))


def _state(in_key: bool, chosen: bool) -> str:  # noqa: FBT001 - a table of two by two
    if in_key:
        return "right" if chosen else "missed"
    return "wrong" if chosen else "plain"
