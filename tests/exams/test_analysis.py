"""Story 19: “seeded 40 attempts with a mis-keyed item: it is top of the list, negative
discrimination, distractor named; with n=12 the page says 样本少”."""

from __future__ import annotations

import random

import pytest

from integrity_edu.errors import NotAllowedError
from integrity_edu.exams.analysis.flag_words import few_text, flag_text
from integrity_edu.exams.analysis.reports import PaperAnalysis, analyse, analyse_bank
from integrity_edu.exams.analysis.said import said
from integrity_edu.exams.analysis.statistics import SEVERITY
from integrity_edu.ids import ClassId, PersonId
from integrity_edu.quiz.grading import right_response
from integrity_edu.quiz.questions import Judge
from integrity_edu.workspace import Workspace
from tests.conftest import SignInAs
from tests.exams.conftest import FillClass
from tests.exams.exam_kit import bank, set_quiz, sit_all
from tests.quiz.small_bank import bank as kinds
from tests.quiz.small_bank import common, put

ITEMS = 12
MISKEYED = "q05"


def answers(people: int) -> dict[tuple[int, str], object]:
    """Who is able answers rightly more often; of the mis-keyed item the able know that it is b."""
    chance = random.Random(19)
    found: dict[tuple[int, str], object] = {}
    for number in range(people):
        ability = (number + 0.5) / people
        for place in range(ITEMS):
            ref = f"q{place:02}"
            knows = chance.random() < 0.15 + 0.7 * ability
            right = "b" if ref == MISKEYED else "a"
            found[number, ref] = [right if knows else chance.choice("acd")]
    return found


@pytest.fixture
def analysed(
    ws: Workspace, class_id: ClassId, teacher: PersonId, fill_class: FillClass, sign_in_as: SignInAs
):
    def take(people: int) -> PaperAnalysis:
        put(ws, bank(ITEMS))
        students = fill_class(people)
        task = set_quiz(ws, class_id, ITEMS)
        given = answers(people)
        sit_all(ws, sign_in_as, students, task, lambda number, ref: given[number, ref])
        sign_in_as(teacher)
        return analyse(ws, task)

    return take


def test_a_miskeyed_item_is_top_of_the_list_with_its_distractor_named(analysed) -> None:
    found = analysed(40)
    worst = found.items[0]
    assert worst.question == MISKEYED
    assert worst.discrimination is not None
    assert worst.discrimination < 0
    assert worst.flags[:2] == ("check_key", "negative")
    assert worst.suspect == "选项b"
    assert not worst.grey
    assert not found.grey


def test_twelve_attempts_are_few(analysed) -> None:
    found = analysed(12)
    assert found.grey
    assert all(one.grey for one in found.items)
    assert few_text() == "样本少，仅供参考"


def test_the_paper_has_its_mean_spread_and_reliability(analysed) -> None:
    found = analysed(40)
    assert found.people == 40
    assert found.totals is not None
    assert 0.3 < found.totals.mean < 0.8
    assert found.reliability is not None
    assert 0.2 < found.reliability < 1


def test_shares_of_thirds_add_up(analysed) -> None:
    for item in analysed(12).items:
        assert sum(row.count for row in item.responses) == item.people
        assert sum(row.top_share for row in item.responses) == pytest.approx(1)
        assert sum(row.bottom_share for row in item.responses) == pytest.approx(1)


def test_the_whole_file_says_the_same_of_one_paper(ws: Workspace, analysed) -> None:
    paper, whole = analysed(40), analyse_bank(ws)
    assert {one.question for one in whole.items} == {one.question for one in paper.items}
    for one in whole.items:
        same = next(item for item in paper.items if item.question == one.question)
        assert one.people == same.people
        assert one.facility == pytest.approx(same.facility)
        assert one.discrimination == pytest.approx(same.discrimination)
    assert whole.items[0].question == MISKEYED


def test_a_student_analyses_nothing(ws: Workspace, analysed, person: PersonId) -> None:
    with pytest.raises(NotAllowedError):
        analyse_bank(ws)


def test_an_assignment_nobody_has_sat_has_nothing_to_say(ws: Workspace, class_id: ClassId) -> None:
    put(ws, bank(3))
    found = analyse(ws, set_quiz(ws, class_id, 3))
    assert (found.people, found.totals, found.reliability, found.items) == (0, None, None, ())


def test_sums_are_streamed_from_an_index_that_covers_them(ws: Workspace) -> None:
    plan = ws.conn.execute(
        "EXPLAIN QUERY PLAN SELECT revision, response, count(*), sum(fraction * rest) "
        "FROM sitting_item INDEXED BY item_analysis WHERE first = 1 AND rest IS NOT NULL "
        "GROUP BY revision, response"
    ).fetchall()
    assert [row[3] for row in plan] == ["SCAN sitting_item USING COVERING INDEX item_analysis"]


def test_every_flag_has_words() -> None:
    assert all(flag_text(flag) for flag in SEVERITY)


def test_a_response_is_said_in_the_words_of_its_question() -> None:
    texts = {one.id: said(one, right_response(one)) for one in kinds()}
    assert texts["s1-0"] == "选项a"
    assert texts["judge"] == "错"
    assert texts["match"] == "选项a → 选项b；选项b → 选项a"
    assert texts["order"] == "选项d → 选项c → 选项b → 选项a"


def test_a_response_left_open_is_no_text() -> None:
    question = Judge(**common("judge", 3), key=False)  # type: ignore[arg-type]
    assert said(question, None) == ""
