"""Take over a project whose lock is lost, or that was written by hand in pactgen's layout.

Location: pactgen/stages/adopting.py. What pactgen would have printed from the contract's copy in
the project (else from the contract) becomes the base; what differs from it counts as edits. Used by
pipeline.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.stages import designing, locating, migrating, reading, writing
from pactgen.values import dataclass, replace
from pactgen.workspace.changes import Changes
from pactgen.workspace.files import EmittedFile, Owner, digest
from pactgen.workspace.lock import Entry

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.stages.values import Compiled, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """What the new lock says about the project; paths, sorted."""

    root: Path
    same: tuple[str, ...]
    """As pactgen prints them, or yours."""
    edited: tuple[str, ...]
    """Shared files that differ: the next run merges them."""
    rewritten: tuple[str, ...]
    """Generated files that differ: they stop the next run."""
    missing: tuple[str, ...]
    """The next run creates them."""


def adopt(request: Request) -> Adopted:
    """Write lock and bases, and nothing else."""
    place = locating.locate(replace(request, adopting=True))
    copy = locating.contract_copy(place.root, place.shown)
    named = replace(request, adopting=True, contract=copy or place.contract, out=place.root)
    source = reading.read(named)
    design = designing.design(source)
    migration = migrating.migrate(source, design)
    design = migrating.decided(design, migration)
    files = designing.render(source, design, migration.chain)
    compiled = writing.merge(source, design, migration, files)
    printed = {file.path: file for file in compiled.files}
    there = {path: _on_disk(place.root, path) for path in printed}
    present = sorted(path for path, found in there.items() if found is not None)
    entries = {path: _entry(printed[path], there[path], compiled) for path in present}
    changes = Changes(changes=(), entries=entries)
    kept = tuple(printed[path] for path in present)
    writing.write(replace(compiled, changes=changes, files=kept))
    differ = [path for path in present if there[path] != entries[path].sha256]
    return Adopted(
        root=place.root,
        same=tuple(path for path in present if path not in differ),
        edited=tuple(path for path in differ if entries[path].owner is Owner.SHARED),
        rewritten=tuple(path for path in differ if entries[path].owner is Owner.GENERATED),
        missing=tuple(sorted(path for path, found in there.items() if found is None)),
    )


def _entry(file: EmittedFile, found: str | None, compiled: Compiled) -> Entry:
    """Record a file as pactgen prints it; what is yours, and a log with evidence, as it is."""
    as_it_is = file.owner is Owner.YOURS or file.path == compiled.facts.log
    sha256 = found if as_it_is and found is not None else digest(file.content)
    return Entry(owner=file.owner, sha256=sha256, decisions=file.decisions)


def _on_disk(root: Path, path: str) -> str | None:
    place = root / path
    return digest(place.read_bytes()) if place.is_file() else None
