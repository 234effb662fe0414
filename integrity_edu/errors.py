"""Expected failures: a sentence for the user and what to do next."""

from __future__ import annotations


class EduError(Exception):
    """Something that can happen to a careful user; shown calmly, never as a crash.

    `sentence` and `hint` are Chinese source strings with `{name}` fields filled from `values`;
    whoever shows the error translates them (`words.explain`). Values never hold a person's
    name, ID number or birth date, because an error may end up in the log.
    """

    code = "edu"

    def __init__(self, sentence: str, hint: str = "", /, **values: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint
        self.values = values

    def __str__(self) -> str:
        return self.sentence.format(**self.values)


class NotAllowedError(EduError):
    """The role of whoever is acting does not permit this."""

    code = "not_allowed"


class NotFoundError(EduError):
    """The thing asked for is not, or no longer, there."""

    code = "not_found"


class StorageError(EduError):
    """The data file or its folder cannot be used as it is."""

    code = "storage"


class ContentError(EduError):
    """Authored data is wrong; carries where."""

    code = "content"
