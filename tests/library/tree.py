"""A small content tree without a flaw, so that a test can plant exactly one."""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

from integrity_edu.authored import Problem
from integrity_edu.library import roots
from integrity_edu.library.check import check
from integrity_edu.library.rules_coverage import PER_MEASURE
from integrity_edu.plan.plan_file import read_laws

LESSON = "content/courses/tiny/01-first.md"
CASE = "content/cases/tiny-case.md"
BANK = "question_bank/tiny.toml"
KINDS = ("single", "multiple", "fill", "single", "multiple", "fill", "judge", "single")
"""Kinds of the bank's questions, again and again: 3 in 8 single, 1 in 8 judge."""


@dataclass(frozen=True)
class Tree:
    """The tree's two folders, and ways to spoil them."""

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def bank(self) -> Path:
        return self.root / "question_bank"

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def read(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace the first `old`, which must be there."""
        text = self.read(name)
        assert old in text, f"{name} has no {old}"
        self.write(name, text.replace(old, new, 1))

    def line_of(self, name: str, piece: str) -> int:
        """The first line that holds `piece`."""
        lines = self.read(name).splitlines()
        return next(number for number, line in enumerate(lines, 1) if piece in line)

    def problems(self, code: str = "") -> list[Problem]:
        """What the linter says, or only what it says under one code."""
        found = check(self.content, self.bank).problems
        return [problem for problem in found if code in ("", problem.code)]


def build(root: Path) -> Tree:
    """The real plan and law cards, one course of one lesson, one case, and 356 questions."""
    tree = Tree(root)
    for name in ("plan", "laws"):
        shutil.copytree(roots.content_root() / name, tree.content / name)
    tree.write("content/courses/tiny/course.toml", COURSE)
    tree.write(LESSON, lesson())
    tree.write("content/courses/tiny/figure.svg", FIGURE)
    tree.write(CASE, CASE_TEXT)
    tree.write("content/calendar.toml", CALENDAR)
    tree.write("content/sayings.toml", SAYINGS)
    tree.write("content/paths.toml", PATHS)
    tree.write("content/glossary.toml", GLOSSARY)
    tree.write(BANK, bank())
    return tree


def words(salt: object, count: int = 24) -> str:
    """Chinese characters that no other salt gives, without any word the linter looks for."""
    chance = random.Random(str(salt))
    return "".join(chr(chance.randrange(0x5E00, 0x6200)) for _ in range(count))


def lesson() -> str:
    paragraphs = "\n\n".join(words(f"paragraph-{place}", 100) for place in range(10))
    return f"""+++
id = "tiny-01"
title = "第一课"
minutes = 8
audience = ["student", "minor"]
measures = [14]
objectives = ["能说出一件事"]
laws = ["pipl"]
sources = ["方案第 14 项"]
as_of = 2026-11-23
check = ["tiny-01-q1", "tiny-01-q2", "tiny-01-q3"]
+++

## 一、开头

{paragraphs}

![一张图，把它说的话完整地说一遍，说清楚谁先谁后](figure.svg)

{{{{law:pipl#66}}}}

!!! case "情境（虚构）"
    怎么办？

看[这一课](lesson:tiny-01)、[第 14 项](measure:14)、[法规](law:pipl#66)、[案例](case:tiny-case)、[术语](term:tiny-term)、[别的](term:other-term)。
"""


def bank() -> str:
    """Twelve questions on each measure, over all law cards in turn; six of the lesson, two of the case."""
    points = [
        {"law": card.id, "point": card.point[0].id}
        for card in read_laws(roots.content_root())[0].values()
    ]
    found = []
    for total in range(29 * PER_MEASURE):
        measure, place = total // PER_MEASURE + 1, total % PER_MEASURE
        ground = [{"measure": measure}, points[total % len(points)]]
        kind = KINDS[total % len(KINDS)]
        ref = f"q-{measure}-{place}"
        singles = total * KINDS.count("single") // len(KINDS)
        found.append(question(ref, kind, measure, turn=3 * singles, rests_on=ground))
    found += [
        question(f"tiny-01-q{place}", "multiple", 14, lesson="tiny-01") for place in range(1, 7)
    ]
    found += [question(f"case-tiny-case-q{place}", "multiple", 14) for place in (1, 2)]
    return "\n".join(found)


def question(ref: str, kind: str, measure: int, *, turn: int = 0, **fields: object) -> str:
    """One sound question as TOML; `turn` moves the key along, `fields` replace what is there."""
    values: dict[str, object] = {
        "id": ref,
        "kind": kind,
        "stem": f"{words(ref)}？",
        "explanation": f"{words(ref + 'why')}。",
        "rests_on": [{"measure": measure}],
        "measures": [measure],
        "difficulty": 2,
        "bloom": "理解",
        "audience": ["student", "minor"],
    }
    ids = "abcd"
    options = [{"id": one, "text": words(ref + one, 6), "note": "注"} for one in ids]
    match kind:
        case "single":
            values |= {"options": options, "key": [ids[(turn // 3) % 4]]}
        case "multiple":
            values |= {"options": options, "key": ["a", "c"]}
        case "order":
            values |= {"options": options, "key": list(ids)}
        case "fill":
            values |= {"stem": f"{words(ref)} {{{{1}}}}。", "blanks": [["答"]]}
        case "judge":
            values |= {"key": True}
    lines = [f"{name} = {toml(value)}" for name, value in (values | fields).items()]
    return "[[question]]\n" + "\n".join(lines) + "\nas_of = 2026-11-23\n"


def toml(value: object) -> str:
    """A value as inline TOML; strings, numbers and lists are written as in JSON."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {toml(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


COURSE = """id = "tiny"
title = "小课"
summary = "一课"
audience = ["student", "minor"]
order = 1
hours = 1
"""

CASE_TEXT = """+++
id = "tiny-case"
title = "案例"
subtitle = "小"
kind = "警示"
topic = "校园"
minutes = 5
audience = ["student"]
measures = [10]
laws = ["fanzha"]
as_of = 2026-11-23
sources = ["来源"]

[[decision]]
label = "情境（虚构）"
prompt = "怎么办？"
messages = [{ side = "other", text = "在吗" }]
choices = [
  { id = "a", text = "好", right = true, outcome = "对" },
  { id = "b", text = "不好", right = false, outcome = "错" },
]

[after]
heading = "后来"
when = "2025"
text = "事"

[rule]
heading = "规则"
law = "fanzha"
point = "31"
text = "条"
+++

背景。
"""

FIGURE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 300">
<rect x="0" y="0" width="720" height="300" fill="#FAF8F3"/>
<text x="20" y="40">字</text>
</svg>
"""

GLOSSARY = """[[term]]
id = "tiny-term"
word = "术语"
group = "组"
also = ["行话"]
meaning = "意思"
law = "pipl"
point = "66"
lesson = "tiny-01"
as_of = 2026-11-23

[[term]]
id = "other-term"
word = "别的"
group = "组"
meaning = "意思"
as_of = 2026-11-23
"""

CALENDAR = """[[day]]
id = "day-one"
title = "日子"
month = 3
day = 15
origin = "来历"
measures = [2]
lessons = ["tiny-01"]
cases = ["tiny-case"]
as_of = 2026-11-23

[[day]]
id = "day-two"
title = "另一日"
month = 0
day = 0
origin = "来历"
measures = [2]
as_of = 2026-11-23
"""

SAYINGS = """[[saying]]
id = "saying-one"
text = "话"
source = "书"
gloss = "意思"
lesson = "tiny-01"

[[saying]]
id = "saying-two"
text = "又话"
source = "书"
gloss = "意思"
"""

PATHS = """[[path]]
id = "path-one"
title = "路"
summary = "一课"
audience = ["minor"]
steps = [
  { lesson = "tiny-01", required = true, hours = 0.5 },
]
pretest = { per_lesson = 3, pass = 0.8 }
"""
