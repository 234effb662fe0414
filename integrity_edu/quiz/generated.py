"""Questions made from the plan itself; every wrong option is wrong by the plan's own words.

Wording starts from 按2018年方案原文 throughout, because many of the bodies have changed since.
Where a stem would repeat the words of its answer (a task that is nearly the title of its
measure), another wording is taken or the question is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from integrity_edu.plan.marked import sentence
from integrity_edu.plan.values import Measure, Plan
from integrity_edu.quiz.generated_units import about_units
from integrity_edu.quiz.making import ADULTS, chance_of, gives_away, options_of
from integrity_edu.quiz.questions import AUDIENCES, Fill, Order, Point, Question, Single


def generate(plan: Plan) -> list[Question]:
    """Return all questions the plan yields by itself, with stable ids."""
    makers = (about_units, _tasks, _parts, _counts, _ladder, _members)
    return [question for maker in makers for question in maker(plan)]


def _tasks(plan: Plan) -> Iterator[Question]:
    """Which measure a piece of the text comes from; pieces are unique in the whole plan."""
    for measure in plan.measure:
        for place, task in enumerate(measure.tasks):
            wrong = _neighbours(plan, measure, f"task-{place}")
            if gives_away(task, measure.title, [other.title for other in wrong]):
                continue
            yield Single(
                id=f"g-task-{measure.number:02d}-{place + 1}",
                stem=f"按2018年方案原文，“{_inner_quotes(task)}”写在哪一项里？",
                options=options_of(
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


def _neighbours(plan: Plan, measure: Measure, salt: str) -> list[Measure]:
    """Three other measures, two of them from the same part where there are two."""
    chance = chance_of(measure, salt)
    near = [other for other in plan.measure if other.part == measure.part and other is not measure]
    far = [other for other in plan.measure if other.part != measure.part]
    return chance.sample(near, 2) + chance.sample(far, 1)


def _inner_quotes(text: str) -> str:
    """Quotation marks of a text that is itself quoted."""
    return text.replace("“", "‘").replace("”", "’")


def _parts(plan: Plan) -> Iterator[Question]:
    """Which of the six parts a measure stands in."""
    for measure in plan.measure:
        own = plan.part[measure.part - 1]
        chance = chance_of(measure, "part")
        others = chance.sample([part for part in plan.part if part is not own], 3)
        titles = [part.title for part in others]
        wordings = (measure.title, *measure.tasks)
        said = next((one for one in wordings if not gives_away(one, own.title, titles)), "")
        if not said:
            continue
        yield Single(
            id=f"g-part-{measure.number:02d}",
            stem=f"按2018年方案原文，第 {measure.number} 项“{_inner_quotes(said)}”属于哪一部分？",
            options=options_of(
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
    (10, "areas", "个重点领域"),
    (10, "groups", "类重点人群"),
    (22, "kinds", "类严重失信行为"),
    (24, "sanctions", "种行业惩戒"),
)


def _counts(plan: Plan) -> Iterator[Question]:
    """How many things the text lists: measures 10, 22 and 24."""
    for number, name, what in _COUNTED:
        measure = plan.measure[number - 1]
        listed = measure.lists[name]
        count = len(listed)
        hint = (
            "按原文的顿号数，填数字" if "、".join(listed) in sentence(measure.marked) else "填数字"
        )
        yield Fill(
            id=f"g-count-{number}-{name}",
            stem=f"按2018年方案原文，第 {number} 项列出了 {{{{1}}}} {what}。（{hint}）",
            blanks=((str(count), _chinese(count)),),
            gist="差在“有几个”",
            explanation=f"原文依次是：{'；'.join(listed)}。一共 {count} {what[0]}。",
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
    """Order: the seven sanctions as measure 24 names them; single: which comes next."""
    measure = plan.measure[23]
    rungs = measure.lists["sanctions"]
    options = options_of([(rung, "") for rung in rungs])
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
        wrong = chance_of(measure, f"next-{place}").sample(
            [other for other in rungs if other not in (rung, after)], 3
        )
        yield Single(
            id=f"g-next-24-{place + 1}",
            stem=f"按2018年方案原文，第 24 项列出的行业惩戒里，“{rung}”后面紧接着是哪一种？",
            options=options_of(
                [(text, f"原文里排第 {rungs.index(text) + 1}") for text in (after, *wrong)]
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
            chance = chance_of(measure, f"{name}-{place}")
            odd = chance.choice(other)
            rest = chance.sample(own, 3)
            yield Single(
                id=f"g-member-10-{name}-{place + 1}",
                stem=f"按2018年方案原文，下面哪个是第 10 项的**{other_name}**，而不是{own_name}？",
                options=options_of(
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
