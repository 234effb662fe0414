from __future__ import annotations

from collections.abc import Iterator

import pytest

from integrity_edu.plan.numerals import numeral, part_name
from integrity_edu.words import set_language


@pytest.fixture
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("zh")


def test_parts_are_counted_as_in_the_plan() -> None:
    assert [numeral(part) for part in range(1, 7)] == list("一二三四五六")
    assert part_name(3) == "第三部分"


@pytest.mark.usefixtures("english")
def test_no_chinese_numeral_stands_in_an_english_name() -> None:
    assert part_name(3) == "Part III"
