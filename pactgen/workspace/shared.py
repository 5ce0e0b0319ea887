"""Files in which both write: what becomes of one that a person edited, moved, or saw moved.

Location: pactgen/workspace/shared.py. Used by planning.py for every shared file that is not as
pactgen wrote it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.merge.blocks import parses, split
from pactgen.merge.importing import as_printed, importing, imports_of, names_of, not_importing
from pactgen.merge.lines import merge_lines
from pactgen.merge.placeholders import has_placeholders, stand_in
from pactgen.merge.python import merge_python
from pactgen.merge.renames import apply_modules
from pactgen.merge.values import (
    MINE,
    Merged,
    Note,
    closed,
    has_markers,
    hunks_of,
    ours_of,
    theirs_of,
)
from pactgen.values import dataclass, replace
from pactgen.workspace.bases import remembered
from pactgen.workspace.files import digest
from pactgen.workspace.relocating import relocated

if TYPE_CHECKING:
    from pactgen.workspace.bases import Bases
    from pactgen.workspace.files import EmittedFile
    from pactgen.workspace.lock import Entry
    from pactgen.workspace.renames import Renames
    from pactgen.workspace.vanished import Vanished

_MET: Final = (
    "two branches met in lines that pactgen printed: it wrote what the contract says of them now"
)
_BOTH: Final = "two branches met in it: the edits of both are in what the contract says now"
_MOVED: Final = "the contract moved it from {} to {}; your code imports it from there now"
_LOST: Final = "your code uses it and the contract no longer has it: `Any` stands for it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A file that cannot be merged, and why."""

    note: str


def merge_shared(
    file: EmittedFile,
    path: str,
    before: bytes,
    entry: Entry,
    bases: Bases,
    renames: Renames,
) -> Merged | Refusal:
    """Merge what a person edited with what pactgen prints now.

    Args:
        file: as pactgen prints it now.
        path: what it was called when pactgen wrote it last.
        before: what the person has.
        entry: of the lock, under `path`.
        bases: where to find what pactgen wrote last.
        renames: what the contract calls otherwise now.

    Conflicts that git left in lines which it left in the base as well are no person's.
    """
    ours = text_of(before)
    if ours is None:
        return Refusal(note="it is no UTF-8 text")
    notes: tuple[Note, ...] = ()
    if has_markers(ours):
        if not set(hunks_of(ours)) <= set(hunks_of(remembered(bases.root, path) or "")):
            both = _of_branches(file, ours, _printed_on_branches(path, entry, bases), renames)
            refusal = Refusal(note="it still holds conflict markers: resolve them first")
            return both or refusal
        ours, notes = ours_of(ours), (Note(name="git", message=_MET),)
    printed_again = digest(file.content) == entry.sha256 and not entry.others
    if printed_again and not has_placeholders(ours):
        return Merged(text=renames.members.followed(ours), notes=notes)
    base = bases.of(path, entry)
    if base is None:
        return Refusal(
            note="its text as pactgen wrote it is lost: bring .pactgen/base back from version "
            "control, or let `pactgen adopt` take the file as it is"
        )
    merged = merge_texts(file, base.replace("\r\n", "\n"), ours, renames)
    return replace(merged, notes=(*notes, *merged.notes))


def _printed_on_branches(path: str, entry: Entry, bases: Bases) -> tuple[str, ...]:
    """Return what each of two branches printed last, as far as that is known."""
    stored = remembered(bases.root, path) or ""
    if has_markers(stored):
        return ours_of(stored), theirs_of(stored)
    base = bases.of(path, entry)
    return () if base is None else (base, base)


def _of_branches(
    file: EmittedFile, text: str, printed: tuple[str, ...], renames: Renames
) -> Merged | None:
    """Return the edits of two branches in what is printed now; None where they meet."""
    mine = ours_of(text), theirs_of(text)
    if f"{MINE}\n" in text or not file.path.endswith(".py"):
        return None
    if not printed or not all(map(parses, (*printed, *mine))):
        return None
    one, two = (
        merge_texts(file, last, edited, renames) for last, edited in zip(printed, mine, strict=True)
    )
    both = merge_python(file.text, one.text, two.text)
    if one.conflicts or two.conflicts or both.conflicts:
        return None
    return Merged(text=both.text, notes=(Note(name="git", message=_BOTH), *one.notes, *two.notes))


def importable(path: str, merged: Merged, vanished: Vanished) -> Merged:
    """Return the merged file with the imports of what the contract moved to another module.

    There are placeholders for what its edits use and nothing prints. In a file with conflicts both
    are for what the person's sides use; markers stay as they are.
    """
    if not path.endswith(".py"):
        return merged
    plain = merged.text
    for conflict in merged.conflicts:
        plain = plain.replace(conflict.marked, closed(conflict.ours), 1)
    try:
        text, moves = relocated(plain, vanished)
        text, names = stand_in(text, vanished)
    except (SyntaxError, ValueError):
        return merged
    if merged.conflicts and text != plain:
        both = merge_lines(plain, merged.text, text)
        if both.conflicts:
            return merged
        text = both.text
    elif merged.conflicts:
        text = merged.text
    told = [
        Note(name=name.bound, message=_MOVED.format(name.module, new.module))
        for name, new in moves.items()
    ]
    told += [Note(name=name, message=_LOST) for name in names]
    return replace(merged, text=text, notes=(*merged.notes, *told))


def merge_texts(file: EmittedFile, base: str, ours: str, renames: Renames) -> Merged:
    """Merge what is printed now with texts whose line ends are those that pactgen writes."""
    theirs = file.text.replace("\r\n", "\n")
    if not file.path.endswith(".py"):
        return merge_lines(base, ours, theirs)
    before = ours
    base, ours = (apply_modules(text, renames.modules) for text in (base, ours))
    if ours != before:
        ours = _sorted_anew(ours, base, renames)
    base, ours = renames.members.followed(base), renames.members.followed(ours)
    merged = merge_python(base, ours, theirs, renames=renames.names)
    return merged if merged.conflicts else replace(merged, text=_fitted(merged.text, before))


def _fitted(text: str, before: str) -> str:
    """Return a module whose imports are as long as their lines may be, where names changed."""
    try:
        return text if text == before else as_printed(text, before)
    except (SyntaxError, ValueError):
        return text


def _sorted_anew(text: str, base: str, renames: Renames) -> str:
    """Return a person's module, with its own imports where isort has them beside the new names."""
    roots = {module.partition(".")[0] for module in renames.modules.values()}
    try:
        printed = set(imports_of(base))
        own = [
            name
            for block in split(text).blocks
            for name in names_of(block)
            if name not in printed and name.module.partition(".")[0] in roots
            if not block.lead and "#" not in block.head
        ]
        return importing(not_importing(text, own), own) if own else text
    except (SyntaxError, ValueError):
        return text


def text_of(content: bytes) -> str | None:
    """Return a file of the project with the line ends that pactgen writes; None: no text."""
    try:
        return content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None


def ends_as(before: bytes, text: str) -> bytes:
    """Return the text with the line ends of the file that it goes to."""
    return (text.replace("\n", "\r\n") if b"\r\n" in before else text).encode()


def moved(old: str) -> Note:
    """Say where a file comes from."""
    return Note(name=old, message="it is here now, with your edits: the contract renamed it")
