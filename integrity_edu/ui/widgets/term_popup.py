"""A word of the glossary over the lesson, there where it was asked for; Escape closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from integrity_edu.ui.accessible import announce
from integrity_edu.ui.widgets.term_words import TermWords
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.courses.values import Term
    from integrity_edu.ui.page import Page
    from integrity_edu.workspace import Workspace

WIDTH = 380
BELOW = 14
EDGE = 12


class TermPopup(QFrame):
    """Closes at a click outside, at Escape, and when one of its ways is taken."""

    def __init__(self, page: Page, term: Term) -> None:
        super().__init__(page.window(), Qt.WindowType.Popup)
        self.setObjectName("term-popup")
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(term.word)
        self.setAccessibleDescription(term.meaning)
        self._page = page
        self.words = TermWords(page.context.theme, term, self._leave)
        self.words.add_way("book", tr("术语表"), "glossary", term.id)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.addWidget(self.words)
        self.setFixedWidth(WIDTH)
        announce(page, f"{term.word} {term.meaning}")

    def open_at(self, place: QPoint) -> None:
        """Show below a point of the screen, or above it where there is no room."""
        self.setFixedHeight(self.heightForWidth(WIDTH) if self.hasHeightForWidth() else 0)
        self.adjustSize()
        window = self._page.window().geometry()
        x = min(max(place.x() - WIDTH // 2, window.left() + EDGE), window.right() - WIDTH - EDGE)
        y = place.y() + BELOW
        if y + self.height() > window.bottom() - EDGE:
            y = max(window.top() + EDGE, place.y() - BELOW - self.height())
        self.move(x, y)
        self.show()
        self.words.setFocus(Qt.FocusReason.PopupFocusReason)
        self.words.focusNextChild()

    def _leave(self, page: str, ref: str) -> None:
        self.close()
        self._page.go(page, ref)


def open_term(page: Page, term_id: str, place: QPoint) -> None:
    """Look a word up and show it at a point of the screen."""

    def find(ws: Workspace) -> Term:
        from integrity_edu.courses.library import term

        return term(ws.conn, term_id)

    page.run(find, lambda term: TermPopup(page, term).open_at(place))
