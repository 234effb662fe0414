"""The levels of knowing in words (pure, no Qt); home needs them before anything of quizzes."""

from __future__ import annotations

from integrity_edu.words import tr


def level_text(level: str) -> str:
    """未学, 尝试, 熟悉, 熟练 or 掌握 (review.mastery.LEVELS)."""
    return {
        "new": tr("未学"),
        "tried": tr("尝试"),
        "familiar": tr("熟悉"),
        "proficient": tr("熟练"),
        "mastered": tr("掌握"),
    }[level]
