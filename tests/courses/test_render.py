"""Lesson text becomes HTML that is safe and has its call-outs, blocks and contents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrity_edu.courses.render import Library, plain, to_html
from integrity_edu.library import roots
from integrity_edu.plan.plan_file import read_laws, read_plan

LIBRARY = Library(
    {one.number: one for one in read_plan(roots.content_root())[0].measure},
    read_laws(roots.content_root())[0],
)


def html(body: str) -> str:
    return to_html(body, LIBRARY)[0]


@pytest.mark.parametrize("kind", ["mistake", "do", "case", "note"])
def test_a_call_out_becomes_a_box_of_its_kind(kind: str) -> None:
    found = html(f'!!! {kind} "题目"\n    里面的话。\n')

    assert f'class="callout callout-{kind}"' in found
    assert '<p class="callout-title">题目</p>' in found
    assert "里面的话。" in found


def test_an_unknown_call_out_becomes_a_note() -> None:
    assert "callout-note" in html('!!! danger "题目"\n    话。\n')


def test_a_measure_block_quotes_the_corrected_sentence() -> None:
    found = html("前\n\n{{measure:14}}\n\n后")

    assert "制定异议处理、行政复议等管理制度" in found
    assert 'href="measure:14"' in found
    assert "BLOCK" not in found


def test_a_then_now_block_pairs_every_paragraph() -> None:
    found = html("{{then-now:14}}")

    measure = LIBRARY.measures[14]
    assert found.count('<td class="then"') == len(measure.then)
    assert found.count('<td class="now"') == len(measure.today)


def test_a_law_block_names_card_article_and_date() -> None:
    found = html("{{law:shandong-tiaoli#39}}")

    assert "山东省社会信用条例" in found
    assert "第 39 条" in found
    assert "2020-10-01 施行" in found
    assert "核对于" in found


@pytest.mark.parametrize(
    "block", ["{{measure:30}}", "{{then-now:x}}", "{{law:pipl#999}}", "{{law:x}}"]
)
def test_a_block_that_refers_to_nothing_is_refused(block: str) -> None:
    with pytest.raises(ValueError, match="没有"):
        html(block)


@pytest.mark.parametrize(
    "raw",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        "<iframe src='https://example.org'></iframe>",
        '<p style="color:red" onclick="x()">字</p>',
        "<style>p{}</style>",
        '!!! note "<script>x</script>"\n    <object data="x"></object>\n',
    ],
)
def test_no_raw_html_survives(raw: str) -> None:
    found = html(f"前\n\n{raw}\n\n后").lower()

    for word in ("<script", "onerror", "<iframe", "style=", "onclick", "<style", "<object"):
        assert word not in found


@given(st.text("<>\"'&/=:;()[]{}!#*`|\\ \nabcimgscrtonloadhref字", max_size=60))
def test_whatever_is_written_runs_no_script(body: str) -> None:
    found = html(body.replace("{{", "")).lower()

    assert "<script" not in found
    assert "javascript:" not in found.replace("&", "")


@pytest.mark.parametrize(
    "target",
    ["https://example.org", "http://example.org", "javascript:alert(1)", "file:///etc/passwd",
     "data:text/html,x"],
)  # fmt: skip
def test_links_of_foreign_schemes_lose_their_target(target: str) -> None:
    found = html(f"[字]({target})")

    assert "href" not in found
    assert "字" in found


@pytest.mark.parametrize("target", ["lesson:plan-01", "measure:3", "law:pipl#66", "case:stand-in"])
def test_links_of_our_own_stay(target: str) -> None:
    assert f'href="{target}"' in html(f"[字]({target})")


def test_a_figure_beside_the_lesson_stays() -> None:
    assert 'src="map.svg"' in html("![图](map.svg)")


def test_contents_name_headings_with_anchors_that_exist() -> None:
    found, contents = to_html("## 一、开头\n\n话\n\n### 细处\n\n话\n\n## 二、开头\n", LIBRARY)

    assert [(one.level, one.text) for one in contents] == [
        (2, "一、开头"), (3, "细处"), (2, "二、开头"),
    ]  # fmt: skip
    assert all(f'id="{one.anchor}"' in found for one in contents)


def test_plain_text_has_words_and_no_tags() -> None:
    assert plain("<p>一 &amp; 二</p><p>三</p>") == "一 & 二 三"
