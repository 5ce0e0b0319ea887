"""Turn what the API keeps into tables: columns, keys, relations, and who fills what."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pactgen.decisions import Decision, storage
from pactgen.ir.contract import ABSENT, Absent, Contract, Json, Parameter, Property, Schema
from pactgen.ir.database import Column, ForeignKey, Generated, Table
from pactgen.passes import vocabulary
from pactgen.passes.columns import (
    Storage,
    combined,
    effective,
    generated_key,
    storage_of,
    timestamps,
)
from pactgen.passes.names import attribute_names, plural, singular, snake
from pactgen.passes.samples import smallest
from pactgen.passes.shapes import is_object, shape_of
from pactgen.passes.vocabulary import bare
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactgen.source import Origin
    from pactgen.passes.paths import Step
    from pactgen.passes.find_resources import Kept, Sighting
    from pactgen.config import Config
    from collections.abc import Mapping

KEY_NAMES = ("id", "uuid", "uid", "guid", "_id", "key", "slug", "code", "name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A resource with its table and what the later passes ask about it."""

    kept: Kept
    table: Table
    lookup: str
    """Column that item paths compare."""
    scopes: tuple[tuple[str, str, str | None], ...]
    """Per parent: path parameter's literal, column, resource."""
    filled: tuple[tuple[str, Json], ...]
    unstorable: tuple[str, ...]
    """Attributes of inputs that no column stores."""
    attributes: Mapping[str, str]
    """Wire name to attribute."""


@dataclass(slots=True)
class _Draft:
    """The facts about one property, gathered from every schema that has it."""

    name: str
    attribute: str
    answers: list[Property]
    inputs: list[Property]

    @property
    def schema(self) -> Schema:
        return (self.answers or self.inputs)[0].schema

    @property
    def origins(self) -> tuple[Origin, ...]:
        return tuple(dict.fromkeys(one.schema.origin for one in (*self.answers, *self.inputs)))


def design_tables(
    contract: Contract, kept: tuple[Kept, ...], homes: Mapping[str, str], config: Config
) -> tuple[tuple[Stored, ...], tuple[Decision, ...]]:
    """Design one table per resource; parents before children where the paths nest them."""
    decisions: list[Decision] = []
    by_key = {key: one.name for one in kept for key in one.keys}
    names = _table_names(contract, kept, config)
    bare_tables = {
        one.name: _design(contract, one, names[one.name], homes[one.name], config, decisions)
        for one in kept
    }
    finished = tuple(
        _with_relations(contract, bare_tables[one.name], bare_tables, by_key, config, decisions)
        for one in kept
    )
    return finished, tuple(decisions)


def _table_names(contract: Contract, kept: tuple[Kept, ...], config: Config) -> dict[str, str]:
    names: dict[str, str] = {}
    for one in kept:
        stated = config.resource(one.name).table or _extension(contract, one, "x-pactgen-table")
        name = stated or (snake(one.name) if one.singleton else plural(snake(one.name)))
        while name in names.values():
            name += "_"
        names[one.name] = name
    return names


def _extension(contract: Contract, kept: Kept, key: str) -> str | None:
    for schema in kept.representations:
        value = effective(contract, schema).extensions.get(key)
        if isinstance(value, str):
            return value
    return None


def _drafts(contract: Contract, kept: Kept) -> list[_Draft]:
    answers = [shape_of(contract, schema).properties for schema in kept.representations]
    inputs = [shape_of(contract, schema).properties for schema in kept.inputs]
    order = list(dict.fromkeys(one.name for group in (*answers, *inputs) for one in group))
    attributes = attribute_names(order)
    drafts = {name: _Draft(name, attributes[name], [], []) for name in order}
    for group in answers:
        for one in group:
            if not one.schema.write_only:
                drafts[one.name].answers.append(one)
    for group in inputs:
        for one in group:
            if not effective(contract, one.schema).read_only and not one.schema.read_only:
                drafts[one.name].inputs.append(one)
    return [draft for draft in drafts.values() if draft.answers or draft.inputs]


def _design(
    contract: Contract,
    kept: Kept,
    name: str,
    home: str,
    config: Config,
    decisions: list[Decision],
) -> Stored:
    drafts = _drafts(contract, kept)
    aliases = _other_ids(contract, kept, drafts)
    own = [draft for draft in drafts if draft.attribute not in aliases]
    lookup, lookup_schema = _lookup(contract, kept, own, config)
    key = _key(drafts, lookup, lookup_schema)
    columns: list[Column] = []
    filled: list[tuple[str, Json]] = []
    unstorable: list[str] = []
    links: list[tuple[str, str]] = []
    for draft in drafts:
        if _is_links(contract, draft):
            unstorable.extend([draft.attribute] if draft.inputs else [])
            if any(one.required for one in draft.answers):
                filled.append((draft.attribute, smallest(contract, draft.schema)))
            else:
                continue
        elif _is_self(draft) and _item_parameter(kept) is not None and lookup is not None:
            links.append((draft.attribute, _self_path(contract, kept, draft, lookup)))
            continue
        elif _is_self(draft) and not any(one.required for one in draft.answers):
            continue
        elif draft.attribute in aliases:
            links.append((draft.attribute, "{id}"))
            continue
        column, fill, dropped = _column(
            contract, kept, draft, key == draft.attribute, decisions, config
        )
        columns.append(column)
        if fill is not ABSENT:
            filled.append((column.name, fill))
        if dropped:
            unstorable.append(draft.attribute)
    if not any(column.primary_key for column in columns):
        columns.insert(0, _hidden_key(contract, kept, lookup, lookup_schema))
    if lookup is not None and lookup != key:
        columns = [
            replace(column, unique=True) if column.name == lookup else column for column in columns
        ]
    table = Table(
        name=name,
        model=kept.name,
        columns=tuple(columns),
        origin=kept.sightings[0].operation.origin,
        home=home,
        description=_description(contract, kept),
        links=tuple(links),
    )
    decisions.extend(_table_decisions(kept, table, lookup, hidden=lookup_schema is not None))
    return Stored(
        kept=kept,
        table=table,
        lookup=lookup or table.key.name,
        scopes=(),
        filled=tuple(filled),
        unstorable=tuple(unstorable),
        attributes={draft.name: draft.attribute for draft in drafts},
    )


def _description(contract: Contract, kept: Kept) -> str | None:
    for schema in kept.representations:
        found = effective(contract, schema).description
        if found:
            return found
    return None


def _table_decisions(
    kept: Kept, table: Table, lookup: str | None, *, hidden: bool
) -> list[Decision]:
    evidence = tuple(one.operation.origin for one in kept.sightings[:4])
    key = table.key
    how = "supplied by the client"
    if key.generated is not None:
        how = {
            "identity": "counted by the database",
            "random_int": "drawn by the backend unless the client supplies it",
            "uuid": "a random UUID unless the client supplies it"
            if not key.generated.prefix
            else f"`{key.generated.prefix}` and random text",
            "constant": "there is only one row",
            "now": "the time",
        }[key.generated.kind]
    found = [storage.table(kept.name, table.name, len(table.columns), evidence)]
    found.append(storage.key(kept.name, key.name, how, evidence, sure=not hidden))
    if lookup is not None and lookup != key.name:
        found.append(storage.lookup(kept.name, lookup, evidence))
    return found


def _item_parameter(kept: Kept) -> tuple[Sighting, Parameter] | None:
    for one in kept.sightings:
        if one.place.is_item:
            name = one.place.steps[-1].parameter
            for parameter in one.operation.parameters:
                if parameter.location == "path" and parameter.name == name:
                    return one, parameter
    return None


def _lookup(
    contract: Contract, kept: Kept, drafts: list[_Draft], config: Config
) -> tuple[str | None, Schema | None]:
    """Return the attribute that item paths compare; with a schema when no property has it."""
    stated = config.resource(kept.name).key or _extension(contract, kept, "x-pactgen-key")
    scalar = [one for one in drafts if storage_of(contract, one.schema).kind != "json"]
    if stated is not None:
        return next((one.attribute for one in drafts if one.name == stated), snake(stated)), None
    item = _item_parameter(kept)
    if item is None:
        noun = snake(singular(kept.noun))
        return _by_name(scalar, ("id", f"{snake(kept.name)}_id", f"{noun}_id", "uuid", "uid")), None
    parameter = item[1]
    wanted = snake(parameter.name)
    noun = snake(singular(kept.noun)) if kept.noun else snake(kept.name)
    rests = [
        wanted.removeprefix(f"{prefix}_")
        for prefix in dict.fromkeys((noun, snake(kept.name), *snake(kept.name).split("_")))
        if wanted.startswith(f"{prefix}_")
    ]
    told = (parameter.name, wanted, *rests)
    if wanted.endswith("id") or wanted in {noun, snake(kept.name)}:
        told = (*told, f"{noun}_id", f"{snake(kept.name)}_id", *KEY_NAMES[:5])
    found = _by_name(scalar, told)
    if found is not None:
        return found, None
    return wanted, parameter.schema


def _by_name(drafts: list[_Draft], names: tuple[str, ...]) -> str | None:
    by_bare = {bare(one.name): one.attribute for one in drafts}
    return next((by_bare[bare(name)] for name in names if bare(name) in by_bare), None)


def _key(drafts: list[_Draft], lookup: str | None, hidden: Schema | None) -> str | None:
    """An `id` is the primary key even where paths use another unique property."""
    if lookup is None or hidden is not None:
        return lookup
    ids = [one.attribute for one in drafts if bare(one.name) in {"id", "uuid"}]
    looks_like_id = bare(lookup).endswith("id") or bare(lookup) in {"key", "code"}
    return lookup if looks_like_id or not ids else ids[0]


def _hidden_key(
    contract: Contract, kept: Kept, lookup: str | None, schema: Schema | None
) -> Column:
    if kept.singleton:
        return Column(
            name="id",
            wire_name="id",
            kind="integer",
            nullable=False,
            primary_key=True,
            generated=Generated(kind="constant", value=1),
        )
    kept_as = storage_of(contract, schema) if schema is not None else Storage(kind="uuid")
    kind = kept_as.kind if kept_as.kind in {"integer", "bigint", "uuid", "text"} else "text"
    name = lookup or "id"
    return Column(
        name=name,
        wire_name=name,
        kind=kind,
        length=kept_as.length,
        nullable=False,
        primary_key=True,
        generated=generated_key(contract, schema, kind, supplied=False),
    )


def _other_ids(contract: Contract, kept: Kept, drafts: list[_Draft]) -> frozenset[str]:
    """`bookingId` of one answer is the `id` of another when no answer shows both."""
    text = {
        bare(one.name): one
        for one in drafts
        if storage_of(contract, one.schema).kind in {"text", "uuid"} and not one.inputs
    }
    if "id" not in text:
        return frozenset()
    names = {bare(kept.name) + "id", bare(singular(kept.noun)) + "id"} & set(text)
    together = [
        {bare(member.name) for member in shape_of(contract, schema).properties}
        for schema in kept.representations
    ]
    return frozenset(
        text[name].attribute for name in names if not any({"id", name} <= one for one in together)
    )


def _is_links(contract: Contract, draft: _Draft) -> bool:
    """Hypermedia travels; it is not stored."""
    return bare(draft.name) in vocabulary.LINKS and is_object(contract, draft.schema)


def _is_self(draft: _Draft) -> bool:
    return bare(draft.name) in vocabulary.SELF and not draft.inputs


def _self_path(contract: Contract, kept: Kept, draft: _Draft, lookup: str | None) -> str:
    """The address of the row: absolute where the contract wants a URI (RFC 3986, section 4.3)."""
    items = [one.operation.path for one in kept.sightings if one.place.is_item]
    server = contract.servers[0].rstrip("/") if contract.servers else ""
    if "://" in server and effective(contract, draft.schema).format not in {"uri", "url"}:
        server = "/" + server.partition("://")[2].partition("/")[2] if server.count("/") > 2 else ""
    head = items[0].rpartition("{")[0]
    parents = [step.parameter for step in kept.sightings[0].place.scopes]
    for parent in parents:
        head = head.replace("{" + parent + "}", "{" + snake(parent) + "}")
    return f"{server.rstrip('/')}{head}{{{lookup}}}"


def _column(
    contract: Contract,
    kept: Kept,
    draft: _Draft,
    is_key: bool,
    decisions: list[Decision],
    config: Config,
) -> tuple[Column, Json | Absent, bool]:
    answer = storage_of(contract, draft.answers[0].schema) if draft.answers else None
    inputs = [storage_of(contract, one.schema) for one in draft.inputs]
    stored, coerced, dropped = combined(answer, inputs)
    if dropped:
        why = "Answers show it as another JSON type than inputs bring it."
        decisions.append(storage.not_stored(kept.name, draft.name, why, draft.origins))
    supplied = bool(draft.inputs) and not dropped
    generated = timestamps(draft.name, stored.kind) if not is_key else None
    if is_key and kept.singleton:
        generated = Generated(kind="constant", value=smallest(contract, draft.schema))
        supplied = False
        dropped = bool(draft.inputs)
    elif is_key and not _always(draft):
        generated = generated_key(contract, draft.schema, stored.kind, supplied=supplied)
    fill: Json | Absent = ABSENT
    required = bool(draft.answers) and draft.answers[0].required
    nullable_in_answers = "null" in effective(contract, draft.schema).types
    not_null = is_key or (required and not nullable_in_answers)
    if not_null and generated is None and not _always(draft):
        fill = _placeholder(contract, kept, draft, config, decisions)
    default = _default(contract, draft)
    if generated is None and fill is ABSENT and default is not ABSENT and not supplied:
        generated = Generated(kind="constant", value=default)
    shown = bool(draft.answers)
    secret = stored.kind == "text" and not shown and _is_secret(contract, draft)
    if _is_secret(contract, draft) and stored.kind == "text":
        decisions.append(storage.secret(kept.name, draft.attribute, draft.origins, shown=shown))
    column = Column(
        name=draft.attribute,
        wire_name=draft.name,
        kind=stored.kind,
        length=None if secret else stored.length,
        nullable=not not_null,
        primary_key=is_key,
        unique=_is_unique(contract, kept, draft, config),
        generated=generated,
        coerced=coerced,
        secret=secret,
        description=effective(contract, draft.schema).description,
    )
    return column, fill, dropped


def _always(draft: _Draft) -> bool:
    """Whether every input that could create the row must bring it."""
    return bool(draft.inputs) and all(one.required for one in draft.inputs[:1])


def _default(contract: Contract, draft: _Draft) -> Json | Absent:
    for one in (*draft.inputs, *draft.answers):
        for schema in (one.schema, effective(contract, one.schema)):
            if schema.default is not ABSENT:
                return schema.default
    return ABSENT


def _placeholder(
    contract: Contract,
    kept: Kept,
    draft: _Draft,
    config: Config,
    decisions: list[Decision],
) -> Json:
    name = f"{kept.name}.{draft.attribute}"
    if name in config.defaults:
        return config.defaults[name]
    stated = effective(contract, draft.schema).extensions.get("x-pactgen-default", ABSENT)
    if stated is not ABSENT:
        return stated
    default = _default(contract, draft)
    if default is not ABSENT and default is not None:
        return default
    value = smallest(contract, draft.answers[0].schema)
    decisions.append(storage.placeholder(kept.name, draft.attribute, repr(value), draft.origins))
    return value


def _is_secret(contract: Contract, draft: _Draft) -> bool:
    found = effective(contract, draft.schema)
    return found.format == "password" or bare(draft.name) in {"password", "passwd", "secret", "pin"}


def _is_unique(contract: Contract, kept: Kept, draft: _Draft, config: Config) -> bool:
    stated = {(f"{kept.name}.{draft.attribute}",), (f"{kept.name}.{draft.name}",)}
    if stated & set(config.unique):
        return True
    return any(
        schema.extensions.get("x-pactgen-unique") is True
        for schema in (draft.schema, effective(contract, draft.schema))
    )


def _with_relations(
    contract: Contract,
    stored: Stored,
    all_stored: Mapping[str, Stored],
    by_key: Mapping[tuple[tuple[str, ...], ...], str],
    config: Config,
    decisions: list[Decision],
) -> Stored:
    kept, table = stored.kept, stored.table
    columns = {column.name: column for column in table.columns}
    scopes: dict[str, tuple[str, str, str | None]] = {}
    flat = any(not one.place.scopes for one in kept.sightings)
    for one in kept.sightings:
        for index, step in enumerate(one.place.scopes):
            if step.parameter in scopes:
                continue
            key = tuple(scope.literals for scope in one.place.scopes[: index + 1])
            parent = by_key.get(key)
            nearest = index == len(one.place.scopes) - 1
            name = _scope_column(columns, step, parent, kept)
            columns[name] = _scoped(
                contract,
                one,
                step,
                columns.get(name),
                name,
                parent,
                all_stored,
                owned=nearest,
                nullable=flat,
            )
            scopes[step.parameter] = (step.parameter, name, parent)
            decisions.append(
                storage.relation(kept.name, name, parent, (one.operation.origin,), nested=True)
            )
    _stated_relations(contract, stored, columns, all_stored, config, decisions)
    return replace(
        stored,
        table=replace(table, columns=tuple(columns.values())),
        scopes=tuple(scopes.values()),
        filled=tuple(
            (name, value)
            for name, value in stored.filled
            if name not in {column for _, column, _ in scopes.values()}
        ),
    )


def _scope_column(columns: Mapping[str, Column], step: Step, parent: str | None, kept: Kept) -> str:
    told = [step.parameter]
    literal = step.literals[-1] if step.literals else ""
    if literal:
        told += [f"{singular(literal)}_id", f"{singular(literal)}id"]
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
    own = {column.name for column in columns.values()}
    if name in own or name == "id":
        base = snake(singular(literal)) if literal else snake(kept.name)
        name = f"{base}_{snake(step.parameter)}"
    return f"parent_{name}" if name in own else name


def _scoped(
    contract: Contract,
    one: Sighting,
    step: Step,
    known: Column | None,
    name: str,
    parent: str | None,
    all_stored: Mapping[str, Stored],
    *,
    owned: bool,
    nullable: bool,
) -> Column:
    schema = next(
        parameter.schema
        for parameter in one.operation.parameters
        if parameter.location == "path" and parameter.name == step.parameter
    )
    target = all_stored[parent].table if parent is not None else None
    reference = None
    kept_as = storage_of(contract, schema)
    kind, length = kept_as.kind, kept_as.length
    if target is not None and parent is not None:
        looked_up = target.column(all_stored[parent].lookup)
        kind, length = looked_up.kind, looked_up.length
        reference = ForeignKey(
            table=target.name, column=looked_up.name, on_delete="CASCADE", composition=owned
        )
    if known is not None:
        return replace(
            known,
            references=reference,
            index=True,
            kind=kind,
            length=length,
            nullable=known.nullable and nullable,
            generated=None,
        )
    return Column(
        name=name,
        wire_name=name,
        kind=kind,
        length=length,
        nullable=nullable,
        index=True,
        references=reference,
    )


def _stated_relations(
    contract: Contract,
    stored: Stored,
    columns: dict[str, Column],
    all_stored: Mapping[str, Stored],
    config: Config,
    decisions: list[Decision],
) -> None:
    kept = stored.kept
    for draft in _drafts(contract, kept):
        column = columns.get(draft.attribute)
        if column is None or column.references is not None or column.primary_key:
            continue
        target = _stated_target(contract, kept, draft, config)
        guess = _guessed_target(draft, all_stored, column)
        if target is not None and target in all_stored:
            other = all_stored[target].table
            reference = ForeignKey(
                table=other.name,
                column=other.key.name,
                on_delete="SET NULL" if column.nullable else "RESTRICT",
            )
            columns[column.name] = replace(
                column,
                references=reference,
                index=True,
                kind=other.key.kind,
                length=other.key.length,
            )
            decisions.append(
                storage.relation(kept.name, column.name, target, draft.origins, nested=False)
            )
        elif guess is not None and target is None:
            columns[column.name] = replace(column, index=not column.unique)
            decisions.append(storage.loose_relation(kept.name, column.name, guess, draft.origins))


def _stated_target(contract: Contract, kept: Kept, draft: _Draft, config: Config) -> str | None:
    for name in (draft.name, draft.attribute):
        stated = config.relations.get(f"{kept.name}.{name}")
        if stated is not None:
            return stated or ""
    for schema in (draft.schema, effective(contract, draft.schema)):
        value = schema.extensions.get("x-pactgen-relation")
        if isinstance(value, str):
            return value
    return None


def _guessed_target(draft: _Draft, all_stored: Mapping[str, Stored], column: Column) -> str | None:
    name = bare(draft.name)
    for resource, other in all_stored.items():
        if name == bare(resource) + "id" and other.table.key.kind == column.kind:
            return resource
    return None
