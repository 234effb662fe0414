"""How a question is answered, in words: a line for the eye, a description for the ear (no Qt)."""

from __future__ import annotations

from collections.abc import Sequence

from integrity_edu.quiz.questions import (
    CaseSet,
    Cloze,
    Day,
    Fill,
    Judge,
    Match,
    Multiple,
    Number,
    Order,
    Question,
    Short,
    Single,
    kind_of,
)
from integrity_edu.ui.answer_words import kind_text
from integrity_edu.words import tr

LETTERS = "ABCDEFGHI"


def how_text(question: Question) -> str:
    """A line above the answer where it does not go without saying; else empty."""
    if isinstance(question, Judge) and question.correction is not None:
        return tr("如果是错的，还要写出错的地方应改成什么。")
    return {
        "multiple": tr("可能不止一个答案，请选全。"),
        "match": tr("给左边每一项选一个；也可以按数字键，选完会跳到下一项。"),
        "order": tr("拖动一行，或用箭头移动，或按 Alt 加上下方向键。"),
        "cloze": tr("给每个空选一个；也可以按数字键，选完会跳到下一空。"),
        "case": tr("先读情境，再逐问作答。"),
        "short": tr("写完按 Tab 离开输入框，再确认。"),
    }.get(kind_of(question), "")


def describe(question: Question, shown: Sequence[str]) -> str:
    """What a question is, how much there is to choose from, and by which keys it is answered.

    For those who listen to the screen: the description of the question's widget. `shown` is the
    order of options on screen, as in `Item.shown`.
    """
    return tr("{kind}，{how}", kind=kind_text(question), how=_how(question, shown))


def _how(question: Question, shown: Sequence[str]) -> str:
    match question:
        case Single() | Multiple():
            return _how_of_options(question, len(shown) or len(question.options))
        case Judge():
            keys = tr("按 1 或 A 选对，按 2 或 B 选错，再按一次取消。")
            if question.correction is None:
                return keys
            return tr("{keys}选错以后按 Tab 到输入框，写出改成什么。", keys=keys)
        case Fill() | Number() | Day() | Short():
            return _how_of_typing(question)
        case _:
            return _how_of_sets(question)


def _how_of_options(question: Single | Multiple, count: int) -> str:
    last = min(count, len(LETTERS))
    keys = tr("按 1 到 {n} 或 A 到 {letter} 选，再按一次取消。", n=last, letter=LETTERS[last - 1])
    if isinstance(question, Single):
        return tr("{n} 个选项，选一个。{keys}", n=count, keys=keys)
    return tr("{n} 个选项，可能不止一个答案。{keys}", n=count, keys=keys)


def _how_of_typing(question: Fill | Number | Day | Short) -> str:
    match question:
        case Fill():
            return tr("{n} 个空。直接打字，按 Tab 去下一空。", n=len(question.blanks))
        case Number():
            return tr("写一个数。直接打字，读成多少会念出来。")
        case Day():
            return tr(
                "写一个日期。直接打字，或按 Tab 到日历按钮，按空格打开，用方向键选，按回车定。"
            )
        case Short():
            return tr("写几句话。直接打字，回车换行，按 Tab 离开输入框。")


def _how_of_sets(question: Order | Match | Cloze | CaseSet) -> str:
    match question:
        case Order():
            return tr(
                "{n} 项要排好。按数字键到一项，按 Alt 加上下方向键移动它。",
                n=len(question.options),
            )
        case Match():
            return tr(
                "左边 {n} 项，每项从 {m} 项里选一个，不一定都用得上。"
                "按 Tab 换一项，用上下方向键或数字键选。",
                n=len(question.left),
                m=len(question.right),
            )
        case Cloze():
            return tr(
                "{n} 个空，每个空选一个。按 Tab 到一个选项，按空格选它；"
                "或按数字键，选完会跳到下一空。",
                n=len(question.gaps),
            )
        case CaseSet():
            return tr(
                "一个情境，{n} 问。按 Tab 从一问到下一问；"
                "数字键选的是光标所在的一问，没有时是第一个没有答的。",
                n=len(question.parts),
            )
