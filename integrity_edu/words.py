"""Chinese source strings and their English half.

The one piece of module state in the package: which language is on. A language is a property of
the running program like its locale, and threading it through every label would say nothing more.
English is read from a JSON file only when it is chosen, so a Chinese start pays nothing.
"""

from __future__ import annotations

from pathlib import Path

from integrity_edu.errors import EduError

LANGUAGES = ("zh", "en")
_ENGLISH_FILE = Path(__file__).parent / "translations" / "en.json"
_catalog: dict[str, str] = {}


def set_language(language: str) -> None:
    """Speak `language` ("zh" or "en") from now on."""
    _catalog.clear()
    if language == "en":
        import json

        _catalog.update(json.loads(_ENGLISH_FILE.read_text(encoding="utf-8")))


def language() -> str:
    """The language that is on, "zh" or "en"."""
    return "en" if _catalog else "zh"


def tr(text: str, /, **values: object) -> str:
    """Translate a Chinese source string and fill its `{name}` fields.

    An English text "{n} question|{n} questions" has two forms, chosen by the value `n`.
    """
    said = _catalog.get(text, text)
    if "|" in said and "n" in values and _catalog:
        one, many = said.split("|", 1)
        said = one if values["n"] == 1 else many
    return said.format(**values) if values else said


def explain(error: EduError) -> tuple[str, str]:
    """The sentence and the next step of an expected failure, in the language that is on."""
    return tr(error.sentence, **error.values), tr(error.hint, **error.values) if error.hint else ""
