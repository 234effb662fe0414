"""What the path page shows, fetched in one go and put into words (no Qt)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from math import ceil

from integrity_edu.courses.values import Pretest
from integrity_edu.people.permissions import Action, may
from integrity_edu.teaching.classes import Membership, my_memberships
from integrity_edu.teaching.paths import HoursLine, PathView, hours_sheet, my_paths
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PathsSeen:
    """Everything on the page; `hours` belong to the chosen path."""

    today: date
    paths: tuple[PathView, ...]
    chosen: PathView | None = None
    hours: tuple[HoursLine, ...] = ()
    classes: tuple[Membership, ...] = ()
    may_join: bool = False

    @property
    def gives_hours(self) -> bool:
        """Whether the chosen path credits training hours."""
        return self.chosen is not None and self.chosen.total_hours > 0


def look(ws: Workspace, path_id: str) -> PathsSeen:
    """Fetch my paths, the chosen one's hours and my classes; an unknown id gives the first path."""
    paths = tuple(my_paths(ws))
    chosen = next((one for one in paths if one.path.id == path_id), paths[0] if paths else None)
    may_join = may(ws.actor.role, Action.JOIN_CLASS)
    return PathsSeen(
        ws.today(),
        paths,
        chosen,
        tuple(hours_sheet(ws, chosen.path.id)) if chosen else (),
        tuple(my_memberships(ws)) if may_join else (),
        may_join,
    )


def is_done(view: PathView) -> bool:
    """Whether every required lesson of a path is behind the learner."""
    return bool(view.required) and view.done == len(view.required)


def right_to_excuse(pretest: Pretest) -> int:
    """How many right answers of a pre-test excuse from the lesson."""
    return ceil(pretest.per_lesson * pretest.pass_ - 1e-9)


def state_words() -> dict[str, str]:
    """What each state is called: 未学, 在学, 已学完, 免修."""
    return {
        "new": tr("未学"),
        "started": tr("在学"),
        "passed": tr("已学完"),
        "excused": tr("免修"),
    }


def state_look(state: str) -> tuple[str, str]:
    """(icon, palette colour) of a state."""
    return {
        "new": ("circle", "muted"),
        "started": ("half", "info"),
        "passed": ("check-circle", "success"),
        "excused": ("medal", "success"),
    }[state]


def go_word(state: str) -> str:
    """What the button of a lesson says."""
    return {"new": tr("开始学"), "started": tr("接着学")}.get(state, tr("再看看"))


def hours_text(hours: float) -> str:
    """`0.5`, `6`: training hours without a needless zero."""
    return f"{hours:g}"


def progress_words(view: PathView) -> str:
    """How far one is on a path: required lessons, electives taken, hours."""
    words = [tr("{done} / {n} 课", done=view.done, n=len(view.required))]
    if view.electives_done:
        words.append(tr("选修 {n} 课", n=view.electives_done))
    if view.total_hours:
        credited, total = hours_text(view.credited_hours), hours_text(view.total_hours)
        words.append(tr("{credited} / {total} 学时", credited=credited, total=total))
    return tr("，").join(words)


def way_words(way: str) -> str:
    """How hours were credited."""
    return tr("前测通过，免修") if way == "pretest" else tr("课后检查通过")


def credited_words(line: HoursLine) -> str:
    """How hours were credited, and whether that is being looked at again."""
    if line.under_review:
        return tr("{way}；待复核，不影响已记的学时", way=way_words(line.way))
    return way_words(line.way)


def day_words(line: HoursLine) -> str:
    """The day hours were credited, `2026-11-23`."""
    return line.credited_at[:10]


def test_words(line: HoursLine) -> str:
    """The test that hours rest on, with the number that draws the same paper again."""
    return tr(
        "{asked} 题对 {right} 题，卷号 {seed}",
        asked=line.test.asked,
        right=line.test.right,
        seed=line.test.seed,
    )


def hours_headings() -> tuple[str, ...]:
    """The columns of the hours sheet."""
    return tr("课"), tr("学时"), tr("怎么认定"), tr("日期"), tr("依据的测试")


def hours_cells(line: HoursLine) -> tuple[str, ...]:
    """One row of the hours sheet."""
    return (
        line.lesson_title,
        hours_text(line.hours),
        credited_words(line),
        day_words(line),
        test_words(line),
    )


def hours_rule() -> str:
    """The rule of the house about hours."""
    return tr("开着窗口不计学时，学时只凭测试认定。")


def hours_csv(lines: Sequence[HoursLine]) -> str:
    """The hours sheet for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(hours_headings())
    writer.writerows(hours_cells(one) for one in lines)
    return out.getvalue()


def hours_html(view: PathView, lines: Sequence[HoursLine]) -> str:
    """The hours sheet for paper."""
    total = tr(
        "合计认定 {credited} 学时，这条路径共 {total} 学时。",
        credited=hours_text(view.credited_hours),
        total=hours_text(view.total_hours),
    )
    head = "".join(f'<th align="left">{escape(one)}</th>' for one in hours_headings())
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in hours_cells(one)) + "</tr>"
        for one in lines
    )
    return (
        f"<h1>{escape(tr('学时单'))}</h1><p>{escape(view.path.title)}</p>"
        f"<p>{escape(total)}</p><p>{escape(hours_rule())}</p>"
        '<table border="1" style="border-collapse:collapse" cellspacing="0" cellpadding="7"'
        f' width="100%"><tr>{head}</tr>{body}</table>'
    )
