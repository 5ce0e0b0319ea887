"""What is said of a thing by one person: `favorite`, and how answers call it.

Location: pactgen/passes/words/marks.py. Used by `find_personal`, `personal_marks` and the tables.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUBSCRIPTION: Final = "subscription"
"""What whoever subscribes has."""


def mark_in(verb: str) -> str | None:
    """Return the mark that a verb sets or takes back: `like` of `unlike`; or that a noun names."""
    word = bare(verb).removeprefix("un")
    word = "subscribe" if word == _SUBSCRIPTION else word
    return word if word in vocabulary.MARKS else None


def called_by(noun: str) -> str:
    """Return the mark that marks are called after, or what else they are called."""
    return mark_in(noun) or bare(noun)


def listed_as(mark: str) -> frozenset[str]:
    """Return what a list of things is called that bear the mark: `favorites`, `starred`."""
    doubled = f"{mark}{mark[-1]}ed"
    forms = {f"{mark}s", f"{mark}es", past_of(mark), doubled, f"{mark}ing"}
    return frozenset(forms | ({f"{_SUBSCRIPTION}s"} if mark == "subscribe" else set()))


def past_of(mark: str) -> str:
    """Return what bears the mark: `liked`."""
    return f"{mark}d" if mark.endswith("e") else f"{mark}ed"


@cache
def flags_of(mark: str) -> frozenset[str]:
    """Return what a boolean is called that tells whether the caller has made the mark."""
    doubled = f"{mark}{mark[-1]}ed"
    words = (mark, past_of(mark), doubled, f"{mark}ing")
    before = ("", "is", "has", "did", "i", "viewerhas", "am", "hasuser", "by")
    after = ("", "byme", "byuser", "byviewer", "bycurrentuser")
    return frozenset(f"{one}{word}{end}" for one in before for word in words for end in after)


@cache
def counts_of(mark: str) -> frozenset[str]:
    """Return what a number of marks is called: `likes`, `likesCount`, `favorited_count`."""
    return frozenset(_counts(mark)) | frozenset(_counts(past_of(mark)))


def people_of(mark: str) -> str:
    """Return what those are called who have made the mark: `followers`."""
    return f"{mark}rs" if mark.endswith("e") else f"{mark}ers"


@cache
def made_of(mark: str) -> frozenset[str]:
    """Return what the number is called of the marks that a person has made: `followingCount`."""
    return frozenset(_numbers(f"{mark}ing")) | {f"{mark}ing"}


def tells_of_marks(name: str) -> bool:
    """Whether a number is called so of the marks that rows bear, or that people have made."""
    return any(name in counts_of(mark) | made_of(mark) for mark in vocabulary.MARKS)


def _counts(word: str) -> Iterator[str]:
    for form in (word, f"{word}s", f"{word}rs", f"{word}ers", f"{word}es"):
        yield from _numbers(form)
    yield from (f"{word}s", f"{word}es", f"{word}rs", f"{word}ers")


def _numbers(form: str) -> Iterator[str]:
    yield from (f"{form}count", f"{form}total", f"total{form}", f"num{form}", f"{form}num")
