"""Chinese is the source; English comes from one file, and only when it is chosen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from integrity_edu import words
from integrity_edu.errors import EduError, NotFoundError
from integrity_edu.words import explain, language, set_language, tr

ENGLISH = {
    "今天": "Today",
    "{n} 题": "{n} question|{n} questions",
    "第 {n} 项，{state}": "Measure {n}, {state}",
    "还差 {n} 题。": "{n} question is left.|{n} questions are left.",
    "先答完再交。": "Answer them first.",
}


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small English file in the place of the shipped one; Chinese again afterwards."""
    path = tmp_path / "en.json"
    path.write_text(json.dumps(ENGLISH, ensure_ascii=False), encoding="utf-8")
    monkeypatch.setattr(words, "_ENGLISH_FILE", path)
    yield path
    set_language("zh")


def test_chinese_is_on_at_first() -> None:
    assert language() == "zh"
    assert tr("今天") == "今天"


def test_fields_are_filled() -> None:
    assert tr("第 {n} 项，{state}", n=7, state="会了") == "第 7 项，会了"


def test_braces_stand_for_themselves_when_nothing_is_filled() -> None:
    assert tr("写成 {{1}}") == "写成 {{1}}"


def test_a_value_is_never_read_as_a_field() -> None:
    assert tr("第 {n} 项，{state}", n="{state}", state="{n}") == "第 {state} 项，{n}"


def test_a_field_named_like_the_text_can_be_given() -> None:
    assert tr("写 {text}", text="字") == "写 字"


def test_english_is_said_when_it_is_on(catalog: Path) -> None:
    set_language("en")
    assert language() == "en"
    assert tr("今天") == "Today"


def test_what_has_no_english_is_said_in_chinese(catalog: Path) -> None:
    set_language("en")
    assert tr("明天还有 {n} 题", n=2) == "明天还有 2 题"


@pytest.mark.parametrize(("n", "said"), [(1, "1 question"), (0, "0 questions"), (2, "2 questions")])
def test_english_counts_in_two_forms(catalog: Path, n: int, said: str) -> None:
    set_language("en")
    assert tr("{n} 题", n=n) == said


def test_a_bar_in_chinese_is_only_a_bar(catalog: Path) -> None:
    assert tr("{n} 甲|乙", n=1) == "1 甲|乙"


def test_chinese_comes_back(catalog: Path) -> None:
    set_language("en")
    set_language("zh")
    assert language() == "zh"
    assert tr("今天") == "今天"


def test_a_chinese_start_reads_no_file(catalog: Path) -> None:
    catalog.unlink()
    set_language("zh")
    assert tr("今天") == "今天"


def test_the_shipped_english_is_a_catalogue() -> None:
    shipped = json.loads(words._ENGLISH_FILE.read_text(encoding="utf-8"))
    assert all(isinstance(one, str) for pair in shipped.items() for one in pair)


# errors


def test_a_failure_is_explained_in_a_sentence_and_a_next_step() -> None:
    assert explain(EduError("还差 {n} 题。", "先答完再交。", n=3)) == (
        "还差 3 题。",
        "先答完再交。",
    )


def test_a_failure_without_a_next_step_has_none() -> None:
    assert explain(NotFoundError("找不到。")) == ("找不到。", "")


def test_a_failure_is_explained_in_the_language_that_is_on(catalog: Path) -> None:
    error = EduError("还差 {n} 题。", "先答完再交。", n=3)
    set_language("en")
    assert explain(error) == ("3 questions are left.", "Answer them first.")
    assert str(error) == "还差 3 题。"
