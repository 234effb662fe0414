"""The base of what is sealed in an archive."""

from __future__ import annotations

from msgspec import Struct


class Sealed(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    """A value whose fields stay out of its repr, which may reach a log."""

    def __repr__(self) -> str:
        """Only what it is."""
        return f"{type(self).__name__}(…)"
