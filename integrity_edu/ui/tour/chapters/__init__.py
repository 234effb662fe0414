"""The chapters of the tour in the order they are played."""

from __future__ import annotations

from collections.abc import Callable

from integrity_edu.ui.tour.chapters import (
    archive,
    finding,
    learning,
    looks,
    modes,
    papers,
    start,
    teaching,
)
from integrity_edu.ui.tour.driver import Driver
from integrity_edu.ui.tour.stage import Stage

Chapter = Callable[[Driver, Stage], None]

CHAPTERS: tuple[Chapter, ...] = (
    start.first_start,
    learning.read_a_lesson,
    learning.read_the_plan,
    papers.practise,
    papers.sit_an_exam,
    modes.meet_new_kinds,
    modes.study,
    modes.quest,
    modes.certainty,
    modes.mock,
    modes.in_the_dark,
    learning.walk_through_a_case,
    finding.narrow_the_lists,
    finding.look_up_a_word,
    archive.open_my_archive,
    teaching.set_up_a_class,
    teaching.do_what_was_set,
    teaching.train_without_password,
    looks.be_under_eighteen,
    looks.speak_english,
    modes.review,
    looks.work_in_the_dark,
)
