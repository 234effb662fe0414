"""Words are readable on every ground they stand on, in both palettes. Source: WCAG 2.2, 1.4.3."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrity_edu.ui.tokens import DARK, LIGHT, TONES, Palette, blend, contrast, tone_colors

PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
COLOR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")

TINTS = ("accent_soft", "success_soft", "warning_soft", "info_soft")
USES = {
    "text": ("page", "sidebar", "card", "paper", "track", *TINTS),
    "muted": ("page", "sidebar", "card", "paper", "track", *TINTS),
    "accent": ("page", "sidebar", "card", "paper", "accent_soft"),
    "success": ("page", "card", "paper", "success_soft"),
    "warning": ("page", "card", "paper", "warning_soft"),
    "info": ("page", "card", "paper", "info_soft"),
    "on_accent": ("accent",),
    "on_success": ("success",),
    "on_warning": ("warning",),
    "on_info": ("info",),
    "page": ("text",),
}
WORDS = [(words, ground) for words, grounds in USES.items() for ground in grounds]


@PALETTES
@pytest.mark.parametrize(("words", "ground"), WORDS)
def test_words_stand_out_from_their_ground(palette: Palette, words: str, ground: str) -> None:
    assert contrast(getattr(palette, words), getattr(palette, ground)) >= 4.5


@PALETTES
@pytest.mark.parametrize("tone", TONES)
def test_a_chip_is_readable_in_every_tone(palette: Palette, tone: str) -> None:
    assert contrast(*tone_colors(palette, tone)) >= 4.5


@PALETTES
@pytest.mark.parametrize("words", ["band_text", "band_muted"])
@pytest.mark.parametrize("end", ["band_from", "band_to"])
@pytest.mark.parametrize("boxed", [False, True])
@pytest.mark.parametrize("glyph", [False, True])
def test_words_on_the_band_are_readable_over_box_and_glyph(
    palette: Palette, words: str, end: str, *, boxed: bool, glyph: bool
) -> None:
    ground = getattr(palette, end)
    if glyph:
        ground = blend("#FFFFFF", ground, 0.07)
    if boxed:
        ground = blend("#000000", ground, 0.18)
    assert contrast(getattr(palette, words), ground) >= 4.5


@PALETTES
def test_the_word_on_the_white_button_of_the_band_is_readable(palette: Palette) -> None:
    assert contrast("#86201A", "#FFFFFF") >= 4.5
    assert contrast("#86201A", palette.band_muted) >= 4.5


@PALETTES
@pytest.mark.parametrize("ground", ["page", "card"])
@pytest.mark.parametrize("edge", ["control", "info", "success", "accent", "warning"])
def test_borders_that_carry_meaning_are_seen(palette: Palette, edge: str, ground: str) -> None:
    # Source: WCAG 2.2, 1.4.11
    assert contrast(getattr(palette, edge), getattr(palette, ground)) >= 3


@PALETTES
def test_the_seal_is_seen_in_both_palettes(palette: Palette) -> None:
    assert contrast(palette.seal, "#FFFFFF") >= 4.5


def test_black_on_white_is_the_highest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_a_known_pair_measures_what_the_standard_says() -> None:
    # #767676 on white is the palest grey that passes, 4.54
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@given(COLOR, COLOR)
def test_contrast_does_not_mind_the_order(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001


@given(COLOR, COLOR)
def test_blending_ends_at_either_colour(over: str, ground: str) -> None:
    assert blend(over, ground, 1) == over
    assert blend(over, ground, 0) == ground
