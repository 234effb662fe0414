"""The content that ships, compiled as at a first start; and the lists that pages read from it."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.house import make_house, open_house
from benchmarks.measure import Figure, median_of
from integrity_edu.courses import library

FIRST_MS = 5000.0
"""A first start on two cores may take so long to read and store everything."""

LISTS_MS = 50.0
ROUNDS = 5
COMPILE = """
import sys, time
begun = time.perf_counter()
from integrity_edu.clock import system_clock
from integrity_edu.library.compile import compile_library
from integrity_edu.storage.database import close, open_database
from integrity_edu.workspace import Workspace
from pathlib import Path
ws = Workspace(open_database(Path(sys.argv[1])), system_clock)
compile_library(ws)
close(ws.conn)
print((time.perf_counter() - begun) * 1000)
"""


def compiling() -> list[Figure]:
    first = statistics.median(_first_start() for _ in range(ROUNDS))
    folder, person = make_house()
    ws = open_house(folder, person)
    lists = median_of(
        lambda: (
            library.my_courses(ws, "student"),
            library.cases(ws.conn),
            library.terms(ws.conn),
        ),
        50,
    )
    return [
        Figure("content_compiled", first, "ms", FIRST_MS, FIRST_MS, relative=False),
        Figure("content_lists", lists, "ms", LISTS_MS, LISTS_MS, relative=False),
    ]


def _first_start() -> float:
    """Milliseconds of one compilation in a process of its own, imports included."""
    with tempfile.TemporaryDirectory(prefix="integrity-edu-bench-") as folder:
        done = subprocess.run(
            [sys.executable, "-c", COMPILE, str(Path(folder) / "new.sqlite")],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        )
        return float(done.stdout)
