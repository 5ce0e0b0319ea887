"""The contract that the last run served: what a new one is compared with.

Location: pactgen/stages/previous.py. It is one document, overlays applied, in the package of the
project. Used by recovering.py, and by pipeline.py for `pactgen diff`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.compare_contracts import compare_contracts
from pactgen.readers.openapi import read_contract
from pactgen.workspace.files import digest

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract
    from pactgen.passes.compare_contracts import ContractChange
    from pactgen.stages.values import Place, Source


def previous_contract(place: Place) -> Contract | None:
    """Return the contract of the last run; None where there was none, or it is not as it was."""
    if place.lock is None:
        return None
    name = f"src/{place.lock.package}/contract.json"
    path, entry = place.root / name, place.lock.files.get(name)
    if entry is None or not path.is_file() or digest(path.read_bytes()) != entry.sha256:
        return None
    return read_contract(path).contract


def contract_changes(source: Source, base_path: str) -> tuple[ContractChange, ...]:
    """Return what is different for clients since the last run; nothing where there was none."""
    old, lock = previous_contract(source.place), source.place.lock
    if old is None or lock is None:
        return ()
    return compare_contracts(old, source.contract, bases=(lock.base_path, base_path))
