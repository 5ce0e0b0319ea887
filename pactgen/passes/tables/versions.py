"""Which column counts the changes of a row, for whoever must not overwrite what others changed.

Location: pactgen/passes/tables/versions.py. Used by `design_backend`, once the tables are known.
A contract asks for it by `ETag` and `If-Match` (RFC 9110, section 13), or by a version that answers
show and changes bring back. Nothing of it is done where a contract says neither.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.decisions import storage
from pactgen.ir.database import Column, Generated
from pactgen.passes.reading.columns import effective, is_read_only
from pactgen.passes.reading.messages import success_of
from pactgen.passes.reading.shapes import input_shape_of, shape_of, types_of
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pactgen.config import Config
    from pactgen.decisions import Decision, Level
    from pactgen.ir.contract import Contract, Operation, Property, Schema
    from pactgen.ir.database import Table
    from pactgen.passes.tables.desk import Stored

NONE: Final = "none"
"""What pactgen.yaml says where nothing counts the changes."""
_IS_VERSION: Final = re.compile(
    r"^(?:the )?(?:current |row )?(?:version|revision)(?: number)?(?: of\b|,|;|\.|$| in )",
    re.IGNORECASE,
)
_WHOLE: Final = frozenset({"integer", "bigint"})
_CHANGING: Final = frozenset({"put", "patch", "post", "delete"})
_STATES: Final = frozenset({"ifmatch", "ifunmodifiedsince"})
"""Headers of changes that must know the present state of the row."""
_NAMES: Final = ("version", "row_version", "lock_version")
"""Of a column that the contract has no property for, the first that is free."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A column that counts the changes of a row, and what tells so."""

    column: str
    why: str
    level: Level | None = None


def with_versions(
    contract: Contract, config: Config, stored: tuple[Stored, ...]
) -> tuple[tuple[Stored, ...], tuple[Decision, ...]]:
    """Return the resources with the columns that count changes, and the decisions about them."""
    decisions: list[Decision] = []
    counted = []
    for one in stored:
        found = None if _keeps_none(one) else _found(contract, config, one)
        if found is None:
            counted.append(one)
            continue
        origins = tuple(each.operation.origin for each in one.kept.sightings)
        is_new = all(column.name != found.column for column in one.table.columns)
        decisions.append(
            storage.version(
                one.kept.name, found.column, found.why, origins, found.level, is_new=is_new
            )
        )
        counted.append(_counted(one, found.column, stored))
    return tuple(counted), tuple(decisions)


def tables_of(stored: tuple[Stored, ...]) -> dict[str, Table]:
    """Return the tables by name; where resources share one, that which counts its changes."""
    every = sorted(stored, key=lambda one: one.table.version is not None)
    return {one.table.name: one.table for one in every}


def asks_for_tags(operation: Operation) -> bool:
    """Whether it documents an entity tag of what it answers, or takes that of what it changes."""
    return _takes(operation, _STATES) or _answers_tag(operation)


def _takes(operation: Operation, headers: Collection[str]) -> bool:
    """Whether a change brings one of these headers."""
    taken = (bare(each.name) for each in operation.parameters if each.location == "header")
    return operation.method in _CHANGING and any(name in headers for name in taken)


def _answers_tag(operation: Operation) -> bool:
    success = success_of(operation)
    return success is not None and "etag" in (bare(header.name) for header in success.headers)


def _keeps_none(one: Stored) -> bool:
    """Whether nobody changes its rows, or they are files, which have a digest of their own."""
    declared = one.table.declared
    is_view = declared is not None and declared.is_view
    return is_view or one.kept.links is not None or one.kept.file_of is not None


def _found(contract: Contract, config: Config, one: Stored) -> _Found | None:
    stated = config.resource(one.kept.name).version
    if stated is not None:
        named = (each.name for each in one.table.columns if each.wire_name == stated)
        told = next(named, None)
        return None if told is None else _Found(column=told, why="pactgen.yaml says so.")
    tagged = any(
        asks_for_tags(each.operation)
        for each in one.kept.paths
        if each.place.is_item or one.kept.singleton
    )
    for column in one.table.columns:
        is_free = not (column.primary_key or column.references is not None)
        if column.kind in _WHOLE and is_free:
            found = _told(contract, one, column, tagged=tagged)
            if found is not None:
                return found
    if not tagged or one.table.declared is not None:
        return None
    taken = {column.name for column in one.table.columns}
    name = next((each for each in _NAMES if each not in taken), None)
    why = "Operations tell the state of its rows by `ETag` or `If-Match`; no property does."
    return None if name is None else _Found(column=name, why=why)


def _told(contract: Contract, one: Stored, column: Column, *, tagged: bool) -> _Found | None:
    """Return what tells that a whole number counts changes: its name, or how it travels."""
    name = bare(column.wire_name)
    if name in vocabulary.LOCKS:
        return _Found(column=column.name, why="It is called so.")
    if name not in vocabulary.VERSIONS:
        return None
    shown = [*_members(contract, one.kept.representations, column, writes=False)]
    brought = [*_members(contract, one.kept.inputs, column, writes=True)]
    made = [*_members(contract, one.kept.creations, column, writes=True)]
    said = " ".join(
        each.schema.description or effective(contract, each.schema).description or ""
        for each in (*shown, *brought)
    )
    comment = column.declared.comment if column.declared is not None else None
    if vocabulary.LOCKING.search(f"{said} {comment or ''}"):
        return _Found(column=column.name, why="Its description says that it counts changes.")
    if made:
        return None
    if column.generated is not None and column.generated.kind == "version":
        why = "It must have a value, no request brings it, and it is called so."
        return _Found(column=column.name, why=why)
    if brought or _is_parameter(contract, one, column):
        why = "Changes bring it back, and what makes a row does not."
        return _Found(column=column.name, why=why)
    if tagged:
        return _Found(column=column.name, why="Its rows have entity tags, and it is called so.")
    if not any(is_read_only(contract, each.schema) for each in shown) or _has_versions(contract):
        return None
    why = "It is readOnly, and called so."
    return _Found(column=column.name, why=why, level="MEDIUM")


def _members(
    contract: Contract, schemas: tuple[Schema, ...], column: Column, *, writes: bool
) -> Iterator[Property]:
    """Yield the properties that the column keeps, where they travel in this direction."""
    for schema in schemas:
        shape = input_shape_of(contract, schema) if writes else shape_of(contract, schema)
        member = shape.property(column.wire_name)
        if member is not None and not (writes and is_read_only(contract, member.schema)):
            yield member


def _is_parameter(contract: Contract, one: Stored, column: Column) -> bool:
    """Whether a change takes the number beside its body: `DELETE /tickets/{id}?version=3`."""
    return any(
        bare(each.name) == bare(column.wire_name) and types_of(contract, each.schema) == {"integer"}
        for sighting in one.kept.paths
        if sighting.place.is_item and sighting.operation.method in _CHANGING
        for each in sighting.operation.parameters
        if each.location in {"query", "header"}
    )


def _has_versions(contract: Contract) -> bool:
    """Whether versions are things of their own, so that a number of one may count those."""
    return any(
        bare(segment) in {"versions", "revisions"}
        for operation in contract.operations
        for segment in operation.path.split("/")
    )


def _counted(one: Stored, name: str, stored: tuple[Stored, ...]) -> Stored:
    """Let the column count: it begins with 1."""
    made = Generated(kind="version")
    columns = tuple(
        replace(each, nullable=False, generated=made, fill=1) if each.name == name else each
        for each in one.table.columns
    )
    if all(each.name != name for each in columns):
        new = Column(
            name=name, wire_name=name, kind="integer", nullable=False, generated=made, fill=1
        )
        columns = (*columns, new)
    shows = _shows_others(one.table, stored) and not _tags_are_versions(one)
    return replace(
        one,
        table=replace(one.table, columns=columns, version=name),
        filled=tuple(each for each in one.filled if each[0] != name),
        is_tagged=not shows or _is_read_alone(one),
        shows_others=shows,
        tells_tags=any(_takes(each.operation, {"ifmatch"}) for each in one.kept.paths)
        and not any(_answers_tag(each.operation) for each in one.kept.paths),
    )


def _tags_are_versions(one: Stored) -> bool:
    """Whether the contract says what its tags are: `The version of the order in quotes`."""
    told = (
        text
        for each in one.kept.paths
        for response in each.operation.responses
        for header in response.headers
        if bare(header.name) == "etag"
        for text in (header.description, header.schema and header.schema.description)
    )
    return any(_IS_VERSION.search(text) for text in told if text)


def _is_read_alone(one: Stored) -> bool:
    """Whether an operation shows one row, and the same of it to whoever asks."""
    reads = (each for each in one.kept.sightings if each.operation.method == "get")
    return any(
        each.place.is_item
        and each.action is None
        and all(parameter.location != "query" for parameter in each.operation.parameters)
        for each in reads
    )


def _shows_others(table: Table, stored: tuple[Stored, ...]) -> bool:
    """Whether other operations write rows that are shown with this one: it does not count those."""
    shown = {each.table for each in table.relations}
    shown |= {each.relation.table for each in table.derived}
    return any(other.table.name in shown for other in stored if other.table.name != table.name)
