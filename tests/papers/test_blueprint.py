"""What a blueprint says, and what it may not."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from integrity_edu.papers.blueprint import (
    Blueprint,
    BlueprintError,
    Row,
    Section,
    decode,
    encode,
    fits,
    label,
    problems,
    validate,
)
from integrity_edu.words import explain
from tests.papers.every_kind import balanced, every_kind

SOUND = Blueprint(
    "期末", (Section("一", (Row((14,), kind="multiple", difficulty=(3,), count=5),)),)
)


def test_a_cell_is_called_as_teachers_call_it() -> None:
    assert label(SOUND.rows[0]) == "第 14 项 · 多选 · 难度 3"
    assert label(Row(measures=(1, 2, 3, 9), difficulty=(4, 5))) == "第 1–3、9 项 · 难度 4、5"
    assert label(Row()) == "全部范围"


def test_a_blueprint_comes_back_from_its_json() -> None:
    whole = replace(SOUND, minutes=45, overlap=0.25, rule="minus")

    assert decode(encode(whole)) == whole


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (replace(SOUND, title=" "), "名称"),
        (replace(SOUND, sections=()), "还没有题"),
        (replace(SOUND, rule="best"), "计分方式"),
        (replace(SOUND, audience="parents"), "对象"),
        (replace(SOUND, minutes=0), "1 分钟"),
        (replace(SOUND, pass_share=0), "及格线"),
        (replace(SOUND, overlap=1.5), "重复的比例"),
        (replace(SOUND, sections=(Section("", fixed=("q", "q")),)), "写了两次"),
        (replace(SOUND, sections=(Section("", fixed=("q",), fixed_points=0),)), "固定题的分值"),
        (Blueprint("x", (Section("", (Row((1,), lessons=("l",)),)),)), "不能两样都写"),
        (Blueprint("x", (Section("", (Row((30,)),)),)), "29 项"),
        (Blueprint("x", (Section("", (Row(kind="essay"),)),)), "题型"),
        (Blueprint("x", (Section("", (Row(difficulty=(6,)),)),)), "1 到 5"),
        (Blueprint("x", (Section("", (Row(count=0), Row())),)), "至少抽 1 题"),
        (Blueprint("x", (Section("", (Row(points=float("nan")),)),)), "分值"),
        (Blueprint("x", (Section("", (Row(count=501),)),)), "最多 500 题"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(wrong: Blueprint, said: str) -> None:
    with pytest.raises(BlueprintError) as caught:
        validate(wrong)

    sentence, hint = explain(caught.value)
    assert said in sentence
    assert hint


def test_a_sound_blueprint_has_no_problems() -> None:
    assert list(problems(SOUND)) == []


def test_a_question_fits_by_measure_kind_and_difficulty() -> None:
    multiple = next(one for one in every_kind() if one.id == "multiple")

    assert fits(SOUND.rows[0], multiple)
    assert fits(Row(), multiple)
    assert not fits(Row((13,)), multiple)
    assert not fits(Row((14,), kind="single"), multiple)
    assert not fits(Row((14,), difficulty=(1, 2)), multiple)
    assert not fits(Row(lessons=("plan",)), balanced(1)[0])
