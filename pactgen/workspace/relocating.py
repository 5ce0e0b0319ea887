"""Imports of what the contract moved to another module: they name the module where it is now.

Location: pactgen/workspace/relocating.py. An operation with another tag takes its schemas along.
Used by shared.py for edited files and by own.py for those of a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.merge.importing import importing, imports_of, not_importing
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.merge.imports import Imported
    from pactgen.workspace.vanished import Vanished


def relocated(text: str, vanished: Vanished) -> tuple[str, Mapping[Imported, Imported]]:
    """Return a module that imports such names from where they are, and these names.

    Args:
        text: source that parses.
        vanished: tells what a module lost, and which one has it now.
    """
    moves = {
        name: replace(name, module=module)
        for name in imports_of(text)
        if vanished(name) and (module := vanished.new_home(name)) is not None
    }
    if not moves:
        return text, moves
    return importing(not_importing(text, moves.keys()), moves.values()), moves
