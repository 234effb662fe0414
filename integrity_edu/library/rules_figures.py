"""Figures: used, drawn soundly, readable in light and dark, and told in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from integrity_edu.authored import Problem
from integrity_edu.library.texts import Texts

ALT_LEAST = 20
"""Characters: a text alternative tells what the picture tells, not that there is one."""

_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
_SVG = "{http://www.w3.org/2000/svg}"
_ALLOWED = {"svg", "rect", "text", "line", "path", "circle", "g", "tspan", "polyline", "polygon"}
"""What a renderer without style sheets, scripts and filters draws the same everywhere."""


def figures(content: Path, texts: Texts) -> Iterator[Problem]:
    """Find figures that nobody shows, that draw wrongly, or whose words say too little."""
    shown: dict[Path, None] = {}
    for _, source in texts.lessons:
        folder = content.parent / Path(source.name).parent
        for number, text in enumerate(source.text.splitlines(), start=1):
            for alt, name in _IMAGE.findall(text):
                shown[folder / name] = None
                if 0 < len(alt.strip()) < ALT_LEAST:
                    message = f"图 {name} 的文字说明太短，把图里的内容说出来"
                    yield source.problem(number, "figure-words", message)
    for path in sorted(content.glob("courses/*/*.svg")):
        name = path.relative_to(content.parent).as_posix()
        if path not in shown:
            yield Problem(name, 1, "figure-unused", "没有一课用到这张图")
        if fault := _fault(path):
            yield Problem(name, 1, "figure-drawing", fault)


def _fault(path: Path) -> str:
    """What is wrong with a drawing; empty when nothing is."""
    try:
        root = ElementTree.parse(path).getroot()  # noqa: S314 - our own file
    except (ElementTree.ParseError, OSError) as error:
        return f"SVG 读不出来：{error}"
    box = root.get("viewBox", "").split()
    if len(box) != len(("x", "y", "width", "height")):
        return "SVG 没有 viewBox，缩放会错"
    for part in root.iter():
        tag = part.tag.removeprefix(_SVG)
        if tag not in _ALLOWED:
            return f"SVG 里有 <{tag}>，程序画不出来"
        if "style" in part.attrib or any("url(" in value for value in part.attrib.values()):
            return f"SVG 的 <{tag}> 用了样式表或引用，改成属性"
    ground = root[0] if len(root) else root
    whole = (ground.get("width"), ground.get("height")) == (box[2], box[3])
    if ground.tag != f"{_SVG}rect" or not whole or ground.get("fill") in (None, "none"):
        return "SVG 没有自己的底色，深色界面里会看不清"
    return ""
