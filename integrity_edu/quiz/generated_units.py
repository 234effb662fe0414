"""Questions on who answers for a measure; every wrong body is wrong by the plan's own list.

Three traps are kept away from: measures answered for by 省直有关部门 name no single department,
so a department is never wrong there; one body under several spellings (网信办, 省网信办,
省委网信办) is one body; and measure 10's list is so long that it is asked the other way round, by
the body that is not in it. A body whose name the damaged copy does not print whole is never the
answer: its place in the list is a correction, and the stem speaks of the original wording.
"""

from __future__ import annotations

from collections.abc import Iterator

from integrity_edu.plan.values import Measure, Plan
from integrity_edu.quiz.making import ADULTS, chance_of, options_of
from integrity_edu.quiz.questions import Multiple, Point, Question, Single

COLLECTIVE = ("省直有关部门", "各市人民政府")
LONG_LIST = 12
"""With more bodies than this a measure is asked by who is missing."""


def about_units(plan: Plan) -> Iterator[Question]:
    """Make the questions on responsible bodies, with stable ids."""
    for maker in (_one_unit, _absent, _all_units):
        yield from maker(plan)


def core(unit: str) -> str:
    """Return the body behind a spelling, so that 省网信办 and 网信办 are never told apart."""
    for prefix in ("省委", "省", "山东"):
        if unit.startswith(prefix) and unit not in COLLECTIVE:
            return unit.removeprefix(prefix)
    return unit


def _all_bodies(plan: Plan) -> list[str]:
    """One spelling of every single body named anywhere, in the plan's order."""
    seen: dict[str, str] = {}
    for measure in plan.measure:
        for unit in measure.units:
            if unit not in COLLECTIVE:
                seen.setdefault(core(unit), unit)
    return list(seen.values())


def _outsiders(plan: Plan, measure: Measure) -> list[str]:
    """Bodies that the measure does not name under any spelling."""
    named = {core(unit) for unit in measure.units}
    return [unit for unit in _all_bodies(plan) if core(unit) not in named]


def _nameable(measure: Measure) -> bool:
    """Whether a single department can be wrong here: not where all departments answer."""
    return "省直有关部门" not in measure.units


def _where(plan: Plan, unit: str) -> str:
    """Where a body does stand, as the note of an option."""
    numbers = [
        str(measure.number)
        for measure in plan.measure
        if core(unit) in {core(other) for other in measure.units}
    ]
    shown = "、".join(numbers[:5])
    return f"列在第 {shown} 项" + ("等" if len(numbers) > 5 else "")


def _answers(measure: Measure) -> list[str]:
    """Single bodies that the damaged copy prints whole, so that no answer is a correction."""
    return [unit for unit in measure.units if unit not in COLLECTIVE and unit in measure.raw]


def _one_unit(plan: Plan) -> Iterator[Question]:
    """Which of these bodies answers for the measure: one right, three not named at all."""
    for measure in plan.measure:
        answers = _answers(measure)
        if not _nameable(measure) or len(measure.units) > LONG_LIST or not answers:
            continue
        chance = chance_of(measure, "unit")
        right = chance.choice(answers)
        wrong = chance.sample(_outsiders(plan, measure), 3)
        note = f"第 {measure.number} 项责任单位：{'、'.join(measure.units)}"
        yield Single(
            id=f"g-unit-{measure.number:02d}",
            stem=f"按2018年方案原文，下面哪个单位列在第 {measure.number} 项“{measure.title}”的责任单位里？",
            options=options_of([(right, note), *((unit, _where(plan, unit)) for unit in wrong)]),
            key=("a",),
            gist="差在“谁来做”",
            explanation=f"{note}（{measure.division}）。单位都用 2018 年的叫法，后来有合并和改名。",
            rests_on=(Point(measure=measure.number),),
            measures=(measure.number,),
            difficulty=3 if len(measure.units) > 1 else 2,
            bloom="记忆",
            audience=ADULTS,
            as_of=measure.as_of,
        )


def _absent(plan: Plan) -> Iterator[Question]:
    """Ask about the long list the other way round: which body is not in it."""
    for measure in plan.measure:
        if len(measure.units) <= LONG_LIST or not _nameable(measure):
            continue
        for place, outsider in enumerate(_outsiders(plan, measure)[:3]):
            named = chance_of(measure, f"absent-{place}").sample(_answers(measure), 3)
            inside = f"在第 {measure.number} 项的名单里"
            yield Single(
                id=f"g-absent-{measure.number:02d}-{place + 1}",
                stem=f"按2018年方案原文，第 {measure.number} 项“{measure.title}”列了 {len(measure.units)} "
                "个责任单位。下面哪个**没有**列在里面？",
                options=options_of(
                    [(outsider, _where(plan, outsider)), *((unit, inside) for unit in named)]
                ),
                key=("a",),
                gist="名单里没有它",
                explanation=f"名单里没有{outsider}，它{_where(plan, outsider)}。"
                "这份名单很长，不必背；记住它覆盖的是各行业的主管部门。",
                rests_on=(Point(measure=measure.number),),
                measures=(measure.number,),
                difficulty=4,
                bloom="记忆",
                audience=("trainee", "teacher"),
                as_of=measure.as_of,
            )


def _all_units(plan: Plan) -> Iterator[Question]:
    """Every body of a measure with two to four, among two that are not named."""
    for measure in plan.measure:
        whole = all(unit in measure.raw for unit in measure.units)
        if not 2 <= len(measure.units) <= 4 or not _nameable(measure) or not whole:
            continue
        wrong = chance_of(measure, "all").sample(_outsiders(plan, measure), 2)
        right_note = f"列在第 {measure.number} 项"
        yield Multiple(
            id=f"g-units-{measure.number:02d}",
            stem=f"按2018年方案原文，第 {measure.number} 项“{measure.title}”的责任单位有哪些？",
            options=options_of(
                [
                    *((unit, right_note) for unit in measure.units),
                    *((unit, _where(plan, unit)) for unit in wrong),
                ]
            ),
            key=tuple(chr(97 + place) for place in range(len(measure.units))),
            gist="差在“谁来做”",
            explanation=f"第 {measure.number} 项写的是：{'、'.join(measure.units)}{measure.division}。",
            rests_on=(Point(measure=measure.number),),
            measures=(measure.number,),
            difficulty=3,
            bloom="记忆",
            audience=("trainee", "teacher"),
            as_of=measure.as_of,
        )
