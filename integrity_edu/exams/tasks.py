"""What is set when a paper is set, who may begin it now, and which attempt counts (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from integrity_edu.errors import EduError
from integrity_edu.quiz.reveal import EXAM, Reveal
from integrity_edu.teaching.assignments import AssignmentError

Counts = Literal["best", "last", "first", "average"]
Moment = Annotated[datetime, Meta(tz=True)]


class CannotStartError(EduError):
    """The paper cannot be begun now."""

    code = "exam_start"


class Extra(Struct, frozen=True, forbid_unknown_fields=True):
    """Minutes that everybody was given, and why; `at` is ISO 8601."""

    minutes: int
    reason: str
    at: str


class PaperTask(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A paper set to a class: the target of an assignment of kind `paper`, as JSON.

    It may be begun from `opens_at` to `closes_at` (None for no bound) and
    takes `minutes` before personal multipliers (None for no limit). For `grace_minutes` after its
    end it may still be handed in. `attempts` times, `cooldown_minutes` apart; `counts` says which
    of them. The rule of scoring and the pass line are the paper's.
    """

    paper: str
    opens_at: Moment | None = None
    closes_at: Moment | None = None
    minutes: Annotated[int, Meta(ge=1, le=1440)] | None = None
    grace_minutes: Annotated[int, Meta(ge=0, le=1440)] = 0
    attempts: Annotated[int, Meta(ge=1, le=100)] = 1
    cooldown_minutes: Annotated[int, Meta(ge=0)] = 0
    counts: Counts = "best"
    mode: Literal["exam", "mock"] = "exam"
    reveal: Reveal = EXAM
    extra: tuple[Extra, ...] = ()

    @property
    def extra_minutes(self) -> int:
        """Minutes that everybody was given."""
        return sum(one.minutes for one in self.extra)

    def encode(self) -> str:
        """The target of an assignment, as JSON."""
        return msgspec.json.encode(self).decode()


class Window(Struct, frozen=True):
    """When somebody may begin: from `opens` to `closes`, None for no bound."""

    opens: datetime | None
    closes: datetime | None


def read_paper_task(target: str) -> PaperTask:
    """The paper of a target; AssignmentError when it is none."""
    try:
        return msgspec.json.decode(target, type=PaperTask)
    except msgspec.MsgspecError as error:
        raise AssignmentError("这份卷子的设置读不懂。", "重新选卷子和时间，再布置一次。") from error


def added_minutes(task: PaperTask, multiplier: float) -> float:
    """The minutes that a multiplier and extra time add, to the limit and to the closing alike."""
    return (task.minutes or 0) * (multiplier - 1.0) + task.extra_minutes


def window(task: PaperTask, multiplier: float) -> Window:
    """When somebody with this multiplier may begin."""
    added = timedelta(minutes=added_minutes(task, multiplier))
    return Window(task.opens_at, task.closes_at + added if task.closes_at else None)


def must_wait(
    task: PaperTask, when: Window, ended: Sequence[datetime], now: datetime
) -> CannotStartError | None:
    """Why somebody whose attempts ended at these times may not begin now; None when he may."""
    if when.opens is not None and now < when.opens:
        return CannotStartError(
            "这份卷子 {time} 开始。", "到时间再来，题目那时才显示。", time=_said(when.opens)
        )
    if when.closes is not None and now >= when.closes:
        return CannotStartError(
            "这份卷子 {time} 已经截止。", "需要补考的话，请和老师说。", time=_said(when.closes)
        )
    if len(ended) >= task.attempts:
        return CannotStartError(
            "这份卷子可以做 {n} 次，已经做完了。", "结果在“学习记录”里。", n=task.attempts
        )
    again = max(ended) + timedelta(minutes=task.cooldown_minutes) if ended else now
    if now < again:
        return CannotStartError("下一次要等到 {time}。", "先看看上一次的错题。", time=_said(again))
    return None


def counted_share(shares: Sequence[float], which: Counts) -> float | None:
    """The share (0 to 1) that counts of several attempts, oldest first; None for none."""
    if not shares:
        return None
    match which:
        case "best":
            return max(shares)
        case "first":
            return shares[0]
        case "last":
            return shares[-1]
        case "average":
            return sum(shares) / len(shares)


def _said(time: datetime) -> str:
    return time.strftime("%Y-%m-%d %H:%M")
