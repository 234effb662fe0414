"""Every way of sitting a paper, and every kind of question the first practice did not show."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from integrity_edu.quiz import sittings, store
from integrity_edu.quiz.hints import hints
from integrity_edu.quiz.questions import Judge, Short, audience_mask, decode, kind_of
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.ui.navigation import Route
from integrity_edu.ui.tour.answering import answer, confirm, desk, hand_in, mark_myself
from integrity_edu.ui.tour.driver import Driver, TourError
from integrity_edu.ui.tour.stage import ALL_MEASURES, Stage
from integrity_edu.workspace import Workspace

NEW_KINDS = ("number", "date", "cloze", "case", "short")
NAMES = {"number": "数值", "date": "日期", "cloze": "选择填空", "case": "案例题组", "short": "简答"}
PART, SEED = 3, 20260911


def meet_new_kinds(driver: Driver, stage: Stage) -> None:
    """Number, date, cloze, case set, short answer and 改错, by mouse and by keys in turn."""
    stage.clock.forward(minutes=5)
    _open(driver, "practice", "新题型", *NEW_KINDS, "fix")
    for number, item in enumerate(desk(driver).items):
        question = item.question
        fixing = isinstance(question, Judge)
        name = "fix" if fixing else kind_of(question)
        words = "判断改错" if fixing else NAMES[kind_of(question)]
        keys = number % 2 == 1
        with driver.step(f"新题型：{words}，{'键盘' if keys else '鼠标'}"):
            answer(driver, keys=keys)
            driver.shot(f"quiz-{name}")
            confirm(driver, keys=keys)
            if isinstance(question, Short):
                mark_myself(driver, len(question.rubric) - 1)
            driver.shot(f"quiz-{name}-explained")
            driver.click("primary")
    with driver.step("新题型：交卷"):
        hand_in(driver)
        driver.shot("new-kinds-result")


def study(driver: Driver, stage: Stage) -> None:
    """背题: the answers are there from the start."""
    stage.clock.forward(minutes=5)
    with driver.step("背题：答案和道理一起看"):
        _set_up(driver, "study")
        driver.shot("study-setup")
        driver.click("start-quiz")
        driver.page("sitting")
        driver.shot("study")
    with driver.step("背题：看完回到测验"):
        while driver.window.page is driver.window.pages["sitting"]:
            driver.press("Return")
        driver.page("quiz")
        driver.shot("study-over")
        driver.window.messages.notice.hide()  # a reader has waited until it went


def quest(driver: Driver, stage: Stage) -> None:
    """闯关: a hint after a wrong answer, then right, by keys."""
    stage.clock.forward(minutes=5)
    with driver.step("闯关：答错了，给一条提示"):
        _open(driver, "quest", "闯一闯", "single", "judge")
        answer(driver, right=False)
        confirm(driver)
        if not desk(driver).hint:
            raise TourError("no hint")
        driver.shot("quest-hint")
    with driver.step("闯关：第二次答对，得一部分"):
        answer(driver, keys=True)
        confirm(driver, keys=True)
        driver.shot("quest-second-try")
        confirm(driver, keys=True)
        answer(driver, keys=True)
        confirm(driver, keys=True)
        confirm(driver, keys=True)
        hand_in(driver, keys=True)
        driver.shot("quest-result")


def certainty(driver: Driver, stage: Stage) -> None:
    """把握度练习: say how sure; what one was sure of and wrong stands first."""
    stage.clock.forward(minutes=5)
    with driver.step("把握度练习：先答，再说有几分把握"):
        _open(driver, "certainty", "有几分把握", "single", "multiple", "judge")
        answer(driver)
        driver.shot("certainty-asked")
        driver.click("certainty-2")
        driver.shot("certainty")
        confirm(driver)
        confirm(driver)
    with driver.step("把握度练习：很有把握却错了，排在最前"):
        for level in ("1", "3"):
            answer(driver, right=False, keys=True)
            driver.press(f"Alt+{level}")
            confirm(driver, keys=True)
            confirm(driver, keys=True)
        hand_in(driver, keys=True)
        driver.shot("certainty-result")


def mock(driver: Driver, stage: Stage) -> None:
    """模拟考试 with a rule of its own, and a change taken back."""
    stage.clock.forward(minutes=5)
    with driver.step("模拟考试：选一种计分"):
        _set_up(driver, "mock")
        driver.choose("rule", 2)
        driver.shot("mock-setup")
        driver.click("start-quiz")
        driver.page("sitting")
        answer(driver, right=False)
        driver.shot("mock")
    with driver.step("模拟考试：撤销，再改回来"):
        before = desk(driver).item.response
        driver.press("Ctrl+Z")
        driver.shot("mock-undone")
        driver.press("Ctrl+Shift+Z")
        if desk(driver).item.response == before is None:
            raise TourError("nothing came back")
    with driver.step("模拟考试：交卷，看结果"):
        driver.press("Ctrl+Return")
        hand_in(driver)
        driver.shot("mock-result")


def review(driver: Driver, stage: Stage) -> None:
    """The next day what went wrong comes back."""
    with driver.step("第二天：先复习到期的错题"):
        stage.clock.forward(days=1)
        driver.click("nav-courses")
        driver.page("courses")
        driver.click("nav-home")
        driver.page("home")
        driver.shot("home-review")
        begin = driver.find("band-button")
        assert isinstance(begin, QPushButton)
        driver.click("band-button")
        driver.page("sitting")
        driver.shot("review")
        _leave(driver)


def in_the_dark(driver: Driver, stage: Stage) -> None:
    """The same in dark colours."""
    del stage
    with driver.step("深色：闯关的提示、把握度"):
        driver.click("toggle-theme")
        for mode in ("quest", "certainty"):
            _open(driver, mode, "深色", "single", "cloze")
            answer(driver, right=False)
            if mode == "certainty":
                driver.click("certainty-3")
            confirm(driver)
            driver.shot(f"{mode}-dark")
            _leave(driver)
        driver.click("toggle-theme")
        driver.click("nav-home")
        driver.page("home")


def _open(driver: Driver, mode: str, title: str, *kinds: str) -> None:
    """Begin a paper of one authored question of each kind and go to it; `fix` is 判断改错."""
    made: list[str] = []

    def begin(ws: Workspace) -> str:
        questions = tuple(_one_of(ws, kind) for kind in kinds)
        request = PaperRequest(mode, title, "student", SEED, questions=questions)
        return sittings.start(ws, request)

    driver.window.tasks.run(driver.window, begin, made.append)
    driver.wait(lambda: bool(made), "a paper")
    driver.window.go(Route("sitting", made[0]))
    driver.page("sitting")


def _leave(driver: Driver) -> None:
    """Give the paper on screen up, so that the first page of later chapters is not about it."""
    sitting = desk(driver).sitting.id
    driver.window.tasks.run(driver.window, lambda ws: sittings.leave(ws, sitting))
    driver.settle()


def _one_of(ws: Workspace, kind: str) -> str:
    """The first authored question of a kind in which there is most to see: one that has a hint."""
    pool = store.pool(ws.conn, ALL_MEASURES, audience_mask(("student",)))
    authored = sorted({row[1] for row in pool if row[2] == "authored"})
    for ref, (_, body) in store.revisions(ws.conn, authored).items():
        question = decode(body)
        found = kind_of(question)
        if isinstance(question, Judge) and question.correction is not None:
            found = "" if question.key else "fix"
        if found == kind and hints(question):
            return ref
    raise TourError(f"no question: {kind}")


def _set_up(driver: Driver, mode: str) -> None:
    driver.click("nav-quiz")
    driver.page("quiz")
    driver.click("pick-none")
    driver.click(f"part-{PART}")
    driver.click(f"filter-{mode}")
    driver.click("filter-count-5")
