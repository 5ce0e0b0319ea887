"""Classes that stay because a person edited them, and whose table goes with the run's revision.

Location: pactgen/workspace/tableless.py. The program starts, and the first query fails: each is
told. Used by planning.py.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from pactgen.merge.values import Note
from pactgen.values import replace
from pactgen.workspace.changes import Action
from pactgen.workspace.syntax import parsed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pactgen.workspace.changes import Change


def told_of_tableless(changes: Iterable[Change], dropped: Collection[str]) -> list[Change]:
    """Return the changes, with a note for each class that loses its table.

    Args:
        changes: of all files.
        dropped: the tables that the revision of the run drops.
    """
    return [replace(each, notes=(*each.notes, *_notes(each, dropped))) for each in changes]


def _notes(change: Change, dropped: Collection[str]) -> Iterator[Note]:
    stays = change.path.endswith(".py") and change.action not in {Action.DELETE, Action.CONFLICT}
    nodes = parsed(change.after).body if dropped and stays else ()
    for node in nodes:
        for each in node.body if isinstance(node, ast.ClassDef) else ():
            match node, each:
                case (
                    ast.ClassDef(name=name),
                    ast.Assign(
                        targets=[ast.Name(id="__tablename__")], value=ast.Constant(value=str(table))
                    ),
                ) if table in dropped:
                    yield Note(name=name, message=_message(table))


def _message(table: str) -> str:
    return (
        f"the revision of this run drops its table `{table}`: take the class out, or give it a "
        "table in a revision of your own"
    )
