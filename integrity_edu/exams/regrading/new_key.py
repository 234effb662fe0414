"""A question with another key, put together from an answer to it (pure)."""

from __future__ import annotations

from msgspec.structs import replace

from integrity_edu.quiz.grading import Response, is_answered
from integrity_edu.quiz.questions import (
    CaseSet,
    Cloze,
    Correction,
    Day,
    Fill,
    Judge,
    Match,
    Multiple,
    Number,
    Order,
    Question,
    Single,
)
from integrity_edu.quiz.typed import level_text, read_day, read_number


def with_key(question: Question, response: Response) -> Question | None:
    """The question whose right answer is `response`; None while that is no whole answer.

    An answer that is right already changes nothing, so other accepted forms stay.
    """
    if not is_answered(question, response):
        return None
    picked = _picked(question, response)
    return _typed(question, response) if picked is None else picked


def _picked(question: Question, response: Response) -> Question | None:
    match question, response:
        case (Single() | Multiple(), list()):
            chosen = {str(ref) for ref in response}
            in_order = tuple(one.id for one in question.options if one.id in chosen)
            return question if set(question.key) == chosen else replace(question, key=in_order)
        case (Order(), list()):
            return replace(question, key=tuple(str(ref) for ref in response))
        case (Match(), dict()):
            return replace(question, key={left: str(response[left]) for left in question.key})
        case (Cloze(), list()):
            pairs = zip(question.gaps, response, strict=True)
            return replace(question, gaps=tuple(replace(gap, key=str(one)) for gap, one in pairs))
        case (CaseSet(), dict()):
            parts = [with_key(part, response.get(part.id)) for part in question.parts]
            return replace(question, parts=tuple(one for one in parts if one is not None))
    return None


def _typed(question: Question, response: Response) -> Question | None:
    match question, response:
        case (Judge(), bool()):
            return replace(question, key=response, correction=_corrected(question, ""))
        case (Judge(), dict()):
            judged, words = response.get("judged"), str(response.get("correction") or "")
            return replace(question, key=judged is True, correction=_corrected(question, words))
        case (Fill(), list()):
            pairs = zip(question.blanks, (str(text).strip() for text in response), strict=True)
            return replace(question, blanks=tuple(_forms(old, text) for old, text in pairs))
        case (Number(), str()):
            number = read_number(response, question.unit)
            return None if number is None else replace(question, key=number)
        case (Day(), str()):
            day = read_day(response)
            return None if day is None else replace(question, key=day)
    return None


def _corrected(question: Judge, words: str) -> Correction | None:
    """What is corrected to what; nothing for a true statement, and none where none is asked."""
    if question.correction is None:
        return None
    if not words.strip():
        return Correction()
    return replace(question.correction, forms=_forms(question.correction.forms, words.strip()))


def _forms(old: tuple[str, ...], text: str) -> tuple[str, ...]:
    return old if level_text(text) in {level_text(one) for one in old} else (text,)
