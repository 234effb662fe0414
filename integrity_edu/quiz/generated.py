"""Questions made from the plan itself; every wrong option is wrong by the plan's own words.

Three traps are kept away from: measures answered for by 省直有关部门 or 各市人民政府 name no single
department, so a department is never offered as wrong there; one body under several spellings
(网信办, 省网信办, 省委网信办) is one body; and measure 10's list is so long that it is asked the
other way round, by the body that is not in it. Wording starts from 按2018年方案原文 throughout,
because many of the bodies have changed since.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from integrity_edu.plan.values import Measure, Plan
from integrity_edu.quiz.questions import (
    AUDIENCES,
    Fill,
    Multiple,
    Option,
    Order,
    Point,
    Question,
    Single,
)

COLLECTIVE = ("省直有关部门", "各市人民政府")
LONG_LIST = 12
"""With more bodies than this a measure is asked by who is missing."""

ADULTS = ("student", "trainee", "teacher")
NUMERALS = "一二三四五六"


def generate(plan: Plan) -> list[Question]:
    """All questions the plan yields by itself, with stable ids."""
    makers = (_units, _absent, _all_units, _tasks, _parts, _counts, _ladder, _members)
    return [question for maker in makers for question in maker(plan)]


def core(unit: str) -> str:
    """The body behind a spelling, so that 省网信办 and 网信办 are never told apart."""
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


def _chance(measure: Measure, salt: str) -> random.Random:
    return random.Random(f"{measure.number}-{salt}")


def _options(texts: Sequence[tuple[str, str]]) -> tuple[Option, ...]:
    return tuple(Option(chr(97 + place), text, note) for place, (text, note) in enumerate(texts))


def _where(plan: Plan, unit: str) -> str:
    """Where a body does stand, as the note of an option."""
    numbers = [
        str(measure.number)
        for measure in plan.measure
        if core(unit) in {core(other) for other in measure.units}
    ]
    shown = "、".join(numbers[:5])
    return f"列在第 {shown} 项" + ("等" if len(numbers) > 5 else "")


def _unit_point(measure: Measure) -> tuple[Point, ...]:
    return (Point(measure=measure.number),)


def _units(plan: Plan) -> Iterator[Question]:
    """Which of these bodies answers for the measure: one right, three not named at all."""
    for measure in plan.measure:
        outsiders = _outsiders(plan, measure)
        if not _nameable(measure) or len(measure.units) > LONG_LIST or len(outsiders) < 3:
            continue
        chance = _chance(measure, "unit")
        right = chance.choice(measure.units)
        wrong = chance.sample(outsiders, 3)
        note = f"第 {measure.number} 项责任单位：{'、'.join(measure.units)}"
        yield Single(
            id=f"g-unit-{measure.number:02d}",
            stem=f"按2018年方案原文，下面哪个单位列在第 {measure.number} 项“{measure.title}”的责任单位里？",
            options=_options([(right, note), *((unit, _where(plan, unit)) for unit in wrong)]),
            key=("a",),
            gist="差在“谁来做”",
            explanation=f"{note}（{measure.division}）。单位都用 2018 年的叫法，后来有合并和改名。",
            rests_on=_unit_point(measure),
            measures=(measure.number,),
            difficulty=3 if len(measure.units) > 1 else 2,
            bloom="记忆",
            audience=ADULTS,
            as_of=measure.as_of,
        )


def _absent(plan: Plan) -> Iterator[Question]:
    """The long list asked the other way round: which body is not in it."""
    for measure in plan.measure:
        if len(measure.units) <= LONG_LIST or not _nameable(measure):
            continue
        outsiders = _outsiders(plan, measure)
        insiders = [unit for unit in measure.units if unit not in COLLECTIVE]
        for place, outsider in enumerate(outsiders[:3]):
            chance = _chance(measure, f"absent-{place}")
            named = chance.sample(insiders, 3)
            inside = f"在第 {measure.number} 项的名单里"
            yield Single(
                id=f"g-absent-{measure.number:02d}-{place + 1}",
                stem=f"按2018年方案原文，第 {measure.number} 项“{measure.title}”列了 {len(measure.units)} "
                "个责任单位。下面哪个**没有**列在里面？",
                options=_options(
                    [(outsider, _where(plan, outsider)), *((unit, inside) for unit in named)]
                ),
                key=("a",),
                gist="名单里没有它",
                explanation=f"名单里没有{outsider}，它{_where(plan, outsider)}。"
                "这份名单很长，不必背；记住它覆盖的是各行业的主管部门。",
                rests_on=_unit_point(measure),
                measures=(measure.number,),
                difficulty=4,
                bloom="记忆",
                audience=("trainee", "teacher"),
                as_of=measure.as_of,
            )


def _all_units(plan: Plan) -> Iterator[Question]:
    """Every body of a measure with two to four, among two or three that are not named."""
    for measure in plan.measure:
        if not 2 <= len(measure.units) <= 4 or not _nameable(measure):
            continue
        wrong = _chance(measure, "all").sample(_outsiders(plan, measure), 2)
        right_note = f"列在第 {measure.number} 项"
        yield Multiple(
            id=f"g-units-{measure.number:02d}",
            stem=f"按2018年方案原文，第 {measure.number} 项“{measure.title}”的责任单位有哪些？",
            options=_options(
                [
                    *((unit, right_note) for unit in measure.units),
                    *((unit, _where(plan, unit)) for unit in wrong),
                ]
            ),
            key=tuple(chr(97 + place) for place in range(len(measure.units))),
            gist="差在“谁来做”",
            explanation=f"第 {measure.number} 项写的是：{'、'.join(measure.units)}{measure.division}。",
            rests_on=_unit_point(measure),
            measures=(measure.number,),
            difficulty=3,
            bloom="记忆",
            audience=("trainee", "teacher"),
            as_of=measure.as_of,
        )


def _tasks(plan: Plan) -> Iterator[Question]:
    """Which measure a piece of the text comes from; pieces are unique in the whole plan."""
    for measure in plan.measure:
        for place, task in enumerate(measure.tasks):
            chance = _chance(measure, f"task-{place}")
            near = [m for m in plan.measure if m.part == measure.part and m is not measure]
            far = [m for m in plan.measure if m.part != measure.part]
            wrong = chance.sample(near, min(2, len(near)))
            wrong += chance.sample(far, 3 - len(wrong))
            yield Single(
                id=f"g-task-{measure.number:02d}-{place + 1}",
                stem=f"按2018年方案原文，“{task}”写在哪一项里？",
                options=_options(
                    [
                        (f"第 {m.number} 项　{m.title}", f"第 {m.number} 项的原文里没有这句话")
                        if m is not measure
                        else (f"第 {m.number} 项　{m.title}", "这句话就在这一项里")
                        for m in (measure, *wrong)
                    ]
                ),
                key=("a",),
                gist="差在“写在哪儿”",
                explanation=f"这句话出自第 {measure.number} 项，全文只出现这一次。",
                rests_on=(Point(measure=measure.number, quote=task),),
                measures=(measure.number,),
                difficulty=3,
                bloom="理解",
                audience=AUDIENCES,
                as_of=measure.as_of,
            )


def _parts(plan: Plan) -> Iterator[Question]:
    """Which of the six parts a measure stands in."""
    for measure in plan.measure:
        own = plan.part[measure.part - 1]
        chance = _chance(measure, "part")
        others = chance.sample([part for part in plan.part if part is not own], 3)
        yield Single(
            id=f"g-part-{measure.number:02d}",
            stem=f"按2018年方案原文，第 {measure.number} 项“{measure.title}”属于哪一部分？",
            options=_options(
                [
                    (f"{part.numeral}、{part.title}", _range_of(plan, part.number))
                    for part in (own, *others)
                ]
            ),
            key=("a",),
            gist="差在“哪一部分”",
            explanation=f"第 {measure.number} 项在第{own.numeral}部分，{measure.section}之下。",
            rests_on=(Point(measure=measure.number),),
            measures=(measure.number,),
            difficulty=2,
            bloom="记忆",
            audience=AUDIENCES,
            as_of=measure.as_of,
        )


def _range_of(plan: Plan, part: int) -> str:
    numbers = [measure.number for measure in plan.measure if measure.part == part]
    return f"这一部分是第 {numbers[0]} 到 {numbers[-1]} 项"


_COUNTED = (
    (10, "areas", "重点领域"),
    (10, "groups", "重点人群"),
    (22, "kinds", "类严重失信行为"),
    (24, "sanctions", "种行业惩戒"),
)


def _counts(plan: Plan) -> Iterator[Question]:
    """How many things the text lists: measures 10, 22 and 24."""
    for number, name, what in _COUNTED:
        measure = plan.measure[number - 1]
        listed = measure.lists[name]
        count = len(listed)
        asked = f"{{{{1}}}} {what}" if what.startswith(("类", "种")) else f"{{{{1}}}} 个{what}"
        yield Fill(
            id=f"g-count-{number}-{name}",
            stem=f"按2018年方案原文，第 {number} 项列出了 {asked}。（填数字）",
            blanks=((str(count), _chinese(count)),),
            gist="差在“有几个”",
            explanation=f"原文依次是：{'、'.join(listed)}，一共 {count} 个。",
            rests_on=(Point(measure=number),),
            measures=(number,),
            difficulty=4 if count > 7 else 3,
            bloom="记忆",
            audience=ADULTS,
            as_of=measure.as_of,
        )


def _chinese(number: int) -> str:
    digits = "零一二三四五六七八九十"
    if number <= 10:
        return digits[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


def _ladder(plan: Plan) -> Iterator[Question]:
    """The seven sanctions in the order in which measure 24 names them."""
    measure = plan.measure[23]
    rungs = measure.lists["sanctions"]
    options = _options([(rung, "") for rung in rungs])
    common = {
        "rests_on": (Point(measure=24, quote="、".join(rungs)),),
        "measures": (24,),
        "audience": ADULTS,
        "as_of": measure.as_of,
    }
    listed = "、".join(rungs)
    yield Order(
        id="g-ladder-24",
        stem="按2018年方案原文，把第 24 项的七种行业惩戒按原文写出的先后排好。",
        options=options,
        key=tuple(option.id for option in options),
        gist="差在先后",
        explanation=f"原文的顺序是：{listed}。",
        difficulty=4,
        bloom="理解",
        **common,  # type: ignore[arg-type]
    )
    for place, rung in enumerate(rungs[:-1]):
        after = rungs[place + 1]
        wrong = _chance(measure, f"next-{place}").sample(
            [other for other in rungs if other not in (rung, after)], 3
        )
        yield Single(
            id=f"g-next-24-{place + 1}",
            stem=f"按2018年方案原文，第 24 项列出的行业惩戒里，“{rung}”后面紧接着是哪一种？",
            options=_options(
                [
                    (text, f"原文里排第 {rungs.index(text) + 1}")
                    for text in (after, *wrong)
                ]
            ),
            key=("a",),
            gist="差在先后",
            explanation=f"原文的顺序是：{listed}。",
            difficulty=3,
            bloom="记忆",
            **common,  # type: ignore[arg-type]
        )


def _members(plan: Plan) -> Iterator[Question]:
    """Areas or groups of measure 10: three from one list, one from the other."""
    measure = plan.measure[9]
    areas, groups = measure.lists["areas"], measure.lists["groups"]
    for name, own, other, own_name, other_name in (
        ("group", areas, groups, "重点领域", "重点人群"),
        ("area", groups, areas, "重点人群", "重点领域"),
    ):
        for place in range(3):
            chance = _chance(measure, f"{name}-{place}")
            odd = chance.choice(other)
            rest = chance.sample(own, 3)
            yield Single(
                id=f"g-member-10-{name}-{place + 1}",
                stem=f"按2018年方案原文，下面哪个是第 10 项的**{other_name}**，而不是{own_name}？",
                options=_options(
                    [(odd, f"列在{other_name}里"), *((text, f"列在{own_name}里") for text in rest)]
                ),
                key=("a",),
                gist="领域说事，人群说人",
                explanation=f"“{odd}”列在{other_name}里，另外三个列在{own_name}里。",
                rests_on=(Point(measure=10, quote=odd),),
                measures=(10,),
                difficulty=2,
                bloom="理解",
                audience=AUDIENCES,
                as_of=measure.as_of,
            )
