"""The ways to sit a paper, and how they differ: one row each."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Mode(Struct, frozen=True):
    """`explains`: answers are shown from the start, after each 确认, or after handing in.

    `tries`: how often a question may be confirmed before it is settled (hints come in between);
    `certainty`: how sure one is counts; `timed`: a clock may run; `counts`: answers leave marks,
    from which levels and reviews follow; `passes`: there is something to pass.
    """

    explains: Literal["shown", "confirm", "after"]
    tries: int = 1
    certainty: bool = False
    timed: bool = False
    counts: bool = True
    passes: bool = False


MODES: dict[str, Mode] = {
    "study": Mode("shown", counts=False),
    "practice": Mode("confirm"),
    "quest": Mode("confirm", tries=3),
    "certainty": Mode("confirm", certainty=True),
    "review": Mode("confirm"),
    "check": Mode("confirm", passes=True),
    "pretest": Mode("after", passes=True),
    "mock": Mode("after", timed=True, passes=True),
    "exam": Mode("after", timed=True, passes=True),
}
"""背题、练习、闯关、把握度练习、复习、课后检查、前测、模拟考试、考试。"""

OWN_MODES = ("practice", "study", "quest", "certainty", "mock")
"""What a learner may choose for a paper of his own; an exam is set by somebody else."""
