"""python -m benchmarks [--json] [--only NAME]"""

from __future__ import annotations

import argparse
import json
import os
import sys

os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")

from benchmarks import (
    analysis,
    answers,
    archives,
    compiling,
    importing,
    papers,
    questions,
    reviewing,
    searching,
    starting,
)
from benchmarks.measure import Figure

BENCHES = {
    "first_paint": starting.starts,
    "home_filled": starting.starts,
    "memory_home": starting.starts,
    "start_parses": starting.starts,
    "content_compiled": compiling.compiling,
    "content_lists": compiling.compiling,
    "answer_saved": answers.answer_saved,
    "next_question": questions.next_question,
    "next_question_scale": questions.next_question,
    "search_two_characters": searching.measure,
    "next_review": reviewing.next_review,
    "next_review_scale": reviewing.next_review,
    "paper_blueprint": papers.papers,
    "papers_parallel_100": papers.papers,
    "import_questions": importing.measure,
    "item_analysis": analysis.item_analysis,
    "grading_million": analysis.grading,
    "archive_opened": archives.opening,
    "archive_opened_scale": archives.opening,
    "students_entered": archives.entering,
    "students_read": archives.entering,
    "three_years_50k": archives.reckoning,
    "append_to_a_million": archives.chains,
    "chain_of_a_million": archives.chains,
}


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="run.py bench")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", choices=sorted(BENCHES))
    said = parser.parse_args(words)
    figures: list[Figure] = []
    for bench in dict.fromkeys(BENCHES.values()):
        names = [name for name, made_by in BENCHES.items() if made_by is bench]
        if said.only is None or said.only in names:
            figures += [f for f in bench() if said.only in (None, f.name)]
    if said.json:
        print(json.dumps({"bench": [f.as_dict() for f in figures]}, ensure_ascii=False, indent=2))
    else:
        for figure in figures:
            print(figure.line())
    return 0 if all(figure.ok for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
