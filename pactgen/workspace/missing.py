"""Modules that a person deleted and that other files go on to import.

Location: pactgen/workspace/missing.py. A file that a person deleted stays deleted; where the rest
of the project needs it, each run says so until one of both goes. Used by planning.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactgen.merge.values import Note
from pactgen.values import replace
from pactgen.workspace.changes import Action, Change
from pactgen.workspace.files import Owner

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def told_of_missing(changes: Sequence[Change]) -> list[Change]:
    """Return the changes, with a note for each deleted module that a file still imports."""
    missing = [each.path for each in changes if _stays_deleted(each)]
    texts = {each.path: each.after for each in changes if each.path.endswith(".py")}
    notes = {path: note for path in missing if (note := _note(path, texts)) is not None}
    return [
        replace(each, notes=(*each.notes, notes[each.path])) if each.path in notes else each
        for each in changes
    ]


def _stays_deleted(change: Change) -> bool:
    kept = change.action is Action.KEEP and change.owner is Owner.SHARED and change.note == ""
    return kept and change.before is None and change.path.startswith("src/")


def _note(path: str, texts: Mapping[str, bytes]) -> Note | None:
    module = path.removeprefix("src/").removesuffix(".py").replace("/", ".")
    parent, _, name = module.rpartition(".")
    either = rf"from {module} import|import {module}\b|from {parent} import {name}\b"
    pattern = re.compile(rf"^\s*(?:{either})".encode(), re.MULTILINE)
    found = [other for other, text in texts.items() if pattern.search(text)]
    if not found:
        return None
    more = f" and {len(found) - 1} more files import" if len(found) > 1 else " imports"
    message = (
        f"you deleted it, and {found[0]}{more} it: remove what needs it, or have it again with "
        "`pactgen adopt`, then `pactgen scaffold`"
    )
    return Note(name="the file", message=message)
