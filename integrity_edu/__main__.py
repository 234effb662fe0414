"""`integrity-edu`: without words it opens the window, with a sub-command it does as told."""

from __future__ import annotations

import sys


def main(words: list[str] | None = None) -> int:
    """Return the exit status: 0 done, 1 the thing asked for is not so, 2 wrong words."""
    said = sys.argv[1:] if words is None else words
    if not said or (said[0] == "--data" and len(said) == 2):
        from integrity_edu.app import open_window

        return open_window(said[1] if said else None)
    from integrity_edu.cli import run

    return run(said)


if __name__ == "__main__":
    sys.exit(main())
