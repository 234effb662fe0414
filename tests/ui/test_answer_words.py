"""Questions, answers and rules in words."""

from __future__ import annotations

from datetime import date

import pytest

from integrity_edu.quiz.grading import Response, right_response
from integrity_edu.quiz.questions import (
    CaseSet,
    Cloze,
    Correction,
    Criterion,
    Day,
    Fill,
    Gap,
    Judge,
    Match,
    Multiple,
    Number,
    Option,
    Order,
    Question,
    Short,
    Single,
)
from integrity_edu.quiz.sources import LawSource
from integrity_edu.ui.answer_words import (
    answer_text,
    bold_html,
    explanation_text,
    kind_text,
    law_lines,
    right_name,
    right_text,
    stem_text,
    verdict_sentence,
    verdict_text,
)

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

MENDED = Judge(**COMMON, key=False, correction=Correction("口头", ("书面",)))  # type: ignore[arg-type]
NUMBER = Number(**COMMON, key=12.5, unit="%")  # type: ignore[arg-type]
DAY = Day(**COMMON, key=date(2026, 11, 17))  # type: ignore[arg-type]
CLOZE = Cloze(**COMMON, gaps=(Gap(OPTIONS, "a"), Gap(OPTIONS, "c")))  # type: ignore[arg-type]
SHORT = Short(**COMMON, answer="尊重劳动。", rubric=(Criterion("x", "劳动"),))  # type: ignore[arg-type]
CASE = CaseSet(
    **COMMON,  # type: ignore[arg-type]
    parts=(
        Single(id="p1", stem="?", explanation="一", options=OPTIONS, key=("b",)),
        Fill(id="p2", stem="{{1}}{{2}}", explanation="二", blanks=(("书面",), ("2",))),
    ),
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (MENDED, "错，改成“书面”"),
        (NUMBER, "12.5%"),
        (DAY, "2026 年 11 月 17 日（周二）"),
        (CLOZE, "1. 甲\n2. 丙"),
        (CASE, "第 1 问：乙\n第 2 问：1. 书面；2. 2"),
        (SHORT, "尊重劳动。"),
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


@pytest.mark.parametrize("question", [FILL, CLOZE])
def test_empty_gaps_are_no_answer(question: Question) -> None:
    assert answer_text(question, ["", ""]) == "没有作答"


def test_each_part_of_a_case_says_whether_it_was_answered() -> None:
    assert answer_text(CASE, {"p2": ["书面", ""]}) == (
        "第 1 问：没有作答\n第 2 问：没有答完：1. 书面；2. "
    )


def test_typed_answers_are_said_as_they_were_understood() -> None:
    assert answer_text(NUMBER, "十二") == "12%"
    assert answer_text(NUMBER, "很多") == "很多"
    assert answer_text(DAY, "20261116") == "2026 年 11 月 16 日（周一）"
    assert answer_text(MENDED, {"judged": False, "correction": ""}) == "没有答完：错"


def test_a_tolerance_is_said_with_the_right_number() -> None:
    roughly = Number(**COMMON, key=15, tolerance=0.5, unit="日")  # type: ignore[arg-type]
    assert right_text(roughly) == "15 日（相差不超过 0.5 都算对）"


def test_every_kind_has_its_name() -> None:
    named: list[Question] = [
        SINGLE,
        MULTIPLE,
        JUDGE,
        MENDED,
        FILL,
        NUMBER,
        DAY,
        MATCH,
        ORDER,
        CLOZE,
        CASE,
        SHORT,
    ]
    assert " ".join(kind_text(one) for one in named) == (
        "单选 多选 判断 判断改错 填空 数值 日期 匹配 排序 选择填空 案例题组 简答"
    )


def test_a_verdict_tells_the_right_answer_when_something_was_missing() -> None:
    assert verdict_sentence(SINGLE, 1.0) == "答对了"
    assert verdict_sentence(SINGLE, 0.0) == "这次没答对。正确答案：乙"
    assert verdict_text(MULTIPLE, 0.5) == "对了一部分"
    assert verdict_sentence(SHORT, None) == "对照要点打分。参考答案：尊重劳动。"
    assert right_name(SHORT) == "参考答案"


def test_a_case_is_explained_part_by_part() -> None:
    assert explanation_text(CASE) == "因为。\n第 1 问：一\n第 2 问：二"
    assert explanation_text(SINGLE) == "因为。"


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
