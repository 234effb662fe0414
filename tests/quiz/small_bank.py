"""A small bank: three questions on each of measures 1, 2 and 8, and one of other kinds each."""

from __future__ import annotations

from datetime import date

from integrity_edu.quiz import store
from integrity_edu.quiz.questions import (
    Judge,
    Match,
    Option,
    Order,
    Point,
    Question,
    Single,
    audience_mask,
    digest,
    encode,
    kind_of,
    measures_of,
)
from integrity_edu.workspace import Workspace


def common(ref: str, *measures: int) -> dict[str, object]:
    return {
        "id": ref,
        "stem": f"{ref} 问什么？",
        "explanation": "因为。",
        "rests_on": (Point(measure=measures[0]),),
        "measures": measures,
        "difficulty": 2,
        "audience": ("student", "trainee"),
        "as_of": date(2026, 11, 23),
    }


OPTIONS = tuple(Option(ref, f"选项{ref}", "注") for ref in "abcd")


def bank() -> list[Question]:
    """Singles whose key is always a, a judgement, a matching and an ordering."""
    found: list[Question] = [
        Single(**common(f"s{measure}-{place}", measure), options=OPTIONS, key=("a",))  # type: ignore[arg-type]
        for measure in (1, 2, 8)
        for place in range(3)
    ]
    pairs = {"a": "b", "b": "a"}
    return [
        *found,
        Judge(**common("judge", 3), key=False),  # type: ignore[arg-type]
        Match(**common("match", 4), left=OPTIONS[:2], right=OPTIONS[:3], key=pairs),  # type: ignore[arg-type]
        Order(**common("order", 5), options=OPTIONS, key=("d", "c", "b", "a")),  # type: ignore[arg-type]
        Single(**common("two-measures", 1, 8), options=OPTIONS, key=("a",)),  # type: ignore[arg-type]
    ]


def put(ws: Workspace, questions: list[Question]) -> None:
    """Replace the authored questions."""
    rows = [
        (
            store.QuestionRow(
                one.id,
                digest(encode(one)),
                kind_of(one),
                one.difficulty,
                audience_mask(one.audience),
                "authored",
                one.lesson or None,
            ),
            encode(one),
            measures_of(one),
        )
        for one in questions
    ]
    with ws.change("library") as db:
        store.put_questions(db, rows, "authored")
