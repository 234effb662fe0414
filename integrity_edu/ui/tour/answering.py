"""How the tour's learner answers the question on screen: by mouse or by keys, right or wrong."""

from __future__ import annotations

from collections.abc import Sequence

from integrity_edu.quiz.desk import Desk, Step
from integrity_edu.quiz.questions import Fill, Judge, Match, Multiple, Order, Question, Single
from integrity_edu.ui.pages.sitting import SittingPage
from integrity_edu.ui.tour.driver import Driver, TourError
from integrity_edu.ui.tour.filling import NOT_KNOWN
from integrity_edu.ui.widgets.question.base import LETTERS


def desk(driver: Driver) -> Desk:
    """The paper on screen, read to know what a learner who has studied would answer."""
    page = driver.window.page
    if not isinstance(page, SittingPage) or page.desk is None:
        raise TourError("no paper on screen")
    return page.desk


def answer(driver: Driver, *, right: bool = True, keys: bool = False) -> None:
    """Answer the question on screen without confirming it; `keys`: by the keyboard alone."""
    item = desk(driver).item
    match item.question:
        case Single() | Multiple() | Judge():
            _pick(driver, _options(item.question, item.shown, right=right), keys=keys)
        case Fill():
            _fill(driver, item.question, right=right, keys=keys)
        case Match():
            _match(driver, item.question, item.shown, right=right, keys=keys)
        case Order():
            wanted = item.question.key if right else item.question.key[::-1]
            _order(driver, list(item.shown), wanted, keys=keys)


def confirm(driver: Driver, *, keys: bool = False) -> None:
    """Confirm the answer."""
    driver.press("Return") if keys else driver.click("primary")


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


def _pick(driver: Driver, places: Sequence[int], *, keys: bool) -> None:
    for place in places:
        if keys:
            driver.press(str(place + 1))
        else:
            driver.click(f"option-{LETTERS[place].lower()}")


def _fill(driver: Driver, question: Fill, *, right: bool, keys: bool) -> None:
    for number, forms in enumerate(question.blanks, start=1):
        text = forms[0] if right else NOT_KNOWN
        if keys:
            driver.tab_to(f"blank-{number}")
            driver.type(text)
        else:
            driver.type_into(f"blank-{number}", text)


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
