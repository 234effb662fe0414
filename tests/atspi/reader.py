"""A screen reader without a voice: it knows roles, names, states and what is announced.

Run by the system's Python, which has gi; it imports nothing of ours, sees no object names and
no coordinates. `reader.py quiz` takes the attempt left open to its end; `reader.py audit LABEL …`
visits these pages of the sidebar. It prints what it read as JSON.
"""

# ruff: noqa: T201 - printing is what it is for
from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import gi  # type: ignore[import-not-found, import-untyped, unused-ignore]

gi.require_version("Atspi", "2.0")
from gi.repository import (  # type: ignore[import-not-found, import-untyped, unused-ignore]  # noqa: E402
    Atspi,
    GLib,
)

PROGRAM = "integrity-edu"
WAIT = 20.0
"""Seconds until something that should have appeared is missing."""
PROGRESS = re.compile(r"第 (\d+) 题，共 (\d+) 题")
OPTION = re.compile(r"^[A-I]，")
SCORE = re.compile(r"^\d+ 题，对 \d+ 题$")
DOWN = 0xFF54
RETURN = 0xFF0D
"""X11's XK_Down and XK_Return."""
PRESSING = ("Press", "Toggle", "ShowMenu")
FIELDS = ("text", "entry", "spin button", "password text", "terminal")

Log = dict[str, Any]


class Missing(Exception):  # noqa: N818 - it says what it is
    """What was waited for did not come."""


class Node:
    """One object of the tree, asked anew each time: nothing is remembered for it."""

    def __init__(self, raw: Any, parents: tuple[Node, ...] = ()) -> None:
        self.raw, self.parents = raw, parents

    @property
    def name(self) -> str:
        return str(self.raw.get_name())

    @property
    def role(self) -> str:
        return str(self.raw.get_role_name())

    @property
    def description(self) -> str:
        return str(self.raw.get_description())

    @property
    def states(self) -> set[str]:
        return {state.value_nick for state in self.raw.get_state_set().get_states()}

    @property
    def actions(self) -> list[str]:
        if "Action" not in self.raw.get_interfaces():
            return []
        count = Atspi.Action.get_n_actions(self.raw)
        return [Atspi.Action.get_action_name(self.raw, place) for place in range(count)]

    @property
    def text(self) -> str:
        """What a text field holds."""
        return str(Atspi.Text.get_text(self.raw, 0, Atspi.Text.get_character_count(self.raw)))

    def press(self) -> None:
        """Do what a press does, by the action interface."""
        actions = self.actions
        wanted = next((name for name in PRESSING if name in actions), None)
        if wanted is None or not Atspi.Action.do_action(self.raw, actions.index(wanted)):
            raise Missing(f"{self.role} “{self.name}” cannot be pressed: {actions}")

    def focus(self) -> None:
        """Put the keyboard here."""
        Atspi.Component.grab_focus(self.raw)

    def write(self, text: str) -> None:
        """Type by the editable text interface."""
        if not Atspi.EditableText.set_text_contents(self.raw, text):
            raise Missing(f"{self.role} “{self.name}” takes no text")

    def said(self) -> Log:
        """What a listener is told of it."""
        labels = [
            relation.get_target(place).get_name()
            for relation in self.raw.get_relation_set()
            if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY
            for place in range(relation.get_n_targets())
        ]
        return {
            "role": self.role, "name": self.name, "states": sorted(self.states), "labels": labels,
        }  # fmt: skip


class Reader:
    """The program as it is heard."""

    def __init__(self) -> None:
        Atspi.init()
        self.heard: list[str] = []
        self._listener = Atspi.EventListener.new(self._hear)
        self._listener.register("object:announcement")
        self.app = self.until("the program", self._find_program)

    def _hear(self, event: Any, *_: Any) -> None:
        self.heard.append(str(event.any_data))

    def _find_program(self) -> Node | None:
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for place in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(place)
            if child is not None and child.get_name() == PROGRAM:
                child.set_cache_mask(Atspi.Cache.NONE)
                return Node(child)
        return None

    def listen(self, seconds: float = 0.05) -> None:
        """Let events come in."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not GLib.MainContext.default().iteration(False):
                time.sleep(0.005)

    def until(self, what: str, found: Callable[[], Any]) -> Any:
        """Ask again until there is an answer; objects may vanish while one looks."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            try:
                if answer := found():
                    return answer
            except GLib.Error:
                pass
            self.listen()
        raise Missing(what)

    def nodes(self) -> Iterator[Node]:
        """Everything shown, in the order of the tree."""
        yield from _below(self.app)

    def find(self, role: str, name: str | re.Pattern[str], *, able: bool = True) -> Node | None:
        """The first object of this role and name that is shown."""
        for node in self.nodes():
            if node.role != role or not _fits(name, node.name):
                continue
            if not able or "sensitive" in node.states:
                return node
        return None

    def press(self, name: str | re.Pattern[str], role: str = "push button") -> None:
        """Wait for a button and press it."""
        self.until(f"{role} {name}", lambda: self.find(role, name)).press()

    def wait_for_words(self, words: re.Pattern[str]) -> str:
        """The first label that says this."""
        return str(self.until(f"label {words.pattern}", lambda: self.find("label", words)).name)

    def labels(self) -> list[str]:
        """Every label's words."""
        return [node.name for node in self.nodes() if node.role == "label" and node.name]

    def wait_to_hear(self, words: str, since: int) -> str:
        """What was announced after the `since`-th announcement and matches."""
        pattern = re.compile(words)
        return str(
            self.until(
                f"announcement {words}; heard {self.heard[since:]}",
                lambda: next((one for one in self.heard[since:] if pattern.search(one)), None),
            )
        )


def _below(node: Node) -> Iterator[Node]:
    """Depth first, leaving out what is not visible."""
    for place in range(node.raw.get_child_count()):
        raw = node.raw.get_child_at_index(place)
        if raw is None:
            continue
        child = Node(raw, (*node.parents, node))
        if "visible" in child.states or child.role == "application":
            yield child
            yield from _below(child)


def _fits(wanted: str | re.Pattern[str], name: str) -> bool:
    return name == wanted if isinstance(wanted, str) else bool(wanted.search(name))


# ---- taking a quiz -------------------------------------------------------------------------------


class Controls:
    """What the question at hand is answered with."""

    def __init__(self, reader: Reader) -> None:
        self.options: list[Node] = []
        self.fields: list[Node] = []
        self.boxes: list[Node] = []
        self.rows: list[Node] = []
        for node in reader.nodes():
            role, name = node.role, node.name
            if role in ("check box", "radio button") and OPTION.match(name):
                self.options.append(node)
            elif role in FIELDS and re.match(r"第 \d+ 空", name):
                self.fields.append(node)
            elif role == "combo box":
                self.boxes.append(node)
            elif re.match(r"第 \d+ 位：", name):
                self.rows.append(node)

    @property
    def all(self) -> list[Node]:
        return [*self.options, *self.fields, *self.boxes, *self.rows]

    @property
    def kind(self) -> str:
        for name in ("options", "fields", "boxes", "rows"):
            if getattr(self, name):
                return name
        return ""


def _stem(reader: Reader) -> list[str]:
    """What is read between the flag and the first thing to answer with: stem, then how to."""
    words: list[str] = []
    after_flag = False
    answers = {node.name for node in Controls(reader).all}
    for node in reader.nodes():
        role, name = node.role, node.name
        if role == "check box" and name in ("标记", "取消标记"):
            after_flag = True
        elif after_flag and name and name in answers:
            break
        elif after_flag and name and role == "label":
            words.append(name)
    return words


def take_quiz(reader: Reader) -> Log:
    """From home to the result; every answer is given, whether right or not."""
    reader.press("测验", "check box")
    reader.press(re.compile("^继续："))
    log: Log = {"questions": []}
    count, number = 1, 1
    while number <= count:
        heading = reader.wait_for_words(re.compile(f"第 {number} 题，共"))
        found = PROGRESS.search(heading)
        assert found
        count = int(found.group(2))
        log["questions"].append(_answer_one(reader, flag=number == 2))
        log["questions"][-1]["heading"] = heading
        number += 1
        if number <= count:
            reader.press("下一题")
    log["unnamed"] = _nameless(reader)
    reader.press("交卷")
    reader.press("确定交卷")
    log["score"] = reader.wait_for_words(SCORE)
    log["result"] = reader.labels()
    log["announced"] = reader.heard
    return log


def _answer_one(reader: Reader, *, flag: bool) -> Log:
    reader.until("something to answer with", lambda: Controls(reader).all)
    controls = Controls(reader)
    log: Log = {"kind": controls.kind, "stem": _stem(reader), "unnamed": _nameless(reader)}
    log["controls"] = [node.said() for node in controls.all]
    log["before"] = reader.labels()
    since = len(reader.heard)
    if flag:
        reader.press("标记", "check box")
        reader.until("the flag", lambda: reader.find("check box", "取消标记"))
        log["flagged"] = True
    ANSWERS[controls.kind](reader, controls)
    log["saved"] = reader.wait_to_hear("^已保存", since)
    log["chosen"] = [node.said() for node in Controls(reader).all]
    reader.press("确认")
    log["verdict"] = reader.wait_to_hear("^(答对了|这次没答对)", since)
    reader.until("the next step", lambda: reader.find("push button", re.compile("下一题|去交卷")))
    before = set(log["before"])
    log["explained"] = [words for words in reader.labels() if words not in before]
    log["after"] = [node.said() for node in Controls(reader).options]
    log["announced"] = reader.heard[since:]
    return log


def _tick(reader: Reader, controls: Controls) -> None:
    controls.options[0].press()
    reader.until("a tick", lambda: "checked" in Controls(reader).options[0].states)


def _type(reader: Reader, controls: Controls) -> None:
    for field in controls.fields:
        field.write("诚信")
    reader.until("the words", lambda: Controls(reader).fields[-1].text == "诚信")


def _pick(reader: Reader, controls: Controls) -> None:
    """Open each box and take its first piece by the arrow and the return key."""
    for place in range(len(controls.boxes)):
        box = Controls(reader).boxes[place]
        before = box.name
        box.press()
        reader.until("an open box", lambda: reader.find("list item", re.compile(".")))
        reader.listen(0.2)
        for key in (DOWN, RETURN):
            Atspi.generate_keyboard_event(key, None, Atspi.KeySynthType.SYM)
            reader.listen(0.2)
        reader.until("a piece", partial(_renamed, reader, place, before))


def _renamed(reader: Reader, place: int, before: str) -> bool:
    return Controls(reader).boxes[place].name != before


def _move(reader: Reader, controls: Controls) -> None:
    first = controls.rows[0].name
    reader.press(re.compile("^下移"))
    reader.until("another first", lambda: Controls(reader).rows[0].name != first)


ANSWERS: dict[str, Callable[[Reader, Controls], None]] = {
    "options": _tick,
    "fields": _type,
    "boxes": _pick,
    "rows": _move,
}


# ---- looking for what has no name ----------------------------------------------------------------


def _nameless(reader: Reader) -> list[str]:
    """Focusable or pressable objects that a listener could not tell from anything else."""
    found = []
    for node in reader.nodes():
        if node.name:
            continue
        states = node.states
        if "focusable" in states or set(node.actions) & set(PRESSING):
            near = next((one.name for one in reversed(node.parents) if one.name), "")
            found.append(f"{node.role} in “{near}”: {node.description}")
    return found


def audit(reader: Reader, pages: list[str]) -> Log:
    """Visit these pages and list what has no name on each."""
    log: Log = {}
    for page in pages:
        reader.press(page, "check box")
        reader.until(f"the page {page}", partial(_here, reader, page))
        reader.listen(0.5)
        log[page] = reader.until("a page to read", lambda: {"unnamed": _nameless(reader)})
        log[page]["labels"] = reader.labels()
    return log


def _here(reader: Reader, page: str) -> bool:
    entry = reader.find("check box", page)
    return entry is not None and "checked" in entry.states


def main(words: list[str]) -> int:
    """Do what is asked; on failure show the tree that was there."""
    reader = Reader()
    try:
        log = take_quiz(reader) if words[0] == "quiz" else audit(reader, words[1:])
    except Missing as missing:
        for node in reader.nodes():
            if node.name:
                print(node.role, node.name, " ".join(sorted(node.states)), file=sys.stderr)
        print(f"missing: {missing}; heard {reader.heard[-3:]}", file=sys.stderr)
        return 1
    print(json.dumps(log, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
