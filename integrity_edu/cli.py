"""`integrity-edu SUB-COMMAND`: what a teacher or an IT department wants to script.

Exit status: 0 done, 1 the thing asked for is not so (problems listed), 2 wrong words.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from integrity_edu import __version__
from integrity_edu.errors import EduError
from integrity_edu.folders import DATABASE, data_folder
from integrity_edu.words import explain

if TYPE_CHECKING:
    from integrity_edu.workspace import Workspace

DONE, NOT_SO, WRONG_WORDS = 0, 1, 2


def run(words: list[str]) -> int:
    """Do what the words say and return the exit status."""
    parser = make_parser()
    try:
        said = parser.parse_args(words)
    except SystemExit as stop:
        return WRONG_WORDS if stop.code else DONE
    act: Callable[[argparse.Namespace], int] = said.act
    try:
        return act(said)
    except EduError as error:
        sentence, hint = explain(error)
        _say(
            said, {"ok": False, "problem": sentence, "hint": hint}, f"{sentence}{hint}", sys.stderr
        )
        return NOT_SO


def make_parser() -> argparse.ArgumentParser:
    """The words there are."""
    parser = argparse.ArgumentParser(
        prog="integrity-edu",
        description="诚信学堂。不带任何词就打开窗口。",
        epilog="退出码：0 做完了；1 所问的不成立（列出问题）；2 用词不对。",
    )
    parser.add_argument("--version", action="version", version=__version__)
    subs = parser.add_subparsers(metavar="命令", required=True)
    lint = _sub(subs, "check", check, "检查 content/ 和 question_bank/ 里的课程、案例、法规和题目")
    lint.add_argument("--table", action="store_true", help="再列一张表：每项措施有多少题")
    verify = _sub(subs, "verify", verify_file, "验证一份导出的诚信档案是否完整、由谁签名")
    verify.add_argument("file", type=Path, help="导出的 JSON 文件")
    tour = _sub(subs, "tour", play_tour, "用真实的窗口把主要功能走一遍，存下图片")
    tour.add_argument(
        "--out", type=Path, default=Path("out/tour"), help="图片和 tour.json 存到哪里"
    )
    shots = _sub(subs, "shots", take_shots, "把每一页拍成图片：浅色、深色、200%、小窗口、英文")
    shots.add_argument("--out", type=Path, default=Path("out/shots"), help="图片存到哪里")
    backup = _sub(subs, "backup", back_up, "把数据文件完整复制一份")
    backup.add_argument("folder", type=Path, help="备份放到哪个文件夹")
    restore = _sub(subs, "restore", restore_file, "用一份备份换下现在的数据文件（旧的留在旁边）")
    restore.add_argument("file", type=Path, help="备份文件")
    bring = _sub(subs, "import-questions", import_questions, "把一个文件里的题目导入题库")
    bring.add_argument("file", type=Path, help="题目文件（.jsonl 或 .toml）")
    bring.add_argument("--preview", action="store_true", help="只看会怎样，不导入")
    take = _sub(subs, "export-questions", export_questions, "把导入的题目存成一个文件")
    take.add_argument("file", type=Path, help="存到哪个文件（.jsonl）")
    take.add_argument("--all", action="store_true", help="自带的题目也一起存")
    _sub(subs, "doctor", doctor, "看看这台电脑上的诚信学堂是否一切正常")
    return parser


def _sub(
    subs: Any, name: str, act: Callable[[argparse.Namespace], int], words: str
) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = subs.add_parser(
        name, help=words.replace("%", "%%"), description=words
    )
    made.add_argument("--json", action="store_true", help="输出 JSON")
    made.add_argument("--data", type=Path, default=None, help="数据文件夹（默认：本用户的）")
    made.set_defaults(act=act)
    return made


def check(said: argparse.Namespace) -> int:
    """Lint the authored data."""
    from integrity_edu.library.check import check as lint
    from integrity_edu.library.roots import bank_root, content_root

    report = lint(content_root(), bank_root())
    lines = [f"{p.file}:{p.line}: {p.code}: {p.message}" for p in report.problems]
    lines.append(f"{len(report.problems)} 个问题" if report.problems else "内容没有问题")
    if said.table:
        lines.append(report.table)
    _say(
        said,
        {"problems": [problem.as_dict() for problem in report.problems], "counts": report.counts},
        "\n".join(lines),
    )
    return NOT_SO if report.problems else DONE


def verify_file(said: argparse.Namespace) -> int:
    """Say whether an exported archive is whole and who signed it."""
    from integrity_edu.archive.export import verify

    try:
        data = said.file.read_bytes()
    except OSError as error:
        raise EduError(
            "文件读不了：{reason}。", "看看路径写对没有。", reason=error.strerror
        ) from error
    verdict = verify(data)
    plain = {
        "whole": verdict.whole,
        "signer": verdict.signer_name,
        "fingerprint": verdict.signer_fingerprint,
        "exported_at": verdict.exported_at,
        "problems": list(verdict.problems),
    }
    if verdict.whole:
        text = (
            f"完整：从签名那一刻起没有改动过。\n签名人：{verdict.signer_name}\n"
            f"指纹：{verdict.signer_fingerprint}（请当面与本人核对）\n导出时间：{verdict.exported_at}\n"
            "教学用途，非公共信用信息，不作为征信依据。"
        )
    else:
        text = "不完整或不可信：\n" + "\n".join(verdict.problems)
    _say(said, plain, text)
    return DONE if verdict.whole else NOT_SO


def play_tour(said: argparse.Namespace) -> int:
    """Play the tour and list its steps."""
    from integrity_edu.app import build
    from integrity_edu.ui.tour import play

    steps = play(said.out, build)
    failed = [step for step in steps if not step["ok"]]
    _say(
        said,
        {"steps": steps},
        f"走了 {len(steps)} 步，{len(failed)} 步没有成：{said.out / 'tour.json'}"
        if failed
        else f"走完 {len(steps)} 步，全部正常。图片和 tour.json 在 {said.out}",
    )
    return NOT_SO if failed else DONE


def take_shots(said: argparse.Namespace) -> int:
    """Photograph every page in every dress."""
    from integrity_edu.app import build
    from integrity_edu.ui.tour.shots import shoot

    pictures = shoot(said.out, build)
    _say(said, {"pictures": pictures}, f"{len(pictures)} 张图片在 {said.out}")
    return DONE


def back_up(said: argparse.Namespace) -> int:
    """Copy the data file whole."""
    from integrity_edu.clock import system_clock
    from integrity_edu.storage import backup
    from integrity_edu.storage.database import close, open_database

    path = _existing(said)
    conn = open_database(path)
    try:
        target = backup.back_up(conn, said.folder, system_clock())
    finally:
        close(conn)
    _say(said, {"backup": str(target)}, f"备份好了：{target}")
    return DONE


def restore_file(said: argparse.Namespace) -> int:
    """Put a backup in the place of the data file."""
    from integrity_edu.clock import system_clock
    from integrity_edu.storage import backup

    kept = backup.restore(said.file, _folder(said) / DATABASE, system_clock())
    words = f"已恢复。原来的数据留在：{kept}" if kept else "已恢复。"
    _say(said, {"restored": str(said.file), "kept": str(kept or "")}, words)
    return DONE


def import_questions(said: argparse.Namespace) -> int:
    """Take a file of questions into the bank, or say what that would do; list what is refused."""
    from integrity_edu.library import importing

    with _workspace(said) as ws:
        if said.preview:
            seen = importing.preview_file(ws, said.file)
            new, changed, same, refused = seen.good, seen.changed, seen.same, seen.problems
        else:
            done = importing.import_file(ws, said.file)
            new, changed, same, refused = done.new, done.changed, done.same, done.refused
    problems = [{"file": str(said.file), "line": p.line, "reason": p.reason} for p in refused]
    plain = {"preview": said.preview, "new": new, "changed": changed, "same": same}
    lines = [f"{said.file}:{p.line}: {p.reason}" for p in refused]
    verb = "可以导入" if said.preview else "导入了"
    lines.append(
        f"{verb} {new} 道新题，更新 {changed} 道，{same} 道没有变化，{len(refused)} 道没有收"
    )
    _say(said, plain | {"problems": problems}, "\n".join(lines))
    return NOT_SO if refused else DONE


def export_questions(said: argparse.Namespace) -> int:
    """Write the imported questions, or all, to a file."""
    from integrity_edu.library.importing import SOURCE, export_file

    sources = (SOURCE, "authored", "generated") if said.all else (SOURCE,)
    with _workspace(said) as ws:
        count = export_file(ws, said.file, sources)
    _say(said, {"questions": count, "file": str(said.file)}, f"{count} 道题在 {said.file}")
    return DONE


def doctor(said: argparse.Namespace) -> int:
    """Look over everything the program stands on."""
    from integrity_edu.doctor import examine

    findings = examine(_folder(said))
    lines = [f"{'好' if f.ok else '不好'}　{f.name}：{f.words}" for f in findings]
    plain = [{"name": f.name, "ok": f.ok, "words": f.words} for f in findings]
    _say(said, {"findings": plain}, "\n".join(lines))
    return DONE if all(finding.ok for finding in findings) else NOT_SO


def _folder(said: argparse.Namespace) -> Path:
    return said.data.expanduser() if said.data else data_folder()


@contextmanager
def _workspace(said: argparse.Namespace) -> Iterator[Workspace]:
    """The data file for whoever owns it: nobody is signed in."""
    from integrity_edu.clock import system_clock
    from integrity_edu.storage.database import close, open_database
    from integrity_edu.workspace import Workspace

    conn = open_database(_existing(said))
    try:
        yield Workspace(conn, system_clock)
    finally:
        close(conn)


def _existing(said: argparse.Namespace) -> Path:
    path = _folder(said) / DATABASE
    if not path.is_file():
        raise EduError(
            "这里还没有诚信学堂的数据：{path}",
            "先打开一次程序，或用 --data 指明文件夹。",
            path=path,
        )
    return path


def _say(said: argparse.Namespace, plain: dict[str, object], text: str, to: Any = None) -> None:
    if said.json:
        print(json.dumps(plain, ensure_ascii=False, indent=2))
    else:
        print(text, file=to or sys.stdout)
