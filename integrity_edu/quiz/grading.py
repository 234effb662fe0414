"""What an answer is worth: everything for everything right, nothing otherwise.

A response is the JSON-like value the learner left: a list of option ids (single, multiple,
order), True/False (judge), a list of texts (fill) or left id → right id (match). None or an
empty value is no answer. Partial credit is a paper's choice and comes with papers.
"""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

from integrity_edu.quiz.questions import Fill, Judge, Match, Multiple, Order, Question, Single

Response = object
_PUNCTUATION = str.maketrans({"、": ",", "，": ",", "。": ".", "；": ";", "：": ":"})


class Mark(Struct, frozen=True):
    """Points earned of points possible; 0 <= earned <= possible."""

    earned: float
    possible: float

    @property
    def right(self) -> bool:
        """Whether everything was right."""
        return self.earned == self.possible


def grade(question: Question, response: Response) -> Mark:
    """One point for exactly the key, none for anything else, ticking everything included."""
    return Mark(1.0 if is_right(question, response) else 0.0, 1.0)


def is_right(question: Question, response: Response) -> bool:
    """Whether the response is exactly the key; a response of the wrong shape is simply wrong."""
    match question:
        case Single() | Multiple():
            return isinstance(response, list | tuple) and _same_set(response, question.key)
        case Order():
            return isinstance(response, list | tuple) and tuple(response) == question.key
        case Judge():
            return isinstance(response, bool) and response is question.key
        case Fill():
            return _fills(question, response)
        case Match():
            return isinstance(response, dict) and response == question.key


def is_answered(question: Question, response: Response) -> bool:
    """Whether the learner has left a whole answer; half a matching is not one yet."""
    match question:
        case Judge():
            return isinstance(response, bool)
        case Match():
            return isinstance(response, dict) and set(response) == set(question.key)
        case Fill():
            if not isinstance(response, list | tuple) or len(response) != len(question.blanks):
                return False
            return all(str(text).strip() for text in response)
        case _:
            return isinstance(response, list | tuple) and len(response) > 0


def right_response(question: Question) -> Response:
    """A response that earns everything."""
    match question:
        case Single() | Multiple() | Order():
            return list(question.key)
        case Judge():
            return question.key
        case Fill():
            return [forms[0] for forms in question.blanks]
        case Match():
            return dict(question.key)


def level_text(text: str) -> str:
    """Level what a typist may vary: full/half width, case, spaces, the marks 、，。；："""
    text = unicodedata.normalize("NFKC", text).casefold().translate(_PUNCTUATION)
    return re.sub(r"\s+", "", text).strip(".,;")


def _same_set(response: list[object] | tuple[object, ...], key: tuple[str, ...]) -> bool:
    return len(response) == len(key) and set(map(str, response)) == set(key)


def _fills(question: Fill, response: Response) -> bool:
    if not isinstance(response, list | tuple) or len(response) != len(question.blanks):
        return False
    return all(
        level_text(str(text)) in {level_text(form) for form in forms}
        for text, forms in zip(response, question.blanks, strict=True)
    )
