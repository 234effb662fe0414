"""The pile of short answers: order, drafts, and taking a mark back."""

from __future__ import annotations

from integrity_edu.exams.marking import Given, Written
from integrity_edu.ui.marking_desk import Pile
from tests.exams.exam_kit import short

DONE = Given(("who",))


def answers(*given: Given | None) -> list[Written]:
    return [
        Written(f"s{n}", 0, f"卷 {n}", short("q" if n < 3 else "r"), "写了", 1.0, one)
        for n, one in enumerate(given)
    ]


def pile(*given: Given | None) -> Pile:
    made = Pile()
    made.lay(answers(*given))
    return made


def top(made: Pile) -> str:
    assert made.top is not None
    return made.top.label


def test_the_first_that_waits_lies_on_top() -> None:
    assert top(pile(DONE, None, None)) == "卷 1"
    assert top(pile(DONE, DONE)) == "卷 0"
    assert pile().top is None


def test_marking_goes_on_to_the_next_that_waits_and_round_to_the_front() -> None:
    made = pile(None, DONE, None)
    made.turn(2)
    made.marked(("s2", 0), DONE, None)
    assert top(made) == "卷 0"
    assert made.waiting() == 1


def test_ticks_not_given_yet_stay_with_their_answer() -> None:
    made = pile(None, None)
    made.keep(Given(("who",), "差一点"))
    made.turn(1)
    assert made.shown() == Given(())
    made.turn(-1)
    assert made.shown() == Given(("who",), "差一点")
    made.lay(answers(None, None))
    assert made.shown() == Given(("who",), "差一点")


def test_undoing_brings_the_answer_back_with_its_mark_before() -> None:
    made = pile(DONE, None)
    made.turn(-1)
    made.marked(("s0", 0), Given(("who", "when")), DONE)
    made.undone()
    assert top(made) == "卷 0"
    assert made.shown() == DONE


def test_a_question_is_gone_to_where_it_waits() -> None:
    made = pile(None, None, None, DONE, None)
    made.to_question("r")
    assert top(made) == "卷 4"
    assert made.questions == ("q", "r")
    assert (made.waiting("q"), made.waiting("r")) == (3, 1)
