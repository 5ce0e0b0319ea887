"""A query parameter that names a column of another table: `genre=Rock`, `artist_id` of an album."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.binding import Within
from pactgen.passes.reading.remembered import remembered_last
from pactgen.passes.reconcile.wording import (
    KEY_WORDS,
    Words,
    bare_of,
    ends_with,
    essence,
    same,
    without,
)
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Parameter
    from pactgen.ir.database import Column, Table
    from pactgen.ir.inputs import FilterRole

_EACH: Final = re.compile(
    r"\b(?:match\w*|ha(?:s|ve|ving)|with|contain\w*) all\b"
    r"|\ball (?:of )?(?:these|them|those|the (?:given|listed|named|sent))\b"
    r"|\b(?:each|every one) of (?:these|them|those|the)\b",
    re.IGNORECASE,
)
FARTHEST: Final = 2
"""How many references a parameter may follow: a track's album's artist."""
NAMES: Final = ("name", "title", "label", "code", "slug", "handle", "key")
"""What rows are called by, the first that a table has."""


_LINES: Final = frozenset({"detail", "entry", "item", "line", "position", "row"})
"""Last words of what a thing is made of: what is `on the order` is on one of its lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """The column of another table that a parameter is compared with, and the way there."""

    own: str
    """Column of the listed rows."""
    through: tuple[Within, ...]
    """The tables between; the column that is compared is the `where` of the last one."""
    column: Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A table that rows refer to, straight or by a join table."""

    own: str
    through: tuple[Within, ...]
    table: Table
    key: str
    """Column of the table that is referred to."""
    role: Words
    """What the reference calls it: `author` of `author_id`."""
    stored_role: Words
    """What the schema document calls it: `skill` of `skill_code`, which refers to a `code`."""
    joined_as: Words = ()
    """What a join table calls its links beside the rows: `assignee` of `task_assignees`."""

    def seek(self, column: Column) -> Sought:
        """Return the way to one of its columns."""
        if column.name == self.key:
            return Sought(own=self.own, through=self.through, column=column)
        hop = Within(table=self.table.name, select=self.key, where=column.name)
        return Sought(own=self.own, through=(*self.through, hop), column=column)


def sought_through(tables: Mapping[str, Table], table: Table, parameter: Parameter) -> list[Sought]:
    """Return the columns that the parameter may mean, of the nearest tables that have any.

    More than one of them: the name does not tell.
    """
    spoken = essence(parameter.name)
    listed = list(_listed(tables, table, spoken)) or list(_marked(tables, table, parameter))
    if listed:
        return listed
    near = [*_referred(table, tables), *_joined(table, tables)]
    for _ in range(FARTHEST):
        for nouns in (_role, _stored_role, _joined_as, _model):
            found = [
                (each, each.seek(column))
                for each in near
                for column in _meant(each, nouns(each), spoken, parameter.description or "")
            ]
            if found:
                return _said(found, parameter.description or "")
        described = [
            each.seek(column)
            for each in near
            for column in _described(each, spoken, parameter.description or "")
        ]
        if described:
            return list(dict.fromkeys(described))
        near = [
            replace(further, own=each.own, through=(*each.through, *_step(each, further)))
            for each in near
            for further in _referred(each.table, tables)
        ]
    kept = list(_kept_below(tables, table, spoken, parameter.description or ""))
    if kept:
        return kept
    return list(
        dict.fromkeys(
            each.seek(column)
            for each in _below(tables, table, parameter.description or "")
            for nouns in (_role, _stored_role, _model)
            for column in _meant(each, nouns(each), spoken, parameter.description or "")
        )
    )


def as_told(role: FilterRole, parameter: Parameter) -> FilterRole:
    """Ask for all rows that a list names, where its description does: `Only with all of these`."""
    told = parameter.description or parameter.schema.description or ""
    every = role.op == "in" and _EACH.search(told) is not None
    return replace(role, op="all_of") if every else role


def _said(found: list[tuple[Neighbour, Sought]], description: str) -> list[Sought]:
    """Return those of the references that the description names, where it names any.

    `Department of the employee`, of a request that names who decided it as well.
    """
    told = _told(description)
    named = [sought for each, sought in found if each.role and set(each.role) <= told]
    return list(dict.fromkeys(named or (sought for _, sought in found)))


def _kept_below(
    tables: Mapping[str, Table], table: Table, spoken: Words, description: str
) -> Iterator[Sought]:
    """Yield columns of described rows below: `account` of entries `with a line on this account`."""
    for child, up in _children_told(tables, table, description):
        for column in child.columns:
            called = {essence(column.wire_name), essence(column.name)}
            if spoken in called and not (column.secret or column is up):
                hop = Within(table=child.name, select=up.name, where=column.name)
                own = "" if up.references is None else up.references.column
                yield Sought(own=own, through=(hop,), column=column)


def _children_told(
    tables: Mapping[str, Table], table: Table, description: str
) -> Iterator[tuple[Table, Column]]:
    """Yield the described tables of rows below, each with its only column that says below what."""
    told = _told(description)
    for child, ups in _children(tables).get(table.name, {}).values() if told else ():
        said = set(essence(child.model)) - (_LINES if table.model in child.model else set())
        said = said - set(essence(table.model)) or said
        if len(ups) == 1 and ups[0].references is not None and said <= told:
            yield child, ups[0]


def _below(tables: Mapping[str, Table], table: Table, description: str) -> Iterator[Neighbour]:
    """Yield what described rows below refer to: `Code of a branch that has units of the model`."""
    for child, up in _children_told(tables, table, description):
        for far in _referred(child, tables):
            if far.own != up.name and up.references is not None:
                hop = Within(table=child.name, select=up.name, where=far.own)
                yield replace(far, own=up.references.column, through=(hop,))


@remembered_last
def _children(
    tables: Mapping[str, Table],
) -> dict[str, dict[str, tuple[Table, list[Column]]]]:
    """Return by table those that refer to it, by name, each with the columns that do."""
    found: dict[str, dict[str, tuple[Table, list[Column]]]] = {}
    for child in tables.values():
        for column in child.columns:
            if column.references is not None:
                below = found.setdefault(column.references.table, {})
                below.setdefault(child.name, (child, []))[1].append(column)
    return found


def _told(description: str) -> set[str]:
    return {word for text in re.findall(r"\w+", description) for word in essence(text)}


def _listed(tables: Mapping[str, Table], table: Table, spoken: Words) -> Iterator[Sought]:
    """Yield the values of rows below that answers list: `role` of a party's `roles`."""
    for derived in table.derived:
        relation = derived.relation
        if derived.figure != "values" or derived.column is None or essence(derived.name) != spoken:
            continue
        column = tables[relation.table].column(derived.column)
        if relation.through is None and len(relation.pairs) == 1:
            own, other = relation.pairs[0]
            hop = Within(table=relation.table, select=other, where=derived.column)
            yield Sought(own=own, through=(hop,), column=column)


def _marked(tables: Mapping[str, Table], table: Table, parameter: Parameter) -> Iterator[Sought]:
    """Yield what those are called by who have marked a row: `favorited=jake`."""
    for derived in table.derived:
        if derived.figure != "mine" or derived.column is None:
            continue
        marks = tables[derived.relation.table]
        named = marks.column(derived.column).references
        if named is None or not same(essence(derived.name), essence(parameter.name)):
            continue
        (own, other), *_ = derived.relation.pairs
        near = Neighbour(
            own=own,
            through=(Within(table=marks.name, select=other, where=derived.column),),
            table=tables[named.table],
            key=named.column,
            role=(),
            stored_role=(),
        )
        visible = [column for column in near.table.columns if not column.secret]
        for column in _name_of(near, visible, parameter.description or ""):
            yield near.seek(column)


def _role(near: Neighbour) -> Words:
    return near.role


def _stored_role(near: Neighbour) -> Words:
    return near.stored_role


def _role_in_schema(column: Column, target: Table, key: str) -> Words:
    spoken, referred = essence(column.stored_name), essence(target.column(key).stored_name)
    if len(spoken) > len(referred) and ends_with(spoken, referred):
        spoken = spoken[: -len(referred)]
    return bare_of(spoken, KEY_WORDS)


def _joined_as(near: Neighbour) -> Words:
    return near.joined_as


def _model(near: Neighbour) -> Words:
    return essence(near.table.model)


def _step(near: Neighbour, further: Neighbour) -> tuple[Within, ...]:
    return (Within(table=near.table.name, select=near.key, where=further.own),)


def _referred(table: Table, tables: Mapping[str, Table]) -> Iterator[Neighbour]:
    for column in table.columns:
        target = None if column.references is None else tables.get(column.references.table)
        if column.references is not None and target is not None:
            yield Neighbour(
                own=column.name,
                through=(),
                table=target,
                key=column.references.column,
                role=bare_of(essence(column.name), KEY_WORDS),
                stored_role=_role_in_schema(column, target, column.references.column),
            )


def _joined(table: Table, tables: Mapping[str, Table]) -> Iterator[Neighbour]:
    """Yield the tables that a join table ties to this one."""
    for join, near, far in _joins(tables).get(table.name, ()):
        if near.references is None or far.references is None:
            continue
        target = tables.get(far.references.table)
        if target is not None:
            hop = Within(table=join.name, select=near.name, where=far.name)
            yield Neighbour(
                own=near.references.column,
                through=(hop,),
                table=target,
                key=far.references.column,
                role=bare_of(essence(far.name), KEY_WORDS),
                stored_role=_role_in_schema(far, target, far.references.column),
                joined_as=_beside(join, table),
            )


def _beside(join: Table, table: Table) -> Words:
    """Return the name of a join table without that of the rows; nothing where it has no other."""
    called = essence(join.model)
    rest = without(called, essence(table.model))
    return () if rest == called else rest


@remembered_last
def _joins(tables: Mapping[str, Table]) -> dict[str, list[tuple[Table, Column, Column]]]:
    """Return by table the join tables that refer to it, with both references."""
    found: dict[str, list[tuple[Table, Column, Column]]] = {}
    for join in tables.values():
        for near, far in _pairs(join):
            if near.references is not None:
                found.setdefault(near.references.table, []).append((join, near, far))
    return found


def _pairs(join: Table) -> Iterator[tuple[Column, Column]]:
    """Yield the two references that are a key of a join table, both ways round."""
    for names in (tuple(column.name for column in join.keys), *join.uniques):
        if len(names) != FARTHEST:
            continue
        columns = [join.column(name) for name in names]
        if all(each.references is not None for each in columns):
            yield columns[0], columns[1]
            yield columns[1], columns[0]
            return


def _meant(near: Neighbour, noun: Words, spoken: Words, description: str) -> Iterator[Column]:
    """Yield the columns of a table that are called so, its rows being called `noun`."""
    visible = [column for column in near.table.columns if not column.secret]
    for column in visible:
        if column.references is not None and same(essence(column.name), spoken):
            yield column
    rest = without(spoken, noun)
    if rest != spoken:
        yield from (column for column in visible if _called(column, rest))
    key = near.table.column(near.key)
    if same(spoken, noun) and same(spoken, essence(key.name)):
        yield key
    elif same(spoken, noun):
        yield from _name_of(near, visible, description)


def _described(near: Neighbour, spoken: Words, description: str) -> Iterator[Column]:
    """Yield the column of this name where the description says whose it is: `City of the venue`."""
    told = _told(description)
    if not told or not (set(near.role) <= told or set(_model(near)) <= told):
        return
    for column in near.table.columns:
        if not column.secret and same(essence(column.name), spoken):
            yield column


def _called(column: Column, rest: Words) -> bool:
    key = column.primary_key and rest[-1] in KEY_WORDS and len(rest) == 1
    return key or same(essence(column.wire_name), rest) or same(essence(column.name), rest)


def _name_of(near: Neighbour, visible: list[Column], description: str) -> Iterator[Column]:
    """Yield what a row is called by: as the description says, else its one unique text.

    A key that is a text is what paths and bodies name it by.
    """
    texts = [column for column in visible if column.kind == "text"]
    told = {word.lower() for word in re.findall(r"\w+", description)}
    named = [column for column in texts if {column.name.lower(), column.wire_name.lower()} & told]
    named = named or [column for column in texts if _last_word(column) in told]
    if len(named) == 1:
        yield named[0]
        return
    key = near.table.column(near.key)
    yield key
    if key.kind == "text" and not told & {*NAMES}:
        return
    unique = [column for column in texts if column.unique and column is not key]
    usual = [column for name in NAMES for column in texts if _last_word(column) == name]
    if len(unique) == 1 and not usual:
        yield unique[0]
    else:
        yield from usual[:1]


def _last_word(column: Column) -> str:
    return essence(column.wire_name)[-1]
