"""The plan's marked sentences as HTML: 〔added〕 tinted, ［taken out］ struck, a quote highlighted."""

from __future__ import annotations

from html import escape
from itertools import groupby

from integrity_edu.ui.tokens import Palette

_OPEN = {"〔": "added", "［": "taken"}
_CLOSE = {"〕": "added", "］": "taken"}


def marked_html(marked: str, palette: Palette, quote: str = "") -> str:
    """`marked` with its marks tinted; `quote`, a piece of the corrected text, is highlighted."""
    letters = _letters(marked)
    inside = _quoted(letters, quote)
    pieces = []
    styles = [
        _style(kind, palette, quoted=quoted)
        for (_, kind), quoted in zip(letters, inside, strict=True)
    ]
    for style, run in groupby(range(len(letters)), key=styles.__getitem__):
        text = escape("".join(letters[at][0] for at in run))
        pieces.append(f'<span style="{style}">{text}</span>' if style else text)
    return "".join(pieces)


def _letters(marked: str) -> list[tuple[str, str]]:
    """Each character with what it is: text, added, taken, or mark (one of the brackets)."""
    kind, found = "text", []
    for letter in marked:
        if letter in _OPEN:
            kind = _OPEN[letter]
            found.append((letter, f"{kind}-mark"))
        elif letter in _CLOSE:
            found.append((letter, f"{kind}-mark"))
            kind = "text"
        else:
            found.append((letter, kind))
    return found


def _quoted(letters: list[tuple[str, str]], quote: str) -> list[bool]:
    """Which characters lie between the first and the last one of the quote."""
    real = [at for at, (_, kind) in enumerate(letters) if kind in ("text", "added")]
    start = "".join(letters[at][0] for at in real).find(quote) if quote else -1
    if start < 0:
        return [False] * len(letters)
    first, last = real[start], real[start + len(quote) - 1]
    return [first <= at <= last for at in range(len(letters))]


def _style(kind: str, palette: Palette, *, quoted: bool) -> str:
    if kind.startswith("added"):
        return f"color:{palette.accent}; background-color:{palette.accent_soft}; font-weight:700"
    if kind.startswith("taken"):
        struck = "" if kind.endswith("mark") else "; text-decoration:line-through"
        return f"color:{palette.muted}; background-color:{palette.accent_soft}{struck}"
    return f"background-color:{palette.warning_soft}; color:{palette.warning}" if quoted else ""
