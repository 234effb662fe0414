"""The one style sheet of the window, and the style sheet of lessons; both made from tokens."""

from __future__ import annotations

from pathlib import Path

from integrity_edu.ui.tokens import Palette

MARKS = Path(__file__).parent / "icons" / "marks"
"""Ticks and arrows that a style sheet names by file; one colour each, unlike the icons."""

_WINDOW = """
QMainWindow, QDialog, QWidget#page, QScrollArea, QScrollArea > QWidget > QWidget#content {{
  background: {page}; }}
QWidget {{ color: {text}; font-size: 14px; }}
QPushButton, QToolButton, QCheckBox, QRadioButton, QTabBar {{ outline: none; }}
QLabel {{ background: transparent; }}
QLabel[role="title"] {{ font-size: 24px; font-weight: 700; }}
QLabel[role="subtitle"] {{ color: {muted}; font-size: 14px; }}
QLabel[role="heading"] {{ font-size: 16px; font-weight: 700; }}
QLabel[role="large"] {{ font-size: 19px; font-weight: 700; }}
QLabel[role="brand"] {{ font-size: 16px; font-weight: 700; }}
QLabel[role="strong"] {{ font-weight: 700; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="small"] {{ color: {muted}; font-size: 12px; }}
QLabel[role="small-strong"] {{ font-size: 12px; font-weight: 700; }}
QLabel[role="nav-heading"] {{ color: {muted}; font-size: 12px; }}
QLabel[role="success"] {{ color: {success}; font-weight: 700; }}
QLabel[role="warning"] {{ color: {warning}; font-weight: 700; }}
QLabel[role="error"], QLabel[role="accent"] {{ color: {accent}; }}
QLabel[role="song"] {{ font-family: "Noto Serif SC"; font-size: 17px; }}
QFrame[role="sidebar"] {{ background: {sidebar}; border: none; border-right: 1px solid {line}; }}
QFrame[role="card"] {{ background: {card}; border: 1px solid {line}; border-radius: 14px; }}
QFrame[role="paper"] {{ background: {paper}; border: none; border-radius: 10px; }}
QFrame[role="box"] {{ background: transparent; border: 1px solid {line}; border-radius: 10px; }}
QFrame[role="line"] {{ background: {line}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[role="accent-soft"] {{ background: {accent_soft}; border: none; border-radius: 10px; }}
QFrame[role="info-soft"] {{ background: {info_soft}; border: none; border-radius: 10px; }}
QFrame[role="success-soft"] {{ background: {success_soft}; border: none; border-radius: 10px; }}
QFrame[role="warning-soft"] {{ background: {warning_soft}; border: none; border-radius: 10px; }}
QFrame[role="notice"] {{ background: {text}; border: none; border-radius: 10px; }}
QFrame[role="notice"] QLabel {{ color: {page}; }}
QFrame[role="notice"] QPushButton {{ color: {page}; background: transparent; border: none;
  font-weight: 700; padding: 4px 8px; text-decoration: underline; }}
QPushButton {{ background: {card}; border: 1px solid {control}; border-radius: 10px;
  padding: 8px 16px; min-height: 22px; color: {text}; }}
QPushButton:hover {{ background: {paper}; }}
QPushButton:pressed {{ background: {track}; }}
QPushButton:disabled {{ color: {faint}; border-color: {line}; }}
QPushButton[role="primary"] {{ background: {accent}; border: 1px solid {accent}; color: {on_accent};
  font-weight: 700; }}
QPushButton[role="primary"]:hover {{ background: {accent_hover}; border-color: {accent_hover}; }}
QPushButton[role="primary"]:disabled {{ background: {track}; border-color: {track};
  color: {muted}; }}
QPushButton[role="small"] {{ border-radius: 8px; padding: 4px 10px; font-size: 12px; }}
QPushButton[role="ghost"] {{ background: transparent; border: none; color: {accent};
  padding: 6px 8px; }}
QPushButton[role="ghost"]:hover {{ background: {accent_soft}; border-radius: 8px; }}
QPushButton[role="ghost"]:disabled {{ color: {faint}; background: transparent; }}
QPushButton[role="icon"] {{ padding: 0; min-width: 38px; min-height: 38px; border-color: {line}; }}
QPushButton[role="icon"]:hover {{ border-color: {control}; }}
QPushButton[role="nav"] {{ background: transparent; border: none; border-radius: 10px;
  text-align: left; padding: 0 10px 0 12px; min-height: 38px; max-height: 38px; }}
QPushButton[role="nav"]:hover {{ background: {paper}; }}
QPushButton[role="nav"]:checked {{ background: {accent_soft}; color: {accent}; font-weight: 700; }}
QPushButton[role="account"] {{ background: {card}; border: 1px solid {line}; border-radius: 12px;
  padding: 0; min-height: 60px; max-height: 60px; }}
QPushButton[role="account"]:hover {{ background: {paper}; }}
QLabel[role="badge"] {{ background: {accent_soft}; color: {accent}; border-radius: 10px;
  font-size: 12px; font-weight: 700; padding: 2px 12px; }}
QPushButton[role="tab"] {{ text-align: left; padding: 10px 14px; border-color: {line}; }}
QPushButton[role="tab"]:checked {{ border: 2px solid {accent}; background: {accent_soft};
  color: {accent}; padding: 9px 13px; font-weight: 700; }}
QPushButton[role="chip"] {{ border-radius: 14px; padding: 3px 12px; min-height: 20px;
  font-size: 13px; border-color: {control}; }}
QPushButton[role="chip"]:checked {{ background: {accent_soft}; border-color: {accent};
  color: {accent}; font-weight: 700; }}
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDateEdit, QTimeEdit,
  QComboBox {{ background: {card};
  border: 1px solid {control}; border-radius: 10px; padding: 8px 12px; min-height: 20px;
  color: {text}; selection-background-color: {info}; selection-color: {on_info};
  placeholder-text-color: {muted}; }}
QAbstractSpinBox {{ padding-right: 30px; }}
QAbstractSpinBox QLineEdit {{ background: transparent; border: none; padding: 0 0 0 10px;
  min-height: 0; }}
QLineEdit[state="error"] {{ border: 1px solid {accent}; }}
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled {{ color: {faint};
  border-color: {line}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ subcontrol-origin: border;
  width: 28px; border: none; background: transparent; }}
QAbstractSpinBox::up-button {{ subcontrol-position: top right; margin-top: 3px; }}
QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; margin-bottom: 3px; }}
QAbstractSpinBox::up-arrow {{ image: url("{marks}/up-{shade}.svg"); width: 11px; height: 11px; }}
QAbstractSpinBox::down-arrow, QComboBox::down-arrow, QDateEdit::drop-down {{
  image: url("{marks}/down-{shade}.svg"); width: 11px; height: 11px; }}
QComboBox::drop-down {{ border: none; width: 30px; }}
QComboBox QAbstractItemView {{ background: {card}; border: 1px solid {line}; padding: 4px;
  color: {text}; selection-background-color: {accent_soft}; selection-color: {accent};
  outline: none; }}
QCheckBox, QRadioButton {{ spacing: 10px; background: transparent; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: 18px; height: 18px;
  border: 1px solid {control}; background: {card}; border-radius: 5px; }}
QRadioButton::indicator {{ border-radius: 10px; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent};
  image: url("{marks}/tick-{shade}.svg"); }}
QRadioButton::indicator:checked {{ border-color: {accent};
  background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5, stop: 0 {accent},
  stop: 0.52 {accent}, stop: 0.6 {card}, stop: 1 {card}); }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {muted}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {line};
  background: {track}; }}
QScrollArea {{ border: none; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar::handle:vertical {{ background: {scroll}; border-radius: 3px; min-height: 40px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
QScrollBar::handle:horizontal {{ background: {scroll}; border-radius: 3px; min-width: 40px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QToolTip {{ background: {text}; color: {page}; border: none; padding: 6px 8px; }}
QMenu {{ background: {card}; border: 1px solid {line}; padding: 6px; }}
QMenu::item {{ padding: 8px 28px 8px 14px; border-radius: 6px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {accent}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QProgressBar {{ background: {track}; border: none; border-radius: 3px; max-height: 6px;
  min-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QTableView {{ background: {card}; border: none; gridline-color: transparent;
  selection-background-color: {accent_soft}; selection-color: {text}; outline: none; }}
QTableView::item {{ border-bottom: 1px solid {line}; padding: 0 8px; }}
QHeaderView::section {{ background: {card}; border: none; border-bottom: 1px solid {line};
  padding: 8px; font-weight: 700; font-size: 12px; }}
QTextBrowser {{ background: transparent; border: none; padding: 0; }}
"""

_LESSON = """
body, p, li, td, th {{ color: {text}; font-family: "Noto Sans SC Cut", "Noto Sans SC"; font-size: {px}px; }}
p {{ line-height: 120%; margin-top: 0; margin-bottom: 12px; }}
ul, ol {{ margin-top: 0; margin-bottom: 12px; -qt-list-indent: 1; }}
li {{ line-height: 120%; margin-top: 0; margin-bottom: 5px; }}
h2 {{ color: {accent}; font-size: {h2}px; font-weight: 700; margin-top: 28px;
  margin-bottom: 10px; line-height: 110%; }}
h3 {{ color: {text}; font-size: {h3}px; font-weight: 700; margin-top: 18px; margin-bottom: 8px;
  line-height: 110%; }}
a {{ color: {info}; text-decoration: none; }}
th {{ font-weight: 700; text-align: left; }}
table.grid {{ border-collapse: collapse; border-style: solid; border-width: 1px;
  border-color: {line}; margin-top: 4px; margin-bottom: 18px; }}
table.grid th {{ background-color: {paper}; padding: 8px 12px; font-size: {small}px; }}
table.grid td {{ padding: 8px 12px; font-size: {cell}px; }}
td.bar, td.gutter {{ padding: 0; font-size: 1px; }}
td.body {{ padding: 13px 16px 12px 14px; }}
td.body p, td.then p, td.now p {{ margin-bottom: 4px; }}
table.callout, table.then-now {{ margin-top: 4px; margin-bottom: 16px; }}
p.figure {{ line-height: 100%; margin-top: 6px; margin-bottom: 4px; }}
p.caption {{ color: {muted}; font-size: {note}px; margin-bottom: 16px; }}
.callout-title {{ font-weight: 700; }}
.callout-mistake td.bar, .callout-case td.bar {{ background-color: {warning}; }}
.callout-mistake td.body, .callout-case td.body {{ background-color: {warning_soft}; }}
.callout-mistake .callout-title, .callout-case .callout-title {{ color: {warning}; }}
.callout-do td.bar {{ background-color: {success}; }}
.callout-do td.body {{ background-color: {success_soft}; }}
.callout-do .callout-title {{ color: {success}; }}
.callout-note td.bar, .callout-law td.bar {{ background-color: {info}; }}
.callout-note td.body, .callout-law td.body {{ background-color: {info_soft}; }}
.callout-note .callout-title {{ color: {info}; }}
.callout-quote td.bar {{ background-color: {faint}; }}
.callout-quote td.body {{ background-color: {paper}; }}
p.quote {{ font-family: "Noto Serif SC"; font-size: {quote}px; line-height: 122%; }}
p.muted, p.then-line {{ color: {muted}; font-size: {note}px; }}
p.ground-heading {{ font-weight: 700; font-size: {small}px; margin-bottom: 2px; }}
.then-now th {{ padding: 10px 14px 6px 14px; }}
td.then, td.now {{ padding: 4px 14px 8px 14px; }}
.then-now p {{ font-size: {cell}px; }}
.then-now p.ground-heading, .then-now p.ground-heading a {{ font-size: {small}px; }}
th.then, td.then {{ background-color: {paper}; }}
th.now, td.now {{ background-color: {success_soft}; }}
th.now {{ color: {success}; }}
.added {{ background-color: {accent_soft}; color: {accent}; }}
"""


def window_sheet(palette: Palette) -> str:
    """The style sheet set once on the window; states change through properties."""
    colors = palette._asdict()
    extra = (
        {"accent_hover": "#F28F85", "scroll": "#434A54"}
        if palette.dark
        else {"accent_hover": "#9C2A22", "scroll": "#CFCBC3"}
    )
    shade = "dark" if palette.dark else "light"
    return _WINDOW.format(**colors, **extra, marks=MARKS.as_posix(), shade=shade)


def lesson_sheet(palette: Palette, px: int) -> str:
    """The default style sheet of a lesson's document at `px` pixels of text."""
    sizes = {"px": px, "h2": px + 5, "h3": px + 1, "quote": px + 1, "cell": px - 1}
    sizes |= {"small": px - 2, "note": px - 3}
    return _LESSON.format(**palette._asdict(), **sizes)
