"""Exactly one option is right."""

from __future__ import annotations

from integrity_edu.quiz.grading import Response
from integrity_edu.quiz.questions import Option, Single
from integrity_edu.quiz.sitting import Item
from integrity_edu.ui.widgets.question.base import ids_of, in_order
from integrity_edu.ui.widgets.question.options import OptionsQuestion


class SingleQuestion(OptionsQuestion):
    """Picking one lets the other go; picking the same again takes it back."""

    def options_of(self, item: Item) -> list[Option]:
        """In the shuffled order."""
        assert isinstance(item.question, Single)
        return in_order(item.question.options, item.shown)

    def key_of(self, item: Item) -> set[str]:
        """The one right id."""
        assert isinstance(item.question, Single)
        return set(item.question.key)

    def chosen_in(self, response: Response) -> set[str]:
        """None or one."""
        return set(ids_of(response))

    def response_of(self, chosen: list[str]) -> Response:
        """A list of one id."""
        return chosen or None

    def picked(self, index: int) -> None:
        """The others go."""
        for other, button in enumerate(self.buttons):
            if other != index:
                button.setChecked(False)
