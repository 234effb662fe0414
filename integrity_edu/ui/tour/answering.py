"""How the tour's learner answers the question on screen: by mouse or by keys, right or wrong."""

from __future__ import annotations

from collections.abc import Sequence

from integrity_edu.quiz.desk import Desk, Step
from integrity_edu.quiz.drawing import shown_of
from integrity_edu.quiz.grading import right_response
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
    kind_of,
)
from integrity_edu.ui.pages.sitting import SittingPage
from integrity_edu.ui.tour.driver import Driver, TourError
from integrity_edu.ui.tour.filling import NOT_KNOWN
from integrity_edu.ui.widgets.question.base import LETTERS

_FIELDS = {"number": "number", "date": "day", "short": "short"}


def desk(driver: Driver) -> Desk:
    """The paper on screen, read to know what a learner who has studied would answer."""
    page = driver.window.page
    if not isinstance(page, SittingPage) or page.desk is None:
        raise TourError("no paper on screen")
    return page.desk


def answer(driver: Driver, *, right: bool = True, keys: bool = False) -> None:
    """Answer the question on screen without confirming it; `keys`: by the keyboard alone."""
    item = desk(driver).item
    _give(driver, item.question, item.shown, right=right, keys=keys)


def _give(  # noqa: C901 - a case for each kind
    driver: Driver,
    question: Question,
    shown: Sequence[str],
    *,
    right: bool,
    keys: bool,
    prefix: str = "",
) -> None:
    match question:
        case Single() | Multiple() | Judge():
            places = _options(question, shown, right=right)
            if keys and prefix:
                driver.tab_to(f"{prefix}option-a")
            _pick(driver, places, keys=keys, prefix=prefix)
            if isinstance(question, Judge) and question.correction and places == [1]:
                forms = question.correction.forms
                word = forms[0] if right and forms else NOT_KNOWN
                _write(driver, f"{prefix}correction", word, keys=keys)
        case Fill():
            for number, forms in enumerate(question.blanks, start=1):
                _write(
                    driver, f"{prefix}blank-{number}", forms[0] if right else NOT_KNOWN, keys=keys
                )
        case Number() | Day() | Short():
            text = str(right_response(question)) if right else NOT_KNOWN
            _write(driver, f"{prefix}{_FIELDS[kind_of(question)]}", text, keys=keys)
        case Match():
            _match(driver, question, shown, right=right, keys=keys)
        case Order():
            wanted = question.key if right else question.key[::-1]
            _order(driver, list(shown), wanted, keys=keys)
        case Cloze():
            _cloze(driver, question, shown, right=right, keys=keys)
        case CaseSet():
            for number, part in enumerate(question.parts, start=1):
                order = shown_of(shown, part.id)
                _give(driver, part, order, right=right, keys=keys, prefix=f"part-{number}-")


def confirm(driver: Driver, *, keys: bool = False) -> None:
    """Confirm the answer, or go on."""
    item = desk(driver).item
    if keys and isinstance(item.question, Short) and not item.confirmed:
        driver.press("Tab")  # Enter makes a new line in a text of several
    driver.press("Return") if keys else driver.click("primary")


def mark_myself(driver: Driver, met: int) -> None:
    """Tick the first `met` criteria of a short answer that was confirmed."""
    for number in range(1, met + 1):
        driver.click(f"criterion-{number}")


def finish(driver: Driver, *, keys: bool = False) -> None:
    """Answer everything from here to the end rightly, and hand in."""
    paper = desk(driver)
    for position in range(paper.position, paper.size):
        answer(driver, keys=keys)
        if paper.step is Step.CONFIRM:
            confirm(driver, keys=keys)
        confirm(driver, keys=keys)  # the same button goes on, and after the last one hands in
        if position < paper.size - 1 and paper.position != position + 1:
            raise TourError(f"question {position + 1} does not let go")
    hand_in(driver, keys=keys)


def hand_in(driver: Driver, *, keys: bool = False) -> None:
    """Hand in from the panel that asks once more, and wait for the result."""
    if keys:
        driver.tab_to("hand-in-now")
        driver.press("Return")
    else:
        driver.click("hand-in-now")
    driver.page("result")


def _options(question: Question, shown: Sequence[str], *, right: bool) -> list[int]:
    """The places on screen to pick."""
    if isinstance(question, Judge):
        return [0 if question.key is right else 1]
    assert isinstance(question, Single | Multiple)
    key = [place for place, ref in enumerate(shown) if ref in question.key]
    if right:
        return key
    return key[:1] if isinstance(question, Multiple) else [0 if key != [0] else 1]


def _pick(driver: Driver, places: Sequence[int], *, keys: bool, prefix: str) -> None:
    for place in places:
        if keys:
            driver.press(str(place + 1))
        else:
            driver.click(f"{prefix}option-{LETTERS[place].lower()}")


def _write(driver: Driver, name: str, text: str, *, keys: bool) -> None:
    if keys:
        driver.tab_to(name)
        driver.type(text)
    else:
        driver.type_into(name, text)


def _cloze(
    driver: Driver, question: Cloze, shown: Sequence[str], *, right: bool, keys: bool
) -> None:
    for number, gap in enumerate(question.gaps, start=1):
        order = shown_of(shown, str(number))
        place = order.index(gap.key if right else next(ref for ref in order if ref != gap.key))
        if keys:
            driver.press(str(place + 1))
        elif driver.sees(f"gap-{number}"):
            driver.choose(f"gap-{number}", place + 1)
        else:
            driver.click(f"gap-{number}-{place + 1}")


def _match(
    driver: Driver, question: Match, shown: Sequence[str], *, right: bool, keys: bool
) -> None:
    pieces = [shown.index(question.key[left.id]) for left in question.left]
    if not right:
        pieces[0], pieces[1] = pieces[1], pieces[0]
    for row, piece in enumerate(pieces, start=1):
        if keys:
            driver.press(str(piece + 1))
        else:
            driver.choose(f"match-{row}", piece + 1)


def _order(driver: Driver, now: list[str], wanted: Sequence[str], *, keys: bool) -> None:
    """Bring the options one by one up to where they belong."""
    for place, ref in enumerate(wanted):
        at = now.index(ref)
        if keys and at > place:
            driver.press(str(at + 1))
        for row in range(at, place, -1):
            if keys:
                driver.press("Alt+Up")
            else:
                driver.click(f"order-{row + 1}-up")
        now.insert(place, now.pop(at))
