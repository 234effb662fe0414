"""Two or more options are right, at least one is wrong."""

from __future__ import annotations

from integrity_edu.quiz.grading import Response
from integrity_edu.quiz.questions import Multiple, Option
from integrity_edu.quiz.sitting import Item
from integrity_edu.ui.widgets.question.base import ids_of, in_order
from integrity_edu.ui.widgets.question.options import OptionsQuestion


class MultipleQuestion(OptionsQuestion):
    """Each option is switched by itself."""

    def options_of(self, item: Item) -> list[Option]:
        """In the shuffled order."""
        assert isinstance(item.question, Multiple)
        return in_order(item.question.options, item.shown)

    def key_of(self, item: Item) -> set[str]:
        """All right ids."""
        assert isinstance(item.question, Multiple)
        return set(item.question.key)

    def chosen_in(self, response: Response) -> set[str]:
        """Any number."""
        return set(ids_of(response))

    def response_of(self, chosen: list[str]) -> Response:
        """A list of ids in the order shown."""
        return chosen or None
