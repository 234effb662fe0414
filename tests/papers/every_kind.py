"""One question of each kind whose every text is a word of its own, and a bank over 29 measures."""

from __future__ import annotations

from datetime import date
from typing import Any

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
    Point,
    Question,
    Short,
    Single,
)


def common(ref: str, measure: int = 14, difficulty: int = 3) -> dict[str, Any]:
    return {
        "id": ref,
        "stem": f"【{ref}】题干",
        "explanation": f"为什么{ref}",
        "rests_on": (Point(measure=measure),),
        "measures": (measure,),
        "difficulty": difficulty,
        "audience": ("student",),
        "as_of": date(2026, 11, 23),
    }


def options(name: str, many: int = 4) -> tuple[Option, ...]:
    return tuple(Option("abcdef"[at], f"{name}选项{at}；", "注") for at in range(many))


def gaps(ref: str, many: int) -> dict[str, Any]:
    stem = f"【{ref}】题干" + "".join(f"前{at}{{{{{at}}}}}后" for at in range(1, many + 1))
    return common(ref) | {"stem": stem}


def every_kind() -> list[Question]:
    """Eleven kinds, a judgement to be corrected, and a single whose options have their order."""
    part: dict[str, Any] = {"explanation": "小题解析"}
    return [
        Single(**common("single"), options=options("single"), key=("c",)),
        Single(**common("dated"), options=options("dated"), key=("a",), shuffle=False),
        Multiple(**common("multiple"), options=options("multiple", 5), key=("b", "d")),
        Judge(**common("judge"), key=True),
        Judge(**common("correct"), key=False, correction=Correction("题干", ("正词", "别词"))),
        Fill(**gaps("fill", 2), blanks=(("答案甲", "答案乙"), ("答案丙",))),
        Number(**common("number"), key=7531, tolerance=0.5, unit="个工作日"),
        Day(**common("date"), key=date(1987, 6, 5)),
        Match(**common("match"), left=options("left", 2), right=options("right", 3),
              key={"a": "c", "b": "a"}),
        Order(**common("order"), options=options("order"), key=("d", "a", "c", "b")),
        Cloze(**gaps("cloze", 2), gaps=(Gap(options("first", 3), "b"),
              Gap(options("second", 3), "c"))),
        CaseSet(**common("case"), parts=(
            Single(id="p1", stem="【小题一】", options=options("part", 3), key=("b",), **part),
            Fill(id="p2", stem="【小题二】{{1}}", blanks=(("小题答案",),), **part),
        )),
        Short(**common("short"), answer="参考范文",
              rubric=(Criterion("x", "要点一", 2), Criterion("y", "要点二", 1))),
    ]  # fmt: skip


def balanced(each: int) -> list[Question]:
    """`each` singles on every measure."""
    return [
        Single(**common(f"m{measure}-{n}", measure), options=options("甲"), key=("a",))
        for measure in range(1, 30)
        for n in range(each)
    ]
