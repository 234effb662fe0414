"""The words of a question; once it is explained, the words of a false statement that are wrong."""

from __future__ import annotations

import re

from integrity_edu.quiz.questions import Judge, Question
from integrity_edu.ui.answer_words import stem_text
from integrity_edu.ui.widgets.text import WrappedLabel, squeeze
from integrity_edu.words import tr

WORD_JOINER = "\u2060"
_GAP = re.compile(r"＿＿（\d+）＿＿")


class StemLabel(WrappedLabel):
    """A stem with numbered gaps; read aloud as plain text."""

    def show_stem(self, question: Question, px: int = 14, *, revealed: bool = False) -> None:
        """Show a stem set in `px` pixels; `revealed` underlines what 改错 was about."""
        stem = stem_text(question)
        wrong = _wrong_words(question) if revealed else ""
        before, found, after = stem.partition(wrong) if wrong else (stem, "", "")
        if not found:
            self.setText(squeeze(_unbroken(stem), px))
            self.setAccessibleName(stem)
            return
        self.setText(f"{squeeze(before, px)}<u>{squeeze(found, px)}</u>{squeeze(after, px)}")
        self.setAccessibleName(tr("{stem}错的是“{wrong}”。", stem=stem, wrong=wrong))


def _unbroken(stem: str) -> str:
    """A gap stays on one line."""
    return _GAP.sub(lambda found: WORD_JOINER.join(found.group()), stem)


def _wrong_words(question: Question) -> str:
    if not isinstance(question, Judge) or question.key or question.correction is None:
        return ""
    return question.correction.wrong
