"""One planted flaw for each thing the linter says about single files and their references."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.library.tree import BANK, CASE, CASE_TEXT, LESSON, Tree, question, words

COURSE = "content/courses/tiny/course.toml"
FIGURE = "content/courses/tiny/figure.svg"
GLOSSARY = "content/glossary.toml"
LAW = "content/laws/pipl.toml"
PATHS = "content/paths.toml"
PLAN = "content/plan/plan.toml"


@dataclass(frozen=True)
class Flaw:
    """Replace `old` by `new` in `file`; the problem is expected at the line that holds `at`."""

    code: str
    file: str
    old: str
    new: str
    at: str
    reported: str = ""


FLAWS = [
    Flaw("toml", BANK, 'id = "q-2-0"', "id = q-2-0", "id = q-2-0"),
    Flaw("schema", BANK, "difficulty = 2", 'difficulty = "two"', '"two"'),
    Flaw("schema", COURSE, "hours = 1", "hours = 1\nspare = 1", "id ="),
    Flaw("front-matter", LESSON, "+++", "---", "---"),
    Flaw("block", LESSON, "{{law:pipl#66}}", "{{law:pipl#999}}", "{{law:pipl#999}}"),
    Flaw("plan-parts", PLAN, "[[part]]\nnumber = 1", "[[part]]\nnumber = 2", "#"),
    Flaw("plan-measures", PLAN, "[[measure]]\nnumber = 2\n", "[[measure]]\nnumber = 3\n", "#"),
    Flaw("plan-marked", PLAN, 'marked = "1、将', 'marked = "1、把', 'marked = "1、把'),
    Flaw("plan-units", PLAN, 'units = ["省委宣传部"]', 'units = ["省财政厅"]', '["省财政厅"]'),
    Flaw(
        "plan-correction",
        PLAN,
        'at = "省国税局〔、〕省工商局"',
        'at = "省国税局〔，〕省工商局"',
        "",
    ),
    Flaw("plan-tasks", PLAN, '  "推行公民诚信守则",', '  "诚信",', "tasks = ["),
    Flaw("plan-lists", PLAN, '"水电煤气电信"', '"水电煤油"', ""),
    Flaw("plan-lists", PLAN, "kinds = [", "kind = [", ""),
    Flaw("law-id", LAW, 'id = "pipl"', 'id = "popl"', 'id = "popl"'),
    Flaw("law-point", LAW, 'id = "13"', 'id = "6"', ""),
    Flaw("law-status", LAW, 'status = "现行"', 'status = "已废止"', "status"),
    Flaw("unknown-law", LAW, 'replaced_by = ""', 'replaced_by = "none"', "replaced_by"),
    Flaw("unknown-measure", LAW, "measures = [", "measures = [77, ", "measures = ["),
    Flaw("question-id", BANK, 'id = "q-2-0"', 'id = "Q_2"', 'id = "Q_2"'),
    Flaw("question-id", BANK, 'id = "q-2-0"', 'id = "g-2-0"', 'id = "g-2-0"'),
    Flaw("duplicate-id", BANK, 'id = "q-2-0"', 'id = "q-1-0"', ""),
    Flaw("lesson-check", LESSON, ', "tiny-01-q2", "tiny-01-q3"]', "]", "check ="),
    Flaw("check-question", LESSON, '"tiny-01-q3"]', '"tiny-01-q9"]', "check ="),
    Flaw("check-lesson", LESSON, '"tiny-01-q3"]', '"q-1-0"]', "check ="),
    Flaw("check-audience", LESSON, '"student", "minor"', '"student", "teacher"', "check ="),
    Flaw("lesson-ground", LESSON, "{{law:pipl#66}}", "没有", "## "),
    Flaw("lesson-decision", LESSON, "!!! case", "!!! do", "## "),
    Flaw("lesson-figure", LESSON, "![", "[", "## "),
    Flaw("lesson-sources", LESSON, 'sources = ["方案第 14 项"]', "sources = []", "+++"),
    Flaw("audience", LESSON, '"student", "minor"', '"student", "all"', "audience ="),
    Flaw("figure", LESSON, "(figure.svg)", "(missing.svg)", "missing.svg"),
    Flaw(
        "figure-alt",
        LESSON,
        "![一张图，把它说的话完整地说一遍，说清楚谁先谁后]",
        "![]",
        "figure.svg",
    ),
    Flaw("figure-words", LESSON, "，把它说的话完整地说一遍，说清楚谁先谁后", "", "figure.svg"),
    Flaw("figure-drawing", FIGURE, "<text", "<script", "<svg"),
    Flaw("figure-drawing", FIGURE, "viewBox=", "box=", "<svg"),
    Flaw("figure-drawing", FIGURE, "</svg>", "", "<svg"),
    Flaw("figure-drawing", FIGURE, 'fill="#FAF8F3"', 'fill="none"', "<svg"),
    Flaw("figure-drawing", FIGURE, 'fill="#FAF8F3"', 'style="fill:red"', "<svg"),
    Flaw("figure-unused", LESSON, "](figure.svg)", "](other.svg)", "<svg", FIGURE),
    Flaw("citation", LESSON, "方案第 14 项", "《个人信息保护法》第 999 条", "999"),
    Flaw("citation", LESSON, "方案第 14 项", "《无此法》第 3 条", "无此法"),
    Flaw("citation", LESSON, "方案第 14 项", "法释〔2031〕77号", "2031"),
    Flaw("citation", LESSON, "## 一、开头", "## 一、山东条例第二百条", "二百条"),
    Flaw("citation", BANK, 'note = "注"', 'note = "征信业管理条例第 88 条"', "第 88 条"),
    Flaw("unknown-law", GLOSSARY, 'law = "pipl"', 'law = "nolaw"', "nolaw"),
    Flaw("unknown-point", GLOSSARY, 'point = "66"', 'point = "999"', 'law = "pipl"'),
    Flaw("unknown-lesson", GLOSSARY, "tiny-01", "tiny-99", "tiny-99"),
    Flaw("duplicate-id", GLOSSARY, "other-term", "tiny-term", ""),
    Flaw("term-name", GLOSSARY, 'word = "别的"', 'word = "行话"', "other-term"),
    Flaw("term-unlinked", LESSON, "(term:other-term)", "(term:tiny-term)", "other-term", GLOSSARY),
    Flaw("dead-link", LESSON, "(term:other-term)", "(term:none)", "term:none"),
    Flaw("day-linked", "content/calendar.toml", '["tiny-01"]', '["tiny-99"]', "tiny-99"),
    Flaw("day-linked", "content/calendar.toml", '["tiny-case"]', '["none"]', "none"),
    Flaw("lesson-coverage", BANK, 'lesson = "tiny-01"', 'lesson = ""', "id =", LESSON),
    Flaw("case-coverage", BANK, "case-tiny-case-q1", "case-other-q1", "id =", CASE),
    Flaw("unknown-law", LESSON, 'laws = ["pipl"]', 'laws = ["nolaw"]', "laws ="),
    Flaw("dead-link", LESSON, "(lesson:tiny-01)", "(lesson:tiny-99)", "lesson:tiny-99"),
    Flaw("dead-link", LESSON, "(measure:14)", "(measure:30)", "measure:30"),
    Flaw("dead-link", LESSON, "(law:pipl#66)", "(law:pipl#999)", "law:pipl#999"),
    Flaw("dead-link", LESSON, "(case:tiny-case)", "(case:none)", "case:none"),
    Flaw("case-id", CASE, 'id = "tiny-case"', 'id = "other-case"', "id ="),
    Flaw("case-kind", CASE, 'kind = "警示"', 'kind = "中性"', "kind ="),
    Flaw("case-topic", CASE, 'topic = "校园"', 'topic = "别的"', "topic ="),
    Flaw("case-label", CASE, "情境（虚构）", "真事", "[[decision]]"),
    Flaw("case-choices", CASE, "right = false", "right = true", "[[decision]]"),
    Flaw("unknown-law", CASE, 'law = "fanzha"', 'law = "nolaw"', "[rule]"),
    Flaw("unknown-point", CASE, 'point = "31"', 'point = "999"', "[rule]"),
    Flaw("unknown-measure", CASE, "measures = [10]", "measures = [30]", "measures ="),
    Flaw("course-id", COURSE, 'id = "tiny"', 'id = "other"', "", "content/courses"),
    Flaw("path-lesson", PATHS, '"tiny-01"', '"tiny-99"', "tiny-99"),
    Flaw("path-audience", PATHS, '["minor"]', '["trainee"]', "tiny-01"),
    Flaw("path-missing", PATHS, '"tiny-01"', '"tiny-99"', "id =", LESSON),
    Flaw("duplicate-id", "content/sayings.toml", "saying-two", "saying-one", ""),
    Flaw("unknown-lesson", "content/sayings.toml", "tiny-01", "tiny-99", "tiny-99"),
    Flaw("day-date", "content/calendar.toml", "month = 3", "month = 13", "month = 13"),
]


def test_a_tree_without_flaws_has_no_problem(tree: Tree) -> None:
    assert tree.problems() == []


@pytest.mark.parametrize("flaw", FLAWS, ids=lambda flaw: f"{flaw.code}-{flaw.new[:20]}")
def test_a_planted_flaw_is_named_with_file_and_line(tree: Tree, flaw: Flaw) -> None:
    tree.edit(flaw.file, flaw.old, flaw.new)

    found = tree.problems(flaw.code)

    file = flaw.reported or flaw.file
    assert {problem.file for problem in found} == {file}
    assert all(problem.message for problem in found)
    if flaw.at:
        assert tree.line_of(file, flaw.at) in {problem.line for problem in found}


def test_wrong_toml_names_the_line_of_the_error(tree: Tree) -> None:
    tree.write("content/paths.toml", '[[path]]\nid = "a"\ntitle = \n')

    (found,) = tree.problems("toml")

    assert (found.file, found.line) == ("content/paths.toml", 3)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("hours = 1", "", "缺少 hours，请补上（在 最外层）"),
        ("hours = 1", "hours = 1\nspare = 1", "不认识 spare，请改名或删掉（在 最外层）"),
        ("order = 1", 'order = "first"', "应写成 int，现在写的是 str（在 order）"),
    ],
)
def test_what_does_not_fit_is_said_in_chinese(tree: Tree, old: str, new: str, said: str) -> None:
    tree.edit(COURSE, old, new)

    assert [problem.message for problem in tree.problems("schema")] == [said]


def test_missing_lists_are_reported(tree: Tree) -> None:
    (tree.content / "calendar.toml").unlink()

    assert [problem.file for problem in tree.problems("missing")] == ["content/calendar.toml"]


def test_a_missing_plan_is_a_problem_and_not_a_crash(tree: Tree) -> None:
    (tree.content / "plan" / "plan.toml").unlink()

    assert "content/plan/plan.toml" in [problem.file for problem in tree.problems("missing")]


def test_then_and_today_have_as_many_paragraphs(tree: Tree) -> None:
    ground = '[[measure.then]]\nheading = "又"\ntext = "又"\n\n[[measure.today]]'
    tree.edit("content/plan/plan.toml", "[[measure.today]]", ground)

    assert len(tree.problems("plan-then")) == 1


def test_a_ground_of_the_plan_rests_on_a_known_point(tree: Tree) -> None:
    tree.edit("content/plan/plan.toml", 'law = "shandong-tiaoli"', 'law = "nolaw"')

    (found,) = tree.problems("unknown-law")

    assert found.file == "content/plan/plan.toml"
    assert found.message.startswith("第 1 项")


def test_a_short_lesson_is_reported(tree: Tree) -> None:
    head, _, _ = tree.read(LESSON).partition("## 一、开头")
    tree.write(LESSON, head + "## 一、开头\n\n太短。\n")

    assert len(tree.problems("lesson-length")) == 1


def test_two_lessons_do_not_share_an_id(tree: Tree) -> None:
    tree.write("content/courses/tiny/02-second.md", tree.read(LESSON))

    (found,) = tree.problems("duplicate-id")

    assert found.file == "content/courses/tiny/02-second.md"


def test_a_file_nobody_reads_is_reported(tree: Tree) -> None:
    tree.write("content/notes.toml", "a = 1\n")
    tree.write("question_bank/old.json", "{}")
    tree.write("content/.hidden", "")

    found = [problem.file for problem in tree.problems("unread-file")]

    assert found == ["content/notes.toml", "question_bank/old.json"]


def test_a_short_answer_in_a_lessons_check_is_reported(tree: Tree) -> None:
    short = """[[question]]
id = "tiny-01-q9"
kind = "short"
stem = "说说为什么。"
explanation = "因为如此。"
rests_on = [{ measure = 1 }]
difficulty = 2
bloom = "理解"
audience = ["student", "trainee", "teacher", "minor"]
as_of = 2026-11-23
lesson = "tiny-01"
answer = "一句写得足够长、把两个要点都说到的参考答案。"
rubric = [{ id = "a", text = "要点一" }, { id = "b", text = "要点二" }]
"""
    tree.write("question_bank/lessons/short.toml", short)
    tree.edit(LESSON, '"tiny-01-q3"]', '"tiny-01-q9"]')

    (found,) = tree.problems("check-short")

    assert found.line == tree.line_of(LESSON, "check =")


def test_a_measure_with_eleven_questions_is_reported(tree: Tree) -> None:
    text = tree.read(BANK)
    start = text.index('[[question]]\nid = "q-5-0"')
    tree.write(BANK, text[:start] + text[text.index("[[question]]", start + 1) :])

    (found,) = tree.problems("measure-coverage")
    assert "第 5 项" in found.message


def test_a_law_card_without_questions_is_reported(tree: Tree) -> None:
    card = (
        tree.read(LAW).replace('id = "pipl"', 'id = "spare"', 1).replace("个人信息保护法", "别的法")
    )
    tree.write("content/laws/spare.toml", card)

    (found,) = tree.problems("law-coverage")
    assert (found.file, found.line) == ("content/laws/spare.toml", 1)


def test_cases_that_only_warn_are_reported(tree: Tree) -> None:
    for place in range(10):
        ref = f"warning-{place}"
        tree.write(f"content/cases/{ref}.md", CASE_TEXT.replace("tiny-case", ref))

    (found,) = tree.problems("case-balance")
    assert "正面" in found.message


def minors_lesson(tree: Tree, body: str) -> None:
    """Turn the lesson into one for minors only, with this body."""
    tree.edit(LESSON, 'audience = ["student", "minor"]', 'audience = ["minor"]')
    head, _, _ = tree.read(LESSON).partition("## 一、开头")
    links = "[一](term:tiny-term)[二](term:other-term)"
    figure = "![一张图，把它说的话完整地说一遍，说清楚谁先谁后](figure.svg)"
    rest = '{{law:pipl#66}}\n\n!!! case "情境（虚构）"\n    怎么办？'
    tree.write(LESSON, f"{head}## 一、开头\n\n{body}\n\n{figure}\n\n{links}\n\n{rest}\n")


EASY = "说好了的事，就要做到。做不到，早一点说。" * 60


def test_an_easy_lesson_for_minors_is_left_alone(tree: Tree) -> None:
    minors_lesson(tree, EASY)

    assert tree.problems() == []


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("reading-sentences", ("说好了的事就要做到做不到就要早一点说给大家听听看" * 2 + "。") * 12),
        ("reading-sentence", EASY + "说好了的事就要做到，" * 8 + "。"),
        ("reading-characters", EASY + "醍醐灌顶饕餮龃龉魑魅魍魉踟蹰蹀躞氤氲"),
        ("reading-archive", EASY + "这就是诚信档案。"),
    ],
)
def test_a_hard_lesson_for_minors_is_reported(tree: Tree, code: str, body: str) -> None:
    minors_lesson(tree, body)

    assert [problem.file for problem in tree.problems(code)] == [LESSON]


def test_the_same_body_may_be_hard_for_adults(tree: Tree) -> None:
    tree.edit(LESSON, words("paragraph-0", 100), "这就是诚信档案" * 20)

    assert [one.code for one in tree.problems() if one.code.startswith("reading")] == []


def test_a_key_in_one_place_over_many_files_is_reported_once(tree: Tree) -> None:
    for place in range(60):
        text = question(f"many-{place}", "single", 14, key=["b"])
        tree.write(f"question_bank/part-{place}.toml", text + question(f"o-{place}", "multiple", 1))

    assert len(tree.problems("key-position")) == 1
