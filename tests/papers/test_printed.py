"""The printed forms: every text once on the paper, no key on it; the key in this paper's letters."""

from __future__ import annotations

import random
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from integrity_edu.papers.blueprint import Blueprint, Section
from integrity_edu.papers.key_form import answer_html
from integrity_edu.papers.printed import answer_sheet_html, key_html, paper_html, printed
from integrity_edu.papers.saving import make_paper
from integrity_edu.papers.sheets import (
    Printed,
    PrintedItem,
    PrintedSection,
    rule_words,
    variant_name,
)
from integrity_edu.quiz.drawing import shown_order
from integrity_edu.quiz.grading import RULES
from integrity_edu.quiz.questions import Question
from integrity_edu.workspace import Workspace
from tests.papers.every_kind import every_kind
from tests.quiz.small_bank import put
from tests.strategies import questions

KEYS = ["正词", "别词", "答案甲", "答案乙", "答案丙", "7531", "1987", "小题答案", "参考范文", "要点一",
        "要点二", "为什么", "小题解析"]  # fmt: skip
STEMS = [f"【{one.id}】题干" for one in every_kind()] + ["【小题一】", "【小题二】"]
OPTIONS = [
    f"{name}选项{at}；"
    for name, many in [("single", 4), ("dated", 4), ("multiple", 5), ("left", 2), ("right", 3),
                       ("order", 4), ("first", 3), ("second", 3), ("part", 3)]
    for at in range(many)
]  # fmt: skip


def sheet(asked: list[Question], seed: int = 1, core: bool = False) -> Printed:
    """The questions as variant B of a paper."""
    chance = random.Random(seed)
    items = tuple(
        PrintedItem(number, one, tuple(shown_order(one, chance)), 2.0, core)
        for number, one in enumerate(asked, start=1)
    )
    blueprint = Blueprint("期末", (Section("全部"),), rule="half", minutes=45)
    return Printed("期末", "B", 123456, blueprint, (PrintedSection("全部", items),), {})


def test_the_paper_holds_every_stem_and_option_once_and_no_key() -> None:
    html = paper_html(sheet(every_kind()))

    assert {text: html.count(text) for text in STEMS + OPTIONS} == dict.fromkeys(STEMS + OPTIONS, 1)
    assert [text for text in KEYS if text in html] == []


def test_the_answer_sheet_holds_neither_questions_nor_keys() -> None:
    html = answer_sheet_html(sheet(every_kind()))

    assert [text for text in STEMS + OPTIONS + KEYS if text in html] == []
    assert all(f"<b>{number}.</b>" in html for number in range(1, 14))
    assert "〔A〕〔B〕〔C〕〔D〕" in html


def test_the_key_says_what_is_right_and_why() -> None:
    html = key_html(sheet(every_kind()))

    assert [text for text in KEYS if text not in html] == []
    assert "方案第 14 项" in html
    assert "把“题干”改为“正词 / 别词”" in html
    assert "要点一（1.33 分）" in html


def test_letters_are_those_of_this_paper() -> None:
    by_id = {one.id: one for one in every_kind()}
    said = [
        ("single", ("b", "c", "a", "d"), "B"),
        ("multiple", ("d", "a", "c", "b", "e"), "A、D"),
        ("order", ("a", "b", "c", "d"), "D → A → C → B"),
    ]

    assert [answer_html(by_id[ref], shown) for ref, shown, _ in said] == [s for _, _, s in said]
    match = answer_html(by_id["match"], ("c", "b", "a")).replace("\u00a0", "")
    assert match == "1–A2–C"
    cloze = answer_html(by_id["cloze"], ("1:c", "1:b", "1:a", "2:c", "2:a", "2:b"))
    assert cloze.replace("\u00a0", "") == "(1) B(2) A"


def test_the_head_carries_the_terms() -> None:
    html = paper_html(sheet(every_kind(), core=True))

    for said in ("期末（B 卷）", "姓名", "学号", "班级", "共 13 题，满分 26 分；时间：45 分钟；20.8 分及格",
                 rule_words("half"), "带 ★ 的是必答题", "教学用途，成绩不构成信用记录",
                 "一、全部（共 13 题，26 分）"):  # fmt: skip
        assert said in html


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_words(rule: str) -> None:
    assert "分" in rule_words(rule)


def test_variants_have_letters_as_far_as_they_go() -> None:
    assert [variant_name(0, 1), variant_name(2, 3), variant_name(29, 30)] == ["", "C", "30"]


@settings(deadline=None)
@given(st.lists(questions(), min_size=1, max_size=3), st.integers(1, 99))
def test_any_sound_question_has_all_three_forms(asked: list[Question], seed: int) -> None:
    one = sheet(asked, seed)

    assert all(form(one) for form in (paper_html, answer_sheet_html, key_html))


def test_hostile_text_stays_text(ws: Workspace, teacher: str) -> None:
    evil = '<script>x</script><img src="file:///etc/passwd">&'
    single, *_ = every_kind()
    option = replace(single.options[0], text=evil)  # type: ignore[union-attr]
    hostile = [
        replace(single, stem=evil, explanation=evil, options=(option, *single.options[1:])),  # type: ignore[union-attr]
        *(
            replace(one, stem=evil + one.stem, explanation=evil)
            for one in every_kind()
            if one.id != "single"
        ),
    ]
    put(ws, hostile)
    fixed = tuple(one.id for one in hostile)
    made = make_paper(ws, Blueprint(evil, (Section(evil, fixed=fixed),)), 1)
    one = printed(ws, made)

    for form in (paper_html, answer_sheet_html, key_html):
        html = form(one)
        assert "<script" not in html
        assert "<img" not in html
        assert escape(evil) in html


def test_a_saved_paper_is_printed_as_it_was_frozen(ws: Workspace, teacher: str) -> None:
    put(ws, every_kind())
    parts = (Section("甲", fixed=("single", "judge")), Section("乙", fixed=("case", "short")))
    made = make_paper(ws, Blueprint("期末", parts), 7, 3)
    put(ws, [replace(one, stem="换了题干") for one in every_kind()[:2]])

    html = paper_html(printed(ws, made, 2))

    assert "期末（C 卷）" in html
    assert "换了题干" not in html
    assert html.index("一、甲") < html.index("【single】") < html.index("二、乙")
    assert html.index("【case】") < html.index("【小题一】") < html.index("【小题二】")
