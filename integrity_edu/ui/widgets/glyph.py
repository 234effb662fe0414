"""The character 信 as an outline: the seal needs no font, and looks the same on every machine."""

from __future__ import annotations

import re

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QTransform

# U+4FE1 of Noto Serif SC Regular (SIL Open Font Licence 1.1), 1000 units to the em, y upwards
_OUTLINE = (
    "M552 849 542 842C583 803 630 736 638 682C705 632 760 779 552 849ZM826 440 784 384H381L389 354"
    "H881C894 354 903 359 906 370C876 400 826 440 826 440ZM827 576 784 521H380L388 491H881C894 491"
    " 904 496 907 507C876 537 827 576 827 576ZM884 720 837 660H312L320 630H944C957 630 967 635 970"
    " 646C938 677 884 720 884 720ZM268 559 229 574C265 641 296 713 323 787C345 786 357 795 361 805"
    "L256 838C205 645 117 449 32 325L46 315C91 360 134 415 173 477V-78H185C210 -78 237 -62 238 -56"
    "V541C255 544 265 550 268 559ZM462 -57V-2H806V-66H816C838 -66 870 -51 871 -45V212C890 215 906 "
    "223 912 230L832 292L796 252H468L398 283V-79H408C435 -79 462 -64 462 -57ZM806 222V28H462V222Z"
)
_COMMAND = re.compile(r"([MLHVCZ])([^MLHVCZ]*)")


def xin_path(box: QRectF) -> QPainterPath:
    """信 as large as fits into `box`, centred in it by its own outline."""
    path = _outline()
    bounds = path.boundingRect()
    scale = min(box.width() / bounds.width(), box.height() / bounds.height())
    moved = QTransform()
    moved.translate(box.center().x(), box.center().y())
    moved.scale(scale, -scale)
    moved.translate(-bounds.center().x(), -bounds.center().y())
    return moved.map(path)


def _outline() -> QPainterPath:
    path = QPainterPath()
    for command, rest in _COMMAND.findall(_OUTLINE):
        numbers = [float(number) for number in rest.split()]
        here = path.currentPosition()
        if command == "M":
            path.moveTo(numbers[0], numbers[1])
            numbers = numbers[2:]
        if command in "ML":
            for x, y in zip(numbers[::2], numbers[1::2], strict=True):
                path.lineTo(x, y)
        elif command == "H":
            path.lineTo(numbers[0], here.y())
        elif command == "V":
            path.lineTo(here.x(), numbers[0])
        elif command == "C":
            path.cubicTo(*numbers)
        else:
            path.closeSubpath()
    return path
