"""What the last run was and said: a cache beside the lock, never committed, never trusted alone.

Location: pactgen/workspace/memo.py. Losing it costs time and nothing else. Used by
pactgen/stages/repeating.py.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pactgen.workspace.guard import alone, state_folder
from pactgen.workspace.paths import STATE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LAST: Final = "last.json"
_ROOT: Final = "{project root}"
"""Stands for the folder of the project: no absolute path is in any file that pactgen writes."""


def recall(root: Path) -> Mapping[str, Any] | None:
    """Return what was remembered, None when nothing was or it cannot be read."""
    place = root / STATE / LAST
    try:
        memo = json.loads(place.read_text(encoding="utf-8").replace(_ROOT, _quoted(root)))
    except (OSError, ValueError):
        return None
    return memo if isinstance(memo, dict) else None


def remember(root: Path, memo: Mapping[str, Any]) -> None:
    """Replace what was remembered; raise `BusyError` when another run is at work."""
    state = state_folder(root)
    draft = state / f"{LAST}.new"
    with alone(root):
        text = json.dumps(memo).replace(_quoted(root), _ROOT)
        draft.write_text(text, encoding="utf-8")
        draft.replace(state / LAST)


def _quoted(root: Path) -> str:
    return json.dumps(str(root))[1:-1]
