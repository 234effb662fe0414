"""The wrong-book in words."""

from __future__ import annotations

from datetime import date

import pytest

from integrity_edu.review.mastery import LEVELS
from integrity_edu.review.notes import CAUSES
from integrity_edu.review.queue import Queue
from integrity_edu.ui import wrong_book_words as say

TODAY = date(2026, 12, 30)


def queue(left: int, done: int = 0, cap: int = 20) -> Queue:
    due = tuple(f"q{n}" for n in range(left))
    return Queue(due, left, done, cap, left, finished=done > 0 and not left)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (None, ""),
        (date(2026, 12, 1), "今天"),
        (TODAY, "今天"),
        (date(2026, 12, 31), "明天"),
        (date(2027, 1, 5), "2027 年 1 月 5 日（周二）"),
    ],
)
def test_a_day_is_told_as_people_tell_it(due: date | None, said: str) -> None:
    assert say.back_text(due, TODAY) == said


def test_a_day_of_this_year_goes_without_the_year() -> None:
    assert say.back_text(date(2026, 11, 27), date(2026, 11, 23)) == "11 月 27 日"


@pytest.mark.parametrize(
    ("today", "under_way", "heading", "button"),
    [
        (queue(3), False, "今天要复习 3 题", "开始复习"),
        (queue(3, done=2), True, "复习做到一半，今天还剩 3 题", "接着复习"),
        (queue(0, done=2), True, "今天的题都答完了", "去交卷"),
        (queue(0, done=2), False, "今日完成", ""),
        (queue(0), False, "今天没有到期的题", ""),
    ],
)
def test_today_is_told_with_the_one_way_on(
    today: Queue, under_way: bool, heading: str, button: str
) -> None:
    words = say.due_words(today, under_way=under_way)
    assert (words.heading, words.button) == (heading, button)


def test_a_full_day_says_that_the_rest_waits() -> None:
    assert "其余的明天再来" in say.due_words(queue(20), under_way=False).line
    assert "其余的明天再来" not in say.due_words(queue(19), under_way=False).line


def test_every_level_and_every_cause_has_its_looks() -> None:
    assert set(say.LEVEL_TONES) == set(LEVELS)
    assert len({say.cause_text(cause) for cause in CAUSES}) == len(CAUSES)
