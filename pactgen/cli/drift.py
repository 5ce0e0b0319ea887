"""What in a project is not as its contract wants it, and where an edit belongs instead.

Location: pactgen/cli/drift.py. Used by `pactgen check` and `pactgen diff`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.cli import answer
from pactgen.cli.answer import Answer
from pactgen.cli.conflicts import why
from pactgen.merge.values import has_markers
from pactgen.workspace.changes import Action
from pactgen.workspace.files import Owner

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pactgen.stages.values import Compiled
    from pactgen.workspace.changes import Change


def checked(compiled: Compiled) -> Answer:
    """Say what regenerating would change."""
    drift = drift_of(compiled)
    unresolved = [each.path for each in compiled.changes.changes if _is_unmerged(each, compiled)]
    marked = [path for path in unresolved if path not in {each.path for each in drift}]
    losses = compiled.migration.losses
    lines = [f"{change.action.value:8} {change.path}{why(change)}" for change in drift]
    lines += [f"unmerged {path}: conflict markers are left in it" for path in marked]
    lines += [f"blocked  {loss.name}: the migration could lose {loss.what}" for loss in losses]
    drifted = len(drift) + len(marked)
    if not drifted:
        lines = [f"{len(compiled.changes.changes)} files are as the contract wants them."]
    return Answer(
        code=answer.DRIFT if drifted else answer.DONE,
        out="".join(f"{line}\n" for line in lines),
        err=_way_out(drifted, drift, unresolved) if drifted else "",
        data={
            "drift": [
                {
                    "path": change.path,
                    "action": change.action.value,
                    "why": change.note,
                    "instead": change.instead,
                }
                for change in drift
            ],
            "unmerged": marked,
            "blocked": [loss.name for loss in losses],
        },
    )


def _way_out(drifted: int, drift: Iterable[Change], unresolved: Collection[str]) -> str:
    first = "take out the conflict markers, then " if unresolved else ""
    stops = (each for each in drift if each.action is Action.CONFLICT)
    if any(each.owner is Owner.GENERATED for each in stops):
        first = "bring the edited `generated` files back from version control, then "
    return f"{drifted} file{'s' * (drifted > 1)} drifted: {first}run `pactgen scaffold`.\n"


def drift_of(compiled: Compiled) -> tuple[Change, ...]:
    """Return what regenerating would change; your edits in a shared file are none."""
    return tuple(
        change
        for change in compiled.changes.changes
        if change.action is not Action.KEEP
        and not _edited_by_you(change)
        and not _not_committed(change, compiled)
    )


def _is_unmerged(change: Change, compiled: Compiled) -> bool:
    """Whether conflict markers were left in a file, also in one that no run reads."""
    if change.owner is not Owner.YOURS:
        return change.holds_markers
    place = compiled.source.place.root / change.path
    return place.is_file() and has_markers(place.read_text(encoding="utf-8", errors="replace"))


def _edited_by_you(change: Change) -> bool:
    """Whether only a person changed a shared file: pactgen would print what it printed before."""
    return change.owner is Owner.SHARED and change.unchanged_by_pactgen


def _not_committed(change: Change, compiled: Compiled) -> bool:
    """Whether it is the log, and the team does not commit its docs."""
    log = compiled.source.place.root / compiled.facts.log
    return change.path == compiled.facts.log and not log.parent.exists()
