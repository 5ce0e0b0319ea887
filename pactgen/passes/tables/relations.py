"""How tables refer to each other: by nesting, because it is stated, or perhaps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from pactgen.decisions import storage
from pactgen.ir.database import Column, ForeignKey
from pactgen.passes.columns import storage_of
from pactgen.passes.names import singular, snake
from pactgen.passes.tables.drafts import drafts_of
from pactgen.passes.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.passes.find_resources import CollectionKey, Sighting
    from pactgen.passes.paths import Step
    from pactgen.passes.tables.desk import Desk, Draft, Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """All resources, so that one can refer to another."""

    stored: Mapping[str, Stored]
    by_key: Mapping[CollectionKey, str]


def with_relations(desk: Desk, stored: Stored, others: Others) -> Stored:
    """Add the columns of the parents, and the foreign keys."""
    columns = {column.name: column for column in stored.table.columns}
    scopes: dict[str, tuple[str, str, str | None]] = {}
    for one in desk.kept.sightings:
        for index, step in enumerate(one.place.scopes):
            if step.parameter in scopes:
                continue
            parent = others.by_key.get(
                tuple(scope.literals for scope in one.place.scopes[: index + 1])
            )
            name = _scope_column(desk, columns, step, parent)
            columns[name] = _scoped(desk, one, index, columns.get(name), name, parent, others)
            scopes[step.parameter] = (step.parameter, name, parent)
            evidence = (one.operation.origin,)
            desk.decisions.append(
                storage.relation(desk.kept.name, name, parent, evidence, nested=True)
            )
    for draft in drafts_of(desk):
        column = columns.get(draft.attribute)
        if column is not None and column.references is None and not column.primary_key:
            columns[column.name] = _related(desk, draft, column, others)
    given = {column for _, column, _ in scopes.values()}
    return replace(
        stored,
        table=replace(stored.table, columns=tuple(columns.values())),
        scopes=tuple(scopes.values()),
        filled=tuple((name, value) for name, value in stored.filled if name not in given),
    )


def _scope_column(desk: Desk, columns: Mapping[str, Column], step: Step, parent: str | None) -> str:
    """Return the column that holds the parent: a property of that meaning, else a new one."""
    literal = step.literals[-1] if step.literals else ""
    told = [step.parameter]
    if literal:
        told.append(f"{singular(literal)}_id")
    if parent is not None:
        told.append(f"{snake(parent)}_id")
    by_bare = {
        bare(column.wire_name): column.name
        for column in columns.values()
        if not column.primary_key and column.kind != "json"
    }
    for name in told:
        if bare(name) in by_bare and bare(name) != "id":
            return by_bare[bare(name)]
    name = f"{snake(parent)}_id" if parent else snake(step.parameter)
    if name in columns or name == "id":
        base = snake(singular(literal)) if literal else snake(desk.kept.name)
        name = f"{base}_{snake(step.parameter)}"
    return f"parent_{name}" if name in columns else name


def _scoped(
    desk: Desk,
    one: Sighting,
    index: int,
    known: Column | None,
    name: str,
    parent: str | None,
    others: Others,
) -> Column:
    step = one.place.scopes[index]
    schema = next(
        parameter.schema
        for parameter in one.operation.parameters
        if parameter.location == "path" and parameter.name == step.parameter
    )
    also_flat = any(not other.place.scopes for other in desk.kept.sightings)
    kept_as = storage_of(desk.contract, schema)
    column = known or Column(
        name=name, wire_name=name, kind=kept_as.kind, length=kept_as.length, nullable=also_flat
    )
    reference = None
    if parent is not None:
        target = others.stored[parent]
        looked_up = target.table.column(target.lookup)
        column = replace(column, kind=looked_up.kind, length=looked_up.length)
        reference = ForeignKey(
            table=target.table.name,
            column=looked_up.name,
            on_delete="CASCADE",
            composition=index == len(one.place.scopes) - 1,
        )
    return replace(
        column,
        references=reference,
        index=True,
        generated=None,
        nullable=column.nullable and also_flat,
    )


def _related(desk: Desk, draft: Draft, column: Column, others: Others) -> Column:
    """Refer to another resource when it is stated; index what only looks like a reference."""
    target = _stated(desk, draft)
    if isinstance(target, str):
        if target not in others.stored:
            return column
        other = others.stored[target].table
        desk.decisions.append(
            storage.relation(desk.kept.name, column.name, target, draft.origins, nested=False)
        )
        reference = ForeignKey(
            table=other.name,
            column=other.key.name,
            on_delete="SET NULL" if column.nullable else "RESTRICT",
        )
        return replace(
            column, references=reference, index=True, kind=other.key.kind, length=other.key.length
        )
    guess = _guessed(draft, column, others)
    if guess is None or target is False:
        return column
    desk.decisions.append(storage.loose_relation(desk.kept.name, column.name, guess, draft.origins))
    return replace(column, index=not column.unique)


def _stated(desk: Desk, draft: Draft) -> str | Literal[False] | None:
    """Return the stated target, False where a relation is denied, None where nothing is said."""
    for name in (draft.name, draft.attribute):
        stated = desk.config.relations.get(f"{desk.kept.name}.{name}")
        if stated is not None:
            return stated
    extension = desk.extension(draft, "x-pactgen-relation")
    return extension if isinstance(extension, str) or extension is False else None


def _guessed(draft: Draft, column: Column, others: Others) -> str | None:
    name = bare(draft.name)
    if not name.endswith("id"):
        return None
    for resource, other in others.stored.items():
        if name == f"{bare(resource)}id" and other.table.key.kind == column.kind:
            return resource
    return None
