"""What things rest on: laws and their points, quotes of the plan, and links."""

from __future__ import annotations

from collections.abc import Iterator

from integrity_edu.authored import Problem, Source
from integrity_edu.library.shelf import Shelf
from integrity_edu.library.texts import Texts
from integrity_edu.plan.marked import corrected
from integrity_edu.plan.plan_file import MEASURES
from integrity_edu.quiz.bank_file import Placed
from integrity_edu.quiz.questions import Point


def sources(shelf: Shelf, texts: Texts) -> Iterator[Problem]:
    """Unknown laws, points and measures, wrong quotes, dead links."""
    yield from _questions(shelf)
    yield from _plan(shelf, texts)
    yield from _cards(shelf, texts)
    yield from _terms(shelf, texts)
    yield from _lessons_and_cases(shelf, texts)
    yield from _links(shelf)


def _questions(shelf: Shelf) -> Iterator[Problem]:
    lines = {one.number: corrected(one.marked) for one in shelf.plan.measure} if shelf.plan else {}
    for placed in shelf.placed:
        for number in placed.question.measures:
            if not 1 <= number <= MEASURES:
                yield placed.problem("unknown-measure", f"方案没有第 {number} 项", "measures")
        for point in placed.question.rests_on:
            yield from _rests_on(placed, point, lines, shelf)


def _rests_on(
    placed: Placed, point: Point, lines: dict[int, str], shelf: Shelf
) -> Iterator[Problem]:
    if not point.measure and not point.law:
        yield placed.problem("rests-on", "依据要写明方案第几项，或哪部法的哪一点", "rests_on")
    if point.measure and not 1 <= point.measure <= MEASURES:
        yield placed.problem("unknown-measure", f"方案没有第 {point.measure} 项", "rests_on")
    elif point.quote and lines and point.quote not in lines.get(point.measure, ""):
        yield placed.problem(
            "quote",
            f"第 {point.measure} 项里没有这句原话，请照校订文字抄：{point.quote}",
            "rests_on",
        )
    for code, message in _law(shelf, point.law, point.point):
        yield placed.problem(code, message, "rests_on")


def _law(shelf: Shelf, law: str, point: str, *, whole: bool = False) -> Iterator[tuple[str, str]]:
    """Tell what is wrong with a reference to a point of a card; `whole` refers to the card only."""
    if not law:
        if point:
            yield "unknown-law", f"写了要点 {point}，没写是哪张法规卡"
        return
    card = shelf.laws.get(law)
    if card is None:
        yield "unknown-law", f"没有法规卡 {law}，改成已有的编号或补一张卡"
    elif not whole and card.find(point) is None:
        yield "unknown-point", f"法规卡 {law} 没有要点 {point or '（空）'}，改编号或在卡上补这一点"


def _plan(shelf: Shelf, texts: Texts) -> Iterator[Problem]:
    source = texts.of("plan/plan.toml")
    for index, measure in enumerate(shelf.plan.measure if shelf.plan else ()):
        start = source.line_of_table("measure", index)
        for ground in (*measure.then, *measure.today):
            for code, message in _law(shelf, ground.law, ground.point):
                line = source.line_of(ground.heading, start)
                yield source.problem(line, code, f"第 {measure.number} 项：{message}")


def _cards(shelf: Shelf, texts: Texts) -> Iterator[Problem]:
    for card in shelf.laws.values():
        source = texts.of(f"laws/{card.id}.toml")
        for code, message in _law(shelf, card.replaced_by, "", whole=True):
            yield source.problem(source.line_of("replaced_by"), code, message)
        yield from _measures(card.measures, source)


def _terms(shelf: Shelf, texts: Texts) -> Iterator[Problem]:
    source = texts.of("glossary.toml")
    for index, term in enumerate(shelf.courses.terms):
        for code, message in _law(shelf, term.law, term.point):
            yield source.problem(source.line_of_table("term", index, "law"), code, message)


def _lessons_and_cases(shelf: Shelf, texts: Texts) -> Iterator[Problem]:
    fronts = [
        (texts.lesson(one.front.id), one.front.laws, one.front.measures)
        for one in shelf.courses.lessons
    ]
    for case in shelf.courses.cases:
        source = texts.of(f"cases/{case.front.id}.md")
        fronts.append((source, case.front.laws, case.front.measures))
        rule = case.front.rule
        for code, message in _law(shelf, rule.law, rule.point):
            yield source.problem(source.line_of("[rule]"), code, message)
    for source, laws, measures in fronts:
        for law in laws:
            for code, message in _law(shelf, law, "", whole=True):
                yield source.problem(source.line_of("laws ="), code, message)
        yield from _measures(measures, source)


def _measures(measures: tuple[int, ...], source: Source) -> Iterator[Problem]:
    for number in measures:
        if not 1 <= number <= MEASURES:
            line = source.line_of("measures =")
            yield source.problem(line, "unknown-measure", f"方案没有第 {number} 项")


def _links(shelf: Shelf) -> Iterator[Problem]:
    known = {
        "lesson": {one.front.id for one in shelf.courses.lessons},
        "case": {one.front.id for one in shelf.courses.cases},
        "measure": {str(number) for number in range(1, MEASURES + 1)},
        "term": {one.id for one in shelf.courses.terms},
        "law": {*shelf.laws, *(f"{c.id}#{p.id}" for c in shelf.laws.values() for p in c.point)},
    }
    for source, line, link in shelf.courses.links:
        kind, _, ref = link.partition(":")
        if ref not in known[kind]:
            yield source.problem(line, "dead-link", f"链接 {link} 指不到任何东西，改成已有的编号")
