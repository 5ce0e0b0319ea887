"""Texts that spell a field as it was called before the contract renamed it.

Location: pactgen/workspace/spelled.py. `values["price"]` goes on to run and finds nothing. A text
may mean something else, the head of a report for one, so it is told with its line and stays as it
is. Used by planning.py.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from pactgen.merge.values import Note
from pactgen.values import replace
from pactgen.workspace.lost import is_edited, kept
from pactgen.workspace.syntax import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pactgen.workspace.changes import Change
    from pactgen.workspace.files import EmittedFile


def told_of_spelled(
    changes: Sequence[Change],
    own: Mapping[str, bytes],
    names: Mapping[str, str],
    emitted: Mapping[str, EmittedFile],
) -> list[Change]:
    """Return the changes, with a note for each text that is a former name.

    Args:
        changes: of all files.
        own: the person's own files that import from the project.
        names: the new names of fields by the old ones, which no class has any longer.
        emitted: what is printed now: its own texts are those of the contract.
    """
    if not names:
        return list(changes)
    texts = {**own, **{each.path: each.after for each in changes if is_edited(each)}}
    notes = {}
    for path, content in texts.items():
        printed = emitted[path].text.split("\n") if path in emitted else []
        lines = content.decode(errors="replace").split("\n")
        said = dict(_spelled(content, names))
        notes[path] = tuple(
            _note(number, old, names[old])
            for number, old in said.items()
            if lines[number - 1] not in printed
        )
    told = [replace(each, notes=(*each.notes, *notes.get(each.path, ()))) for each in changes]
    fresh = own.keys() - {each.path for each in changes}
    return told + [kept(path, own[path], notes[path]) for path in sorted(fresh) if notes[path]]


def _spelled(content: bytes, names: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    for node in ast.walk(parsed(content)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in names:
            yield node.lineno, node.value


def _note(line: int, old: str, new: str) -> Note:
    message = f'"{old}" is called `{new}` now: write that here, where the text means the field'
    return Note(name=f"line {line}", message=message)
