"""pactgen.lock: what the last run read and wrote, so that the next one can tell an edit.

Location: pactgen/workspace/lock.py. Committed with the project. Sorted JSON, one entry a file, so
that two branches merge line by line; it holds no time, host or absolute path.
"""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from pactgen.merge.values import ours_of, theirs_of
from pactgen.values import dataclass, field, replace
from pactgen.workspace.files import Owner
from pactgen.workspace.folding import folded, unfolded

if TYPE_CHECKING:
    from collections.abc import Mapping

LOCK: Final = "pactgen.lock"
_FORMAT: Final = 1


class LockError(Exception):
    """The lock cannot be understood, so nothing is known about who owns what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file that pactgen wrote."""

    owner: Owner
    sha256: str
    """Of the text as pactgen last wrote it, not of what is on the disk now."""
    decisions: tuple[str, ...] = ()
    at: str | None = None
    """Where a person moved the file to."""
    apart: bool = False
    """A person deleted it, or keeps it by edits though pactgen prints it no longer."""
    others: tuple[str, ...] = ()
    """Hashes that other branches recorded, while git's conflict in the lock is unresolved."""

    @property
    def hashes(self) -> tuple[str, ...]:
        """Every hash that the text may have."""
        return (self.sha256, *self.others)


def _empty() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """The whole document."""

    version: str
    """Of pactgen."""
    template: str
    """Name of the template pack."""
    contract: str
    """The contract as the command line named it, relative to the project where it is inside."""
    feature: str
    """Names the decision log: docs/decision-logs/{feature}-backend.md."""
    package: str = ""
    """The generated Python package."""
    base_path: str = ""
    """Where its routes begin."""
    inputs: Mapping[str, str] = field(default_factory=_empty)
    """SHA-256 of every file that was read."""
    files: Mapping[str, Entry] = field(default_factory=_empty)
    schema: tuple[str, ...] = ()
    """The files of the schema document, in their order, named as `inputs` names them."""
    united: bool = False
    """It is what two branches recorded, while git's conflict in it is unresolved."""


def dump_lock(lock: Lock) -> str:
    """Print a lock; equal locks give equal text."""
    decisions = folded({path: entry.decisions for path, entry in lock.files.items()})
    document = {
        "format": _FORMAT,
        "pactgen": lock.version,
        "template": lock.template,
        "contract": lock.contract,
        "feature": lock.feature,
        "package": lock.package,
        "base_path": lock.base_path,
        "inputs": dict(sorted(lock.inputs.items())),
        **({"schema": list(lock.schema)} if lock.schema else {}),
        "files": {
            path: {
                "owner": entry.owner.value,
                "sha256": entry.sha256,
                "decisions": decisions[path],
                **({"at": entry.at} if entry.at is not None else {}),
                **({"apart": True} if entry.apart else {}),
            }
            for path, entry in sorted(lock.files.items())
        },
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def parse_lock(text: str) -> Lock:
    """Read a lock; raise `LockError` with a sentence that says what is wrong with it.

    One that git could not merge holds what both branches recorded; the next run writes it anew.
    """
    if "<<<<<<<" in text:
        return _of_branches(text)
    try:
        document = json.loads(text)
        if document["format"] != _FORMAT:
            raise LockError(f"it has format {document['format']}, written by another pactgen")
        files = document["files"]
        decisions = unfolded({path: map(str, each["decisions"]) for path, each in files.items()})
        return Lock(
            version=document["pactgen"],
            template=document["template"],
            contract=document["contract"],
            feature=document["feature"],
            package=document["package"],
            base_path=document["base_path"],
            schema=tuple(str(name) for name in document.get("schema", ())),
            inputs=MappingProxyType({str(k): str(v) for k, v in document["inputs"].items()}),
            files=MappingProxyType(
                {path: _entry(value, decisions[path]) for path, value in files.items()}
            ),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise LockError(f"it is not a lock that pactgen wrote ({error})") from error


def _entry(value: Mapping[str, Any], decisions: tuple[str, ...]) -> Entry:
    return Entry(
        owner=Owner(value["owner"]),
        sha256=str(value["sha256"]),
        decisions=decisions,
        at=value.get("at"),
        apart=bool(value.get("apart")),
    )


def _of_branches(text: str) -> Lock:
    try:
        return _united(parse_lock(ours_of(text)), parse_lock(theirs_of(text)))
    except LockError as error:
        raise LockError(
            f"it holds merge conflict markers: keep either side, then scaffold again ({error})"
        ) from error


def _united(ours: Lock, theirs: Lock) -> Lock:
    """Return what two branches know together, while git's conflict is unresolved."""
    files = {**theirs.files, **ours.files}
    for path, entry in files.items():
        other = theirs.files.get(path, entry).sha256
        if other != entry.sha256:
            files[path] = replace(entry, others=(other,))
    return replace(ours, files=MappingProxyType(files), united=True)
