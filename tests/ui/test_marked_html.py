"""Marked sentences as HTML."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from integrity_edu.ui.marked_html import marked_html
from integrity_edu.ui.tokens import LIGHT


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def highlighted(html: str) -> str:
    pieces = re.findall(
        rf'<span style="background-color:{LIGHT.warning_soft}[^"]*">([^<]*)</span>', html
    )
    return "".join(pieces)


def test_what_was_added_is_tinted_with_its_brackets() -> None:
    html = marked_html("网信办〔、〕经济", LIGHT)

    assert LIGHT.accent_soft in html
    assert plain(html) == "网信办〔、〕经济"


def test_what_was_taken_out_is_struck() -> None:
    assert "line-through" in marked_html("甲［乙］丙", LIGHT)


def test_a_quote_is_highlighted() -> None:
    assert highlighted(marked_html("甲乙丙丁", LIGHT, "乙丙")) == "乙丙"


def test_a_quote_is_found_across_a_correction() -> None:
    html = marked_html("归集、查询〔、〕使用管理", LIGHT, "查询、使用")

    assert highlighted(html) == "查询使用"
    assert "〔、〕" in plain(html)


def test_a_quote_that_is_not_there_highlights_nothing() -> None:
    assert highlighted(marked_html("甲乙", LIGHT, "丙")) == ""


@given(st.text(alphabet="甲乙〔〕［］<&、", max_size=30), st.text(alphabet="甲乙、", max_size=4))
def test_no_character_is_ever_lost(marked: str, quote: str) -> None:
    assert plain(marked_html(marked, LIGHT, quote)) == marked
