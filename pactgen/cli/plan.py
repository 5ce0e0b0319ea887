"""What a run would do, before it does it: the contract for its clients, decisions, database, files.

Location: pactgen/cli/plan.py. Used by `pactgen diff`; its patch is what `git apply` understands,
which skips the lines above it.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

from pactgen.cli.answer import Answer
from pactgen.cli.drift import drift_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.passes.compare_contracts import ContractChange
    from pactgen.stages.values import Compiled, Difference, Migration
    from pactgen.workspace.changes import Change

_MANY: Final = 5
_SHOWN: Final = 3


def differing(difference: Difference) -> Answer:
    """Print what regenerating would change, the patch last."""
    compiled = difference.compiled
    patches = {change.path: "".join(_patch(change)) for change in drift_of(compiled)}
    added, removed = _decisions(compiled)
    lines = [
        *_contract(difference.contract),
        *_decided(added, removed),
        *_migration(compiled.migration),
        *_conflicts(compiled),
    ]
    return Answer(
        out="".join((*(f"{line}\n" for line in lines), *patches.values())),
        data={
            "contract": [_change_json(change) for change in difference.contract],
            "migration": _migration_json(compiled.migration),
            "patches": patches,
            "decisions": {"added": added, "removed": removed},
        },
    )


def _decisions(compiled: Compiled) -> tuple[list[str], list[str]]:
    recorded = compiled.source.place.lock
    before = {
        decision
        for entry in (recorded.files.values() if recorded else ())
        for decision in entry.decisions
    }
    after = {decision for file in compiled.files for decision in file.decisions}
    return sorted(after - before), sorted(before - after)


def _contract(changes: tuple[ContractChange, ...]) -> Iterator[str]:
    if not changes:
        return
    breaking = [change for change in changes if change.breaking]
    yield f"Contract: {len(breaking)} breaking, {len(changes) - len(breaking)} other changes"
    for change in (*breaking, *(one for one in changes if not one.breaking)):
        grade = "breaking" if change.breaking else "safe"
        subject = f" {change.subject}" if change.subject else ""
        yield f"  {grade:8} {change.operation}{subject} {change.says}   [{change.kind}]"
    yield ""


def _decided(added: list[str], removed: list[str]) -> Iterator[str]:
    if not added and not removed:
        return
    yield f"Decisions: {len(added)} new, {len(removed)} gone"
    yield from (f"  new      {said}" for said in _said(added))
    yield from (f"  gone     {said}" for said in _said(removed))
    yield ""


def _said(decisions: list[str]) -> Iterator[str]:
    """Yield the decisions; of many of one kind their number and the first of them."""
    kinds: dict[str, list[str]] = {}
    for each in decisions:
        kinds.setdefault(each.partition("/")[0], []).append(each)
    for kind, found in kinds.items():
        if len(found) <= _MANY:
            yield from found
        else:
            yield f"{len(found)} of {kind}: {', '.join(found[:_SHOWN])}, …"


def _conflicts(compiled: Compiled) -> Iterator[str]:
    conflicts = compiled.changes.conflicts
    if not conflicts:
        return
    yield f"Conflicts: {len(conflicts)} files; `pactgen scaffold` shows both sides and the ways out"
    for change in conflicts:
        names = ", ".join(dict.fromkeys(clash.name for clash in change.clashes if clash.name))
        yield f"  {change.path}: {names or change.note}"
    yield ""


def _migration(migration: Migration) -> Iterator[str]:
    revision = migration.chain.new
    if revision is None:
        return
    yield f"Migration: {revision.path}: {revision.summary}"
    for loss in migration.losses:
        yield f"  blocked  {loss.name}: {loss.what} (--allow-destructive {loss.name})"
    yield ""


def _change_json(change: ContractChange) -> dict[str, object]:
    return {
        "class": change.kind,
        "breaking": change.breaking,
        "operation": change.operation,
        "subject": change.subject,
        "says": change.says,
        "at": str(change.origin),
    }


def _migration_json(migration: Migration) -> dict[str, object] | None:
    revision = migration.chain.new
    if revision is None:
        return None
    return {
        "path": revision.path,
        "summary": revision.summary,
        "down": list(revision.down),
        "losses": [
            {
                "name": loss.name,
                "what": loss.what,
                "renamed": loss.renamed,
                "way_out": loss.way_out,
            }
            for loss in migration.losses
        ],
    }


def _patch(change: Change) -> Iterator[str]:
    before = (change.before or b"").decode(errors="replace").splitlines(keepends=True)
    after = (change.content or b"").decode(errors="replace").splitlines(keepends=True)
    old = "/dev/null" if change.before is None else f"a/{change.path}"
    new = "/dev/null" if change.content is None else f"b/{change.path}"
    for line in difflib.unified_diff(before, after, old, new):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
