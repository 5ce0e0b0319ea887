"""How conflicts are shown: each place with both sides, and the ways out.

Location: pactgen/cli/conflicts.py. Used by outcomes.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.merge.values import Conflict
    from pactgen.workspace.changes import Change


def conflicts_text(conflicts: Iterable[Change]) -> str:
    """Say what stands against what, and what a person can do."""
    changes = tuple(conflicts)
    lines = [line for change in changes for line in _lines(change)]
    lines.append("Nothing was written.")
    if any(change.clashes for change in changes):
        lines += [
            "  help: write what the contract changed into your lines and run again; or let",
            "    `pactgen scaffold --conflicts=markers` write both sides into the file, for your",
            "    editor or `git mergetool`; or keep yours at these places: `--conflicts=yours`",
        ]
    lacking = [clash for change in changes for clash in change.clashes if clash.lacks]
    if lacking:
        lines += ["  help: the program does not start while these lines ask for what is gone"]
    if any(clash.name.endswith("__table_args__") for clash in lacking):
        lines += [
            "  help: what the database has of it, as an index over a dropped column, goes in a",
            "    revision of your own: write that before you run again",
        ]
    others = [change for change in changes if not change.clashes]
    if any(change.holds_markers for change in others):
        lines.append("  help: decide between the markers, take them out, then run again")
    if any(not change.holds_markers for change in others):
        lines += [
            "  help: `pactgen diff` shows what stands against what; bring the file back from",
            "    version control or move it aside, then run again",
        ]
    return "".join(f"{line}\n" for line in lines)


def conflict_json(change: Change) -> dict[str, object]:
    """Return a conflict for `--json`."""
    return {
        "path": change.path,
        "owner": change.owner.value,
        "why": change.note,
        "instead": change.instead,
        "places": [
            {
                "line": line_of(change, clash),
                "name": clash.name,
                "why": clash.why,
                "base": clash.base,
                "ours": clash.ours,
                "theirs": clash.theirs,
            }
            for clash in change.clashes
        ],
    }


def why(change: Change) -> str:
    """Return the end of a line that names a file: why it is there, and where to write instead."""
    instead = f"; write in {change.instead} instead" if change.instead else ""
    return f": {change.note}{instead}" if change.note else ""


def line_of(change: Change, clash: Conflict) -> int:
    """Return the line of the file on the disk where a conflict stands, counted from 1.

    Lines whose names follow the contract are not on the disk: their definition is.
    """
    text = (change.ours or b"").decode(errors="replace").replace("\r\n", "\n")
    place = text.find(clash.ours) if clash.ours else -1
    if place < 0 and (name := re.escape(clash.name.rpartition(".")[2])):
        found = re.search(rf"(?m)^\s*(?:(?:async )?def|class) {name}\b|^\s*{name}\b", text)
        place = found.end() if found else -1
    return text.count("\n", 0, place) + 1 if place >= 0 else 1


def _lines(change: Change) -> Iterator[str]:
    if not change.clashes:
        yield f"conflict: {change.path}{why(change)}"
    for clash in change.clashes:
        name = f"{clash.name}: " if clash.name else ""
        yield f"conflict: {change.path}:{line_of(change, clash)}: {name}{clash.why}"
        for title, text in (("yours", clash.ours), ("pactgen, now", clash.theirs)):
            yield f"  {title}:{'' if text else ' nothing'}"
            lines = text.rstrip("\n").split("\n") if text else ()
            yield from (f"    | {line}" for line in lines)
