"""What the six parts of the plan are called, in the language that is on."""

from __future__ import annotations

from integrity_edu.words import tr


def numeral(part: int) -> str:
    """`三`; English has Roman ones, so that a part is never taken for a measure."""
    return (tr("一"), tr("二"), tr("三"), tr("四"), tr("五"), tr("六"))[part - 1]


def part_name(part: int) -> str:
    """`第三部分`."""
    return tr("第{numeral}部分", numeral=numeral(part))
