"""How texts name rules and articles, and which card stands behind the name."""

from __future__ import annotations

from datetime import date

import pytest

from integrity_edu.library.citations import Cards, Citation, missing
from integrity_edu.plan.values import LawCard, LawPoint


def card(ref: str, title: str, short: str, number: str, *articles: str) -> LawCard:
    points = tuple(LawPoint(str(place), article, "规则") for place, article in enumerate(articles))
    return LawCard(
        id=ref, title=title, short=short, issuer="机关", number=number, kind="法律", status="现行",
        checked_on=date(2026, 11, 23), measures=(), summary="", point=points,
    )  # fmt: skip


CARDS = Cards(
    {
        "a": card("a", "中华人民共和国甲法", "甲法", "", "第 5 条", "第 284 条之一"),
        "b": card("b", "乙规定", "乙规", "教育部令第 41 号", "第 20 条"),
        "c": card("c", "丙解释", "丙解", "法释〔2019〕13号", "第一条"),
        "d": card("d", "丁办法", "丁办", "国家发展和改革委员会令第 36 号", "条件"),
    }
)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("《甲法》第 5 条", [Citation("甲法", ("5",))]),
        (
            "《中华人民共和国甲法》（2021 年修正）第5、7条",
            [Citation("中华人民共和国甲法", ("5", "7"))],
        ),
        ("甲法第 3—5 条", [Citation("甲法", ("3", "4", "5"))]),
        (
            "甲法第 284 条之一，乙规第二十条",
            [Citation("甲法", ("284-1",)), Citation("乙规", ("20",))],
        ),
        ("按教育部令第41号第五十一条", [Citation("教育部令第41号", ("51",))]),
        ("后来的法释〔2019〕13号说", [Citation("法释〔2019〕13号", ())]),
        ("甲法第一百零二条", [Citation("甲法", ("102",))]),
        ("《甲法》很重要", []),
        ("《史记·商君列传》", []),
    ],
)
def test_what_a_text_cites(text: str, cited: list[Citation]) -> None:
    assert list(CARDS.cited(text)) == cited


@pytest.mark.parametrize(
    "name",
    ["甲法", "中华人民共和国甲法", "教育部令第41号", "教育部令第 41 号", "法释〔2019〕 13 号",
     "国家发展改革委令第36号", "国家发展和改革委员会令第 36 号"],
)  # fmt: skip
def test_a_card_answers_to_each_of_its_names(name: str) -> None:
    assert CARDS.find(name) is not None


def test_a_rule_without_a_card_is_not_found() -> None:
    assert CARDS.find("戊法") is None


def test_articles_are_known_by_what_the_points_are_about() -> None:
    found = CARDS.find("甲法")
    assert found is not None
    assert missing(found, ("5", "284-1", "284", "6")) == ["284", "6"]
