"""What the flags of item analysis say."""

from __future__ import annotations

from integrity_edu.words import tr


def flag_text(flag: str) -> str:
    """One of statistics.SEVERITY in words."""
    return {
        "check_key": tr("检查答案：得分高的人更多选了别的"),
        "negative": tr("得分高的人反而答得差"),
        "weak": tr("分不出会与不会"),
        "hard": tr("太难：不到三成答对"),
        "easy": tr("太易：八成以上答对"),
        "unused": tr("有选项没人选"),
    }[flag]


def few_text() -> str:
    """What stands beside figures of fewer than statistics.SMALL people."""
    return tr("样本少，仅供参考")
