"""Methods and fields that the contract took away and that edited code still asks for.

Location: pactgen/workspace/lost.py. An import that fails is seen at once; `books.restock()` on a
service that has no such method any more is seen by the first caller. Each such place is told with
its line. A name counts only where no class of the project has it any longer, or where annotations
say whose it was (dropped.py). Used by planning.py.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

from pactgen.merge.receivers import strangers
from pactgen.merge.values import Note
from pactgen.values import replace
from pactgen.workspace.changes import EDITED, Action, Change
from pactgen.workspace.dropped import Dropped
from pactgen.workspace.files import Owner
from pactgen.workspace.following import candidates
from pactgen.workspace.syntax import members_in, parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_COMMON: Final = frozenset(
    name for kind in (dict, list, set, str, bytes, int) for name in dir(kind)
)
"""What values of Python itself have: such a use says nothing about a class of the project."""


def told_of_lost(root: Path, changes: Sequence[Change], own: Mapping[str, bytes]) -> list[Change]:
    """Return the changes, with a note for each use of a member that this run takes away.

    Args:
        root: the project.
        changes: of all files; those of a person's own files are among them when they change.
        own: the person's own files that import from the project.
    """
    decided = [each for each in changes if each.action is not Action.CONFLICT]
    gone, dropped = _gone(changes), Dropped(decided)
    texts = {each.path: each.after for each in changes if is_edited(each)}
    texts = {**own, **texts}
    package = next((each.path.split("/")[1] for each in changes if each.path[:4] == "src/"), "")
    uses = {path: tuple(_uses(content, package, gone)) for path, content in texts.items()}
    wanted = {use.attr for found in uses.values() for use in found}
    lost = wanted - _still_there(root, changes, wanted) if wanted else set()
    notes = {}
    for path, content in texts.items():
        found = [each for each in uses[path] if each.attr in lost]
        found += dropped.asked(content, package)
        notes[path] = tuple(dict.fromkeys(_note(each) for each in sorted(found, key=_place)))
    told = [replace(each, notes=(*each.notes, *notes.get(each.path, ()))) for each in changes]
    fresh = own.keys() - {each.path for each in changes}
    return told + [kept(path, own[path], notes[path]) for path in sorted(fresh) if notes[path]]


def kept(path: str, content: bytes, notes: tuple[Note, ...]) -> Change:
    """Return what a person should know of a file that stays as it is."""
    return Change(
        path=path,
        action=Action.KEEP,
        owner=Owner.YOURS,
        before=content,
        note="yours",
        notes=notes,
    )


def _gone(changes: Iterable[Change]) -> frozenset[str]:
    """Return the members that files have, and have no longer after the run."""
    touched = [
        each
        for each in changes
        if each.path.endswith(".py")
        and each.action in {Action.CREATE, Action.REWRITE, Action.DELETE}
    ]
    gone = {name for each in touched if each.before for name in _members(each.before)} - _COMMON
    for each in touched:
        if not gone:
            break
        gone -= _members(each.content)
    return frozenset(gone)


def _members(content: bytes | None) -> frozenset[str]:
    classes = (node for node in ast.walk(parsed(content or b"")) if isinstance(node, ast.ClassDef))
    return frozenset(name for node in classes for name in members_in(node))


def is_edited(change: Change) -> bool:
    """Tell whether a file goes on to hold what a person wrote."""
    if not change.path.endswith(".py") or change.action in {Action.DELETE, Action.CONFLICT}:
        return False
    return change.note == EDITED or (change.owner is Owner.SHARED and change.note != "")


def _uses(content: bytes, package: str, gone: frozenset[str]) -> Iterator[ast.Attribute]:
    if not gone:
        return
    tree = parsed(content)
    foreign = strangers(tree, package)
    found = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    for use in (node for node in found if node.attr in gone and isinstance(node.ctx, ast.Load)):
        if ast.unparse(use.value).partition(".")[0] not in foreign:
            yield use


def _still_there(root: Path, changes: Iterable[Change], names: set[str]) -> set[str]:
    """Return the names that some file of the project goes on to define or to set."""
    texts = {each.path: each.after for each in changes if each.action is not Action.DELETE}
    skipped = {each.path for each in changes if each.action is Action.DELETE}
    for place in candidates(root / "src", ".py"):
        path = place.relative_to(root).as_posix()
        if path not in skipped and not texts.get(path):
            texts[path] = place.read_bytes()
    said = re.compile(rb"\b(?:%s)\b" % "|".join(map(re.escape, sorted(names))).encode())
    found: set[str] = set()
    for path, content in texts.items():
        if path.endswith(".py") and said.search(content):
            found |= _members(content) | _set(content)
    return names & found


def _set(content: bytes) -> frozenset[str]:
    """Return the attributes that code gives a value."""
    nodes = (node for node in ast.walk(parsed(content)) if isinstance(node, ast.Attribute))
    return frozenset(node.attr for node in nodes if isinstance(node.ctx, ast.Store))


def _place(use: ast.Attribute) -> tuple[int, int]:
    return use.end_lineno or 0, use.col_offset


def _note(use: ast.Attribute) -> Note:
    message = f"`{ast.unparse(use)}` is no longer there: the contract dropped it"
    return Note(name=f"line {use.end_lineno}", message=message)
