"""The paper form of an extract: what it says, what it leaves out, and that words stay words."""

from __future__ import annotations

import pytest
from msgspec import structs

from integrity_edu.archive.extracts import Extract, Line, Shows
from integrity_edu.ui.extract_paper import extract_html, qr_text

SHOWS = Shows("某省科技馆", "应聘讲解员", "2026-12-31", "这不是官方信用记录。", "person")
MADE = Extract("S-1", "a.b.c", "0f" * 32, "AB12", SHOWS, "2026-11-01T02:00:00+00:00")


def paper(**shown: object) -> str:
    return extract_html(structs.replace(MADE, shows=structs.replace(SHOWS, **shown)))


def test_what_the_grant_does_not_name_is_not_on_the_paper() -> None:
    bare = paper()
    for word in ("学习与培训", "不良记录", "本人说明", "姓名："):
        assert word not in bare
    assert "没有。" in paper(negative=())


def test_an_open_objection_is_marked_and_answered_beside_the_record() -> None:
    line = Line(
        "考试舞弊", "2026-06-12", "教字 0 号", objected=True, corrected=True, said=("不是我的",)
    )
    said = paper(negative=(line,))
    assert "异议中、更正过" in said
    assert "本人说：不是我的" in said


@pytest.mark.parametrize("bad", ["<b>粗</b>", "<img src=x>", "a & b"])
def test_words_from_outside_stay_words(bad: str) -> None:
    assert bad not in paper(recipient=bad, purpose=bad, name=bad, statements=(bad,))


def test_the_code_names_serial_and_digest() -> None:
    assert qr_text(MADE) == f"S-1 sha256:{'0f' * 32}"
    assert "data:image/png" in paper()
