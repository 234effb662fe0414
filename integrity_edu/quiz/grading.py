"""What an answer is worth: one tally for every kind, one formula for every rule of scoring.

A response is the JSON-like value the learner left:
single, multiple, order: a list of option ids; judge: True/False, or {"judged": bool,
"correction": text} where a correction is asked for; fill: a list of texts; number, date, short:
a text; match: left id → right id; cloze: a list of option ids, "" for an empty gap; case: part id
→ the part's response. None or an empty value is no answer, a value of the wrong shape is wrong.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from integrity_edu.quiz.questions import (
    CaseSet,
    Cloze,
    Day,
    Fill,
    Judge,
    Match,
    Multiple,
    Number,
    Order,
    Question,
    Short,
    Single,
)
from integrity_edu.quiz.typed import level_text, read_day, read_number

Response = object
RULES = ("all", "half", "share", "minus")
"""全对才得分；漏选得半分，错选零分；漏选按比例，错选零分；对减错，不低于零。"""

CERTAIN_RIGHT = {1: 1.0, 2: 2.0, 3: 3.0}
CERTAIN_WRONG = {1: 0.0, 2: -2.0, 3: -6.0}
"""Points by certainty (Gardner-Medwin's scale, as in Moodle's certainty-based marking)."""


class Mark(Struct, frozen=True):
    """Points earned of points possible; earned may be negative under certainty only."""

    earned: float
    possible: float

    @property
    def right(self) -> bool:
        """Whether everything was right."""
        return self.earned == self.possible


class Tally(Struct, frozen=True):
    """`right` and `wrong` of what was answered; `total` is what there is to get right.

    `traps` is how many wrong things could have been taken, all of them together cancelling
    everything right, so that ticking every option is worth nothing under any rule.
    """

    right: float
    wrong: float
    total: float
    traps: float


def grade(question: Question, response: Response, rule: str = "all", points: float = 1.0) -> Mark:
    """Points for a response under a rule; a short answer earns nothing before it is marked."""
    return Mark(fraction(question, response, rule) * points, points)


def fraction(question: Question, response: Response, rule: str = "all") -> float:
    """How right a response is under one of `RULES`, 0 to 1; exactly 1 for exactly the key."""
    if isinstance(question, CaseSet):
        answers = response if isinstance(response, dict) else {}
        parts = [fraction(part, answers.get(part.id), rule) for part in question.parts]
        whole = all(part == 1.0 for part in parts)
        return 1.0 if whole else 0.0 if rule == "all" else sum(parts) / len(parts)
    return worth(tally(question, response), rule)


def worth(counted: Tally, rule: str) -> float:
    """The value of a tally under one of `RULES`."""
    if counted.total and counted.right == counted.total and not counted.wrong:
        return 1.0
    match rule:
        case "half":
            return 0.5 if counted.right and not counted.wrong else 0.0
        case "share":
            return 0.0 if counted.wrong else counted.right / counted.total
        case "minus":
            cost = counted.wrong / counted.traps if counted.traps else 0.0
            return max(0.0, counted.right / counted.total - cost)
        case _:
            return 0.0


def tally(question: Question, response: Response) -> Tally:  # noqa: PLR0911 - a case for each kind
    """Count what is right and wrong in a response; the parts of a case set are tallied singly."""
    match question:
        case Single() | Multiple():
            return _tally_choice(question, response)
        case Judge():
            return _tally_judge(question, response)
        case Number() | Day():
            return _tally_typed(question, response)
        case Fill():
            forms = [{level_text(form) for form in blank} for blank in question.blanks]
            typed = [level_text(text) for text in _texts(response, len(forms))]
            return _tally_pieces([text in good for text, good in zip(typed, forms, strict=True)],
                                 [bool(text) for text in typed])  # fmt: skip
        case Cloze():
            taken = _texts(response, len(question.gaps))
            keys = [gap.key for gap in question.gaps]
            return _tally_pieces([one == key for one, key in zip(taken, keys, strict=True)],
                                 [bool(one) for one in taken])  # fmt: skip
        case Order():
            placed = _texts(response, len(question.key))
            return _tally_pieces([one == key for one, key in zip(placed, question.key, strict=True)],
                                 [bool(one) for one in placed])  # fmt: skip
        case Match():
            pairs = response if isinstance(response, dict) else {}
            return _tally_pieces([pairs.get(ref) == key for ref, key in question.key.items()],
                                 [bool(pairs.get(ref)) for ref in question.key])  # fmt: skip
        case CaseSet():
            raise TypeError("a case set is graded part by part")
        case Short():
            return Tally(0, 0, 1, 1)


def rubric_fraction(question: Short, met: tuple[str, ...]) -> float:
    """How much of a short answer's rubric was met, 0 to 1; unknown criteria count nothing."""
    points = {one.id: one.points for one in question.rubric}
    return sum(points[ref] for ref in set(met) & set(points)) / sum(points.values())


def certainty_mark(right: float, certainty: int) -> Mark:
    """Points for an answer given with certainty 1, 2 or 3; partly right earns its part."""
    earned = right * CERTAIN_RIGHT[certainty] if right else CERTAIN_WRONG[certainty]
    return Mark(earned, CERTAIN_RIGHT[3])


def is_right(question: Question, response: Response) -> bool:
    """Whether the response is exactly the key."""
    return fraction(question, response) == 1.0


def is_answered(question: Question, response: Response) -> bool:  # noqa: PLR0911 - a case for each kind
    """Whether the learner has left a whole answer; half a matching is not one yet."""
    match question:
        case Judge():
            judged = _judged(response)
            if judged is None or question.correction is None or judged:
                return judged is not None
            return bool(_correction(response))
        case Match():
            pairs = response if isinstance(response, dict) else {}
            return all(map(_text, map(pairs.get, question.key)))
        case Fill():
            return all(_texts(response, len(question.blanks)))
        case Cloze():
            return all(_texts(response, len(question.gaps)))
        case Order():
            return all(_texts(response, len(question.key)))
        case CaseSet():
            answers = response if isinstance(response, dict) else {}
            return all(is_answered(part, answers.get(part.id)) for part in question.parts)
        case Number() | Day() | Short():
            return isinstance(response, str) and bool(response.strip())
        case _:
            return isinstance(response, list | tuple) and any(map(_text, response))


def is_begun(question: Question, response: Response) -> bool:
    """Whether anything at all was answered."""
    if isinstance(response, dict):
        return any(is_begun(question, value) for value in response.values())
    if isinstance(response, list | tuple):
        return any(is_begun(question, value) for value in response)
    if isinstance(response, str):
        return bool(response.strip())
    return response is not None


def needs_marker(question: Question) -> bool:
    """Whether only a person can mark it."""
    return isinstance(question, Short)


def right_response(question: Question) -> Response:  # noqa: C901, PLR0911 - a case for each kind
    """A response that earns everything; for a short answer the model answer."""
    match question:
        case Single() | Multiple() | Order():
            return list(question.key)
        case Judge():
            if question.correction is None or question.key:
                return question.key
            return {"judged": False, "correction": question.correction.forms[0]}
        case Fill():
            return [forms[0] for forms in question.blanks]
        case Number():
            return _plain(question.key)
        case Day():
            return question.key.isoformat()
        case Match():
            return dict(question.key)
        case Cloze():
            return [gap.key for gap in question.gaps]
        case CaseSet():
            return {part.id: right_response(part) for part in question.parts}
        case Short():
            return question.answer


def _tally_choice(question: Single | Multiple, response: Response) -> Tally:
    ids = [option.id for option in question.options]
    given = [str(ref) for ref in response] if isinstance(response, list | tuple) else []
    chosen = set(given)
    right = len(chosen & set(question.key))
    wrong = len(chosen - set(question.key)) + len(given) - len(chosen)
    if isinstance(question, Single) and len(chosen) > 1:
        right, wrong = 0, max(1, wrong)
    return Tally(right, wrong, len(question.key), max(1, len(ids) - len(question.key)))


def _tally_judge(question: Judge, response: Response) -> Tally:
    judged = _judged(response)
    if question.correction is None or question.key:
        return _tally_pieces([judged is question.key], [judged is not None])
    typed = level_text(_correction(response)) if judged is False else ""
    forms = {level_text(form) for form in question.correction.forms}
    return _tally_pieces(
        [judged is question.key, typed in forms], [judged is not None, bool(typed)]
    )


def _tally_typed(question: Number | Day, response: Response) -> Tally:
    text = response if isinstance(response, str) else ""
    if isinstance(question, Number):
        number = read_number(text, question.unit)
        # a hair of room, or 0.1 + 0.2 would miss 0.3
        near = number is not None and abs(number - question.key) <= question.tolerance + 1e-9
        return _tally_pieces([near], [bool(text.strip())])
    return _tally_pieces([read_day(text) == question.key], [bool(text.strip())])


def _tally_pieces(right: list[bool], given: list[bool]) -> Tally:
    """Pieces that are each right, wrong or left open."""
    good = sum(one and there for one, there in zip(right, given, strict=True))
    return Tally(good, sum(given) - good, len(right), len(right))


def _plain(number: float) -> str:
    """Every digit of a number and no exponent, as it would be typed."""
    text = format(Decimal(repr(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _texts(response: Response, count: int) -> list[str]:
    """`count` texts; a response of another shape is nothing but gaps."""
    if not isinstance(response, list | tuple) or len(response) != count:
        return [""] * count
    return [_text(text) for text in response]


def _text(value: object) -> str:
    """A piece of a response as text; a list or an object in its place is nothing."""
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _judged(response: Response) -> bool | None:
    if isinstance(response, dict):
        response = response.get("judged")
    return response if isinstance(response, bool) else None


def _correction(response: Response) -> str:
    found = response.get("correction") if isinstance(response, dict) else None
    return found.strip() if isinstance(found, str) else ""
