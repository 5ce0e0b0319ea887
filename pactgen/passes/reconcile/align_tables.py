"""Which table holds the rows of this resource? By what is stated, by name, by shape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.columns import storage_of
from pactgen.passes.reading.resource_objects import row_members
from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.reconcile.align_columns import (
    LOOSELY,
    SURE,
    Match,
    Matcher,
    Wanted,
    overlap,
)
from pactgen.passes.reconcile.wording import (
    KEY_WORDS,
    Words,
    bare_of,
    ends_with,
    essence,
    same,
    undone,
    untailed,
)
from pactgen.passes.resources.values import Kept
from pactgen.passes.tables.desk import Desk
from pactgen.passes.tables.drafts import drafts_of
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactgen.config import Config
    from pactgen.ir.contract import Contract, Schema
    from pactgen.ir.schema import Table
    from pactgen.passes.reconcile.tables_of import Catalog
    from pactgen.passes.resources.values import CollectionKey, Ownership, Sighting

NAMED: Final = 0.95
LEAST_SHAPE: Final = 0.15
"""Of a table with the same name; a table of settings by key and value shares nothing."""
HALF: Final = 0.5
ALIKE: Final = 0.75
FEW: Final = 4
CARRIED: Final = 2
"""Columns of a join table which makes more of its rows than links."""
CALLED_SAME: Final = 0.01
"""Of two tables with as many of the properties, the one that calls more of them the same."""
STATED: Final = "pactgen.yaml or the contract states it."
CALLER: Final = frozenset({"me", "self", "myself", "current", "whoami"})
"""Last words of the path of whoever calls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """A resource and its table."""

    kept: Kept
    table: Table
    matches: dict[str, Match]
    """By the wire name of the property."""
    why: str
    sure: bool
    strangers: tuple[str, ...] = ()
    """`PUT /things/reindex`: operations whose bodies have little in common with the table."""
    shows_others: tuple[str, ...] = ()
    """`PUT /things/{id}/photo`: operations whose answers are rows of another thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unaligned:
    """A resource that no table holds."""

    kept: Kept
    why: str
    namesake: Table | None = None
    """A table that is called like it, and has none of its columns."""
    is_caller: bool = False
    """It is the row of whoever calls, and its table is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    table: Table
    name: float
    shape: float
    matches: dict[str, Match]

    @property
    def score(self) -> float:
        called = sum(one.why == SURE for one in self.matches.values())
        return 2 * self.name + self.shape + CALLED_SAME * called / max(1, len(self.matches))


def align_each(
    contract: Contract, kept: tuple[Kept, ...], catalog: Catalog, config: Config
) -> list[Alignment | Unaligned]:
    """Find the table of each resource."""
    found = [_align(contract, one, catalog, config) for one in kept]
    return at_far_ends(contract, found, catalog)


def together(
    contract: Contract, found: list[Alignment | Unaligned], catalog: Catalog, config: Config
) -> tuple[Alignment | Unaligned, ...]:
    """Make one resource of two whose rows one table holds."""
    merged: dict[str, Alignment | Unaligned] = {}
    for one in found:
        if isinstance(one, Unaligned):
            merged[f"?{one.kept.name}"] = one
            continue
        known = merged.get(str(one.table.name))
        if isinstance(known, Alignment):
            merged[str(one.table.name)] = _together(contract, known, one, catalog, config)
        else:
            merged[str(one.table.name)] = one
    return _with_people(found, tuple(merged.values()))


def _with_people(
    found: Iterable[Alignment | Unaligned], merged: tuple[Alignment | Unaligned, ...]
) -> tuple[Alignment | Unaligned, ...]:
    """Call whose rows are by the name under which the people were brought together."""
    homes = {str(one.table.name): one.kept.name for one in merged if isinstance(one, Alignment)}
    names = {
        one.kept.name: homes[str(one.table.name)] for one in found if isinstance(one, Alignment)
    }

    def renamed(kept: Kept) -> Kept:
        owned = kept.owned
        if owned is None or owned.person not in names:
            return kept
        return replace(kept, owned=replace(owned, person=names[owned.person]))

    return tuple(replace(one, kept=renamed(one.kept)) for one in merged)


def at_far_ends(
    contract: Contract, found: list[Alignment | Unaligned], catalog: Catalog
) -> list[Alignment | Unaligned]:
    """Give links that are shown as what they lead to the table of that.

    `/tickets/{key}/watchers` shows agents, and `ticket_watcher` joins them with tickets.
    """
    tables = {
        key: one.table for one in found if isinstance(one, Alignment) for key in one.kept.keys
    }
    return [
        one if isinstance(one, Alignment) else _at_far_end(contract, one, catalog, tables)
        for one in found
    ]


def _at_far_end(
    contract: Contract, one: Unaligned, catalog: Catalog, tables: Mapping[CollectionKey, Table]
) -> Alignment | Unaligned:
    above = [tables.get(key[:-1]) for key in one.kept.keys]
    join, parent = one.namesake, above[0] if len(above) == 1 else None
    if join is None or parent is None or not catalog.joins(join):
        return one
    near = catalog.references(join, str(parent.name))
    far = [key for key in join.foreign_keys if key is not near[0]] if near else []
    target = catalog.tables.get(str(far[0].table)) if len(far) == 1 else None
    shown = one.kept.representations
    if target is None or target not in tables.values() or not shown:
        return one
    shares = [overlap(*shape_matches(contract, catalog, target, schema)) for schema in shown]
    if min(shares) < HALF:
        return one
    why = f"`{join.name}` joins it with `{parent.name}`, and it is shown like its rows."
    return Alignment(kept=one.kept, table=target, matches={}, why=why, sure=False)


def wanted_of(desk: Desk) -> tuple[Wanted, ...]:
    """Return the properties of a resource, with what is stated about their columns."""
    told = desk.config.resource(desk.kept.name).columns
    return tuple(
        Wanted(
            name=draft.name,
            schema=draft.schema,
            stated=told.get(draft.name) or _text(desk.extension(draft, "x-pactgen-column")),
        )
        for draft in drafts_of(desk)
    )


def nouns_of(kept: Kept, catalog: Catalog, table: Table) -> tuple[Words, ...]:
    """Return what the rows are called, by the contract and by the schema."""
    spoken = (essence(kept.name), essence(kept.noun), catalog.words[str(table.name)])
    return tuple(dict.fromkeys(words for words in spoken if words))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _align(
    contract: Contract, kept: Kept, catalog: Catalog, config: Config
) -> Alignment | Unaligned:
    desk = Desk(contract=contract, config=config, kept=kept)
    wanted = wanted_of(desk)
    stated = config.resource(kept.name).table or desk.stated("x-pactgen-table")
    if stated is not None:
        table = next((one for name, one in catalog.tables.items() if name == stated), None)
        if table is None:
            return Unaligned(kept=kept, why=f"The schema has no table `{stated}`.")
        matches = _matcher(contract, kept, catalog, table).match(wanted)
        why = STATED
        return Alignment(kept=kept, table=table, matches=matches, why=why, sure=True)
    candidates = sorted(
        _candidates(contract, kept, catalog, wanted), key=lambda one: one.score, reverse=True
    )
    if not candidates:
        return _homeless(contract, kept, catalog)
    best = candidates[0]
    rivals = [one for one in candidates[1:] if one.score == best.score]
    found = Alignment(
        kept=kept,
        table=best.table,
        matches=best.matches,
        why=_why(best, rivals),
        sure=best.name >= NAMED and not rivals,
    )
    return _without_strangers(contract, found, catalog, config)


def at_table(
    contract: Contract, kept: Kept, table: Table, why: str, catalog: Catalog, config: Config
) -> Alignment:
    """Give a resource to a table that was found by other means than its name and shape."""
    wanted = wanted_of(Desk(contract=contract, config=config, kept=kept))
    matches = _matcher(contract, kept, catalog, table).match(wanted)
    found = Alignment(kept=kept, table=table, matches=matches, why=why, sure=True)
    return _without_strangers(contract, found, catalog, config)


def _homeless(contract: Contract, kept: Kept, catalog: Catalog) -> Unaligned:
    """Say why no table holds a resource."""
    callers = _table_of_caller(kept, catalog)
    if callers is not None:
        why = f"No document tells which row of `{callers.name}` is the caller's."
        return Unaligned(kept=kept, why=why, is_caller=True)
    names = tuple(_names(contract, kept))
    for key, table in catalog.tables.items():
        if any(_likeness(spoken, catalog.words[key], own=own) >= NAMED for spoken, own in names):
            why = f"`{key}` is called like it, and has next to none of its properties."
            return Unaligned(kept=kept, why=why, namesake=table)
    why = "No table of the schema is called like it or has its columns."
    return Unaligned(kept=kept, why=why)


def _table_of_caller(kept: Kept, catalog: Catalog) -> Table | None:
    """`/users/me`: return the table of the users."""
    for key in kept.keys:
        literals = [literal for part in key for literal in part]
        if kept.singleton and len(literals) > 1 and literals[-1].lower() in CALLER:
            spoken = essence(literals[-2])
            named = (name for name, told in catalog.words.items() if same(told, spoken))
            found = next(named, None)
            return None if found is None else catalog.tables[found]
    return None


def _without_strangers(
    contract: Contract, one: Alignment, catalog: Catalog, config: Config
) -> Alignment:
    """Set aside bodies and answers most of which the table knows nothing of: other things."""
    nouns = nouns_of(one.kept, catalog, one.table)
    referred = {
        words
        for key in one.table.foreign_keys
        for words in (
            bare_of(essence(key.columns[0]), KEY_WORDS),
            catalog.words.get(str(key.table), ()),
        )
    }

    def tells_of_other(spoken: Words, schema: Schema) -> bool:
        """Whether it may be a column of a row that is referred to: `customer_name`."""
        kind = storage_of(contract, schema).kind
        begins = any(words and spoken[: len(words)] == words != spoken for words in referred)
        return kind != "json" and (begins or (kind == "text" and spoken in referred))

    def is_known(schema: Schema) -> bool:
        matches, wanted = shape_matches(contract, catalog, one.table, schema, nouns)
        relational = sum(
            storage_of(contract, each.schema).kind == "json" and each.name not in matches
            for each in wanted
        )
        called = sum(
            each.name not in matches and tells_of_other(essence(each.name), each.schema)
            for each in wanted
        )
        return (len(matches) + called + relational / 2) * 2 >= len(wanted)

    known = tuple(schema for schema in one.kept.representations if is_known(schema))
    strange = {
        each.operation.label
        for each in one.kept.sightings
        if each.body is not None and not is_known(each.body)
    }
    bodies = [each for each in one.kept.sightings if each.operation.label not in strange]
    told = bool(known) or any(each.body is not None for each in bodies)
    shown = known if told else one.kept.representations
    if not strange and len(shown) == len(one.kept.representations):
        return one
    kept = replace(
        one.kept,
        representations=shown,
        inputs=tuple(each.body for each in bodies if each.body is not None),
        creations=tuple(each.body for each in bodies if each.body is not None and _creates(each)),
    )
    desk = Desk(contract=contract, config=config, kept=kept)
    matches = _matcher(contract, kept, catalog, one.table).match(wanted_of(desk))
    lost = {each.origin for each in one.kept.representations} - {each.origin for each in shown}
    others = {
        each.operation.label
        for each in one.kept.sightings
        if each.answer is not None and each.answer.schema.origin in lost
    }
    return replace(
        one,
        kept=kept,
        matches=matches,
        strangers=tuple(sorted(strange)),
        shows_others=tuple(sorted(others)),
    )


def _creates(one: Sighting) -> bool:
    return one.operation.method == "post" and not one.place.is_item


def _why(best: _Candidate, rivals: list[_Candidate]) -> str:
    share = f"{round(100 * best.shape)} % of its properties are columns there"
    named = "It is called the same" if best.name >= NAMED else "It is called alike"
    if not best.name:
        named = "No table is called so"
    also = "".join(f"; `{one.table.name}` fits as well" for one in rivals)
    return f"{named}, and {share}{also}."


def _scalars(contract: Contract, wanted: tuple[Wanted, ...]) -> tuple[Wanted, ...]:
    """Return the properties by which a shape is judged: the others may be relations."""
    return tuple(
        one for one in wanted if one.stated or storage_of(contract, one.schema).kind != "json"
    )


def _candidates(
    contract: Contract, kept: Kept, catalog: Catalog, wanted: tuple[Wanted, ...]
) -> Iterator[_Candidate]:
    names = tuple(_names(contract, kept))
    scalars = _scalars(contract, wanted)
    for key, table in catalog.tables.items():
        name = max(_likeness(spoken, catalog.words[key], own=own) for spoken, own in names)
        if catalog.joins(table):
            name = max(name, _remarked(table, kept))
        if kept.singleton and name < NAMED:
            if not _is_part(table, catalog.words[key], names):
                continue
            name = HALF
        if name == 0 and (table.is_view or (catalog.joins(table) and not _carries(table))):
            continue
        written = any(one.body is not None for one in kept.sightings)
        if table.is_view and written and name < NAMED:
            continue
        matches = _matcher(contract, kept, catalog, table).match(wanted)
        sure = {key: one for key, one in matches.items() if one.why not in LOOSELY}
        shape = overlap(matches if name >= NAMED else sure, scalars)
        named = name >= NAMED and (shape >= LEAST_SHAPE or not scalars)
        untold = not scalars and kept.account is not None and not kept.sightings
        alike = name >= HALF and (shape >= HALF or untold)
        shaped = shape >= ALIKE and len(scalars) >= FEW
        if named or alike or shaped:
            yield _Candidate(table=table, name=name, shape=shape, matches=matches)


def _is_part(table: Table, called: Words, names: tuple[tuple[Words, bool], ...]) -> bool:
    """Whether there is one row of each other one, which is called so: `satisfaction_rating`."""
    keys = table.primary_key.columns if table.primary_key is not None else ()
    begins = any(own and spoken == called[: len(spoken)] for spoken, own in names)
    return begins and any(key.columns == keys for key in table.foreign_keys)


def _carries(table: Table) -> bool:
    """Whether rows that join two others say more than that: the lines of an order."""
    referring = {name for key in table.foreign_keys for name in key.columns}
    times = vocabulary.CREATED | vocabulary.UPDATED
    own = [
        one for one in table.columns if one.name not in referring and bare(one.name) not in times
    ]
    return len(own) >= CARRIED


def _names(contract: Contract, kept: Kept) -> Iterator[tuple[Words, bool]]:
    """Yield what the resource is called, and whether the name may be part of a table's."""
    yield essence(kept.name), True
    if kept.noun:
        yield essence(kept.noun), True
    for key in kept.keys:
        literals = [literal for part in key for literal in part]
        for first in range(max(0, len(literals) - 2), len(literals) - 1):
            yield tuple(word for literal in literals[first:] for word in essence(literal)), False
    for schema in kept.representations:
        component = shape_of(contract, schema).component
        if component is not None:
            yield essence(component.rpartition(".")[2]), False


def _likeness(spoken: Words, table: Words, *, own: bool) -> float:
    if same(spoken, table) or same(untailed(spoken), table):
        return 1.0
    if not own:
        return 0.0
    if ends_with(table, spoken):
        return 0.6
    if ends_with(spoken, table):
        return 0.55
    return HALF if spoken and table[: len(spoken)] == spoken else 0.0


def _remarked(table: Table, kept: Kept) -> float:
    """Return whether the remark on a table of links tells of them: `Jobs that a user has saved`."""
    told = {word for text in re.findall(r"\w+", table.comment or "") for word in essence(text)}
    spoken = essence(kept.name)
    return HALF if len(spoken) > 1 and set(undone(spoken)) <= set(undone(tuple(told))) else 0.0


def _matcher(contract: Contract, kept: Kept, catalog: Catalog, table: Table) -> Matcher:
    return Matcher(
        contract=contract, catalog=catalog, table=table, nouns=nouns_of(kept, catalog, table)
    )


def _together(
    contract: Contract, one: Alignment, other: Alignment, catalog: Catalog, config: Config
) -> Alignment:
    """`/me` and `/users/{id}` show rows of one table: what is called like it lends its name.

    Where neither is, or both are, the one with more operations does; a `BranchMember` is no
    `member`.
    """
    named = catalog.words[str(one.table.name)]
    rank = [
        (each.sure, same(essence(each.kept.name), named), len(each.kept.sightings))
        for each in (one, other)
    ]
    first, second = (one, other) if rank[0] >= rank[1] else (other, one)
    kept = Kept(
        name=first.kept.name,
        noun=first.kept.noun,
        keys=(*one.kept.keys, *other.kept.keys),
        sightings=(*first.kept.sightings, *second.kept.sightings),
        representations=(*first.kept.representations, *second.kept.representations),
        inputs=(*first.kept.inputs, *second.kept.inputs),
        creations=(*first.kept.creations, *second.kept.creations),
        singleton=first.kept.singleton and second.kept.singleton,
        actions=(*first.kept.actions, *second.kept.actions),
        views=(*first.kept.views, *second.kept.views),
        account=first.kept.account or second.kept.account,
        owned=_owned_together(first.kept, second.kept),
    )
    desk = Desk(contract=contract, config=config, kept=kept)
    matches = _matcher(contract, kept, catalog, first.table).match(wanted_of(desk))
    return replace(
        first,
        kept=kept,
        matches=matches,
        strangers=(*one.strangers, *other.strangers),
        shows_others=(*one.shows_others, *other.shows_others),
    )


def _owned_together(first: Kept, second: Kept) -> Ownership | None:
    """Return which of the operations keep to the caller's rows, or make them."""
    one, other = first.owned, second.owned
    if one is None or other is None:
        return one or other
    return replace(
        one,
        keeping=one.keeping | other.keeping,
        making=one.making | other.making,
        column=one.column or other.column,
        sentence=one.sentence or other.sentence,
    )


def shape_matches(
    contract: Contract,
    catalog: Catalog,
    table: Table,
    schema: Schema,
    nouns: tuple[Words, ...] = (),
) -> tuple[dict[str, Match], tuple[Wanted, ...]]:
    """Lay a schema over a table; returns the columns and what was looked for."""
    wanted = tuple(
        Wanted(name=member.name, schema=member.schema) for member in row_members(contract, schema)
    )
    spoken = (*nouns, catalog.words[str(table.name)])
    matcher = Matcher(contract=contract, catalog=catalog, table=table, nouns=spoken)
    return matcher.match(wanted), wanted
