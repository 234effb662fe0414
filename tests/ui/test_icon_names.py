"""Every icon that is asked for by name is drawn somewhere."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

import integrity_edu.ui
from integrity_edu.ui.icons import Icons, names
from integrity_edu.ui.navigation import SIDEBAR
from integrity_edu.ui.widgets import buttons, cards

SOURCES = sorted(Path(integrity_edu.ui.__file__).parent.rglob("*.py"))

TAKERS: dict[str, int] = {
    name: list(inspect.signature(made).parameters).index("icon")
    for module in (buttons, cards)
    for name, made in inspect.getmembers(module, inspect.isclass)
    if made.__module__ == module.__name__ and "icon" in inspect.signature(made).parameters
}
"""Widgets that take an icon, with the place of the argument."""

METHODS = {"icon": 0, "pixmap": 0, "set_icon": 0}


def asked() -> Iterator[tuple[str, str]]:
    """(place, name) of every icon that is named in a call."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            at = TAKERS.get(called.rpartition(".")[2])
            if at is None and ".icons." in f".{called}":
                at = METHODS.get(called.rpartition(".")[2])
            given = [] if at is None else node.args[at : at + 1]
            given += [one.value for one in node.keywords if one.arg == "icon"]
            for name in (one for value in given for one in choices(value)):
                yield f"{path.name}:{node.lineno}", name


def choices(value: ast.expr) -> list[str]:
    """The strings an expression may come to: a literal, or either side of a choice."""
    if isinstance(value, ast.IfExp):
        return choices(value.body) + choices(value.orelse)
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return [value.value]
    return []


def test_the_scan_sees_the_widgets_that_take_icons() -> None:
    assert {"PrimaryButton", "IconButton", "NavButton", "IconBadge", "EmptyState"} <= set(TAKERS)
    assert len(list(asked())) > 40


def test_every_icon_asked_for_exists() -> None:
    there = set(names())
    assert [(place, name) for place, name in asked() if name not in there] == []


def test_every_icon_of_the_sidebar_exists() -> None:
    named = {entry.icon for side in SIDEBAR.values() for group in side for entry in group.entries}
    assert named <= set(names())


def test_an_unknown_icon_is_a_bug_at_once(qapp: object) -> None:
    with pytest.raises(FileNotFoundError, match=r"nothing\.svg"):
        Icons().pixmap("nothing", "#000000")
