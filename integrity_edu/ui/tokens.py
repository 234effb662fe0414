"""Colours, sizes and spaces; nothing else in the house names a colour."""

from __future__ import annotations

from typing import NamedTuple


class Palette(NamedTuple):
    """One theme's colours as #RRGGBB. `_soft` is a tint to stand on, `on_` what stands on it."""

    page: str
    sidebar: str
    card: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_soft: str
    on_accent: str
    success: str
    success_soft: str
    on_success: str
    warning: str
    warning_soft: str
    on_warning: str
    info: str
    info_soft: str
    on_info: str
    paper: str
    control: str
    track: str
    band_from: str
    band_to: str
    band_text: str
    band_muted: str
    seal: str
    dark: bool


LIGHT = Palette(
    page="#F6F5F2",
    sidebar="#FFFFFF",
    card="#FFFFFF",
    line="#E8E5DF",
    text="#22262B",
    muted="#5C626A",
    faint="#9AA0A6",
    accent="#B5342B",
    accent_soft="#FBEDEB",
    on_accent="#FFFFFF",
    success="#25694A",
    success_soft="#E8F2EC",
    on_success="#FFFFFF",
    warning="#875000",
    warning_soft="#FDF2DF",
    on_warning="#FFFFFF",
    info="#2A5B9B",
    info_soft="#E8F0FA",
    on_info="#FFFFFF",
    paper="#FAF8F3",
    control="#868B92",
    track="#EDEAE4",
    band_from="#86201A",
    band_to="#A8342B",
    band_text="#FFFFFF",
    band_muted="#F8E9E7",
    seal="#B5342B",
    dark=False,
)

DARK = Palette(
    page="#15171B",
    sidebar="#1A1D22",
    card="#1F2329",
    line="#2C3139",
    text="#E9EBEE",
    muted="#A3ABB6",
    faint="#6B7480",
    accent="#EE7A6E",
    accent_soft="#3A2423",
    on_accent="#1A1010",
    success="#63C394",
    success_soft="#1E3329",
    on_success="#0E1A14",
    warning="#E9B04A",
    warning_soft="#382C17",
    on_warning="#1A1407",
    info="#7FB0F0",
    info_soft="#1D2B3E",
    on_info="#0C1420",
    paper="#262A2F",
    control="#77808C",
    track="#2C3138",
    band_from="#5E1C18",
    band_to="#8E342B",
    band_text="#FFFFFF",
    band_muted="#F8E9E7",
    seal="#B5342B",
    dark=True,
)

RADIUS_CARD = 14
RADIUS_CONTROL = 10
RADIUS_SMALL = 8
RADIUS_KEY = 6
GAP = 16
PX_TITLE, PX_HEADING, PX_LARGE, PX_TEXT, PX_SMALL = 24, 19, 16, 14, 12
MARGIN_SIDE, MARGIN_TOP, MARGIN_FOOT = 30, 22, 24

TONES = ("neutral", "accent", "success", "warning", "info")


def tone_colors(palette: Palette, tone: str) -> tuple[str, str]:
    """(words, ground) of a chip or badge in one of TONES."""
    if tone == "neutral":
        return palette.muted, palette.track
    return getattr(palette, tone), getattr(palette, f"{tone}_soft")


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two #RRGGBB colours, 1 to 21. Source: WCAG 2.2, relative luminance."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def blend(over: str, ground: str, share: float) -> str:
    """`over` painted on `ground` with opacity `share` (0 to 1), as #RRGGBB."""
    mixed = (
        round(a * share + b * (1 - share)) for a, b in zip(_rgb(over), _rgb(ground), strict=True)
    )
    return "#" + "".join(f"{channel:02X}" for channel in mixed)


def _rgb(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(channel) for channel in _rgb(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
