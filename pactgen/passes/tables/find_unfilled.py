"""Properties that answers may show and nothing ever fills, in rows that operations make.

Location: pactgen/passes/tables/find_unfilled.py. Used by `design_backend`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions import Decision, storage
from pactgen.ir.behaviours import CreateRow, UpdateRow, WriteSingleton
from pactgen.ir.inputs import ValueRole
from pactgen.passes.reading.secrets import is_secret
from pactgen.passes.tables.desk import Desk
from pactgen.passes.tables.drafts import drafts_of
from pactgen.passes.words.vocabulary import ACCESS_TOKEN, bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.config import Config
    from pactgen.ir.contract import Contract
    from pactgen.ir.design import Endpoint
    from pactgen.passes.tables.desk import Stored


def find_unfilled(
    contract: Contract, config: Config, stored: tuple[Stored, ...], endpoints: tuple[Endpoint, ...]
) -> Iterator[Decision]:
    """Say of each resource what is missing from its rows for good."""
    filled = _filled(endpoints)
    made = {one.behaviour.resource for one in endpoints if isinstance(one.behaviour, CreateRow)}
    for one in stored:
        if one.kept.name not in made:
            continue
        scopes = {scope.column for scope in one.scopes}
        scopes |= set() if one.owner is None else {one.owner.column}
        empty = {
            column.name
            for column in one.table.columns
            if column.nullable and column.generated is None and column.name not in scopes
        } - filled.get(one.kept.name, set())
        drafts = [
            draft
            for draft in drafts_of(Desk(contract=contract, config=config, kept=one.kept))
            if draft.attribute in empty and not draft.inputs
        ]
        if drafts:
            yield storage.never_filled(
                one.kept.name,
                tuple(draft.attribute for draft in drafts),
                tuple(draft.schema.origin for draft in drafts[:4]),
                secret=any(
                    is_secret(contract, draft.name, draft.schema)
                    or bare(draft.name) in ACCESS_TOKEN
                    for draft in drafts
                ),
            )


def _filled(endpoints: tuple[Endpoint, ...]) -> dict[str, set[str]]:
    """Return the columns that actions, parameters and files fill, by resource."""
    found: dict[str, set[str]] = {}
    for one in endpoints:
        behaviour = one.behaviour
        match behaviour:
            case UpdateRow():
                columns = [column for column, _ in (*behaviour.sets, *behaviour.stamps)]
            case WriteSingleton():
                columns = [column for column, _ in behaviour.sets]
            case CreateRow():
                facts = () if behaviour.file is None else behaviour.file.facts
                columns = [column for column, _ in (*behaviour.filled, *facts)]
            case _:
                continue
        columns += [each.role.column for each in one.inputs if isinstance(each.role, ValueRole)]
        found.setdefault(behaviour.resource, set()).update(columns)
    return found
