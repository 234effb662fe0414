"""What the house promises about its own source, read from the source."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import integrity_edu
from integrity_edu.quiz.questions import KINDS

PACKAGE = Path(integrity_edu.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA)\b")
CLOCK_WORDS = re.compile(r"\b(datetime\.now|datetime\.utcnow|date\.today|time\.time)\(")

PASSED_ON = {
    ("words.py", "error.sentence"),
    ("words.py", "error.hint"),
    ("sidebar.py", "entry.text"),
    ("sidebar.py", "group.heading"),
}
"""Words that were written out elsewhere: in an error, in `ui.navigation`."""

MOST_LINES = 400
MOST_OF_A_FUNCTION = 60
USUAL_OF_A_FUNCTION = 25


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path, node: ast.expr | ast.stmt) -> str:
    return f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"


def literals(path: Path) -> Iterator[ast.Constant]:
    """String literals, the first pieces of f-strings among them, that are no docstrings."""
    docs = {
        id(node.value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node


# where things stand


def test_sql_stands_in_stores_and_in_storage_only() -> None:
    found = [
        place(path, one)
        for path in FILES
        if path.name != "store.py" and path.parent.name != "storage"
        for one in literals(path)
        if SQL.match(str(one.value))
    ]
    assert found == []


def test_only_the_clock_asks_the_machine_for_the_time() -> None:
    asking = [str(path) for path in FILES if CLOCK_WORDS.search(path.read_text(encoding="utf-8"))]
    assert asking == [str(PACKAGE / "clock.py")]


def test_every_import_names_what_it_takes() -> None:
    wild = [
        place(path, node)
        for path in FILES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and any(name.name == "*" for name in node.names)
    ]
    assert wild == []


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(TODO|FIXME|NotImplementedError)\b")
    assert [str(path) for path in FILES if later.search(path.read_text(encoding="utf-8"))] == []


# how much of it


def test_a_file_is_short_enough_to_be_read_in_one_sitting() -> None:
    lengths = {str(path): len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert {path: n for path, n in lengths.items() if n > MOST_LINES} == {}


def functions() -> dict[str, int]:
    """Lines of every function, by place and name."""
    return {
        f"{place(path, node)} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in FILES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_no_function_is_longer_than_a_screen() -> None:
    assert {name: n for name, n in functions().items() if n > MOST_OF_A_FUNCTION} == {}


def test_nine_functions_of_ten_are_short() -> None:
    lengths = functions().values()
    assert sum(n <= USUAL_OF_A_FUNCTION for n in lengths) >= 0.9 * len(lengths)


# what is said


@cache
def error_classes() -> frozenset[str]:
    """EduError and everything that descends from it."""
    classes = [
        (node.name, {ast.unparse(base).rpartition(".")[2] for base in node.bases})
        for path in FILES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
    ]
    found = {"EduError"}
    while grown := {name for name, bases in classes if bases & found} - found:
        found |= grown
    return frozenset(found)


@cache
def classes_with_words_of_their_own() -> frozenset[str]:
    """Errors whose `__init__` takes values and knows the words itself."""
    return frozenset(
        node.name
        for path in FILES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
        and node.name in error_classes() - {"EduError"}
        and any(isinstance(one, ast.FunctionDef) and one.name == "__init__" for one in node.body)
    )


def spoken(path: Path) -> Iterator[tuple[ast.Call, list[ast.expr]]]:
    """Calls that say something to people, with the arguments that hold the words."""
    inside_errors = {
        id(call)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and node.name in classes_with_words_of_their_own()
        for call in ast.walk(node)
    }
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func).rpartition(".")[2]
        if name == "tr":
            yield node, node.args[:1]
        elif name in error_classes() - classes_with_words_of_their_own() or (
            name == "__init__" and id(node) in inside_errors
        ):
            yield node, node.args[:2]


def navigation_words() -> set[str]:
    """The lines and headings of the sidebar, translated where they are shown."""
    from integrity_edu.ui.navigation import SIDEBAR

    groups = [group for side in SIDEBAR.values() for group in side]
    return {group.heading for group in groups if group.heading} | {
        entry.text for group in groups for entry in group.entries
    }


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_what_is_said_is_written_out_where_it_is_said() -> None:
    wrong = [
        f"{place(path, call)}: {ast.unparse(words)}"
        for path in FILES
        for call, said in spoken(path)
        for words in said
        if not (isinstance(words, ast.Constant) and isinstance(words.value, str))
        and (path.name, ast.unparse(words)) not in PASSED_ON
    ]
    assert wrong == []


def test_every_field_of_what_is_said_is_given() -> None:
    wrong = []
    for path in FILES:
        for call, said in spoken(path):
            given = {keyword.arg for keyword in call.keywords}
            texts = [str(one.value) for one in said if isinstance(one, ast.Constant)]
            wanted = set().union(*map(fields, texts))
            if None not in given and not wanted <= given:
                wrong.append(f"{place(path, call)}: {sorted(wanted - given)}")
    assert wrong == []


def all_words() -> set[str]:
    """Every Chinese source string of the package."""
    texts = {
        str(one.value)
        for path in FILES
        for _, said in spoken(path)
        for one in said
        if isinstance(one, ast.Constant) and one.value
    }
    return texts | navigation_words()


@pytest.fixture
def english() -> dict[str, str]:
    path = PACKAGE / "translations" / "en.json"
    catalog: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return catalog


def test_everything_that_is_said_has_its_english(english: dict[str, str]) -> None:
    assert sorted(all_words() - set(english)) == []


def test_nothing_is_translated_that_nobody_says(english: dict[str, str]) -> None:
    assert sorted(set(english) - all_words()) == []


def test_english_has_the_same_fields(english: dict[str, str]) -> None:
    wrong = [
        text
        for text, said in english.items()
        for form in said.split("|")
        if fields(form) - fields(text) or (fields(text) - fields(form) - {"n"})
    ]
    assert wrong == []


# what belongs together


def test_every_kind_of_question_has_its_widget() -> None:
    from integrity_edu.ui.widgets.question_card import KINDS as WIDGETS

    assert set(WIDGETS) == set(KINDS)


def test_every_page_of_the_sidebar_is_a_page() -> None:
    from integrity_edu.ui.navigation import PAGES, SIDEBAR

    named = {entry.page for side in SIDEBAR.values() for group in side for entry in group.entries}
    assert named <= set(PAGES)
