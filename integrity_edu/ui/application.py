"""The QApplication with our font and style; the first module that touches Qt."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSettings
from PySide6.QtWidgets import QApplication

from integrity_edu.ui.accessible import mend_scroll_areas
from integrity_edu.ui.fonts import load_regular, ui_font


def make_application(argv: list[str]) -> QApplication:
    """The one QApplication: Fusion, our font, Chinese dates and numbers."""
    app = QApplication(argv)
    app.setApplicationName("integrity-edu")
    dress(app)
    return app


def dress(app: QApplication) -> None:
    """Give an application our style, font and locale."""
    mend_scroll_areas()
    app.setStyle("Fusion")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    load_regular()
    app.setFont(ui_font())


def window_settings(path: str) -> QSettings:
    """What the window remembers before the database is open: size, theme, last account."""
    return QSettings(path, QSettings.Format.IniFormat)
