"""What a merge is made from and what comes out of it.

Location: pactgen/merge/values.py. Used by every file of this package and by workspace/merging.py.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from pactgen.values import dataclass, field

MINE: Final = "<<<<<<< yours"
LAST: Final = "||||||| pactgen, last time"
SPLIT: Final = "======="
NOW: Final = ">>>>>>> pactgen, now"
_HUNK: Final = re.compile(r"^<<<<<<< .*?^>>>>>>> [^\n]*\n", re.DOTALL | re.MULTILINE)


class Reason(StrEnum):
    """Why two sides cannot be reconciled, as the end of the sentence `NAME: …`."""

    BOTH_CHANGED = "you and the contract changed the same lines"
    BOTH_ADDED = "you and the contract added it, and differently"
    DELETED_BY_YOU = "you deleted it, and the contract changed it"
    KIND = "you and the contract made it something else"
    LACKS = "it needs what the contract dropped"
    MADE = "the contract no longer has it: what is printed makes the object without its parameters"
    TAKEN = "the contract no longer has it, and calls another so: of two, the first is never asked"
    UNPARSABLE = "your edits and those of the contract do not make a program together"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One place where a person must say what is meant; whole lines on each side."""

    name: str
    """Qualified name of the definition, empty for the text of no definition."""
    reason: Reason
    base: str
    ours: str
    """What is on the disk."""
    theirs: str
    """What pactgen prints now."""
    lacks: tuple[str, ...] = ()
    """Names that the lines on the disk need and that are gone."""

    @property
    def why(self) -> str:
        """The end of the sentence `NAME: …`."""
        names = ", ".join(f"`{each}`" for each in self.lacks)
        return f"{self.reason.value}: {names}" if names else self.reason.value

    @property
    def marked(self) -> str:
        """The place in the form of `git merge-file --diff3`."""
        sides = ((MINE, self.ours), (LAST, self.base), (SPLIT, self.theirs))
        return "".join(f"{mark}\n{closed(text)}" for mark, text in sides) + f"{NOW}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that the merge decided and a person should know."""

    name: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """One text, with conflict markers where `conflicts` says."""

    text: str
    conflicts: tuple[Conflict, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(slots=True)
class Findings:
    """What a running merge collects."""

    conflicts: list[Conflict] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def clash(self, conflict: Conflict) -> str:
        """Record a conflict; return its lines with markers."""
        self.conflicts.append(conflict)
        return conflict.marked

    def note(self, name: str, message: str) -> None:
        """Record what a person should know."""
        self.notes.append(Note(name=name, message=message))


def closed(text: str) -> str:
    """Return `text` with a newline at its end, unless it is empty."""
    return text if not text or text.endswith("\n") else f"{text}\n"


def has_markers(text: str) -> bool:
    """Tell whether somebody left a conflict unresolved."""
    starts = [line[:8] for line in text.split("\n")]
    return "<<<<<<< " in starts and ">>>>>>> " in starts


def hunks_of(text: str) -> list[tuple[str, str]]:
    """Return both sides of every conflict that git left in a text."""
    return [(ours_of(each), theirs_of(each)) for each in _HUNK.findall(text)]


def ours_of(text: str) -> str:
    """Return a text with conflict markers as the side above the first bar has it."""
    kept, keeps = [], True
    for line in text.split("\n"):
        if line.startswith("<<<<<<<"):
            continue
        if line.startswith(("|||||||", "=======")):
            keeps = False
        elif line.startswith(">>>>>>>"):
            keeps = True
        elif keeps:
            kept.append(line)
    return "\n".join(kept)


def theirs_of(text: str) -> str:
    """Return a text with conflict markers as the side below the last bar has it."""
    kept, keeps = [], True
    for line in text.split("\n"):
        if line.startswith(("<<<<<<<", "|||||||")):
            keeps = False
        elif line.startswith((">>>>>>>", "=======")):
            keeps = True
        elif keeps:
            kept.append(line)
    return "\n".join(kept)
