"""Each kind of question is checked by its own rules; every sound one passes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from integrity_edu.authored import Source
from integrity_edu.quiz.bank_file import Placed, check_question
from integrity_edu.quiz.questions import (
    UNDATED,
    CaseSet,
    Cloze,
    Correction,
    Criterion,
    Day,
    Fill,
    Gap,
    Judge,
    Match,
    Number,
    Option,
    Order,
    Point,
    Question,
    Short,
    decode,
    encode,
)
from tests.strategies import hinted

COMMON: dict[str, Any] = {
    "id": "q",
    "stem": "征信记录保存 {{1}} 年。",
    "explanation": "因为。",
    "rests_on": (Point(measure=14),),
    "difficulty": 2,
    "bloom": "理解",
    "audience": ("student",),
    "as_of": date(2026, 11, 23),
}
OPTIONS = (Option("a", "终止", "注"), Option("b", "中止", "注"))
PART: dict[str, Any] = {"stem": "对吗？", "explanation": "因为。"}
PARTS = (Judge(id="p1", key=True, **PART), Number(id="p2", key=5, **PART))
RUBRIC = (Criterion("one", "看系统"), Criterion("two", "看期限", 2))
ANSWER = "先看清是哪一套系统，再看期限从哪一天起算，最后保留好证据。"


def codes(question: Question) -> list[str]:
    placed = Placed(question, Source("bank.toml", "[[question]]\n"), 0)
    return [problem.code for problem in check_question(placed)]


def made(kind: type[Any], **fields: Any) -> Question:
    """A sound question of a kind, with some fields replaced."""
    own: dict[type, dict[str, Any]] = {
        Judge: {"key": False, "correction": Correction("记录", ("报告",))},
        Number: {"key": 5, "unit": "年"},
        Day: {"key": date(2026, 11, 23)},
        Fill: {"blanks": (("5", "五"),)},
        Cloze: {"gaps": (Gap(OPTIONS, "a"),)},
        Match: {"left": OPTIONS, "right": OPTIONS, "key": {"a": "b", "b": "a"}},
        Order: {"options": OPTIONS, "key": ("a", "b")},
        CaseSet: {"parts": PARTS},
        Short: {"answer": ANSWER, "rubric": RUBRIC},
    }
    return kind(**(COMMON | own[kind] | fields))  # type: ignore[no-any-return]


@given(hinted())
def test_every_sound_question_passes(question: Question) -> None:
    assert codes(question) == []


@given(hinted())
def test_every_kind_survives_being_stored(question: Question) -> None:
    assert decode(encode(question)) == question


@pytest.mark.parametrize("kind", [Judge, Number, Day, Fill, Cloze, Match, Order, CaseSet, Short])
def test_the_examples_of_this_file_are_sound(kind: type[Any]) -> None:
    assert codes(made(kind)) == []


def case(*parts: Any) -> dict[str, Any]:
    return {"parts": parts}


SPOILED: list[tuple[str, type[Any], dict[str, Any]]] = [
    ("as-of", Number, {"as_of": UNDATED}),
    ("rests-on", Number, {"rests_on": ()}),
    ("audience", Number, {"audience": ()}),
    ("difficulty", Number, {"difficulty": 0}),
    ("correction", Judge, {"key": True}),
    ("correction", Judge, {"correction": Correction("档案", ("报告",))}),
    ("correction", Judge, {"correction": Correction("", ("报告",))}),
    ("correction", Judge, {"correction": Correction("记录", ())}),
    ("correction", Judge, {"correction": Correction("记录", ("报告", "。"))}),
    ("correction", Judge, {"correction": Correction("记录", ("报告", " 记录。"))}),
    ("key", Number, {"key": float("nan")}),
    ("key", Number, {"key": float("inf")}),
    ("tolerance", Number, {"tolerance": -1}),
    ("tolerance", Number, {"tolerance": float("inf")}),
    ("unit", Number, {"unit": "10 元"}),
    ("unit", Number, {"unit": "百"}),
    ("key", Day, {"key": UNDATED}),
    ("blanks", Fill, {"blanks": ()}),
    ("blanks", Fill, {"blanks": (("5",), ("6",))}),
    ("blanks", Fill, {"blanks": (("5", " "),)}),
    ("options", Match, {"right": (OPTIONS[0], OPTIONS[0])}),
    ("options", Order, {"options": (OPTIONS[0], OPTIONS[0]), "key": ("a", "a")}),
    ("gaps", Cloze, {"gaps": ()}),
    ("gaps", Cloze, {"gaps": (Gap(OPTIONS, "a"), Gap(OPTIONS, "a"))}),
    ("gaps", Cloze, {"gaps": (Gap(OPTIONS, "c"),)}),
    ("gaps", Cloze, {"gaps": (Gap(OPTIONS[:1], "a"),)}),
    ("options", Cloze, {"gaps": (Gap((*OPTIONS, Option("c", "终止", "注")), "a"),)}),
    ("options", Cloze, {"gaps": (Gap((*OPTIONS, Option("a", "停止", "注")), "a"),)}),
    ("option-note", Cloze, {"gaps": (Gap((*OPTIONS, Option("c", "停止")), "a"),)}),
    ("all-of-the-above", Cloze, {"gaps": (Gap((*OPTIONS, Option("c", "以上都是", "注")), "a"),)}),
    ("parts", CaseSet, case(PARTS[0])),
    ("parts", CaseSet, case(*[Judge(id=f"p{at}", key=True, **PART) for at in range(7)])),
    ("parts", CaseSet, case(PARTS[0], PARTS[0])),
    ("parts", CaseSet, case(PARTS[0], Judge(id="P:2", key=True, **PART))),
    ("parts", CaseSet, case(PARTS[0], Judge(id="p2", key=True, stem=" ", explanation="因为。"))),
    ("explanation", CaseSet, case(PARTS[0], Judge(id="p2", key=True, stem="对？", explanation=""))),
    ("part-common", CaseSet, case(PARTS[0], Judge(id="p2", key=True, difficulty=2, **PART))),
    ("tolerance", CaseSet, case(PARTS[0], Number(id="p2", key=1, tolerance=-1, **PART))),
    ("correction", CaseSet, case(
        PARTS[0], Judge(id="p2", key=False, correction=Correction("无", ("有",)), **PART))),
    ("rubric", Short, {"rubric": RUBRIC[:1]}),
    ("rubric", Short, {"rubric": (RUBRIC[0], RUBRIC[0])}),
    ("rubric", Short, {"rubric": (RUBRIC[0], Criterion("two", "看期限", 6))}),
    ("rubric", Short, {"rubric": (RUBRIC[0], Criterion("two", "看期限", 0))}),
    ("rubric", Short, {"rubric": (RUBRIC[0], Criterion("two", " "))}),
    ("answer", Short, {"answer": "看系统。"}),
    ("hints", Number, {"hints": ("一", "二", "三", "四")}),
    ("hints", Number, {"hints": (" ",)}),
    ("hints", Number, {"hints": ("和人行的 5 年一样",)}),
    ("hints", Fill, {"hints": ("五年",)}),
    ("hints", Judge, {"hints": ("应是报告",)}),
    ("hints", Cloze, {"hints": ("从终止算",)}),
    ("hints", CaseSet, {"hints": ("是 5 年",)}),
    ("hints", CaseSet, case(PARTS[0], Number(id="p2", key=5, hints=("5",), **PART))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "kind", "fields"),
    SPOILED,
    ids=[f"{one[0]}-{one[1].__name__}-{place}" for place, one in enumerate(SPOILED)],
)
def test_a_spoiled_question_is_named(code: str, kind: type[Any], fields: dict[str, Any]) -> None:
    assert code in codes(made(kind, **fields))


def test_a_problem_of_a_part_names_the_part() -> None:
    bad = made(CaseSet, parts=(PARTS[0], Number(id="p2", key=1, tolerance=-1, **PART)))
    placed = Placed(bad, Source("bank.toml", "[[question]]\n"), 0)

    (found,) = check_question(placed)

    assert "p2" in found.message
