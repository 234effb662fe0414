"""A response on one line, so that equal answers fall together however they were typed (pure)."""

from __future__ import annotations

from collections.abc import Sequence

from integrity_edu.quiz.grading import Response, is_begun
from integrity_edu.quiz.questions import (
    CaseSet,
    Cloze,
    Day,
    Fill,
    Judge,
    Match,
    Multiple,
    Number,
    Option,
    Order,
    Question,
    Single,
)
from integrity_edu.quiz.typed import level_text, read_day, read_number
from integrity_edu.words import tr

_OPEN = "—"


def said(question: Question, response: Response) -> str:
    """A response in the words of its question; empty when it was left open."""
    if not is_begun(question, response):
        return ""
    picked = _picked(question, response)
    return _typed(question, response) if picked is None else picked


def never_chosen(question: Question, responses: Sequence[Response]) -> tuple[str, ...]:
    """The options of a choice that nobody took; none for what has no options to take."""
    if isinstance(question, Judge):
        taken = [one.get("judged") if isinstance(one, dict) else one for one in responses]
        texts = ((True, tr("对")), (False, tr("错")))
        return tuple(text for value, text in texts if value not in taken)
    if not isinstance(question, Single | Multiple):
        return ()
    chosen = {str(ref) for one in responses if isinstance(one, list) for ref in one}
    return tuple(option.text for option in question.options if option.id not in chosen)


def _picked(question: Question, response: Response) -> str | None:
    """A response to a kind that offers things to pick, or has parts; None for the others."""
    match question, response:
        case (Single() | Multiple(), list()):
            chosen = {str(ref) for ref in response}
            return tr("；").join(one.text for one in question.options if one.id in chosen)
        case (Order(), list()):
            return " → ".join(_text(question.options, ref) for ref in response)
        case (Match(), dict()):
            pairs = [
                f"{one.text} → {_text(question.right, response.get(one.id))}"
                for one in question.left
            ]
            return tr("；").join(pairs)
        case (Cloze(), list()):
            found = zip(question.gaps, response, strict=False)
            return tr("；").join(_text(gap.options, ref) for gap, ref in found)
        case (CaseSet(), dict()):
            parts = (said(part, response.get(part.id)) for part in question.parts)
            return " / ".join(part or _OPEN for part in parts)
    return None


def _typed(question: Question, response: Response) -> str:
    match question, response:
        case (Judge(), dict()):
            right = str(response.get("correction") or "").strip()
            judged = said(question, response.get("judged"))
            return tr("{judged}，改为“{right}”", judged=judged, right=right) if right else judged
        case (Judge(), bool()):
            return tr("对") if response else tr("错")
        case (Fill(), list()):
            return tr("；").join(level_text(str(text or "")) or _OPEN for text in response)
        case (Number(), str()):
            number = read_number(response, question.unit)
            return response.strip() if number is None else f"{number:.10g}{question.unit}"
        case (Day(), str()):
            day = read_day(response)
            return response.strip() if day is None else day.isoformat()
    return str(response)


def _text(options: Sequence[Option], ref: object) -> str:
    return next((one.text for one in options if one.id == ref), _OPEN)
