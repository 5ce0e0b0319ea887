"""How tables refer to each other: by nesting, because it is stated, or perhaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from pactgen.decisions import storage
from pactgen.ir.database import Column, ForeignKey
from pactgen.passes.reading.columns import FORMS, Storage, storage_of
from pactgen.passes.reading.remembered import remembered_last
from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.resources.find_resources import makes_rows
from pactgen.passes.tables.desk import Scope
from pactgen.passes.tables.drafts import drafts_of
from pactgen.passes.tables.keys import is_nobodys_key
from pactgen.passes.words.names import singular, snake
from pactgen.passes.words.vocabulary import bare
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pactgen.passes.reading.paths import Place
    from pactgen.passes.resources.values import CollectionKey, Sighting
    from pactgen.passes.tables.desk import Desk, Draft, Stored

NO_TEXTS: Final = frozenset({"integer", "bigint", "double", "boolean"})
"""Kinds of columns that hold no text, and that answers do not show as one."""


ANYTHING: Final = frozenset(
    {"id", "uuid", "guid", "uid", "pk", "key", "slug", "name", "code", "number", "identifier"}
)
"""What parameters are called that name one of whatever stands before them."""
SHORTEST: Final = 3
"""Fewer letters than these may begin any noun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """All resources, so that one can refer to another."""

    stored: Mapping[str, Stored]
    by_key: Mapping[CollectionKey, str]


def with_relations(desk: Desk, stored: Stored, others: Others) -> Stored:
    """Add the columns of the parents, and the foreign keys."""
    columns = {column.name: column for column in stored.table.columns}
    scopes: dict[_Named, Scope] = {}
    naming, owner = _Naming(desk), _owner(desk)
    for one in _compound_first(desk):
        if one.place.is_item and is_nobodys_key(desk.contract, one, stored):
            continue
        for index, step in enumerate(one.place.scopes):
            key = naming.of(one.place, index)
            same = _same(desk, naming, one, index, scopes)
            if same is not None:
                scopes[key] = replace(same, parameter=step.parameter, noun=key.noun)
                continue
            parent = _parent(one, index, others)
            if owner is not None and owner in scopes and len(one.place.scopes) == 1:
                name = scopes[owner].column
            else:
                taken = {stored.lookup, *_columns_of(naming, one, scopes)}
                taken |= _of_other_form(columns, parent, others)
                name = _scope_column(desk, columns, one, index, parent, taken)
                known = columns.get(name)
                apart = _made_apart(desk, naming, one, index, known, others)
                evidence = (one.operation.origin,)
                if known is not None and not known.nullable and apart and parent is not None:
                    columns[name] = replace(known, index=True)
                    told = storage.unknown_parent(desk.kept.name, name, parent, evidence)
                else:
                    columns[name] = _scoped(desk, one, index, known, name, parent, others)
                    if apart:
                        columns[name] = replace(columns[name], nullable=True)
                    told = storage.relation(desk.kept.name, name, parent, evidence, nested=True)
                desk.decisions.append(told)
            scopes[key] = key.scope(column=name, parent=parent)
    views = _views(desk, naming, columns, scopes, others, stored.lookup)
    scopes |= {_Named(scope.parameter, scope.noun): scope for scope in views}
    for draft in drafts_of(desk):
        column = columns.get(draft.attribute)
        if column is not None and column.references is None and not column.primary_key:
            columns[column.name] = _related(desk, draft, column, others)
    if desk.kept.links is not None:
        target = others.stored[desk.kept.links]
        columns[stored.lookup] = _linked(columns[stored.lookup], target)
    given = {scope.column for scope in scopes.values() if columns[scope.column].generated is None}
    return replace(
        stored,
        table=replace(
            stored.table,
            columns=tuple(columns.values()),
            uniques=_uniques(desk, naming, stored, scopes),
        ),
        scopes=tuple(scopes.values()),
        filled=tuple((name, value) for name, value in stored.filled if name not in given),
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """A parameter, with what stands before it where its name alone does not tell what it names."""

    parameter: str
    noun: str | None

    def scope(self, *, column: str, parent: str | None) -> Scope:
        """Return the scope that it is."""
        return Scope(parameter=self.parameter, column=column, parent=parent, noun=self.noun)


class _Naming:
    """Which parameters of a resource's paths name the same thing.

    Whatever `{org}` stands behind, it is the organization; `{id}` and `{objectId}` are one of what
    stands before them.
    """

    def __init__(self, desk: Desk) -> None:
        nouns: dict[str, set[str]] = {}
        for one in desk.kept.paths:
            for index, step in enumerate(one.place.scopes):
                if not one.place.goes_on(index):
                    noun = singular(one.place.noun_before(index))
                    nouns.setdefault(step.parameter, set()).add(noun)
        self._several = {
            name for name, found in nouns.items() if len(found) > 1 and _says_none(name, found)
        }

    def of(self, place: Place, index: int, name: str | None = None) -> _Named:
        """Return what a parameter is known by; `name`: were it called so."""
        called = place.steps[index].parameter if name is None else name
        noun = singular(place.noun_before(index)) if called in self._several else None
        return _Named(called, noun)


def _says_none(parameter: str, nouns: Collection[str]) -> bool:
    """Whether a name of a parameter says nothing of any of the nouns that it stands behind."""
    name = bare(parameter)
    return name in ANYTHING or not any(
        name.startswith(bare(noun)[:SHORTEST]) or bare(noun) in name for noun in nouns if noun
    )


def _views(
    desk: Desk,
    naming: _Naming,
    columns: Mapping[str, Column],
    known: Mapping[_Named, Scope],
    others: Others,
    lookup: str,
) -> Iterator[Scope]:
    """Lists below another resource and verbs below items keep to columns that are there anyway."""
    for one in (*desk.kept.views, *desk.kept.actions):
        for index in range(len(one.place.scopes)):
            key = naming.of(one.place, index)
            parent = _parent(one, index, others)
            taken = {lookup, *_columns_of(naming, one, known)}
            taken |= _of_other_form(columns, parent, others)
            name = _scope_column(desk, columns, one, index, parent, taken)
            if key not in known and name in columns:
                yield key.scope(column=name, parent=parent)


def _made_apart(
    desk: Desk, naming: _Naming, one: Sighting, index: int, column: Column | None, others: Others
) -> bool:
    """Whether rows are also made where neither the path nor the body is sure to tell the parent."""
    key, parent = naming.of(one.place, index), _parent(one, index, others)

    def tells(other: Sighting) -> bool:
        for at in range(len(other.place.scopes)):
            is_same = naming.of(other.place, at) == key
            if is_same or (parent and _parent(other, at, others) == parent):
                return True
        if column is None or other.body is None:
            return False
        told = shape_of(desk.contract, other.body).property(column.wire_name)
        return told is not None and told.required

    return any(
        makes_rows(each, desk.kept.sightings) and not tells(each) for each in desk.kept.sightings
    )


def _beside(desk: Desk, one: Sighting, index: int) -> list[str]:
    """Return what other paths of the same collection call this parameter.

    `/agents/{parent}/children/{child}` beside `/agents/{id}/children`; a number is no name of what
    a text names.
    """
    own = one.place.steps[index].parameter
    is_number = "number" in _kinds_of(desk, one, own)
    same_rows = _by_collection(desk.kept.sightings).get(one.place.collection, [])
    named = ((each, each.place.steps[index].parameter) for each in same_rows)
    same = (name for each, name in named if ("number" in _kinds_of(desk, each, name)) is is_number)
    return [name for name in dict.fromkeys(same) if name != own]


@remembered_last
def _by_collection(
    sightings: tuple[Sighting, ...],
) -> dict[tuple[tuple[str, ...], ...], list[Sighting]]:
    found: dict[tuple[tuple[str, ...], ...], list[Sighting]] = {}
    for each in sightings:
        found.setdefault(each.place.collection, []).append(each)
    return found


def _same(
    desk: Desk, naming: _Naming, one: Sighting, index: int, scopes: Mapping[_Named, Scope]
) -> Scope | None:
    """Return the parent that the parameter is known to name, also by what others call it."""
    names = (one.place.scopes[index].parameter, *_beside(desk, one, index))
    keys = (naming.of(one.place, index, name) for name in names)
    return next((scopes[key] for key in keys if key in scopes), None)


def _columns_of(naming: _Naming, one: Sighting, scopes: Mapping[_Named, Scope]) -> list[str]:
    """Return the columns that the parameters of a path are known to name."""
    keys = (naming.of(one.place, index) for index in range(len(one.place.scopes)))
    return [scopes[key].column for key in keys if key in scopes]


def _of_other_form(columns: Mapping[str, Column], parent: str | None, others: Others) -> set[str]:
    """Return the columns that are shown as numbers where a text names the parent, or the reverse.

    An `artifact_id` that answers show as a number is no digest, by which paths name the artifact.
    """
    if parent is None:
        return set()
    target = others.stored[parent]
    match target.table.column(target.lookup).kind:
        case "text":
            return {column.name for column in columns.values() if column.kind in NO_TEXTS}
        case "integer" | "bigint":
            return {column.name for column in columns.values() if column.kind not in FORMS}
        case _:
            return set()


def _parent(one: Sighting, index: int, others: Others) -> str | None:
    """Return the resource that the parameter names, alone or with those right before it."""
    if one.place.goes_on(index):
        return None
    return others.by_key.get(_collection_of(one, index))


def _collection_of(one: Sighting, index: int) -> CollectionKey:
    """Return the collection of which a parameter above names a row."""
    return tuple(step.literals for step in one.place.scopes[: index + 1])


def _owner(desk: Desk) -> _Named | None:
    """Return the first of two parameters that name a row: `owner` of `/repos/{owner}/{repo}`.

    What stands alone in front of the collection elsewhere (`/orgs/{org}/repos`) is the same part
    of the row's name.
    """
    items = [one.place for one in desk.kept.sightings if one.place.is_item and one.by is None]
    compound = [place for place in items if len(place.steps) == 2 and place.goes_on(0)]
    is_owned = compound and compound == items
    return _Named(compound[0].steps[0].parameter, None) if is_owned else None


def _compound_first(desk: Desk) -> list[Sighting]:
    """Paths in which several parameters name the row say what their columns are called."""
    return sorted(desk.kept.sightings, key=lambda one: not is_compound(one))


def is_compound(one: Sighting) -> bool:
    """Whether it takes several parameters in a row to name the item."""
    return one.place.is_item and len(one.place.run(len(one.place.steps) - 1)) > 1


def _uniques(
    desk: Desk, naming: _Naming, stored: Stored, scopes: Mapping[_Named, Scope]
) -> tuple[tuple[str, ...], ...]:
    """Several parameters in a row name one row together."""
    found = list(stored.table.uniques)
    owner = () if stored.owner is None else (stored.owner.column,)
    if desk.kept.singleton and (scopes or owner):
        return (tuple(dict.fromkeys((*owner, *(scope.column for scope in scopes.values())))),)
    if desk.kept.links is not None:
        above = dict.fromkeys((*owner, *(scope.column for scope in scopes.values())))
        return ((*above, stored.lookup),)
    if stored.lookup != stored.table.key.name:
        for one in desk.kept.sightings:
            if is_compound(one):
                *run, _ = one.place.run(len(one.place.steps) - 1)
                names = [scopes[naming.of(one.place, index)].column for index in run]
                found.append((*names, stored.lookup))
    return tuple(dict.fromkeys(found))


def with_names(stored: Stored, every: Mapping[str, Stored]) -> Stored:
    """Say by which columns parents are found where no foreign key does."""
    named: dict[Scope, tuple[tuple[str, str], ...]] = {}
    below: dict[Scope, set[tuple[tuple[str, str], ...]]] = {}
    by: dict[Scope, str | None] = {}
    for one in stored.kept.paths:
        scopes = stored.scopes_in(one.place)
        for index, step in enumerate(one.place.scopes):
            scope = scopes.get(step.parameter)
            if scope is None or scope.parent is None:
                continue
            parent = every[scope.parent]
            below.setdefault(scope, set()).add(_below_others(one, index, scope, parent))
            if scope not in named:
                named[scope] = _named_by(stored, one, index, scope, parent)
                by[scope] = _other_name(one, index, parent)
    for scope, ways in below.items():
        if len(ways) == 1 and not named[scope]:
            named[scope] = next(iter(ways))
    complete = (
        replace(each, named_by=named.get(each, ()), by=by.get(each)) for each in stored.scopes
    )
    return replace(stored, scopes=tuple(complete))


def _below_others(
    one: Sighting, index: int, scope: Scope, parent: Stored
) -> tuple[tuple[str, str], ...]:
    """Return what names a parent that stands below others: they are named as well, and are its.

    `/projects/2/labels/7/uses` is nothing where the label is another project's.
    """
    if index == 0 or one.place.goes_on(index - 1):
        return ()
    literals = _collection_of(one, index)
    places = (each.place for each in parent.kept.sightings if each.place.is_item)
    item = next((place for place in places if place.collection == literals), None)
    item = item or replace(one.place, steps=one.place.steps[: index + 1], tail=(), is_open=False)
    scopes = parent.scopes_in(item)
    above = [scopes.get(step.parameter) for step in item.scopes]
    before = tuple(
        (step.parameter, each.column)
        for step, each in zip(one.place.scopes, above, strict=False)
        if each is not None
    )
    return (*before, (scope.parameter, parent.lookup)) if len(before) == index else ()


def _other_name(one: Sighting, index: int, parent: Stored) -> str | None:
    """Return the column beside the key by which the paths above name the parent.

    `/profiles/{username}/posts` stands below `/profiles/{username}`, where rows keep an id.
    """
    literals = _collection_of(one, index)
    items = [
        each
        for each in parent.kept.sightings
        if each.place.is_item and each.place.collection == literals
    ]
    if not items or any(each.by is None for each in items):
        return None
    return next((each.name for each in parent.table.columns if each.wire_name == items[0].by), None)


def _named_by(
    stored: Stored, one: Sighting, index: int, scope: Scope, parent: Stored
) -> tuple[tuple[str, str], ...]:
    run = one.place.run(index)
    if len(run) == 1 and stored.table.column(scope.column).references is not None:
        return ()
    literals = _collection_of(one, index)
    item = next(
        (each.place for each in parent.kept.sightings if each.place.collection == literals), None
    )
    if item is None or not item.is_item:
        return ((scope.parameter, parent.lookup),)
    scopes = parent.scopes_in(item)
    before = (
        (one.place.steps[at].parameter, scopes[item.steps[at].parameter].column)
        for at in run[:-1]
        if item.steps[at].parameter in scopes
    )
    return (*before, (scope.parameter, parent.lookup))


def _linked(column: Column, target: Stored) -> Column:
    """Refer to what is linked by the column that paths name it by."""
    looked_up = target.table.column(target.lookup)
    reference = ForeignKey(
        table=target.table.name, column=looked_up.name, on_delete="CASCADE", composition=True
    )
    alone = looked_up.primary_key or looked_up.unique
    return replace(
        column,
        kind=looked_up.kind,
        length=looked_up.length,
        references=reference if alone else None,
        index=True,
    )


def _scope_column(
    desk: Desk,
    columns: Mapping[str, Column],
    one: Sighting,
    index: int,
    parent: str | None,
    taken: Collection[str],
) -> str:
    """Return the column that holds the parent: a property of that meaning, else a new one.

    Taken is the column by which the row itself is looked up, whatever the parent's parameter is
    called (`/machines/{name}/extensions/{extensionName}`), and what the path names by another one.
    The `slug` of a post is its own, also where it stands below `/categories/{slug}`.
    """
    step = one.place.scopes[index]
    literal = "" if one.place.goes_on(index) else one.place.noun_before(index)
    told = [step.parameter, *_beside(desk, one, index)]
    if literal:
        told.append(f"{singular(literal)}_id")
    if parent is not None:
        told.append(f"{snake(parent)}_id")
    if parent == desk.kept.name:
        told = [*parent_words(parent), *told]
    by_bare = {
        bare(column.wire_name): column.name
        for column in columns.values()
        if not column.primary_key and column.kind != "json" and column.name not in taken
    }
    own = frozenset({"id"}) if desk.kept.singleton else ANYTHING
    for name in told:
        if bare(name) in by_bare and bare(name) not in own:
            return by_bare[bare(name)]
    short = _shortened(by_bare, {singular(literal), parent or ""})
    if parent is not None and short is not None and _is_of(desk, columns[short], one, index):
        return short
    name = f"{snake(parent)}_id" if parent else snake(step.parameter)
    if name in columns or name == "id":
        base = snake(singular(literal)) if literal else snake(desk.kept.name)
        name = f"{base}_{snake(step.parameter)}"
    return f"parent_{name}" if name in columns else name


def parent_words(noun: str) -> tuple[str, ...]:
    """Return what the column is called that names a row above, of the same kind."""
    return ("parent_id", f"parent_{snake(noun)}_id", "parent", f"parent_{snake(noun)}")


def _shortened(by_bare: Mapping[str, str], nouns: Collection[str]) -> str | None:
    """Return the column that is called after the beginning of a noun: `appid` of an application."""
    words = {bare(noun) for noun in nouns if noun and "_" not in snake(noun)}
    found = {
        column
        for name, column in by_bare.items()
        if name.endswith("id")
        and len(name) >= SHORTEST + len("id")
        and any(word.startswith(name.removesuffix("id")) for word in words)
    }
    return found.pop() if len(found) == 1 else None


def _is_of(desk: Desk, column: Column, one: Sighting, index: int) -> bool:
    """Whether a column can hold what the parameter of the parent brings."""
    kinds = _kinds_of(desk, one, one.place.scopes[index].parameter)
    return kinds == {FORMS.get(column.kind, column.kind)}


def _kinds_of(desk: Desk, one: Sighting, name: str) -> set[str]:
    """Return the kind of values that a parameter of the path brings, forms of one kind alike."""
    kinds = (
        storage_of(desk.contract, each.schema).kind
        for each in one.operation.parameters
        if each.location == "path" and each.name == name
    )
    return {FORMS.get(kind, kind) for kind in kinds}


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
    if kept_as.kind == "json":
        kept_as = Storage(kind="text")
    column = known or Column(
        name=name, wire_name=name, kind=kept_as.kind, length=kept_as.length, nullable=also_flat
    )
    reference = None
    if parent is not None and len(one.place.run(index)) == 1:
        target = others.stored[parent]
        looked_up = target.table.column(target.lookup)
        coerced = column.coerced or (column.kind != looked_up.kind and looked_up.kind == "text")
        column = replace(column, kind=looked_up.kind, length=looked_up.length, coerced=coerced)
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
    target = stated_relation(desk, draft)
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
    guess = _told(draft, column, others) or _guessed(draft, column, others)
    if guess is None or target is False:
        return column
    desk.decisions.append(storage.loose_relation(desk.kept.name, column.name, guess, draft.origins))
    return replace(column, index=not column.unique)


def stated_relation(desk: Desk, draft: Draft) -> str | Literal[False] | None:
    """Return the stated target, False where a relation is denied, None where nothing is said."""
    for name in (draft.name, draft.attribute):
        stated = desk.config.relations.get(f"{desk.kept.name}.{name}")
        if stated is not None:
            return stated
    extension = desk.extension(draft, "x-pactgen-relation")
    return extension if isinstance(extension, str) or extension is False else None


def _told(draft: Draft, column: Column, others: Others) -> str | None:
    """Return the resource whose rows are of the type that a relationship says."""
    kind = None if draft.inner is None else draft.inner.kind
    for resource, other in others.stored.items():
        same = kind is not None and kind in dict(other.table.constants).values()
        if same and other.table.key.kind == column.kind:
            return resource
    return None


def _guessed(draft: Draft, column: Column, others: Others) -> str | None:
    name = bare(draft.name)
    if not name.endswith("id"):
        return None
    for resource, other in others.stored.items():
        if name == f"{bare(resource)}id" and other.table.key.kind == column.kind:
            return resource
    return None
