"""Read `content/plan/plan.toml` and the law cards, and say what does not hold together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from integrity_edu.authored import AuthoredError, Problem, Source, parse_toml, read_source
from integrity_edu.plan.marked import corrected, level, printed, sentence, unit_line
from integrity_edu.plan.values import LawCard, Measure, Plan

MEASURES = 29
PARTS = 6
LISTS = {10: ("areas", "groups"), 22: ("kinds",), 24: ("sanctions",)}
"""The enumerations from which questions are made, by measure."""


def read_plan(root: Path) -> tuple[Plan, list[Problem]]:
    """The plan under content root `root`; raises AuthoredError when it cannot be read at all."""
    source = read_source(root / "plan" / "plan.toml", root.parent)
    plan = parse_toml(source, Plan)
    return plan, list(_check_plan(plan, source))


def read_laws(root: Path) -> tuple[dict[str, LawCard], list[Problem]]:
    """All law cards by id, with the problems of the files that could not be read."""
    cards: dict[str, LawCard] = {}
    problems: list[Problem] = []
    for path in sorted((root / "laws").glob("*.toml")):
        source = read_source(path, root.parent)
        try:
            card = parse_toml(source, LawCard)
        except AuthoredError as error:
            problems.append(error.problem)
            continue
        problems += _check_law(card, source, path.stem)
        cards[card.id] = card
    return cards, problems


def _check_plan(plan: Plan, source: Source) -> Iterator[Problem]:
    if [part.number for part in plan.part] != list(range(1, PARTS + 1)):
        yield source.problem(1, "plan-parts", "六个部分要依次写全")
    if [measure.number for measure in plan.measure] != list(range(1, MEASURES + 1)):
        yield source.problem(1, "plan-measures", "29 项措施要依次写全")
    sentences = [sentence(measure.marked) for measure in plan.measure]
    for index, measure in enumerate(plan.measure):
        for field, message in _check_measure(measure, sentences, index):
            line = source.line_of_table("measure", index, field)
            yield source.problem(line, f"plan-{field}", f"第 {measure.number} 项：{message}")


def _check_measure(measure: Measure, sentences: list[str], index: int) -> Iterator[tuple[str, str]]:
    if level(printed(measure.marked)) != level(measure.raw):
        yield "marked", "去掉校订符号后与残本不一致"
    fixed = unit_line(corrected(measure.marked))
    if "、".join(measure.units) + measure.division != re.sub(r"[，,]", "、", fixed):
        yield "units", f"责任单位与校订文字不一致：{fixed}"
    for correction in measure.correction:
        if measure.marked.count(correction.at) != 1:
            yield "correction", f"找不到唯一的校订处：{correction.at}"
    shown = sum(measure.marked.count(mark) for mark in "〔［")
    explained = sum(
        correction.at.count(mark) for correction in measure.correction for mark in "〔［"
    )
    if shown != explained:
        yield "correction", f"有 {shown} 处校订，说明了 {explained} 处"
    for task in measure.tasks:
        if [number for number, text in enumerate(sentences) if task in text] != [index]:
            yield "tasks", f"这句话不是本项独有的：{task}"
    if len(measure.then) != len(measure.today):
        yield "then", "当时与今天的段数要一样"
    yield from _check_lists(measure, sentences[index])


def _check_lists(measure: Measure, text: str) -> Iterator[tuple[str, str]]:
    for name in LISTS.get(measure.number, ()):
        if not measure.lists.get(name):
            yield "lists", f"要列出 lists.{name}"
    for piece in chain.from_iterable(measure.lists.values()):
        if piece not in text:
            yield "lists", f"原文里没有“{piece}”"


def _check_law(card: LawCard, source: Source, stem: str) -> Iterator[Problem]:
    if card.id != stem:
        yield source.problem(source.line_of("id ="), "law-id", f"编号应与文件名相同：{stem}")
    seen: set[str] = set()
    for index, point in enumerate(card.point):
        if point.id in seen:
            line = source.line_of_table("point", index)
            yield source.problem(line, "law-point", f"要点编号重复：{point.id}")
        seen.add(point.id)
    if card.status == "已废止" and not card.replaced_by:
        yield source.problem(source.line_of("status"), "law-status", "已废止的要写明由什么取代")
