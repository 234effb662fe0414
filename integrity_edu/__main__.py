"""`integrity-edu`: without words it opens the window, with a sub-command it does as told."""

from __future__ import annotations

import os
import re
import sys

LIBRARIES = "libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libglib2.0-0 libxcb-cursor0"


def main(words: list[str] | None = None) -> int:
    """Return the exit status: 0 done, 1 the thing asked for is not so, 2 wrong words.

    What is missing on this computer ends in one sentence and the command that mends it.
    """
    said = sys.argv[1:] if words is None else words
    try:
        return _act(said)
    except ImportError as error:
        sys.stderr.write(missing(error) + "\n")
        return 1


def _act(said: list[str]) -> int:
    if said and not (said[0] == "--data" and len(said) == 2):
        from integrity_edu.cli import run

        return run(said)
    if not has_screen():
        sys.stderr.write(
            "这里没有屏幕，开不了窗口。可以离屏走一遍主要功能：integrity-edu tour --out 文件夹\n"
        )
        return 1
    from integrity_edu.app import open_window
    from integrity_edu.errors import EduError
    from integrity_edu.words import explain

    try:
        return open_window(said[1] if said else None)
    except EduError as error:
        sys.stderr.write("".join(explain(error)) + "\n")
        return 1


def has_screen() -> bool:
    """Whether a window can be shown, or is painted offscreen on purpose."""
    shown = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in shown)


def missing(error: ImportError) -> str:
    """One sentence for a module or a system library that is not there."""
    library = re.search(r"lib[\w+.-]*\.so[.\d]*", str(error))
    if library:
        return (
            f"缺少系统库 {library.group()}。"
            f"请运行：sudo apt-get install -y --no-install-recommends {LIBRARIES}"
        )
    return f"缺少组件 {error.name or error}。请运行：python -m pip install integrity-edu"


if __name__ == "__main__":
    sys.exit(main())
