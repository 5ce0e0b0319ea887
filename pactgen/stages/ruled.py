"""Operations that pactgen knows no rule for and a person wrote one.

Location: pactgen/stages/ruled.py. Their service no longer says that the operation is not there, so
nobody needs to be told of a 501. Used by cli/outcomes.py.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from pactgen.record.facts import custom
from pactgen.workspace.files import Owner
from pactgen.workspace.syntax import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.stages.values import Compiled

_STUB: Final = "NotImplementedYetError"


def ruled(compiled: Compiled) -> frozenset[str]:
    """Return the ids of the operations that a person wrote the rule of."""
    wanted = {
        (each.feature, each.function): each.operation_id for each, _ in custom(compiled.design)
    }
    package = f"src/{compiled.design.package}"
    places = {f"{package}/{feature}/service.py": feature for feature, _ in wanted}
    entries = compiled.changes.entries
    # Operations that no request reaches may be of a feature that has nothing else.
    places = {entries[path].at or path: places[path] for path in places if path in entries}
    return frozenset(
        wanted[places[change.path], name]
        for change in compiled.changes.changes
        if change.path in places and change.owner is Owner.SHARED and not change.is_marked
        if change.before is not None  # what comes for the first time is printed
        for name in _with_rules(change.after)
        if (places[change.path], name) in wanted
    )


def _with_rules(content: bytes) -> Iterator[str]:
    """Yield the methods of a module that do more than to say that they are missing."""
    for node in ast.walk(parsed(content)):
        if isinstance(node, ast.AsyncFunctionDef):
            names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
            if _STUB not in names:
                yield node.name
