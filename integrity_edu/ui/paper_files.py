"""Which files a print of a paper makes, and what they are called (no Qt)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

from integrity_edu.papers.sheets import variant_name
from integrity_edu.words import tr

Form = Literal["paper", "answer_sheet", "key"]
FORMS: tuple[Form, ...] = ("paper", "answer_sheet", "key")
LONGEST_NAME = 60
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


class PrintFile(Struct, frozen=True):
    """One file to write."""

    variant: int
    form: Form
    name: str


def form_name(form: str) -> str:
    """What a printed form is called."""
    return {"paper": tr("试题卷"), "answer_sheet": tr("答题卡"), "key": tr("答案")}[form]


def files(
    title: str, variants: int, wanted: Sequence[int], forms: Iterable[Form]
) -> tuple[PrintFile, ...]:
    """A file for each form of each variant; names hold title, form and variant, and nobody's."""
    clean = " ".join(_NOT_IN_NAMES.sub(" ", title).split()).strip("-. ")[:LONGEST_NAME].strip("-. ")
    chosen = tuple(forms)
    return tuple(
        PrintFile(variant, form, _name(clean, form, variant_name(variant, variants)))
        for variant in wanted
        for form in chosen
    )


def _name(title: str, form: str, variant: str) -> str:
    words = [word for word in (title, form_name(form), variant) if word]
    return "-".join(words) + ".pdf"


def free_path(folder: Path, name: str) -> Path:
    """A path in `folder` under which nothing lies yet: name.pdf, else name (2).pdf, …"""
    path, number = folder / name, 2
    while path.exists():
        path = folder / f"{Path(name).stem} ({number}).pdf"
        number += 1
    return path
