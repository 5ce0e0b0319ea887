"""Rows of other tables that answers show: what to load, and which wire models read it.

Location: pactgen/views/related.py. Used by the views of schemas, repository and plan.py. Relations
are loaded when an answer shows them and never else, a bounded number of queries for a list of any
length: one a list inside it, none for a single row. SQLAlchemy's `selectinload` asks for the keys
of 500 rows at a time, which a page seldom has more of; lists without pages use `subqueryload`. A
tree takes one query a level, however many rows it has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.emit import Emitted, code, identifier, string
from pactgen.ir.behaviours import CreateRow, ListRows, ReplaceRow, UpdateRow
from pactgen.ir.fills import FromRow, FromRows
from pactgen.ir.wire import ListOf, Named, Nullable, WireType
from pactgen.values import dataclass, replace
from pactgen.views.access import answered_resource, endpoints_on, lookup_of, table_of
from pactgen.views.figures import figure_of, figure_query
from pactgen.views.fills import all_leaves
from pactgen.views.imports import Import, import_sections
from pactgen.views.includes import asked_relations, has_includes, include_of
from pactgen.views.layout import Code, Group, call, flat, fluent, laid_out, mapping, pack, prefixed
from pactgen.views.naming import table_import
from pactgen.views.once import once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.database import Derived, Relation, Table
    from pactgen.ir.design import Design, Endpoint, Resource
    from pactgen.views.access import Lookup

_CALLS: Final = re.compile(r"(?<=\))(?=\.)")
"""Between two calls of a chain."""
_ON_A_LINE = 2
"""So many calls of a chain stay beside each other where one of them can be broken."""
LEVELS = 64
"""How deep a tree is read; rows that are below themselves would otherwise never end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Something to read together with a row."""

    of: Relation | Derived
    inner: tuple[Load, ...] = ()
    again: bool = False
    """What it reads has rows of the same kind below, which are read likewise: a tree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A constant of repository.py: what to read with the rows of a resource."""

    name: str
    options: str
    """What it holds, on one line."""
    declaration: Emitted
    imports: tuple[Import, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedView:
    """What related.py prints."""

    location: Emitted
    imports: Emitted
    reads_rows: bool
    chooses: bool
    writes_members: bool


def related_view(design: Design) -> RelatedView:
    """Prepare the package's related.py."""
    reads, writes = bool(row_models(design)), _writes_members(design)
    imports = [Import("typing", "Any")]
    if writes:
        imports.append(Import("collections.abc", "Mapping"))
    if has_includes(design):
        imports += [
            Import("collections.abc", "Iterable"),
            Import("collections.abc", "Mapping"),
            Import("sqlalchemy.orm.interfaces", "ORMOption"),
        ]
    if reads:
        imports += [
            Import("pydantic", "model_validator"),
            Import("sqlalchemy", "inspect"),
            Import(f"{design.package}.database", "Base"),
            Import(f"{design.package}.wire", "ReadModel"),
        ]
    sections = import_sections(imports, design.package)
    return RelatedView(
        location=code(f"src/{design.package}/related.py"),
        imports=code("\n\n".join("\n".join(part) for part in sections)),
        reads_rows=reads,
        chooses=has_includes(design),
        writes_members=writes,
    )


def _writes_members(design: Design) -> bool:
    """Tell whether bodies bring objects that become rows of other tables."""
    return any(
        one.items == "rows"
        for endpoint in design.endpoints
        if isinstance(endpoint.behaviour, CreateRow | ReplaceRow | UpdateRow)
        for one in endpoint.behaviour.nested
    )


@once
def row_models(design: Design) -> frozenset[str]:
    """Return the wire models that show related rows."""
    found: set[str] = set()
    for endpoint in design.endpoints:
        resource = answered_resource(design, endpoint)
        if resource is not None:
            for model in _shown_models(endpoint):
                _gather(design, table_of(design, resource), model, found)
    return frozenset(found)


def shows_relations(design: Design) -> bool:
    """Tell whether answers show, or bodies bring, rows of other tables."""
    return bool(row_models(design)) or _writes_members(design)


def _gather(design: Design, table: Table, model: str, found: set[str]) -> None:
    if model in found or model not in design.models:
        return
    for load, inner in _members(design, table, model):
        found.add(model)
        if inner is not None and not _is_derived(load):
            _gather(design, design.tables[load.table], inner, found)  # type: ignore[union-attr]


def related_of(design: Design, resource: Resource) -> Related | None:
    """Return what single rows of a resource are read with."""
    models = {
        model: None
        for endpoint in endpoints_on(design, resource)
        if not isinstance(endpoint.behaviour, ListRows) and include_of(endpoint) is None
        for model in _shown_models(endpoint)
    }
    name = f"{resource.singular.upper()}_RELATED"
    return _related(design, resource, name, tuple(models), "selectinload")


def related_of_reader(design: Design, resource: Resource, lookup: Lookup) -> Related | None:
    """Return what a row is always read with, where callers ask for more of it."""
    readers = _readers(design, resource, lookup)
    models = {model: None for each in readers for model in _shown_models(each)}
    name = f"{resource.singular.upper()}_SHOWN"
    asked = frozenset[str]().union(*map(asked_relations, readers))
    return _related(design, resource, name, tuple(models), "selectinload", without=asked)


def includes_of_reader(design: Design, resource: Resource, lookup: Lookup) -> Related:
    """Return what callers may ask to be read with a row, by the words for it."""
    name = f"{resource.singular.upper()}_INCLUDES"
    return _includes(design, resource, name, _readers(design, resource, lookup), "selectinload")


def includes_of_list(design: Design, resource: Resource, endpoint: Endpoint) -> Related | None:
    """Return what callers may ask to be read with the rows of a list, by the words for it."""
    if include_of(endpoint) is None:
        return None
    name = f"{endpoint.function.upper()}_INCLUDES"
    own = _includes(design, resource, name, (endpoint,), _lists(endpoint))
    lookups = (lookup_of(design, each) for each in endpoints_on(design, resource))
    told = next((each for each in lookups if each is not None and each.includes), None)
    single = None if told is None else includes_of_reader(design, resource, told)
    return single if single is not None and single.options == own.options else own


def _readers(design: Design, resource: Resource, lookup: Lookup) -> tuple[Endpoint, ...]:
    own = endpoints_on(design, resource)
    return tuple(each for each in own if lookup_of(design, each) == lookup)


def _includes(
    design: Design, resource: Resource, name: str, endpoints: tuple[Endpoint, ...], lists: str
) -> Related:
    table = table_of(design, resource)
    shown = [model for each in endpoints for model in _shown_models(each)]
    loads = _once(load for each in shown for load in _loads(design, table, each, frozenset()))
    words = {
        word: relation
        for told in map(include_of, endpoints)
        if told is not None
        for word, relation in told[1].members
    }
    entries: list[Code] = []
    imports = [Import("sqlalchemy.orm.interfaces", "ORMOption"), *_choosing(design)]
    for word, relation in words.items():
        load = next(each for each in loads if each.of.name == relation)
        options = [*_options(design, resource, table, load, "", lists)]
        entries.append(prefixed(f"{string(word)}: ", pack(*(each for each, _ in options))))
        imports += [each for _, needs in options for each in needs]
    start = f"{identifier(name)}: Mapping[str, tuple[ORMOption, ...]] = "
    return Related(
        name=identifier(name),
        options=", ".join(flat(each) for each in entries),
        declaration=code(laid_out(prefixed(start, mapping(*entries)), indent=0)),
        imports=tuple(imports),
    )


def _choosing(design: Design) -> tuple[Import, ...]:
    return (
        Import("collections.abc", "Mapping"),
        Import(f"{design.package}.related", "chosen"),
    )


def _lists(endpoint: Endpoint) -> str:
    """Name what loads lists inside the rows of a list: one query for each 500 rows, or for all."""
    paged = isinstance(endpoint.behaviour, ListRows) and endpoint.behaviour.window is not None
    return "selectinload" if paged else "subqueryload"


def related_of_list(design: Design, resource: Resource, endpoint: Endpoint) -> Related | None:
    """Return what the rows of a list are read with: that of single rows where it is the same."""
    name = f"{endpoint.function.upper()}_RELATED"
    models, asked = tuple(_shown_models(endpoint)), asked_relations(endpoint)
    own = _related(design, resource, name, models, _lists(endpoint), without=asked)
    single = related_of(design, resource)
    if own is None or single is None:
        return own
    return single if own.options == single.options else own


def _related(
    design: Design,
    resource: Resource,
    name: str,
    models: tuple[str, ...],
    lists: str,
    *,
    without: frozenset[str] = frozenset(),
) -> Related | None:
    table = table_of(design, resource)
    shown = [
        load
        for model in models
        for load in _loads(design, table, model, frozenset())
        if load.of.name not in without
    ]
    loads = _once(shown)
    if not loads:
        return None
    options = [
        option for load in loads for option in _options(design, resource, table, load, "", lists)
    ]
    items: list[Code] = [each for each, _ in options]
    start = f"{identifier(name)}: tuple[ORMOption, ...] = "
    imports = [Import("sqlalchemy.orm.interfaces", "ORMOption")]
    return Related(
        name=identifier(name),
        options=", ".join(flat(each) for each in items),
        declaration=code(laid_out(prefixed(start, pack(*items)), indent=0)),
        imports=(*imports, *(each for _, needs in options for each in needs)),
    )


def _once(loads: Iterable[Load]) -> tuple[Load, ...]:
    """Join loads of one relation."""
    found: dict[object, Load] = {}
    for load in loads:
        known = found.get(load.of)
        found[load.of] = load if known is None else _both(known, load)
    return tuple(found.values())


def _both(one: Load, other: Load) -> Load:
    inner = _once((*one.inner, *other.inner))
    return Load(of=one.of, inner=inner, again=one.again or other.again)


def _shown_models(endpoint: Endpoint) -> Iterator[str]:
    for leaf in all_leaves(endpoint.answer):
        if isinstance(leaf, FromRow | FromRows):
            yield from leaf.models


def loads_of(design: Design, table: Table, model: str) -> tuple[Load, ...]:
    """Return what a model shows of other tables."""
    return tuple(_loads(design, table, model, frozenset()))


def _loads(design: Design, table: Table, model: str, above: frozenset[str]) -> Iterator[Load]:
    """Yield what a model shows of other tables; a circle ends where it may."""
    for of, inner in _members(design, table, model):
        if _is_derived(of):
            yield Load(of=of) if of.is_computed else Load(of=of.relation)  # type: ignore[union-attr]
        elif inner is None:
            yield Load(of=of)
        elif inner not in above:
            target = design.tables[of.table]  # type: ignore[union-attr]
            deeper = _loads(design, target, inner, above | {model, inner})
            again = inner == model and of.many  # type: ignore[union-attr]
            yield Load(of=of, inner=_once(deeper), again=again)


def _members(
    design: Design, table: Table, model: str
) -> Iterator[tuple[Relation | Derived, str | None]]:
    """Yield the relations and figures that a wire model shows, and the model inside them."""
    if model not in design.models:
        return
    derived = {each.name: each for each in table.derived}
    for field in design.models[model].fields:
        relation = table.relation(field.attribute)
        if relation is not None:
            yield relation, _named(design, field.type)
        elif field.attribute in derived:
            yield derived[field.attribute], None
        else:
            linked = (
                one.column
                for each in table.gathered
                if each.name == field.attribute
                for one in each.linked
            )
            yield from ((derived[name], None) for name in linked if name in derived)


def _is_derived(of: object) -> bool:
    return hasattr(of, "figure")


def _named(design: Design, type_: WireType) -> str | None:
    match type_:
        case Named(name=name):
            if name in design.aliases:
                return _named(design, design.aliases[name].type)
            return name
        case ListOf(item=inner) | Nullable(inner=inner):
            return _named(design, inner)
        case _:
            return None


def _options(
    design: Design,
    resource: Resource,
    table: Table,
    load: Load,
    before: str,
    lists: str,
    above: tuple[Table, Relation] | None = None,
) -> Iterable[tuple[Code, list[Import]]]:
    """Spell a load and those inside it, each as a path from the row; `lists` loads many rows.

    `above`: the table and the relation that lead to these rows.
    """
    if _is_derived(load.of):
        yield _computed(design, resource, table, load.of, before)  # type: ignore[arg-type]
        return
    relation: Relation = load.of  # type: ignore[assignment]
    counts = any(_is_derived(each.of) for each in load.inner)
    function = lists if relation.many or counts else "joinedload"
    target = design.tables[relation.table]
    function = "selectinload" if load.again else function
    deep = f", recursion_depth={LEVELS}" if load.again else ""
    if above is not None and not load.inner and _leads_back(design, relation, *above):
        function, deep = "raiseload", ", sql_only=True"
    path = f"{before}{function}({table.model}.{identifier(relation.name)}{deep})"
    needs = [Import("sqlalchemy.orm", function)] if not before else []
    needs.append(table_import(design, table))
    deeper = [
        option
        for each in load.inner
        for option in _options(design, resource, target, each, f"{path}.", lists, (table, relation))
    ]
    if not deeper:
        yield _called(path), needs
    for option, wanted in deeper:
        yield option, [*needs, *wanted]


def _leads_back(design: Design, back: Relation, table: Table, relation: Relation) -> bool:
    """Whether a relation of rows leads to the row with which they are read.

    That row is there already; reading it once more would take away what was read with it.
    """
    if back.many or back.through is not None or relation.through is not None:
        return False
    keys = {column.name for column in design.tables[back.table].keys}
    inverse = {(other, own) for own, other in relation.pairs}
    is_key = {other for _, other in back.pairs} == keys
    return back.table == table.name and is_key and set(back.pairs) == inverse


def _called(path: str) -> Code:
    """Let the last call of a chain break; of three and more, each gets a line."""
    return _chained(*_CALLS.split(path))


def _chained(*calls: str, last: Group | None = None) -> Code:
    """Return calls on what the ones before them returned, the last of them made already or not."""
    made = [*map(_call, calls), *([] if last is None else [last])]
    if len(made) > _ON_A_LINE:
        return fluent(*made)
    return replace(made[-1], before="".join(map(flat, made[:-1])) + made[-1].before)


def _call(path: str) -> Group:
    head, _, argument = path.rpartition("(")
    return call(head, *argument.removesuffix(")").split(", "))


def _computed(
    design: Design, resource: Resource, table: Table, each: Derived, before: str
) -> tuple[Code, list[Import]]:
    """Spell how a figure is read with its row, or with that of a relation."""
    constant = None if before else figure_of(design, resource, each.name)
    if constant is None:
        query, needs = figure_query(design, table, each)
    else:
        query, needs = constant.name, [table_import(design, table)]
    option: Code = call("with_expression", f"{table.model}.{identifier(each.name)}", query)
    if before:
        calls = _CALLS.split(before.removesuffix("."))
        option = _chained(*calls, last=call(".options", option))
    return option, [*needs, Import("sqlalchemy.orm", "with_expression")]
