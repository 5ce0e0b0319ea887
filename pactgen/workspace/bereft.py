"""Edited modules that need what the run drops: what was printed goes, a person's own stops it.

Location: pactgen/workspace/bereft.py. Used by unloadable.py and unmapped.py, which say what is
needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.merge.blocks import parses
from pactgen.values import replace
from pactgen.workspace.changes import Action
from pactgen.workspace.lost import is_edited
from pactgen.workspace.shared import ends_as, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pactgen.merge.values import Conflict, Note
    from pactgen.workspace.changes import Change

_MEET: Final = "your edits need what the contract dropped"


def in_edited(
    changes: Iterable[Change],
    printed: Callable[[str], str | None],
    mended: Callable[[Change, str, frozenset[str]], Change],
) -> list[Change]:
    """Return the changes, those of edited modules mended.

    Args:
        changes: of all files.
        printed: what pactgen printed in a file last.
        mended: is told a change, the text that it leaves, and the lines that pactgen printed.
    """

    def seen(change: Change) -> Change:
        text = text_of(change.after)
        if text is None or not parses(text):
            return change
        lines = (printed(change.path) or "").split("\n")
        return mended(change, text, frozenset(line.strip() for line in lines))

    return [seen(each) if each.path[:4] == "src/" and is_edited(each) else each for each in changes]


def left_without(
    change: Change,
    after: str,
    clashes: Mapping[int, Conflict],
    marked: Callable[[Mapping[int, str]], str],
    notes: Sequence[Note] = (),
) -> Change:
    """Return the change of a module that goes without what the run drops, or stops it.

    Args:
        change: of the module.
        after: its text without what pactgen printed of that.
        clashes: what a person wrote of it, by its first lines.
        marked: makes the text in which something stands for these lines.
        notes: what a person is told besides.
    """
    notes = (*change.notes, *notes)
    if not clashes:
        content = ends_as(change.after, after)
        return replace(change, action=Action.REWRITE, content=content, merged=True, notes=notes)
    return replace(
        change,
        action=Action.CONFLICT,
        note=_MEET,
        notes=notes,
        clashes=tuple(clashes.values()),
        ours=change.before,
        marked=ends_as(change.after, marked({at: each.marked for at, each in clashes.items()})),
    )
