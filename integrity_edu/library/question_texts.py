"""What a search for a question looks through (pure)."""

from __future__ import annotations

from integrity_edu.quiz.questions import (
    BLANK,
    CaseSet,
    Cloze,
    Fill,
    Judge,
    Match,
    Multiple,
    Order,
    Question,
    Short,
    Single,
)
from integrity_edu.storage.search import Doc


def question_doc(question: Question) -> Doc:
    """The searchable text of a question of any kind: stem first, explanation last."""
    stem = _plain(question.stem)
    words = (stem, *shown_texts(question), question.explanation)
    return Doc("question", question.id, stem, "\n".join(words))


def shown_texts(question: Question) -> list[str]:  # noqa: PLR0911 - a case for each kind
    """The texts of a question's options, pieces, blanks or parts, in the order written."""
    match question:
        case Single() | Multiple() | Order():
            return [option.text for option in question.options]
        case Judge():
            return list(question.correction.forms[:1]) if question.correction else []
        case Fill():
            return [forms[0] for forms in question.blanks]
        case Match():
            return [option.text for option in (*question.left, *question.right)]
        case Cloze():
            return [option.text for gap in question.gaps for option in gap.options]
        case CaseSet():
            return [
                text
                for part in question.parts
                for text in (_plain(part.stem), *shown_texts(part), part.explanation)
            ]
        case Short():
            return [question.answer]
        case _:
            return []


def _plain(stem: str) -> str:
    return BLANK.sub("____", stem) if "{{" in stem else stem
