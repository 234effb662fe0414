"""True or false, as two options."""

from __future__ import annotations

from integrity_edu.quiz.grading import Response
from integrity_edu.quiz.questions import Judge, Option
from integrity_edu.quiz.sitting import Item
from integrity_edu.ui.widgets.question.single import SingleQuestion
from integrity_edu.words import tr


class JudgeQuestion(SingleQuestion):
    """A single choice between 对 and 错."""

    def options_of(self, item: Item) -> list[Option]:
        """对 first, always."""
        return [Option("true", tr("对")), Option("false", tr("错"))]

    def key_of(self, item: Item) -> set[str]:
        """The right one of the two."""
        assert isinstance(item.question, Judge)
        return self.chosen_in(item.question.key)

    def chosen_in(self, response: Response) -> set[str]:
        """The option of a truth value."""
        return {str(response).lower()} if isinstance(response, bool) else set()

    def response_of(self, chosen: list[str]) -> Response:
        """The truth value of an option."""
        return chosen[0] == "true" if chosen else None
