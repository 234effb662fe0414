"""The marks of a correction can be taken back, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrity_edu.library import roots
from integrity_edu.plan.marked import corrected, level, printed, sentence, unit_line
from integrity_edu.plan.plan_file import read_plan
from integrity_edu.plan.values import Measure

TEXT = st.text("诚信档案建立健全，、。（）12", max_size=8)
PIECES = st.lists(st.tuples(st.sampled_from(["kept", "added", "taken"]), TEXT), max_size=8)


def mark(pieces: list[tuple[str, str]]) -> str:
    shape = {"kept": "{}", "added": "〔{}〕", "taken": "［{}］"}
    return "".join(shape[kind].format(text) for kind, text in pieces)


@given(PIECES)
def test_the_printed_text_is_what_was_kept_and_taken_out(pieces: list[tuple[str, str]]) -> None:
    assert printed(mark(pieces)) == "".join(text for kind, text in pieces if kind != "added")


@given(PIECES)
def test_the_corrected_text_is_what_was_kept_and_added(pieces: list[tuple[str, str]]) -> None:
    assert corrected(mark(pieces)) == "".join(text for kind, text in pieces if kind != "taken")


@given(TEXT)
def test_a_text_without_marks_is_printed_and_corrected_as_it_stands(text: str) -> None:
    assert printed(text) == corrected(text) == text


@given(PIECES)
def test_correcting_twice_changes_nothing_more(pieces: list[tuple[str, str]]) -> None:
    once = corrected(mark(pieces))
    assert corrected(once) == once


@given(st.text(",():;，（） 诚信", max_size=12))
def test_levelling_twice_changes_nothing_more(text: str) -> None:
    assert level(level(text)) == level(text)


def test_sentence_and_units_are_cut_apart() -> None:
    marked = "9、落实〔个人〕实名登记制度〔。〕（责任单位：省网信办〔、〕省教育厅负责）"

    assert sentence(marked) == "落实个人实名登记制度。"
    assert corrected(unit_line(marked)) == "省网信办、省教育厅负责"


MEASURES = read_plan(roots.content_root())[0].measure


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: str(measure.number))
def test_undoing_the_marks_gives_the_damaged_copy(measure: Measure) -> None:
    assert level(printed(measure.marked)) == level(measure.raw)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: str(measure.number))
def test_a_corrected_sentence_has_no_marks_left_and_ends(measure: Measure) -> None:
    text = sentence(measure.marked)

    assert not set(text) & set("〔〕［］")
    assert text.endswith("。")


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: str(measure.number))
def test_the_units_of_a_measure_are_in_its_line_in_order(measure: Measure) -> None:
    line = corrected(unit_line(measure.marked))
    places = [line.find(unit) for unit in measure.units]

    assert -1 not in places
    assert places == sorted(places)
