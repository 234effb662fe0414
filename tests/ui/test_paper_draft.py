"""A paper being put together: steps and the way back, words, and the names of printed files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrity_edu.papers.blueprint import Row, Section
from integrity_edu.ui import paper_draft as steps
from integrity_edu.ui.paper_draft import CourseChoice, Draft, MeasureChoice, Plan, Stock
from integrity_edu.ui.paper_files import files, free_path

STOCK = Stock(
    parts=((1, "加强个人诚信教育"), (2, "推进诚信记录")),
    measures=tuple(MeasureChoice(n, 1 if n < 5 else 2, f"措施{n}") for n in range(1, 10)),
    courses=(CourseChoice("法规", (("law-01", "第一课"), ("law-02", "第二课"))),),
)


def plan() -> Plan:
    return Plan(steps.every_measure(STOCK, 2), seed=7)


def test_every_measure_has_its_row_in_the_section_of_its_part() -> None:
    made = plan().blueprint

    assert [len(section.rows) for section in made.sections] == [4, 5]
    assert {row.measures for row in made.rows} == {(n,) for n in range(1, 10)}
    assert made.size == 18


def test_a_part_is_one_row_from_all_its_measures() -> None:
    made = steps.whole_part(STOCK, 2, 20)

    assert made.rows == (Row(measures=(5, 6, 7, 8, 9), count=20),)


STEPS = st.sampled_from(
    [
        steps.add_section,
        lambda now: steps.add_row(now, 0),
        lambda now: steps.remove_row(now, 0, 0) if now.blueprint.sections[0].rows else now,
        lambda now: steps.move_section(now, 0, 1),
        lambda now: steps.with_section(now, 0, lambda one: Section("题", one.rows)),
        lambda now: steps.with_terms(now, minutes=30),
        lambda now: steps.with_fixed(now, 0, ("q1", "q2")),
    ]
)


@given(st.lists(STEPS, max_size=12))
@settings(deadline=None)
def test_undoing_everything_leads_back_and_redoing_it_leads_there(taken: list[Any]) -> None:
    draft = Draft(plan())
    for step in taken:
        draft.change(step(draft.now))
    there = draft.now

    while draft.undo():
        pass
    assert draft.now == plan()
    assert not draft.dirty
    while draft.redo():
        pass
    assert draft.now == there


def test_typing_in_one_field_is_one_step_and_in_another_the_next() -> None:
    draft = Draft(plan())
    for title in ("期", "期末"):
        draft.change(steps.with_terms(draft.now, title=title), "title")
    draft.change(steps.with_terms(draft.now, minutes=3), "minutes")

    draft.undo()
    assert draft.now.blueprint.title == "期末"
    draft.undo()
    assert draft.now == plan()
    assert not draft.can_undo


def test_after_an_undo_typing_on_is_a_step_of_its_own() -> None:
    draft = Draft(plan())
    draft.change(steps.with_terms(draft.now, title="一"), "title")
    draft.change(steps.with_terms(draft.now, minutes=3), "minutes")
    draft.undo()
    draft.change(steps.with_terms(draft.now, title="一二"), "title")

    draft.undo()
    assert draft.now.blueprint.title == "一"


def test_a_section_does_not_move_beyond_the_ends() -> None:
    assert steps.move_section(plan(), 0, -1) == plan()
    assert steps.move_section(plan(), 1, 1) == plan()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (Row(), "题库里所有的题"),
        (Row(measures=tuple(range(1, 10))), "全部 29 项"),
        (Row(measures=(3,)), "第 3 项　措施3"),
        (Row(measures=(5, 6, 7, 8, 9)), "第二部分"),
        (Row(measures=(1, 2, 3, 6)), "第 1–3、6 项"),
        (Row(lessons=("law-02", "gone")), "课程：第二课、gone"),
    ],
)
def test_where_a_row_draws_from_is_said_by_name(row: Row, words: str) -> None:
    assert steps.source_words(row, STOCK) == words


def test_kind_and_difficulty_are_said_too() -> None:
    row = Row(measures=(3,), kind="multiple", difficulty=(2, 3, 4))

    assert steps.aside_words(row) == "多选，难度 2–4"
    assert steps.cell_words(row, STOCK) == "第 3 项　措施3 · 多选 · 难度 2–4"


def test_totals_name_papers_only_when_there_are_several() -> None:
    assert steps.total_words(plan()) == "共 18 题，满分 18 分"
    assert steps.total_words(Plan(plan().blueprint, 7, 3)).endswith("3 份平行卷")


def test_a_file_for_each_form_of_each_variant() -> None:
    made = files("期末", 2, (0, 1), ("paper", "key"))

    assert [one.name for one in made] == [
        "期末-试题卷-A.pdf", "期末-答案-A.pdf", "期末-试题卷-B.pdf", "期末-答案-B.pdf",
    ]  # fmt: skip


@given(st.text(max_size=120))
@settings(deadline=None)
def test_any_title_gives_a_name_every_system_takes(title: str) -> None:
    (one,) = files(title, 1, (0,), ("paper",))

    assert not set(one.name) & set('<>:"/\\|?*\n\t\x00')
    assert len(one.name) <= 70
    assert not one.name.startswith((".", " ", "-"))


def test_no_file_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    (tmp_path / "a (2).pdf").touch()

    assert free_path(tmp_path, "a.pdf").name == "a (3).pdf"
