"""The shape of rendered lessons that the style sheet and QTextBrowser rely on."""

from __future__ import annotations

import pytest

from integrity_edu.courses.render import Library, to_html


def html(body: str) -> str:
    return to_html(body, Library({}, {}))[0]


def test_a_figure_stands_in_its_own_paragraph_with_its_words_beneath() -> None:
    found = html("前\n\n![三个圈](map.svg)\n\n后")

    assert '<p class="figure"><img' in found
    assert '<p class="caption">三个圈</p>' in found


def test_a_table_gets_the_class_that_draws_its_lines() -> None:
    assert '<table class="grid"' in html("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |")


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("问题：**归谁办。** 第一项", "<p>问题：<strong>归谁办。</strong>第一项</p>"),
        ("他说 **对** 。", "<p>他说<strong>对</strong>。</p>"),
        ("上一行\n下一行", "<p>上一行下一行</p>"),
        ("按 **3 个** 算", "<p>按 <strong>3 个</strong>算</p>"),
        ("第 3 条", "<p>第 3 条</p>"),
        ("一个 API 字", "<p>一个 API 字</p>"),
    ],
)
def test_a_space_set_for_markdown_is_no_space_in_chinese(body: str, shown: str) -> None:
    assert html(body) == shown
