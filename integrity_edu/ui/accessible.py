"""Say things to people who listen to the screen, and keep what they listen with from falling."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAccessibleWidget, QWidget


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a screen reader speak `text` now (politely unless `urgent`).

    Source: WCAG 2.2, 4.1.3 Status Messages.
    """
    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(
        QAccessible.AnnouncementPoliteness.Assertive
        if urgent
        else QAccessible.AnnouncementPoliteness.Polite
    )
    QAccessible.updateAccessibility(event)
    widget.setProperty("announced", text)


def mend_scroll_areas() -> None:
    """Give every scroll area the plain interface of a widget.

    Qt's own (QAccessibleAbstractScrollArea, 6.11) counts a scroll bar among the children while it
    shows and does not check the index it is asked for: a screen reader that reads while the bar
    goes (at every change of page) brings the program down. tests/atspi proves it does not.
    """
    QAccessible.installFactory(_plain_scroll_area)


def _plain_scroll_area(kind: str, thing: QObject) -> QAccessibleWidget | None:
    if kind == "QScrollArea" and isinstance(thing, QWidget):
        return QAccessibleWidget(thing, QAccessible.Role.Pane)
    return None
