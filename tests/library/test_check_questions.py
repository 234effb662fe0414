"""Planted flaws of single questions and of the bank as a whole."""

from __future__ import annotations

import random
from typing import Any

import pytest

from integrity_edu.library.check import check
from integrity_edu.library.rules_items import NEAR, near_pairs
from integrity_edu.quiz.questions import KINDS
from tests.library.tree import Tree, question, words


def options(*texts: str) -> list[dict[str, str]]:
    return [{"id": "abcdef"[place], "text": text, "note": "注"} for place, text in enumerate(texts)]


FOUR = options("甲乙", "丙丁", "戊己", "庚辛")
LAW = [{"law": "shandong-tiaoli", "point": "39"}]
SPOILED: list[tuple[str, str, dict[str, Any]]] = [
    ("explanation", "judge", {"explanation": " "}),
    ("rests-on", "judge", {"rests_on": []}),
    ("rests-on", "judge", {"rests_on": [{"quote": "诚信"}]}),
    ("difficulty", "judge", {"difficulty": 6}),
    ("bloom", "judge", {"bloom": "背诵"}),
    ("audience", "judge", {"audience": ["parents"]}),
    ("key", "single", {"key": ["z"]}),
    ("key", "single", {"key": ["a", "b"]}),
    ("key", "multiple", {"key": ["a"]}),
    ("key", "order", {"key": ["a", "b", "c"]}),
    ("key", "match", {"left": FOUR[:2], "right": FOUR, "key": {"a": "a"}}),
    ("options", "single", {"options": options("甲", "乙"), "key": ["a"]}),
    ("options", "single", {"options": options("甲", "甲", "乙"), "key": ["a"]}),
    ("option-note", "single", {"options": [*FOUR[:3], {"id": "d", "text": "庚", "note": ""}]}),
    ("all-of-the-above", "single", {"options": options("甲", "乙", "以上都是")}),
    ("blanks", "fill", {"stem": "没有空。"}),
    ("unknown-lesson", "judge", {"lesson": "tiny-99"}),
    ("unknown-measure", "judge", {"measures": [30]}),
    ("unknown-measure", "judge", {"rests_on": [{"measure": 31}]}),
    ("unknown-law", "judge", {"rests_on": [{"law": "nolaw", "point": "1"}]}),
    ("unknown-point", "judge", {"rests_on": [{"law": "pipl", "point": "999"}]}),
    ("quote", "judge", {"rests_on": [{"measure": 14, "quote": "推行公民诚信守则"}]}),
    ("negative-stem", "single", {"stem": "下面哪一项不属于重点领域？"}),
    ("negative-stem", "single", {"stem": "关于档案，说法不正确的是哪一项？"}),
    (
        "giveaway",
        "single",
        {
            "stem": "谁来建立健全成年学生的档案？",
            "options": options("建立健全成年学生档案的学校", "别处", "都城"),
            "key": ["a"],
        },
    ),
    (
        "key-number",
        "single",
        {"options": options("最迟 5 个工作日", "七日", "别处"), "key": ["a"], "rests_on": LAW},
    ),
    ("key-number", "fill", {"stem": "要 {{1}} 日。", "blanks": [["45"]], "rests_on": LAW}),
    ("explanation-number", "judge", {"explanation": "不是，要 4567 日。", "rests_on": LAW}),
]


PART = {"kind": "judge", "explanation": "因为。", "key": True}


def case(*stems: str, **fields: Any) -> dict[str, Any]:
    """A set of judgements about these statements; `fields` change the last."""
    found = [{**PART, "id": f"p{place}", "stem": stem} for place, stem in enumerate(stems)]
    found[-1] |= fields
    return {"parts": found}


def gap(*texts: str, key: str = "a") -> dict[str, Any]:
    return {"options": options(*texts), "key": key}


SPOILED += [
    ("gaps", "cloze", {"stem": "要 {{1}}。", "gaps": [gap("甲", "乙", key="c")]}),
    ("option-note", "cloze", {
        "stem": "要 {{1}}。", "gaps": [{"options": [*FOUR[:2], {"id": "c", "text": "庚"}], "key": "a"}],
    }),
    ("parts", "case", case("对吗？")),
    ("explanation", "case", case("对吗？", "又对吗？", explanation=" ")),
    ("correction", "judge", {"key": False, "correction": {"wrong": "没有", "forms": ["有"]}}),
    ("tolerance", "number", {"key": 5, "tolerance": -1}),
    ("rubric", "short", {"answer": words("model"), "rubric": [{"id": "one", "text": "要点"}]}),
    ("hints", "fill", {"stem": "要 {{1}} 日。", "blanks": [["45"]], "hints": ["四十多", "45 上下"]}),
    ("negative-stem", "case", case("对吗？", "下面哪一项不属于重点领域？")),
    ("giveaway", "cloze", {
        "stem": "成年学生的档案由学校建立，{{1}}。",
        "gaps": [gap("成年学生的档案", "别处", "都城")],
    }),
    ("giveaway", "case", case(
        "对吗？", "谁来建立健全成年学生的档案？", kind="single", key=["a"],
        options=options("建立健全成年学生档案的学校", "别处", "都城"),
    )),
    ("key-number", "number", {"key": 45, "rests_on": LAW}),
    ("key-number", "cloze", {
        "stem": "要 {{1}}。", "gaps": [gap("45 日", "七日")], "rests_on": LAW,
    }),
    ("key-number", "case", case("对吗？", "几日？", kind="number", key=45) | {"rests_on": LAW}),
    ("key-number", "judge", {
        "stem": "要三日。", "key": False, "correction": {"wrong": "三日", "forms": ["45 日"]},
        "rests_on": LAW,
    }),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "kind", "fields"),
    SPOILED,
    ids=[f"{one[0]}-{place}" for place, one in enumerate(SPOILED)],
)
def test_a_spoiled_question_is_named_with_file_and_line(
    tree: Tree, code: str, kind: str, fields: dict[str, Any]
) -> None:
    tree.write("question_bank/more.toml", question("spoiled", kind, 14, **fields))

    found = tree.problems(code)

    assert [problem.file for problem in found] == ["question_bank/more.toml"]
    lines = tree.read("question_bank/more.toml").splitlines()
    assert 1 <= found[0].line <= len(lines)


@pytest.mark.parametrize(
    "fields",
    [
        {"stem": "下面哪一项**不属于**重点领域？"},
        {"options": options("3 个工作日", "别处", "五日"), "key": ["a"], "rests_on": LAW},
        {
            "stem": "谁来建立健全成年学生的档案？",
            "options": options("建立健全成年学生档案的学校", "建立健全成年学生档案的人", "别处"),
            "key": ["a"],
        },
        {"rests_on": [{"measure": 14, "quote": "制定异议处理、行政复议等管理制度"}]},
    ],
)
def test_a_careful_question_is_left_alone(tree: Tree, fields: dict[str, Any]) -> None:
    tree.write("question_bank/more.toml", question("careful", "single", 14, **fields))

    assert tree.problems() == []


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("number", {"key": 3, "unit": "个工作日", "rests_on": LAW}),
        ("number", {"key": 150, "rests_on": LAW, "explanation": "50×3＝150，按这个数赔。"}),
        ("date", {"key": "DAY", "rests_on": LAW}),
        ("cloze", {"stem": "要 {{1}}。", "gaps": [gap("3 个工作日", "五日")], "rests_on": LAW}),
        ("case", case("对吗？", "下面哪一项**不属于**重点领域？")),
        ("short", {"answer": words("model"), "rubric": [
            {"id": "one", "text": "要点"}, {"id": "two", "text": "又一点", "points": 2}]}),
        ("judge", {"stem": "要 5 日。", "key": False,
                   "correction": {"wrong": "5 日", "forms": ["3 个工作日"]}, "rests_on": LAW}),
    ],
)  # fmt: skip
def test_a_careful_question_of_a_new_kind_is_left_alone(
    tree: Tree, kind: str, fields: dict[str, Any]
) -> None:
    text = question("careful", kind, 14, **fields).replace('"DAY"', "2026-11-23")
    tree.write("question_bank/more.toml", text)

    assert tree.problems() == []


def test_one_situation_may_serve_two_sets_but_not_the_same_questions(tree: Tree) -> None:
    situation = words("situation", 40)
    first, second = case(words("a"), words("b")), case(words("c"), words("d"))
    for name, parts in (("x", first), ("y", second)):
        text = question(f"set-{name}", "case", 14, stem=situation, **parts)
        tree.write(f"question_bank/{name}.toml", text)
    assert tree.problems() == []

    tree.write("question_bank/z.toml", question("set-z", "case", 14, stem=situation, **second))

    (found,) = tree.problems("stem-duplicate")
    assert found.file == "question_bank/z.toml"


def test_the_same_stem_twice_is_reported_at_the_second(tree: Tree) -> None:
    again = question("again", "judge", 14, stem=f"{words('q-1-0')}？")
    tree.write("question_bank/zz.toml", again)

    (found,) = tree.problems("stem-duplicate")

    assert (found.file, found.line) == ("question_bank/zz.toml", 4)
    assert "q-1-0" in found.message


def test_a_stem_with_one_word_changed_is_near(tree: Tree) -> None:
    long = words("long", 90)
    tree.write("question_bank/y.toml", question("near-a", "judge", 14, stem=long))
    tree.write("question_bank/z.toml", question("near-b", "judge", 14, stem=long[:-2] + "又也"))

    (found,) = tree.problems("stem-near")

    assert found.file == "question_bank/z.toml"


def test_prefix_filtering_finds_what_comparing_all_pairs_finds() -> None:
    chance = random.Random(7)
    sets = [frozenset(chance.sample("abcdefghijklmnopqrstuvw", 20)) for _ in range(150)]

    slow = {
        (a, b)
        for b in range(len(sets))
        for a in range(b)
        if len(sets[a] & sets[b]) / len(sets[a] | sets[b]) >= NEAR
    }

    assert {(a, b) for a, b, _ in near_pairs(sets)} == slow
    assert slow


def add_singles(tree: Tree, count: int, **fields: object) -> None:
    """More singles than chance explains, with fours of other kinds so that the mix stays sound."""
    found = []
    for place in range(count):
        own = {name: value(place) if callable(value) else value for name, value in fields.items()}
        found.append(question(f"many-{place}", "single", 14, turn=place * 3, **own))
        found.append(question(f"other-{place}", "multiple", 14))
    tree.write("question_bank/many.toml", "\n".join(found))


def test_a_key_that_is_too_often_the_longest_is_reported_once(tree: Tree) -> None:
    def longest(place: int) -> list[dict[str, str]]:
        texts = [words(f"{place}-{one}", 4) for one in range(4)]
        texts[place % 4] = words(f"{place}-key", 12)
        return options(*texts)

    add_singles(tree, 140, options=longest)

    (found,) = tree.problems("longest-key")
    assert found.file == "question_bank"
    assert "many-" in found.message


def test_a_key_that_always_stands_first_is_reported(tree: Tree) -> None:
    add_singles(tree, 60, key=["a"])

    assert len(tree.problems("key-position")) == 1


def test_gaps_and_parts_count_among_the_keys_that_stand_first(tree: Tree) -> None:
    found = []
    for place in range(20):
        texts = [words(f"{place}-{one}", 4) for one in range(3)]
        gaps = [gap(*texts), gap(*reversed(texts))]
        part: dict[str, Any] = {"kind": "single", "options": options(*texts), "key": ["a"]}
        stem = words(f"stem-{place}") + "{{1}}和{{2}}。"
        found.append(question(f"cloze-{place}", "cloze", 14, stem=stem, gaps=gaps))
        found.append(question(f"set-{place}", "case", 14, **case(
            words(f"p-{place}"), words(f"q-{place}"), **part)))  # fmt: skip
    tree.write("question_bank/many.toml", "\n".join(found))

    (problem,) = tree.problems("key-position")
    assert "3 个选项" in problem.message
    assert "60、0、0" in problem.message


def test_absolute_words_only_in_wrong_options_are_reported_once(tree: Tree) -> None:
    def absolute(place: int) -> list[dict[str, str]]:
        texts = [words(f"{place}-{one}", 4) + "一定" for one in range(4)]
        texts[place % 4] = words(f"{place}-key", 6)
        return options(*texts)

    add_singles(tree, 60, options=absolute)

    assert len(tree.problems("absolute-words")) == 1


@pytest.mark.parametrize("kind", ["single", "judge"])
def test_too_many_of_a_quick_kind_are_reported(tree: Tree, kind: str) -> None:
    more = [question(f"more-{place}", kind, 14, turn=place * 3) for place in range(150)]
    tree.write("question_bank/more.toml", "\n".join(more))

    (found,) = tree.problems("kinds-spread")
    assert kind in found.message


def test_every_kind_of_question_is_counted(tree: Tree) -> None:
    counts = check(tree.content, tree.bank).counts
    questions = counts["questions"]

    assert isinstance(questions, dict)
    assert [counts[name] for name in ("measures", "lessons", "cases")] == [29, 1, 1]
    assert questions["authored"] == 356
    assert list(questions["by_kind"]) == list(KINDS)
    assert sum(questions["by_kind"].values()) == 356
    assert questions["by_measure"]["14"] == 20
    assert questions["by_difficulty"] == {"1": 0, "2": 356, "3": 0, "4": 0, "5": 0}


def test_the_cells_of_the_count_and_its_table_tell_the_same(tree: Tree) -> None:
    report = check(tree.content, tree.bank)
    questions = report.counts["questions"]
    assert isinstance(questions, dict)

    cells = [cell for cell in questions["cells"] if cell["measure"] == 14]
    minors = sum(cell["questions"] for cell in cells if cell["audience"] == "minor")

    head, *rows = [line.split() for line in report.table.splitlines()]
    assert rows[13][:2] == ["14", str(minors)] == ["14", "20"]
    assert rows[13][head.index("minor")] == "20"
    assert rows[-1][:2] == ["全部", "356"]
