"""Questions as the bank takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from integrity_edu.quiz.questions import (
    Question,
    audience_mask,
    digest,
    encode,
    kind_of,
    measures_of,
)
from integrity_edu.quiz.store import QuestionRow


def rows_of(
    questions: Iterable[Question], source: str
) -> Iterator[tuple[QuestionRow, str, tuple[int, ...]]]:
    for one in questions:
        body = encode(one)
        row = QuestionRow(one.id, digest(body), kind_of(one), one.difficulty,
                          audience_mask(one.audience), source, one.lesson or None)  # fmt: skip
        yield row, body, measures_of(one)
