"""Each generated question is held against the plan's words, computed here once more."""

from __future__ import annotations

import re

import pytest

from integrity_edu.library import roots
from integrity_edu.plan.marked import corrected, printed
from integrity_edu.plan.plan_file import read_plan
from integrity_edu.quiz.generated import generate
from integrity_edu.quiz.questions import Fill, Multiple, Order, Question, Single

PLAN = read_plan(roots.content_root())[0]
QUESTIONS = generate(PLAN)
CHOICES = [one for one in QUESTIONS if isinstance(one, Single | Multiple)]
LINES = {one.number: corrected(one.marked) for one in PLAN.measure}


def of(kind: str) -> list[Single | Multiple]:
    return [one for one in CHOICES if re.fullmatch(rf"g-{kind}-.*", one.id)]


def asked_measure(question: Question) -> int:
    found = re.search(r"第 (\d+) 项", question.stem)
    assert found
    return int(found.group(1))


def texts(question: Single | Multiple) -> tuple[list[str], list[str]]:
    right = [option.text for option in question.options if option.id in question.key]
    return right, [option.text for option in question.options if option.id not in question.key]


def name(unit: str) -> str:
    """The body without the words that the copy sometimes prints and sometimes leaves out."""
    return re.sub(r"^(省委|省|山东)", "", unit)


def answers(measure: int, unit: str) -> bool:
    """Whether a measure's list of units names a body under any spelling."""
    listed = LINES[measure].split("责任单位：")[1].removesuffix("）")
    return any(
        name(piece) == name(unit)
        or piece in (unit + "负责", unit + "分别负责", unit + "按职责分工分别负责")
        or name(re.sub(r"(按职责分工)?(分别)?负责$", "", piece)) == name(unit)
        for piece in re.split(r"[、，]", listed)
    )


@pytest.mark.parametrize("question", of("unit"), ids=lambda one: one.id)
def test_one_body_is_named_and_three_are_not(question: Single) -> None:
    measure = asked_measure(question)
    (right,), wrong = texts(question)

    assert answers(measure, right)
    assert right in printed(PLAN.measure[measure - 1].marked)
    assert len(wrong) == 3
    assert not any(answers(measure, unit) for unit in wrong)


@pytest.mark.parametrize("question", of("absent"), ids=lambda one: one.id)
def test_the_absent_body_is_absent_and_the_others_are_named(question: Single) -> None:
    measure = asked_measure(question)
    (right,), wrong = texts(question)

    assert not answers(measure, right)
    assert all(answers(measure, unit) for unit in wrong)


@pytest.mark.parametrize("question", of("units"), ids=lambda one: one.id)
def test_all_bodies_are_ticked_and_the_others_are_not_named(question: Multiple) -> None:
    measure = asked_measure(question)
    right, wrong = texts(question)

    assert sorted(right) == sorted(PLAN.measure[measure - 1].units)
    assert all(answers(measure, unit) for unit in right)
    assert not any(answers(measure, unit) for unit in wrong)


@pytest.mark.parametrize(
    "question", [*of("unit"), *of("units"), *of("absent")], ids=lambda one: one.id
)
def test_no_department_is_wrong_where_all_departments_answer(question: Single) -> None:
    assert "省直有关部门" not in LINES[asked_measure(question)]
    assert "省直有关部门" not in [option.text for option in question.options]


@pytest.mark.parametrize("question", of("task"), ids=lambda one: one.id)
def test_the_piece_stands_in_its_measure_and_in_no_other(question: Single) -> None:
    (point,) = question.rests_on
    (right,), wrong = texts(question)
    holding = [number for number, line in LINES.items() if point.quote in line]

    assert holding == [point.measure]
    assert right.startswith(f"第 {point.measure} 项　")
    assert not any(text.startswith(f"第 {point.measure} 项　") for text in wrong)


@pytest.mark.parametrize("question", of("part"), ids=lambda one: one.id)
def test_the_part_is_the_measures_own(question: Single) -> None:
    own = PLAN.part[PLAN.measure[asked_measure(question) - 1].part - 1]
    (right,), wrong = texts(question)

    assert right == f"{own.numeral}、{own.title}"
    assert right not in wrong


@pytest.mark.parametrize("question", of("member"), ids=lambda one: one.id)
def test_areas_and_groups_are_told_apart_by_the_sentence(question: Single) -> None:
    line = LINES[10]
    areas = line[line.index("以") + 1 : line.index("为重点领域")].split("、")
    rest = line[line.index("为重点领域，以") + len("为重点领域，以") :]
    groups = rest[: rest.index("等为重点人群")].split("、")
    wanted, other = (groups, areas) if "**重点人群**" in question.stem else (areas, groups)
    (right,), wrong = texts(question)

    assert right in wanted
    assert right not in other
    assert set(wrong) <= set(other)


def sanctions() -> list[str]:
    line = LINES[24]
    return line[line.index("对失信会员实行") + 7 : line.index("等惩戒措施")].split("、")


@pytest.mark.parametrize("question", of("next"), ids=lambda one: one.id)
def test_the_next_sanction_follows_in_the_sentence(question: Single) -> None:
    rungs = sanctions()
    asked = question.stem.split("“")[1].split("”")[0]
    (right,), wrong = texts(question)

    assert rungs[rungs.index(asked) + 1] == right
    assert not {asked, right} & set(wrong)


def test_the_ladder_is_in_the_order_of_the_sentence() -> None:
    (ladder,) = [one for one in QUESTIONS if isinstance(one, Order)]
    text = {option.id: option.text for option in ladder.options}

    assert [text[ref] for ref in ladder.key] == sanctions()


def test_counts_are_those_of_the_sentence() -> None:
    line = LINES[10]
    areas = line[: line.index("为重点领域")].count("、")  # one more by number, one less by 10、
    groups = line[line.index("为重点领域，以") : line.index("等为重点人群")].count("、") + 1
    kinds = len(re.findall(r"[一二三四五]是", LINES[22]))
    wanted = {
        "10-areas": areas,
        "10-groups": groups,
        "22-kinds": kinds,
        "24-sanctions": len(sanctions()),
    }

    fills = {one.id: one for one in QUESTIONS if isinstance(one, Fill)}

    assert {ref: fills[f"g-count-{ref}"].blanks[0][0] for ref in wanted} == {
        ref: str(number) for ref, number in wanted.items()
    }


@pytest.mark.parametrize("question", CHOICES, ids=lambda one: one.id)
def test_no_stem_repeats_a_run_of_its_answer_alone(question: Single | Multiple) -> None:
    right, wrong = texts(question)

    for text in right:
        runs = {text[at : at + 5] for at in range(len(text) - 4)}
        assert not [run for run in runs if run in question.stem and run not in "".join(wrong)]


@pytest.mark.parametrize("question", CHOICES, ids=lambda one: one.id)
def test_options_differ_and_every_one_has_a_note(question: Single | Multiple) -> None:
    shown = [option.text for option in question.options]

    assert len(set(shown)) == len(shown)
    assert all(option.note for option in question.options)


def test_every_stem_speaks_of_the_original_wording() -> None:
    assert all(one.stem.startswith("按2018年方案原文，") for one in QUESTIONS)


def test_ids_are_unique_and_reserved() -> None:
    ids = [one.id for one in QUESTIONS]

    assert len(set(ids)) == len(ids)
    assert all(ref.startswith("g-") for ref in ids)


def test_the_same_plan_gives_the_same_questions() -> None:
    assert generate(PLAN) == QUESTIONS


def test_every_measure_has_a_generated_question() -> None:
    assert {number for one in QUESTIONS for number in one.measures} == set(range(1, 30))
