"""A walk through a case shows one thing after the other and keeps nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrity_edu.courses.case_walk import CaseWalk, Step, background_and_questions
from integrity_edu.courses.course_files import read_courses
from integrity_edu.courses.render import Library, to_html
from integrity_edu.courses.values import Case, CaseFront
from integrity_edu.library import roots
from integrity_edu.plan.plan_file import read_laws, read_plan

ROOT = roots.content_root()
LIBRARY = Library({one.number: one for one in read_plan(ROOT)[0].measure}, read_laws(ROOT)[0])
CASES = read_courses(ROOT, LIBRARY).cases


@pytest.fixture
def front() -> CaseFront:
    return next(one.front for one in CASES if one.front.id == "lend-a-card")


@pytest.fixture
def walk(front: CaseFront) -> CaseWalk:
    return CaseWalk(front)


def test_it_begins_before_the_first_decision(walk: CaseWalk) -> None:
    assert walk.choice is None
    assert walk.step is Step.CHOICE
    assert not walk.tells_outcome


def test_nothing_is_told_before_the_last_choice(walk: CaseWalk) -> None:
    for _ in range(2):
        walk.choose("a")
        assert not walk.tells_outcome
        walk.next()

    assert walk.is_last
    walk.choose("a")
    assert walk.tells_outcome
    assert walk.step is Step.RULE


def test_it_does_not_go_on_without_a_choice(walk: CaseWalk) -> None:
    walk.next()

    assert walk.place == 0


def test_choosing_again_takes_the_outcome_back(walk: CaseWalk) -> None:
    walk.choose("b")

    walk.choose_again()

    assert walk.choice is None


def test_a_choice_of_another_decision_is_refused(walk: CaseWalk) -> None:
    with pytest.raises(KeyError):
        walk.choose("z")


@given(st.lists(st.sampled_from(["choose", "again", "next", "back"]), max_size=40))
def test_whatever_is_pressed_the_discussion_comes_after_every_choice(presses: list[str]) -> None:
    walk = CaseWalk(CASES[0].front)
    acts = {
        "choose": lambda: walk.choose(walk.decision.choices[0].id),
        "again": walk.choose_again,
        "next": walk.next,
        "back": walk.back,
    }
    for press in presses:
        acts[press]()

        assert 0 <= walk.place < len(walk.front.decision)
        if walk.talking:
            assert walk.tells_outcome


def test_background_and_questions_are_told_apart() -> None:
    html, _ = to_html("背景一。\n\n背景二。\n\n讨论一：甲？\n讨论二：乙？\n", LIBRARY)

    assert background_and_questions(html) == (["背景一。", "背景二。"], ["甲？", "乙？"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.front.id)
def test_every_shipped_case_has_background_and_questions(case: Case) -> None:
    background, questions = background_and_questions(case.html)

    assert background
    assert questions
    assert not any("讨论" in text[:3] for text in [*background, *questions])
