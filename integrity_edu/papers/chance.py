"""Seeded chance for papers; the same words always give the same."""

from __future__ import annotations

import random


def chance_of(*words: object) -> random.Random:
    """Chance by the text `word-word-…`."""
    return random.Random("-".join(map(str, words)))
