"""Questions, answers and rules in words."""

from __future__ import annotations

from datetime import date

import pytest

from integrity_edu.quiz.grading import Response, right_response
from integrity_edu.quiz.questions import (
    Fill,
    Judge,
    Match,
    Multiple,
    Option,
    Order,
    Question,
    Single,
)
from integrity_edu.quiz.sources import LawSource
from integrity_edu.ui.answer_words import answer_text, bold_html, law_lines, stem_text

COMMON = {
    "id": "q", "stem": "要{{1}}，再{{2}}。", "explanation": "因为。", "rests_on": (),
    "difficulty": 1, "audience": ("student",), "as_of": date(2026, 11, 23),
}  # fmt: skip
OPTIONS = (Option("a", "甲"), Option("b", "乙"), Option("c", "丙"))
SINGLE = Single(**COMMON, options=OPTIONS, key=("b",))  # type: ignore[arg-type]
MULTIPLE = Multiple(**COMMON, options=OPTIONS, key=("a", "c"))  # type: ignore[arg-type]
JUDGE = Judge(**COMMON, key=False)  # type: ignore[arg-type]
FILL = Fill(**COMMON, blanks=(("书面", "纸面"), ("2",)))  # type: ignore[arg-type]
MATCH = Match(**COMMON, left=OPTIONS[:2], right=OPTIONS, key={"a": "c", "b": "a"})  # type: ignore[arg-type]
ORDER = Order(**COMMON, options=OPTIONS, key=("c", "a", "b"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (SINGLE, "乙"),
        (MULTIPLE, "甲\n丙"),
        (JUDGE, "错"),
        (FILL, "1. 书面\n2. 2"),
        (MATCH, "甲 → 丙\n乙 → 甲"),
        (ORDER, "1. 丙\n2. 甲\n3. 乙"),
    ],
)
def test_the_right_answer_is_said_in_the_words_of_its_question(
    question: Question, said: str
) -> None:
    assert answer_text(question, right_response(question)) == said


@pytest.mark.parametrize("response", [None, [], {}])
def test_no_answer_is_said_so(response: Response) -> None:
    assert answer_text(SINGLE, response) == "没有作答"


@pytest.mark.parametrize(("question", "response"), [(FILL, ["书面", ""]), (MATCH, {"a": "c"})])
def test_half_an_answer_is_said_to_be_unfinished(question: Question, response: Response) -> None:
    assert answer_text(question, response).startswith("没有答完")


def test_blanks_are_shown_as_numbered_gaps() -> None:
    assert stem_text(FILL) == "要＿＿（1）＿＿，再＿＿（2）＿＿。"


def test_only_bold_is_mark_up() -> None:
    html = bold_html("**要紧** <b>不是</b> & 两行\n第二行")
    assert "<b>要紧</b> &lt;b&gt;不是&lt;/b&gt; &amp; 两行<br>第二行" in html


def _law(*, stale: bool = False, in_force: date | None = date(2020, 10, 1)) -> LawSource:
    checked = date(2026, 11, 23)
    return LawSource("x", "39", "山东省社会信用条例", "第 39 条", in_force, checked, stale)


def test_a_rule_says_its_article_and_its_dates() -> None:
    assert law_lines(_law()) == (
        "今日依据：《山东省社会信用条例》第 39 条",
        "2020-10-01 施行，核对于 2026-11-23",
    )


def test_a_stale_check_is_said_to_be_due() -> None:
    assert law_lines(_law(stale=True, in_force=None))[1] == "待核，上次核对 2026-11-23"
