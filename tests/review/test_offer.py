"""What a paper can be chosen from."""

from __future__ import annotations

import pytest

from integrity_edu.plan.values import Part
from integrity_edu.review.offer import MeasureOffer, Offer

PARTS = (Part(1, "一", "甲", "甲"), Part(2, "二", "乙", "乙"))
MEASURES = (
    MeasureOffer(1, 1, "其一", "new", frozenset({"a", "b"})),
    MeasureOffer(2, 1, "其二", "proficient", frozenset({"b"})),
    MeasureOffer(3, 2, "其三", "tried", frozenset({"c"})),
    MeasureOffer(4, 2, "其四", "new", frozenset()),
)
OFFER = Offer(PARTS, MEASURES, ())


@pytest.mark.parametrize(
    ("numbers", "size"), [((), 0), ((1,), 2), ((1, 2), 2), ((1, 2, 3), 3), ((4,), 0)]
)
def test_a_question_of_two_measures_counts_once(numbers: tuple[int, ...], size: int) -> None:
    assert OFFER.available(numbers) == size


@pytest.mark.parametrize(
    ("numbers", "title"),
    [((1, 2, 3, 4), "全部 29 项"), ((2,), "第 2 项"), ((3, 4), "第二部分"), ((1, 3), "2 项措施")],
)
def test_a_paper_is_named_after_what_it_asks(numbers: tuple[int, ...], title: str) -> None:
    assert OFFER.title(numbers) == title
