"""Who plays in the tour, and how they come in and go out."""

from __future__ import annotations

from typing import NamedTuple

from integrity_edu.ui.tour.driver import Driver


class Person(NamedTuple):
    """What somebody types into the first form; no password for an empty one."""

    role: str
    nickname: str
    name: str
    birth: str
    password: str = ""


STUDENT = Person("student", "小林", "林晓雨", "2005-03-14", "guihua-2005")
TEACHER = Person("teacher", "周老师", "周明远", "1985-06-02")
TRAINEE = Person("trainee", "高远", "高远", "1990-11-08")
MINOR = Person("student", "小满", "", "2011-05-21")


def fill_in(driver: Driver, person: Person) -> None:
    """Fill in the first form."""
    driver.click(f"role-{person.role}")
    driver.type_into("nickname", person.nickname)
    if person.name:
        driver.type_into("real_name", person.name)
    driver.type_into("birth", person.birth)
    if person.password:
        driver.type_into("password", person.password)
        driver.type_into("again", person.password)


def join_as(driver: Driver, person: Person) -> None:
    """Register somebody without a password on a computer that has accounts."""
    driver.click("new-account")
    fill_in(driver, person)
    driver.click("register")
    driver.page("home")


def sign_out(driver: Driver) -> None:
    """Leave by the menu behind the account card."""
    driver.click("account")
    driver.click_action("sign-out")
    driver.wait(lambda: driver.sees("new-account"), "the accounts of this computer")


def sign_in(driver: Driver, person: Person) -> None:
    """Pick one's account, type the password, enter."""
    driver.click_widget(driver.find_like("account-card", person.nickname))
    if person.password:
        driver.type_into("password", person.password)
    driver.click("enter")
    driver.page("home")
